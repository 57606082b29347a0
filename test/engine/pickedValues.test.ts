import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import { nodeName, runNode } from './engine';
import { text } from './nodeParameters';
import { anna, startSandbox, type Sandbox } from './sandboxClient';
import { publishedPoll } from './triggers';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const second = '106540352242923';
const picked = (mode: string, value: string) => ({ __rl: true, mode, value });

/** A value that is picked, or typed, in each form in which a workflow can hold it. */
const forms = (value: string, mode: string): Array<[string, NodeParameterValueType]> => [
	['picked', picked('list', value)],
	[
		'picked, with the name that the list showed',
		{ ...picked('list', value), cachedResultName: 'x' },
	],
	['typed', picked(mode, value)],
	['an expression', picked(mode, '={{ $json.chosen }}')],
	['an expression in place of the field', '={{ $json.chosen }}'],
	['an expression that gives the field', `={{ ({ mode: 'list', value: $json.chosen }) }}`],
	['a text that an earlier version stored', value],
];

async function run(
	gateway: string,
	parameters: INodeParameters,
	json: Record<string, string>,
	settings: object = {},
) {
	const { output } = await runNode({
		parameters,
		credentials: sandbox.account(gateway),
		items: [{ json: { phone: anna, text: 'Hello', ...json } }],
		settings,
	});
	return output()[0]?.json;
}

const sentPaths = async () =>
	(await sandbox.requests()).filter(({ method }) => method === 'POST').map(({ path }) => path);

