import type { INodeParameters } from 'n8n-workflow';

import { nodeName, runNode, triggeringType } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

/** An item as the trigger puts it out. */
const event = (from: string | null, userId: string | null = null) => ({
	event: 'message',
	from,
	contact: { id: null, name: null, userId, username: null },
	text: 'Hi',
});

const rule = (more: INodeParameters): INodeParameters => ({ options: { ...more } });

interface Case {
	readonly items?: object[];
	readonly asTool?: boolean;
	readonly startType?: string;
	readonly gateway?: string;
}

/** What became of each item: the recipient, or the fault. */
async function send(
	parameters: INodeParameters,
	{ items = [event(anna)], asTool = false, startType = triggeringType, gateway }: Case = {},
) {
	const { output } = await runNode({
		parameters: { ...text({ text: 'Hello' }), ...parameters },
		credentials: sandbox.account(gateway ?? 'metaCloud'),
		items: items.map((json) => ({ json: { ...json } })),
		settings: {
			onError: 'continueRegularOutput',
			...(asTool && { type: `${nodeName}Tool` }),
		},
		startType,
	});
	return output().map(({ json }) => json['fault'] ?? json['to'] ?? json['userId']);
}

const refused = 'recipientInvalid';

describe('Only Allowed Recipients', () => {
	const toAll = { items: [{ to: anna }, { to: ben }, { to: `${anna},${ben}` }, { to: '' }] };
	const only = async (allowedRecipients: unknown, more: Case = toAll) =>
		await send(
			{
				to: '={{ $json.to }}',
				...rule({ whoMayBeWrittenTo: 'list', allowedRecipients: allowedRecipients as string }),
			},
			more,
		);

	test.each([
		['a number', anna],
		['in another notation, among others', ` +44 7700 900456 ;\n 0171 392 00 12 \n`],
		['a list from an expression', `={{ ["${chloe}", "${anna}"] }}`],
		['a number from an expression', `={{ ${anna.slice(1)} }}`],
	])('%s: others, several at once and none are refused', async (_case, allowed) => {
		expect(await only(allowed)).toEqual([anna, refused, refused, refused]);
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test.each([
		['an empty list', ''],
		['only separators', ' , ;\n'],
		['an expression that finds nothing', '={{ $json.nothing }}'],
		['an expression that gives an empty list', '={{ [] }}'],
		['an expression that gives null', '={{ null }}'],
		['an expression that gives an object', '={{ ({ phone: $json.to }) }}'],
		['something that is no number', `everyone, ${anna}`],
		['a star', '*'],
	])('%s allows nobody', async (_case, allowed) => {
		expect(await only(allowed)).toEqual([refused, refused, refused, refused]);
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('an expression that fails allows nobody', async () => {
		const faults = await only('={{ $("Nobody").first().json.phone }}');
		expect(new Set(faults)).toEqual(new Set(['invalidRequest']));
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('the list counts without the choice, and a choice that says nothing allows nobody', async () => {
		const to = { to: '={{ $json.to }}' };
		const items = [{ to: anna }, { to: ben }];
		expect(await send({ ...to, ...rule({ allowedRecipients: anna }) }, { items })).toEqual([
			anna,
			refused,
		]);
		for (const whoMayBeWrittenTo of ['', '={{ $json.nothing }}', '={{ undefined }}']) {
			// n8n itself refuses what is none of an option's choices.
			const faults = await send({ ...to, ...rule({ whoMayBeWrittenTo }) }, { items });
			const fault = expect.stringMatching(/^(recipientInvalid|invalidRequest)$/);
			expect(faults).toEqual([fault, fault]);
		}
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test('one person has several forms of a number', async () => {
		const former = '+551187654321';
		expect(
			await send({
				to: '+5511987654321',
				...rule({ allowedRecipients: former, previewOnly: true }),
			}),
		).toEqual(['+5511987654321']);
	});

	test('a template that is sent instead does not go to others either', async () => {
		const values = { 1: 'a', 2: 'b', 3: 'c' };
		const whole = templateJson('order_confirmation', values);
		const names = ['template', 'language', 'specifyPlaceholders', 'valuesJson'];
		const fields = Object.fromEntries(names.map((name) => [name, whole[name]]));
		const fallback = { ...fields, ifWindowClosed: 'sendTemplate' };
		const allowed = rule({ allowedRecipients: anna });
		expect(await send({ to: ben, ...fallback, ...allowed })).toEqual([refused]);
		expect(await send({ to: ben, ...fallback, ...rule({ allowedRecipients: ben }) })).toEqual([
			ben,
		]);
	});

	test('a question that waits for an answer does not go to others either', async () => {
		const question = { operation: 'sendAndWait', message: 'Shall we?', responseType: 'approval' };
		const allowed = rule({ allowedRecipients: anna });
		for (const gateway of ['metaCloud', 'qyvo']) {
			expect(await send({ ...question, to: ben, ...allowed }, { gateway })).toEqual([refused]);
		}
		const previewOnly = { ...(allowed['options'] as INodeParameters), previewOnly: true };
		expect(await send({ ...question, to: anna, options: previewOnly })).toEqual([anna]);
	});

	test('a gateway that finds the person by its own contact is not trusted', async () => {
		const options = { allowedRecipients: anna, contactId: '42' };
		expect(await send({ to: anna, options }, { gateway: 'wacr' })).toEqual([refused]);
	});

	test.each([
		'={{ $json.from }}',
		"={{ $fromAI('people') }}",
		'={{ $input.item.json.from }}',
		'={{ $("Start").item.json.from + $json["from"] }}',
	])('an agent cannot set the list itself: %s', async (allowedRecipients) => {
		const allowed = rule({ whoMayBeWrittenTo: 'list', allowedRecipients });
		const more = { asTool: true, items: [{ from: anna }] };
		expect(await send({ to: anna, ...allowed }, more)).toEqual([refused]);
	});

	test('a list that another node has is taken for a tool as well', async () => {
		const allowedRecipients = '={{ $("Start").first().json.from }}';
		const allowed = rule({ whoMayBeWrittenTo: 'list', allowedRecipients });
		expect(await send({ to: anna, ...allowed }, { asTool: true })).toEqual([anna]);
		expect(await send({ to: ben, ...allowed }, { asTool: true })).toEqual([refused]);
	});
});

describe.each([false, true])('Only the Person Who Started This Run, as a tool: %s', (asTool) => {
	const starter = rule({ whoMayBeWrittenTo: 'starter' });

	test('may be written to, and nobody else', async () => {
		expect(await send({ to: anna, ...starter }, { asTool })).toEqual([anna]);
		expect(await send({ to: ben, ...starter }, { asTool })).toEqual([refused]);
	});

	test('in another form of the number', async () => {
		const options = { whoMayBeWrittenTo: 'starter', previewOnly: true };
		const items = [event('+551187654321')];
		const former = { to: '+55 11 98765-4321', options };
		expect(await send(former, { asTool, items })).toEqual(['+5511987654321']);
	});

	test('by the user id, where the number is hidden', async () => {
		const userId = await sandbox.inboundHidden(chloe, 'Hi');
		const items = [event(null, userId)];
		expect(await send({ to: userId, ...starter }, { asTool, items })).toEqual([userId]);
		expect(await send({ to: `${userId}1`, ...starter }, { asTool, items })).toEqual([refused]);
	});

	test('an event without a person, or another start, allows nobody', async () => {
		expect(await send({ to: anna, ...starter }, { asTool, items: [event(null)] })).toEqual([
			refused,
		]);
		const startType = 'test.start';
		expect(await send({ to: anna, ...starter }, { asTool, startType })).toEqual([refused]);
	});
});

test('of several people in one run, each item may go to its own only', async () => {
	const starter = rule({ whoMayBeWrittenTo: 'starter' });
	const items = [event(anna), event(ben)];
	expect(await send({ to: '={{ $json.from }}', ...starter }, { items })).toEqual([
		anna,
		'windowClosed',
	]);
	expect(await send({ to: anna, ...starter }, { items })).toEqual([anna, refused]);
});
