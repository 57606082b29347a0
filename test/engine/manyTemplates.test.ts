import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { form, nodeType } from './engine';
import { forgetAnswers } from './forgetAnswers';
import { chloe, startSandbox, type Sandbox } from './sandboxClient';
import { sendOnceIn } from './sendOnce';

/** In three languages each: some 2,000 rows at gateways that list each language. */
const more = 670;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	forgetAnswers();
	await sandbox.reset();
	await sandbox.moreTemplates(more);
});

const account = (gateway: string) => sandbox.account(gateway);
const asked = async () => (await sandbox.requests()).length;

async function search(gateway: string, filter = '', token?: string) {
	const found = await nodeType.methods?.listSearch?.['searchTemplates']?.call(
		form({}, account(gateway)),
		filter,
		token,
	);
	return found as INodeListSearchResult & { paginationToken?: string };
}

/** Scrolls to the end of the list; the parts of it. */
async function scroll(gateway: string, filter = '') {
	const parts = [await search(gateway, filter)];
	for (let token = parts[0]?.paginationToken; token !== undefined;) {
		const part = await search(gateway, filter, token);
		parts.push(part);
		token = part.paginationToken;
	}
	return parts.map(({ results }) => results);
}

const chosen = (value: string, language = ''): INodeParameters => ({
	template: { __rl: true, mode: 'list', value },
	language,
});
const languages = async (gateway: string, name: string) =>
	(
		(await nodeType.methods?.loadOptions?.['getLanguages']?.call(
			form(chosen(name), account(gateway)),
		)) ?? []
	).map(({ value }) => value);
const fields = async (gateway: string, name: string, language = '') =>
	(
		await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
			form(chosen(name, language), account(gateway)),
		)
	)?.fields.map(({ displayName }) => displayName);

describe.each(['metaCloud', 'wacr', 'xobito'])('2,000 templates at %s', (gateway) => {
	test('the list opens with one request', async () => {
		const { results, paginationToken } = await search(gateway);
		expect(results.length).toBeGreaterThanOrEqual(10);
		expect(results.filter(({ name }) => name.startsWith('Not approved'))).toEqual([]);
		expect(paginationToken).toBe('1');
		expect(await asked()).toBe(1);
	});

	test('the whole list has each name once with its languages, approved ones first', async () => {
		const parts = await scroll(gateway);
		const rows = parts.flat();
		const values = rows.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		expect(values).toHaveLength(more + 28);
		const bulk = rows.filter(({ value }) => String(value).startsWith('bulk_'));
		// Two of the three can be sent; of a template that cannot be sent at all, all three are named.
		const usable = /^\S+ \(\w\w, \w\w\) – \w+$|^Not approved \(\w+\): \S+ \(\w\w, \w\w, \w\w\)/;
		expect(bulk.filter(({ name }) => !usable.test(name))).toEqual([]);
		const cannot = rows.map(({ name }) => name.startsWith('Not approved'));
		expect(cannot).toEqual([...cannot].sort());
		expect(cannot.filter(Boolean)).toHaveLength(Math.floor(more / 3) + 1);
		expect(await asked()).toBeLessThanOrEqual(21);
	});

	test('languages and fields of one template are right, and asked for once', async () => {
		await languages(gateway, 'bulk_0333');
		const before = await asked();
		expect(await languages(gateway, 'bulk_0334')).toEqual(['de', 'fr']);
		expect(await fields(gateway, 'bulk_0334', 'de')).toEqual(['Nachricht 0334 für {{1}}.']);
		// Where nothing can be searched, the list that is open answers.
		expect((await asked()) - before).toBe(gateway === 'xobito' ? 0 : 1);
	});

	test('what changed at the gateway is seen a moment later', async () => {
		expect((await search(gateway, 'bulk_0001')).results).toHaveLength(1);
		await sandbox.moreTemplates(0);
		forgetAnswers();
		expect((await search(gateway, 'bulk_0001')).results).toEqual([]);
	});

	test('a part of a list that is not known any more is the same', async () => {
		const first = await search(gateway);
		const second = await search(gateway, '', first.paginationToken);
		for (let hour = 0; hour < 60; hour++) forgetAnswers();
		expect(await search(gateway, '', first.paginationToken)).toEqual(second);
	});
});

describe.each([
	['metaCloud', 1],
	['wacr', 1],
	['qyvo', 1],
])('a search at %s', (gateway, requests) => {
	test.each([
		['bulk_0421', ['bulk_0421']],
		['BULK_0421 utility', []],
		['welcome', ['lead_welcome', 'welcome_back']],
		['no_such_template', []],
	])('for “%s” is one request', async (filter, found) => {
		const { results, paginationToken } = await search(gateway, filter);
		const expected = gateway === 'qyvo' ? found.filter((name) => !name.startsWith('bulk_')) : found;
		expect(results.map(({ value }) => value)).toEqual(expected);
		expect(paginationToken).toBeUndefined();
		expect(await asked()).toBe(requests);
	});
});

test.each([
	['metaCloud', 'pt_br', ['welcome_back']],
	['wacr', 'es', ['welcome_back']],
	['metaCloud', 'authentication', ['login_code']],
	['xobito', 'authentication', ['login_code']],
])('at %s, “%s” finds a language or a category', async (gateway, filter, found) => {
	const values = (await scroll(gateway, filter)).flat().map(({ value }) => value);
	expect(values).toEqual(expect.arrayContaining(found));
});

test('one look among 6,000 rows makes 30 requests at most, and says how far it searched', async () => {
	await sandbox.moreTemplates(2000);
	const missed = await search('xobito', 'no_such_template');
	expect(missed).toEqual({
		results: [{ name: 'Not in the first 3000: choose By Name or ID', value: '' }],
	});
	expect(await asked()).toBe(30);
	forgetAnswers();
	const { results, paginationToken } = await search('xobito', 'bulk_0421');
	expect(results.map(({ name, value }) => (value === '' ? name : value))).toEqual([
		'bulk_0421',
		'Only 3000 searched: or choose By Name or ID',
	]);
	expect(paginationToken).toBe('1');
});

test('a search in the text of a template is Meta’s own', async () => {
	const { results } = await search('metaCloud', 'autumn collection');
	expect(results.map(({ value }) => value)).toEqual(['new_collection']);
	expect(await asked()).toBe(1);
});

test.each(['metaCloud', 'wacr'])(
	'at %s, a send looks its template up with one request',
	async (gateway) => {
		const before = await asked();
		const { failure } = await sendOnceIn(() => sandbox)(
			{
				operation: 'sendTemplate',
				to: chloe,
				...chosen('order_confirmation', 'en'),
				specifyPlaceholders: 'json',
				valuesJson: '["Chloe", "A-1", "5 €"]',
			},
			undefined,
			gateway,
		);
		expect(failure).toBeUndefined();
		const paths = (await sandbox.requests()).slice(before).map(({ path }) => path);
		expect(paths.filter((path) => path.includes('templates'))).toHaveLength(1);
	},
);
