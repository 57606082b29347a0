import type {
	ICredentialDataDecryptedObject,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';

import { type ListName, listNames, searchMethodOf } from '../../nodes/WhatsAppGateway/core/lists';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { form, nodeType, pollingType, runNode } from './engine';
import { forgetAnswers } from './forgetAnswers';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	forgetAnswers();
	await sandbox.reset();
});

const picked = (mode: string, value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode,
	value,
});

/** Gives a list of the account so many entries. */
function giveEntries(gateway: string, list: ListName, count: number): void {
	const { contacts, listSizes } = sandbox.sandbox.store;
	if (list !== 'labels') return listSizes.set(gateway, list, count);
	const names = Array.from(
		{ length: count },
		(_, index) => `tag ${String(index).padStart(4, '0')}`,
	);
	contacts.labelsOf(gateway, names);
	// Some gateways list the tags that contacts have.
	contacts.findOrCreate(gateway, anna).tags.push(...names);
}

async function search(
	account: ICredentialDataDecryptedObject,
	list: ListName,
	filter?: string,
	paginationToken?: unknown,
	options: INodeParameters = {},
) {
	const found = await nodeType.methods?.listSearch?.[searchMethodOf(list)]?.call(
		form({ options }, account),
		filter,
		paginationToken as string | undefined,
	);
	return found as INodeListSearchResult;
}

/** All parts of a list, as one who scrolls to its end sees it. */
async function scroll(
	gateway: string,
	list: ListName,
	filter?: string,
): Promise<INodeListSearchItems[]> {
	const account = sandbox.account(gateway);
	const results: INodeListSearchItems[] = [];
	for (let token: unknown, parts = 0; parts < 1000; parts++) {
		const part = await search(account, list, filter, token);
		results.push(...part.results);
		if (part.paginationToken === undefined) return results;
		token = part.paginationToken;
	}
	throw new Error('It would never end.');
}

/** The entries that can be chosen, without sentences. */
const entriesIn = (results: readonly INodeListSearchItems[]) =>
	results.filter(({ value }) => value !== '');

const asked = async () => (await sandbox.requests()).length;

/** Every list of every gateway. */
const allLists = gateways.flatMap(({ id, lists = {} }) =>
	(Object.keys(lists) as ListName[]).map((list): [ListName, string] => [list, id]),
);

describe.each(allLists)('the list %s of %s', (list, gateway) => {
	test('without an entry, says what to do', async () => {
		giveEntries(gateway, list, 0);
		const results = await scroll(gateway, list);
		expect(results).toEqual([{ name: expect.stringMatching(/^None yet: .{10,35}$/), value: '' }]);
		expect(await scroll(gateway, list, 'nothing like this')).toEqual([]);
	});

	test('with one entry, has it alone', async () => {
		giveEntries(gateway, list, 1);
		const results = await scroll(gateway, list);
		expect(results).toEqual([{ name: expect.any(String), value: expect.stringMatching(/./) }]);
	});

	test('with 1,000 entries, has each once, or says that it has not', async () => {
		giveEntries(gateway, list, 1000);
		const first = await search(sandbox.account(gateway), list);
		expect(entriesIn(first.results).length).toBeGreaterThanOrEqual(100);
		expect(await asked()).toBe(1);
		const results = await scroll(gateway, list);
		const entries = entriesIn(results);
		expect(new Set(entries.map(({ value }) => value)).size).toBe(entries.length);
		expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
		const sentences = results.slice(entries.length).map(({ name }) => name);
		if (entries.length === 1000) expect(sentences).toEqual([]);
		else
			expect(sentences).toEqual([
				expect.stringMatching(`^Only ${entries.length} .{3,20}: type any other$`),
			]);
	});

	test('finds one of 1,000 by a part of its name, in any case', async () => {
		giveEntries(gateway, list, 1000);
		const one = entriesIn(await scroll(gateway, list))[150];
		const found = entriesIn(await scroll(gateway, list, String(one?.name).toUpperCase()));
		expect(found).toEqual([one]);
	});

	test('with 5,000 entries, one look without a match makes 20 requests at most', async () => {
		giveEntries(gateway, list, 5000);
		const found = await search(sandbox.account(gateway), list, 'nothing like this');
		const requests = await asked();
		expect(requests).toBeLessThanOrEqual(20);
		expect(entriesIn(found.results)).toEqual([]);
		// Where not all was read, a sentence says how far, and there is nothing to scroll on to.
		const isCut = found.results.some(({ name }) =>
			/^Not among the first 20\d\d: type it$/.test(name),
		);
		expect([found.paginationToken, isCut]).toEqual([undefined, requests === 20]);
	});

	test('refuses a wrong token with what to do, and does not show it', async () => {
		const account = { ...sandbox.account(gateway), accessToken: 'not-the-token' };
		const refused = search(account, list);
		await expect(refused).rejects.toThrow(/does not accept the (?:access|API key).*\. .{10,}/);
		await expect(refused).rejects.not.toThrow('not-the-token');
	});

	test('says that it may not be read, with what to do', async () => {
		await sandbox.queueFault({ gateway, status: 403, body: '{"message":"Forbidden"}' });
		await expect(search(sandbox.account(gateway), list)).rejects.toThrow(
			/permi.*\. .*Or type it instead\.$/,
		);
	});
});

