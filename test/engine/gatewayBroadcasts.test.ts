import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { nodeName, runItems, runNode } from './engine';
import { forgetProcessedItems, keepProcessedItems } from './processedItems';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

const id = 'wacrDeveloper';

let sandbox: Sandbox;
beforeAll(async () => {
	await keepProcessedItems();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	forgetProcessedItems();
	await sandbox.reset();
});

const broadcast = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendBroadcast',
	broadcastName: 'Autumn',
	template: { __rl: true, mode: 'name', value: 'order_confirmation' },
	language: 'en',
	variables: '{"1": "you", "2": "A-1", "3": "5 €"}',
	contactIds: '={{ $json.id }}',
	options: {},
	...more,
});

const template = { name: 'order_confirmation', language: 'en' };

async function run(
	items: readonly object[],
	parameters: INodeParameters = {},
	onError: 'continueErrorOutput' | 'stopWorkflow' = 'continueErrorOutput',
	gateway = id,
) {
	const done = await runItems(sandbox.account(gateway), broadcast(parameters), items, onError);
	return {
		...done,
		given: done.output().map(({ json }) => json),
		faults: done.output(1).map(({ json }) => json),
	};
}

/** The contacts of the workspace, as Contact: Get Many gives them. */
async function contacts(): Promise<Array<{ id: string; phone: string }>> {
	const list = { resource: 'contact', operation: 'getAll', returnAll: true, options: {} };
	const { output } = await runItems(sandbox.account(id), list, [{}]);
	return output().map(({ json }) => json as { id: string; phone: string });
}

/** IDs of the right form that belong to nobody. */
const strangers = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
	}));

const asked = async () =>
	(await sandbox.requests()).filter(({ path }) => path.endsWith('/v1/broadcasts'));

test('the contacts of all items are one broadcast, and one item says what the answer counts', async () => {
	const some = (await contacts()).slice(0, 2);
	const { given, faults, output, hints } = await run([...some, some[0] ?? {}]);
	expect(faults).toEqual([]);
	expect(given).toEqual([
		{
			...{ gateway: id, id: expect.any(String), status: 'completed', broadcast: 'Autumn' },
			...{ template: 'order_confirmation', language: 'en', contacts: 2, part: 1, parts: 1 },
			counts: { recipients: 2, sent: 2, skipped: 0 },
			...{ replayed: false, raw: expect.objectContaining({ ok: true }) },
		},
	]);
	expect(output()[0]?.pairedItem).toEqual({ item: 0 });
	expect(await asked()).toHaveLength(1);
	expect(await sandbox.delivered()).toMatchObject(some.map(({ phone }) => ({ phone, template })));
	expect(hints.join()).toContain('more than once');
});

test('a list in a field is one broadcast as well', async () => {
	const some = (await contacts()).slice(0, 2);
	const ids = some.map((one) => one.id);
	for (const contactIds of [ids.join(', '), `={{ ${JSON.stringify(ids)} }}`]) {
		const { given } = await run([{}], { contactIds });
		expect(given).toMatchObject([{ contacts: 2, counts: { sent: 2 } }]);
	}
});

test('more than 500 contacts are split, whether they come in items or in a list', async () => {
	const many = strangers(1001);
	const inItems = await run(many);
	const parts = [500, 500, 1].map((count, n) => ({ contacts: count, part: n + 1, parts: 3 }));
	expect(inItems.given).toMatchObject(parts);
	expect(inItems.output().map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 500, 1000].map((item) => ({ item })),
	);
	const inList = await run([{ ids: many.map((one) => one.id) }], {
		contactIds: '={{ $json.ids }}',
	});
	expect(inList.given).toMatchObject(parts);
	expect(await asked()).toHaveLength(6);
}, 60_000);

test('items with another name are another broadcast', async () => {
	const items = strangers(3).map((one, n) => ({ ...one, name: n === 1 ? 'Two' : 'One' }));
	const { given } = await run(items, { broadcastName: '={{ $json.name }}' });
	expect(given).toMatchObject([
		{ broadcast: 'One', contacts: 2 },
		{ broadcast: 'Two', contacts: 1 },
	]);
});

test('Preview Only shows the requests, and makes none', async () => {
	const { given } = await run(strangers(501), { options: { previewOnly: true } });
	expect(given).toEqual(
		[500, 1].map((count, n) => ({
			...{ preview: true, gateway: id, broadcast: 'Autumn', template: 'order_confirmation' },
			...{ language: 'en', contacts: count, part: n + 1, parts: 2 },
		})),
	);
	expect(await asked()).toEqual([]);
});

