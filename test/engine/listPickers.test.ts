import type {
	INodeListSearchResult,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';

import { form, nodeType, runNode } from './engine';
import { forgetAnswers } from './forgetAnswers';
import { anna, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	forgetAnswers();
	await sandbox.reset();
});

/** Gives the account so many tags or groups. */
function giveLabels(gateway: string, count: number): string[] {
	const names = Array.from(
		{ length: count },
		(_, index) => `tag ${String(index).padStart(4, '0')}`,
	);
	const { contacts } = sandbox.sandbox.store;
	contacts.labelsOf(gateway, names);
	// Qyvo lists the tags that contacts have.
	contacts.findOrCreate(gateway, anna).tags.push(...names);
	return names;
}

async function search(gateway: string, method: string, filter?: string, paginationToken?: unknown) {
	const found = await nodeType.methods?.listSearch?.[method]?.call(
		form({}, sandbox.account(gateway)),
		filter,
		paginationToken as string | undefined,
	);
	return found as INodeListSearchResult;
}

/** All parts of a list, as one who scrolls to its end sees it. */
async function scroll(gateway: string, method: string, filter?: string): Promise<unknown[]> {
	const values: unknown[] = [];
	let part = await search(gateway, method, filter);
	for (;;) {
		values.push(...part.results.map(({ value }) => value));
		if (part.paginationToken === undefined) return values;
		part = await search(gateway, method, filter, part.paginationToken);
	}
}

const asked = async () => (await sandbox.requests()).length;

describe.each(['qyvo', 'wacr', 'xobito'])('the tags or groups of %s', (gateway) => {
	test.each([0, 1, 1000])('%d of them are listed by name', async (count) => {
		const names = giveLabels(gateway, count);
		expect(await scroll(gateway, 'searchLabels')).toEqual(names);
	});

	test('of a thousand, the first are there after one request', async () => {
		giveLabels(gateway, 1000);
		expect((await search(gateway, 'searchLabels')).results.length).toBeGreaterThanOrEqual(100);
		expect(await asked()).toBe(1);
	});

	test('one of a thousand is found by a part of its name, in any case', async () => {
		giveLabels(gateway, 1000);
		expect(await scroll(gateway, 'searchLabels', 'TAG 0421')).toEqual(['tag 0421']);
	});

	test('a refused token is named and not shown', async () => {
		const credentials = { ...sandbox.account(gateway), accessToken: 'not-the-token' };
		const refused = nodeType.methods?.listSearch?.['searchLabels']?.call(form({}, credentials));
		await expect(refused).rejects.toThrow('does not accept the access token');
		await expect(refused).rejects.not.toThrow(token);
	});
});

test.each([
	['searchSequences', ['Welcome 7-day', 'Win back 30-day']],
	['searchFlows', ['Abandoned cart 30min']],
])('%s lists what is published, by id', async (method, names) => {
	const { results } = await search('qyvo', method);
	expect(results.map(({ name }) => name)).toEqual(names);
	expect(results[0]?.value).toMatch(/^01J3/);
	expect(await scroll('qyvo', method, 'nothing like this')).toEqual([]);
});

test.each(['searchLabels', 'searchSequences', 'searchFlows'])(
	'%s says where the gateway has no such list, without a request',
	async (method) => {
		const { results } = await search('metaCloud', method);
		expect(results).toEqual([{ name: expect.stringContaining('type it instead'), value: '' }]);
		expect(await asked()).toBe(0);
	},
);

test.each([
	['getSources', 'xobito', ['WhatsApp', 'Website']],
	['getStatuses', 'xobito', ['New', 'Customer']],
	['getSources', 'wacr', ['API', 'Website']],
	['getStatuses', 'wacr', ['New', 'In touch']],
])('the menu %s of %s has the account’s entries', async (method, gateway, names) => {
	const options = await nodeType.methods?.loadOptions?.[method]?.call(
		form({}, sandbox.account(gateway)),
	);
	expect(options?.map(({ name }) => name)).toEqual(names);
});

/** Every field of the node, also those within collections. */
function allFields(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => [
		field,
		...(field.type === 'collection' ? allFields((field.options ?? []) as INodeProperties[]) : []),
	]);
}

test('each field that asks the node for a list names a method that it has', () => {
	const { listSearch = {}, loadOptions = {} } = nodeType.methods ?? {};
	for (const { typeOptions, modes = [] } of allFields(nodeType.description.properties)) {
		const load = typeOptions?.loadOptionsMethod;
		if (load !== undefined) expect(Object.keys(loadOptions)).toContain(load);
		for (const mode of modes) {
			const method = mode.typeOptions?.searchListMethod;
			if (method !== undefined) expect(Object.keys(listSearch)).toContain(method);
		}
	}
});

const picked = (mode: string, value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode,
	value,
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
