import type { INodeParameters } from 'n8n-workflow';

import { runItems } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

/** A page of Mojeeb, in the likeliest form. */
const mojeebPage = (next: string) => ({ data: [{ id: `at ${next}` }], next_cursor: next });

/** A page of Meta's groups. */
const metaPage = (after: string) => ({
	data: { groups: [{ id: `at ${after}`, subject: after }] },
	paging: { cursors: { after }, next: 'https://graph.facebook.com/next' },
});

type Page = (next: string) => object;

const lists: ReadonlyArray<readonly [string, string, INodeParameters, Page]> = [
	['groups', 'metaCloud', { resource: 'group', operation: 'getAll' }, metaPage],
	['contacts', 'mojeeb', { resource: 'contact', operation: 'getAll' }, mojeebPage],
	['conversations', 'mojeeb', { resource: 'conversation', operation: 'getAll' }, mojeebPage],
	['leads', 'mojeeb', { resource: 'lead', operation: 'getAll' }, mojeebPage],
];

test.each(lists)(
	'the list of %s of %s ends where two cursors take turns',
	async (_what, gateway, parameters, page) => {
		for (const next of ['a', 'b', 'a', 'b', 'a', 'b']) {
			await sandbox.queueFault({ gateway, status: 200, body: page(next) });
		}
		const all = { ...parameters, returnAll: true, filters: {}, options: {} };
		const { output, failure } = await runItems(sandbox.account(gateway), all, [{}]);
		expect(failure).toBeUndefined();
		expect(output().map(({ json }) => json['id'])).toEqual(['at a', 'at b', 'at a']);
		expect(await sandbox.requests()).toHaveLength(3);
	},
);

test('a person whom no page has is looked for once', async () => {
	for (const next of ['a', 'b', 'a', 'b', 'a', 'b']) {
		await sandbox.queueFault({ gateway: 'mojeeb', status: 200, body: mojeebPage(next) });
	}
	const get = { resource: 'contact', operation: 'get', contact: anna, options: {} };
	const { output } = await runItems(sandbox.account('mojeeb'), get, [{}], 'continueErrorOutput');
	expect(output(1)[0]?.json).toMatchObject({ fault: 'notFound' });
	expect(await sandbox.requests()).toHaveLength(3);
});