test.each<[string, INodeParameters, string, RegExp]>([
	[
		'a number in place of an ID',
		{ contactIds: anna },
		'recipientInvalid',
		/^“\+491713920012” is not the ID of a contact at WA\.CR Developer API\.$/,
	],
	['no ID', { contactIds: '={{ $json.nothing }}' }, 'invalidRequest', /Contact IDs is empty/],
	['no name', { broadcastName: ' ' }, 'invalidRequest', /Broadcast Name is empty/],
	['no object', { variables: '[1]' }, 'invalidRequest', /Variables \(JSON\) has no JSON object/],
	[
		'no language',
		{ template: { __rl: true, mode: 'name', value: 'welcome_back' }, language: '' },
		'invalidRequest',
		/several languages/,
	],
	[
		'a template that is not approved',
		{ template: { __rl: true, mode: 'name', value: 'winter_sale' }, language: 'en' },
		'templateNotApproved',
		/not approved/,
	],
	[
		'an empty Message Key',
		{ options: { messageKey: '={{ $json.nothing }}' } },
		'invalidRequest',
		/Message Key of this item is empty/,
	],
])('%s is refused before the request', async (_what, parameters, fault, sentence) => {
	const { given, faults } = await run(strangers(1), parameters);
	expect(given).toEqual([]);
	expect(faults).toMatchObject([{ fault, message: expect.stringMatching(sentence) }]);
	expect(await asked()).toEqual([]);
});

test('what the gateway refuses is the fault of each item', async () => {
	const { given, faults } = await run((await contacts()).slice(0, 2), { variables: '{}' });
	expect(given).toEqual([]);
	expect(faults).toMatchObject([{ sent: 'no' }, { sent: 'no' }]);
	expect(await sandbox.delivered()).toEqual([]);
});

const lost = { gateway: id, path: '/v1/broadcasts', truncate: 3 };

test.each(['{}', '{"1": "you"}'])(
	'values that do not fit, %s, name the field',
	async (variables) => {
		const { faults } = await run((await contacts()).slice(0, 1), { variables });
		expect(faults[0]?.['hint']).toContain('Compare Variables (JSON) with');
	},
);

test('a broadcast whose answer is lost is not sent again, in no try of the run', async () => {
	const some = (await contacts()).slice(0, 2);
	await sandbox.queueFault(lost);
	const { failure } = await runNode({
		parameters: broadcast(),
		credentials: sandbox.account(id),
		items: some.map((json) => ({ json })),
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	});
	expect(failure?.message).toBe(
		'An earlier try may have sent the broadcast “Autumn” to 2 contacts, so it was not sent again.',
	);
	expect(failure?.description).toContain('Retry If Outcome Unknown');
	expect(await asked()).toHaveLength(1);
	expect(await sandbox.delivered()).toHaveLength(2);
}, 30_000);

test('the sentence says that the outcome is open, for each of the contacts', async () => {
	await sandbox.queueFault(lost);
	const { faults } = await run(strangers(2));
	const message =
		'WA.CR Developer API did not confirm the broadcast “Autumn” to 2 contacts, so it is not known whether it was sent.';
	expect(faults).toMatchObject([
		{ fault: 'unknownOutcome', sent: 'unknown', message },
		{ fault: 'unknownOutcome', sent: 'unknown', message },
	]);
});

test('after a part without an answer, no further part is sent', async () => {
	const ids = strangers(1200).map((one) => one.id);
	await sandbox.queueFault({ ...lost, skip: 1 }).catch(async () => {
		throw new Error('The sandbox cannot skip requests.');
	});
	const { faults } = await run([{ ids }], { contactIds: '={{ $json.ids }}' });
	expect(faults).toMatchObject([
		{
			...{ fault: 'unknownOutcome', sent: 'unknown' },
			message: expect.stringMatching(/^1 of 3 parts of the broadcast was accepted\. /),
			parts: [{ contacts: 500, part: 1 }],
		},
	]);
	expect(await asked()).toHaveLength(2);
});

test('under the same Message Key, a second run sends nothing', async () => {
	const some = (await contacts()).slice(0, 1);
	const options = { messageKey: 'autumn' };
	expect((await run(some, { options })).given).toMatchObject([{ replayed: false }]);
	const again = await run(some, { options });
	expect(again.given).toMatchObject([{ replayed: true, id: null, counts: {} }]);
	expect(await asked()).toHaveLength(1);
	expect((await run(some)).given).toMatchObject([{ replayed: false }]);
});