test('what was found in a long list is shown, with how far it was searched and a way on', async () => {
	giveEntries('xobito', 'sources', 5000);
	const account = sandbox.account('xobito');
	const whole = entriesIn(await scroll('xobito', 'sources'));
	const [early, late] = [whole[150], whole[4900]];
	forgetAnswers();
	await sandbox.reset();
	giveEntries('xobito', 'sources', 5000);
	const found = await search(account, 'sources', String(early?.name));
	expect(entriesIn(found.results)).toContainEqual(early);
	expect(found.results.at(-1)).toEqual({
		name: 'Only 2000 searched so far: or type it',
		value: '',
	});
	expect(await asked()).toBe(20);
	const more = await search(account, 'sources', String(early?.name), found.paginationToken);
	expect(more.results.at(-1)?.name).toBe('Not among the first 4000: type it');
	expect(await asked()).toBe(40);
	const missed = await search(account, 'sources', String(late?.name));
	expect(missed).toEqual({ results: [{ name: 'Not among the first 2000: type it', value: '' }] });
});

/** What the lists of the sandbox hold, as a form shows it. */
test.each<[ListName, string, string[], Array<string | RegExp>]>([
	['sequences', 'qyvo', ['Welcome 7-day', 'Win back 30-day'], [/^01J3/, /^01J3/]],
	['flows', 'qyvo', ['Abandoned cart 30min'], [/^01J3/]],
	['sources', 'xobito', ['WhatsApp', 'Website'], ['1', '2']],
	['statuses', 'wacr', ['New', 'In touch'], ['1', '2']],
	[
		'phoneNumbers',
		'metaCloud',
		[
			'+1 555-010-0100 – Sandbox Shop – quality green',
			'+1 555-010-0200 – Sandbox Shop – quality green',
		],
		['106540352242922', '106540352242923'],
	],
	[
		'whatsAppFlows',
		'metaCloud',
		['Book an appointment', 'Survey – draft', 'Old survey – deprecated'],
		[/^\d+$/, /^\d+$/, /^\d+$/],
	],
	['catalogs', 'metaCloud', ['Shop'], ['194836987003835']],
	[
		'libraryTemplates',
		'metaCloud',
		[
			...['delivery_update_1 – order management', 'low_balance_warning_1 – payments'],
			...['feedback_survey_1 – customer feedback', 'verify_code_1'],
		],
		['delivery_update_1', 'low_balance_warning_1', 'feedback_survey_1', 'verify_code_1'],
	],
	[
		'channels',
		'wacrDeveloper',
		['+1 555-010-0200 – Sandbox Shop – default', '+1 555-010-0300 – Sandbox Shop Two – pending'],
		[/^[0-9a-f-]{36}$/, /^[0-9a-f-]{36}$/],
	],
	['agents', 'mojeeb', ['Sandbox Shop', 'Agent Without a List'], [/^0b9f/, /dead$/]],
	['senderNumbers', 'mojeeb', ['+15550100200 – Sandbox Shop'], ['+15550100200']],
])('%s of %s are shown by name', async (list, gateway, names, values) => {
	const { results } = await search(sandbox.account(gateway), list);
	expect(results.map(({ name }) => name)).toEqual(names);
	expect(results.map(({ value }) => value)).toEqual(
		values.map((value) => (value instanceof RegExp ? expect.stringMatching(value) : value)),
	);
});