describe('the sender of a message', () => {
	test.each(forms(second, 'id'))('is %s', async (_how, phoneNumberId) => {
		const parameters = text({ options: { phoneNumberId } });
		expect(await run('metaCloud', parameters, { chosen: second })).toMatchObject({
			status: 'sent',
		});
		expect(await sentPaths()).toEqual([expect.stringContaining(`/${second}/messages`)]);
	});

	test.each([
		['nothing is picked', picked('list', '')],
		['an expression gives nothing', picked('id', '={{ $json.nothing ?? "" }}')],
		[
			'the sentence of an empty list is picked',
			{ ...picked('list', ''), cachedResultName: 'No …' },
		],
	])('is that of the credential where %s', async (_how, phoneNumberId) => {
		await run('metaCloud', text({ options: { phoneNumberId } }), {});
		expect(await sentPaths()).toEqual([expect.stringContaining('/106540352242922/messages')]);
	});

	test.each([
		['picked', picked('list', second)],
		['the agent’s', picked('id', `={{ $fromAI('sender', '', 'string') }}`)],
		['the agent’s in place of the field', `={{ $fromAI('sender', '', 'string') }}`],
	])('of an AI agent’s tool is %s', async (_how, phoneNumberId) => {
		const settings = { type: `${nodeName}Tool` };
		await run('metaCloud', text({ options: { phoneNumberId } }), { sender: second }, settings);
		expect(await sentPaths()).toEqual([expect.stringContaining(`/${second}/messages`)]);
	});

	test('of Mojeeb is an agent with a number', async () => {
		const agentId = picked('list', '00000000-0000-4000-8000-0000000000ff');
		const senderNumber = picked('list', '+15550100200');
		const { output } = await runNode({
			parameters: text({ options: { agentId, senderNumber } }),
			credentials: sandbox.account('mojeeb'),
			items: [{ json: { phone: anna, text: 'Hello' } }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(output(1)[0]?.json).toMatchObject({ gatewayCode: 'agent_not_authorized' });
	});

	test('of the developer API is a channel', async () => {
		const senderChannelId = picked('list', '00000000-0000-4000-8000-000000000000');
		const { output } = await runNode({
			parameters: text({ options: { senderChannelId } }),
			credentials: sandbox.account('wacrDeveloper'),
			items: [{ json: { phone: anna, text: 'Hello' } }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(output(1)[0]?.json).toMatchObject({ gatewayCode: 'unknown_sender' });
	});

	test('is the number of the business whose profile is read', async () => {
		const parameters = {
			resource: 'businessProfile',
			operation: 'get',
			options: { phoneNumberId: picked('list', second) },
		};
		await run('metaCloud', parameters, {});
		const paths = (await sandbox.requests()).map(({ path }) => path);
		expect(paths).toEqual([expect.stringContaining(`/${second}/whatsapp_business_profile`)]);
	});
});

describe.each(['qyvo', 'wacr', 'wacrDeveloper', 'xobito'])('contacts of %s', (gateway) => {
	test.each(forms('vip', 'name'))(
		'are listed by a tag or group that is %s',
		async (_how, label) => {
			const { contacts } = sandbox.sandbox.store;
			contacts.labelsOf(gateway, ['vip']);
			contacts.findOrCreate(gateway, anna).tags.push('vip');
			const { output } = await runNode({
				parameters: {
					resource: 'contact',
					operation: 'getAll',
					returnAll: true,
					filters: { label },
					options: {},
				},
				credentials: sandbox.account(gateway),
				items: [{ json: { chosen: 'vip' } }],
			});
			expect(output().map(({ json }) => json['phone'])).toEqual([anna]);
		},
	);
});

test.each(forms('2', 'id'))('the source and status of a contact are %s', async (_how, chosen) => {
	const additionalFields = { source: chosen, status: chosen };
	const parameters = {
		resource: 'contact',
		operation: 'upsert',
		contact: '+491713920777',
		additionalFields,
		options: {},
	};
	const saved = await run('xobito', parameters, { chosen: '2' });
	expect(saved).toMatchObject({ raw: { source_id: 2, status_id: 2 } });
});

test.each(forms('1197715005513101', 'nameOrId'))(
	'the Flow of a button is %s',
	async (_how, flow) => {
		const parameters = {
			resource: 'message',
			operation: 'sendInteractive',
			to: anna,
			interactiveType: 'flow',
			body: 'Book a table',
			flow,
			buttonText: 'Book',
			flowOptions: {},
			options: { previewOnly: true },
		};
		const preview = await run('metaCloud', parameters, { chosen: '1197715005513101' });
		expect(preview).toMatchObject({ preview: true, kind: 'flow' });
	},
);

/** A trigger has no item from which an expression could take something. */
const fixed = forms('polled', 'name').filter(([how]) => !how.startsWith('an expression'));

test.each(fixed)('the tag of polled contacts is %s', async (_how, polledTag) => {
	const { contacts, ledger } = sandbox.sandbox.store;
	for (const phone of [anna, '+14155550123']) contacts.findOrCreate('wacrDeveloper', phone);
	const contact = contacts.findOrCreate('wacrDeveloper', anna);
	contact.tags.push('polled');
	const options = { polledTag };
	const trigger = publishedPoll(
		{ events: ['message'], splitOutputs: false, filters: {}, options },
		sandbox.account('wacrDeveloper'),
	);
	ledger.record('wacrDeveloper', 'inbound', anna, { kind: 'text', body: 'Mine' });
	ledger.record('wacrDeveloper', 'inbound', '+14155550123', { kind: 'text', body: 'Not mine' });
	const found = (await trigger.test()).flat();
	expect(found.map(({ json }) => json['text'])).toEqual(['Mine']);
	const read = (await sandbox.requests()).filter(({ path }) => path.includes('/conversations/'));
	expect(read).toHaveLength(1);
});

test.each([
	['an object', '={{ ({ a: 1 }) }}', 'needs a text and has an object'],
	['a picked object', { mode: 'list', value: { a: 1 } }, 'needs a text and has an object'],
	['undefined as text', picked('name', '={{ String(undefined) }}'), 'holds nothing but'],
])(
	'a tag of polled contacts that is %s polls nothing, and says so',
	async (_how, polledTag, reason) => {
		const trigger = publishedPoll(
			{ events: ['message'], splitOutputs: false, filters: {}, options: { polledTag } as never },
			sandbox.account('wacrDeveloper'),
		);
		await expect(trigger.poll()).rejects.toThrow(`Tag of Polled Contacts ${reason}`);
		expect(await sandbox.requests()).toEqual([]);
	},
);

test('tags that are those of some contacts only are listed with a hint', async () => {
	const { contacts } = sandbox.sandbox.store;
	for (let index = 0; index < 500; index++) {
		contacts.findOrCreate('wacrDeveloper', `+4917139${String(30_000 + index)}`).tags = ['vip'];
	}
	const { output, hints } = await runNode({
		parameters: { resource: 'contact', operation: 'getLabels', returnAll: true, options: {} },
		credentials: sandbox.account('wacrDeveloper'),
		items: [{ json: {} }],
	});
	expect(output().map(({ json }) => json['name'])).toEqual(['vip']);
	expect(hints.join()).toContain('Only tags of 500 contacts are in the list.');
});