test('under the same Message Key, a list that has grown reaches nobody twice', async () => {
	const options = { messageKey: 'autumn' };
	const all = strangers(1002);
	const old = all.slice(0, 501);
	const second = { gateway: id, path: '/v1/broadcasts', skip: 1 };
	const body = '{"ok":false,"status":400,"error":{"code":"invalid_body","message":"no"}}';
	await sandbox.queueFault({ ...second, status: 400, body });
	expect((await run(old, { options })).given).toMatchObject([{ part: 1, replayed: false }]);
	// Those behind the first 500 are others now.
	const grown = await run([...all.slice(501), ...old], { options });
	expect(new Set(grown.faults.map(({ message }) => message))).toEqual(
		new Set([
			'An earlier run sent the broadcast “Autumn” under this Message Key to other contacts, so this part was not sent.',
		]),
	);
	expect(grown.given).toMatchObject([{ part: 1, replayed: true }]);
	expect(await asked()).toHaveLength(2);
	// The same list is sent to its end.
	expect((await run(old, { options })).given).toMatchObject([
		{ part: 1, replayed: true },
		{ part: 2, replayed: false },
	]);
	expect(await asked()).toHaveLength(3);
	expect((await run(old, { options })).given).toMatchObject([
		{ part: 1, replayed: true },
		{ part: 2, replayed: true },
	]);
	expect(await asked()).toHaveLength(3);
}, 60_000);

test('under a Message Key, what an earlier run left open is not sent to others either', async () => {
	const options = { messageKey: 'autumn' };
	await sandbox.queueFault(lost);
	expect((await run(strangers(500), { options })).faults[0]).toMatchObject({
		fault: 'unknownOutcome',
	});
	const { faults } = await run(strangers(501).toReversed(), { options });
	expect(faults).toHaveLength(501);
	expect(faults.filter(({ fault }) => fault === 'unknownOutcome')).toHaveLength(500);
	expect(faults.at(-1)).toMatchObject({
		fault: 'invalidRequest',
		message: expect.stringContaining('to other contacts'),
	});
	const again = await run(strangers(501).toReversed(), { options });
	expect(again.given).toEqual([]);
	expect(await asked()).toHaveLength(1);
}, 60_000);

test('two broadcasts of a run cannot have one Message Key: the second would count as sent', async () => {
	const items = strangers(3).map((one, n) => ({ ...one, name: n === 1 ? 'Two' : 'One' }));
	const options = { messageKey: 'autumn' };
	const both = { broadcastName: '={{ $json.name }}', options };
	const { given, faults } = await run(items, both);
	expect(given).toMatchObject([{ broadcast: 'One', contacts: 2, replayed: false }]);
	expect(faults).toMatchObject([
		{
			fault: 'invalidRequest',
			message: 'Another broadcast of this run, “One”, has the same Message Key.',
			hint: expect.stringContaining('a key of its own'),
		},
	]);
	expect(await asked()).toHaveLength(1);
	const each = { ...both, options: { messageKey: '={{ $json.name }}' } };
	expect((await run(items, each)).given).toMatchObject([
		{ broadcast: 'One', replayed: false },
		{ broadcast: 'Two', replayed: false },
	]);
	const shown = { ...both, options: { ...options, previewOnly: true } };
	expect((await run(items, shown)).faults).toMatchObject([{ fault: 'invalidRequest' }]);
});

test.each<[string, INodeParameters]>([
	['the person who started the run', { whoMayBeWrittenTo: 'starter' }],
	['a list', { allowedRecipients: anna }],
])('a node that may write to %s only sends none, also as a tool', async (_who, options) => {
	const [first] = await contacts();
	const { faults } = await run([first ?? {}], { options });
	expect(faults).toMatchObject([
		{
			fault: 'invalidRequest',
			message:
				'The option Who May Be Written To is set, and nobody can check who is behind the IDs of a broadcast’s contacts.',
		},
	]);
	const { output } = await runNode({
		parameters: broadcast({ options, output: 'raw' }),
		credentials: sandbox.account(id),
		items: [{ json: { ...first } }],
		settings: { type: `${nodeName}Tool` },
	});
	expect(output()).toMatchObject([{ json: { fault: 'invalidRequest' } }]);
	expect(await asked()).toEqual([]);
});

test.each(gateways.filter(({ broadcasts }) => broadcasts === undefined).map((one) => [one.id]))(
	'%s has none, which is said before any request',
	async (gateway) => {
		const { faults } = await run(strangers(1), {}, 'continueErrorOutput', gateway);
		expect(faults).toMatchObject([
			{ fault: 'unsupported', message: expect.stringMatching(/has no broadcasts of its own\.$/) },
		]);
		expect(await sandbox.requests()).toEqual([]);
	},
);

test('Get Many Broadcasts lists them, the newest first, and no more than wanted', async () => {
	const [one = {}] = await contacts();
	await run([one], { broadcastName: 'June' });
	await run([one], { broadcastName: 'July' });
	const listed = async (limit: number) => {
		const list = { resource: 'message', operation: 'getBroadcasts', limit, options: {} };
		const { output } = await runItems(sandbox.account(id), list, [{}]);
		return output().map(({ json }) => json);
	};
	expect(await listed(5)).toMatchObject([
		{
			...{ id: expect.any(String), name: 'July', status: 'completed' },
			...{ counts: { recipients: 1, sent: 1, skipped: 0 }, createdAt: expect.any(String) },
		},
		{ name: 'June' },
	]);
	expect(await listed(1)).toMatchObject([{ name: 'July' }]);
});