test.each(Object.keys(listNames) as ListName[])(
	'%s: a gateway without the list says so, without a request',
	async (list) => {
		const without = gateways.find(({ lists }) => lists?.[list] === undefined);
		const { results } = await search(sandbox.account(without?.id ?? ''), list);
		expect(results).toEqual([
			{
				name: expect.stringMatching(
					/^Not (?:listed by .{3,22}: type it|with .{3,22}: leave it out)$/,
				),
				value: '',
			},
		]);
		expect(await asked()).toBe(0);
	},
);

test.each<[ListName, string, string]>([
	['whatsAppFlows', 'wacrDeveloper', 'Not listed by WA.CR Developer API: type it'],
	['catalogs', 'wacrDeveloper', 'Not listed by WA.CR Developer API: type it'],
	['flows', 'wacrDeveloper', 'Not listed by WA.CR Developer API: type it'],
	['flows', 'xobito', 'Not with Xobito: leave it out'],
	['sources', 'mojeeb', 'Not with Mojeeb: leave it out'],
	['labels', 'mojeeb', 'Not with Mojeeb: leave it out'],
	['agents', 'wacrDeveloper', 'Not with WA.CR Developer API: leave it out'],
	['groups', 'xobito', 'Not with Xobito: leave it out'],
])('%s at %s: it is typed only where a run takes it', async (list, gateway, name) => {
	expect((await search(sandbox.account(gateway), list)).results).toEqual([{ name, value: '' }]);
});

describe('the numbers of an agent', () => {
	test('are those of the agent that the form has chosen', async () => {
		const options = { agentId: picked('list', '00000000-0000-4000-8000-0000000000ff') };
		const account = sandbox.account('mojeeb');
		await expect(search(account, 'senderNumbers', '', undefined, options)).rejects.toThrow(
			/agent/i,
		);
		const expression = { agentId: picked('id', '={{ $json.agent }}') };
		const { results } = await search(account, 'senderNumbers', '', undefined, expression);
		expect(results).toHaveLength(1);
	});

	test('are typed where the account lists none', async () => {
		const options = { agentId: '00000000-0000-4000-8000-00000000dead' };
		const account = sandbox.account('mojeeb');
		const { results } = await search(account, 'senderNumbers', '', undefined, options);
		expect(results).toEqual([
			{ name: expect.stringMatching(/^Not listed by .{3,22}: type it$/), value: '' },
		]);
	});
});

/** Every field of the node, also those within collections. */
function allFields(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => [
		field,
		...(field.type === 'collection' ? allFields((field.options ?? []) as INodeProperties[]) : []),
	]);
}

test.each([
	['action', nodeType],
	['polling trigger', pollingType],
])('each field of the %s node that asks for a list names a method that it has', (_name, type) => {
	const { listSearch = {}, loadOptions = {} } = type.methods ?? {};
	for (const { typeOptions, modes = [] } of allFields(type.description.properties)) {
		const load = typeOptions?.loadOptionsMethod;
		if (load !== undefined) expect(Object.keys(loadOptions)).toContain(load);
		for (const mode of modes) {
			const method = mode.typeOptions?.searchListMethod;
			if (method !== undefined) expect(Object.keys(listSearch)).toContain(method);
		}
	}
});

test.each([
	['picked', picked('list', 'vip')],
	['typed', picked('name', 'vip')],
	['stored as a text by an earlier version', 'vip'],
])('a tag that is %s is added', async (_how, label) => {
	const { output } = await runNode({
		parameters: { resource: 'contact', operation: 'addLabel', contact: anna, label, options: {} },
		credentials: sandbox.credentials,
	});
	expect(output()[0]?.json).toMatchObject({ phone: anna, labels: ['vip'] });
});
