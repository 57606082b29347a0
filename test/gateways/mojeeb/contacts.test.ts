import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../../engine/engine';
import { anna, startSandbox, type Sandbox } from '../../engine/sandboxClient';
import { sandboxed } from '../../sandbox/ask';

const agent = '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41';

describe('in n8n', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.close());
	beforeEach(async () => await sandbox.reset());

	async function run(operation: string, parameters: INodeParameters, account: object = {}) {
		const { output } = await runNode({
			parameters: { resource: 'contact', operation, options: {}, ...parameters },
			credentials: { ...sandbox.account('mojeeb'), ...account },
			items: [{ json: {} }],
			settings: { onError: 'continueErrorOutput' },
		});
		return { items: output().map(({ json }) => json), fault: output(1)[0]?.json };
	}

	test('a person who wrote is listed, found by the ID and changed', async () => {
		const { items } = await run('getAll', { returnAll: true, filters: { search: 'schmidt' } });
		expect(items).toEqual([expect.objectContaining({ phone: anna, name: 'Anna Schmidt' })]);
		const contact = String(items[0]?.['id']);
		expect((await run('get', { contact })).items).toEqual(items);
		const updateFields = { name: 'Anna', customFields: '{"status": "customer", "size": "M"}' };
		const { items: changed } = await run('update', { contact, updateFields });
		expect(changed[0]).toMatchObject({
			name: 'Anna',
			raw: { status: 'customer', custom_fields: { size: 'M' } },
		});
	});

	test('every page is read, and no more than are wanted', async () => {
		const { contacts } = sandbox.sandbox.store;
		for (let n = 0; n < 150; n++) contacts.findOrCreate('mojeeb', `+49171392${1000 + n}`);
		expect((await run('getAll', { returnAll: true })).items.length).toBeGreaterThan(150);
		expect(await sandbox.requests()).toHaveLength(2);
		expect((await run('getAll', { limit: 3 })).items).toHaveLength(3);
		expect(await sandbox.requests()).toHaveLength(3);
	});

	test.each<[string, INodeParameters, string, string]>([
		[
			'upsert',
			{ contact: anna, additionalFields: { name: 'Anna' } },
			'create or update contacts',
			'makes a contact of everyone who writes to the agent',
		],
		['delete', { contact: anna }, 'delete contacts', 'in the gateway’s dashboard'],
		[
			'deleteMany',
			{ contact: anna },
			'delete many contacts in one request',
			'in the gateway’s dashboard',
		],
	])('%s is refused, with what works instead', async (operation, parameters, action, hint) => {
		const { fault } = await run(operation, parameters);
		expect(fault).toMatchObject({
			fault: 'unsupported',
			message: `Mojeeb cannot ${action}.`,
			hint: expect.stringContaining(hint),
		});
	});

	test.each<[string, INodeParameters, object, string]>([
		['an email', { updateFields: { email: 'a@shop.example' } }, {}, 'email of a contact'],
		['tags', { updateFields: { labels: 'vip' } }, {}, 'have no tags and no groups'],
		[
			'an account without contacts',
			{ updateFields: { name: 'Anna' } },
			{ agentId: '00000000-0000-4000-8000-00000000dead' },
			'does not give the contacts of this account',
		],
	])('a change is refused for %s', async (_what, parameters, account, sentence) => {
		const { fault } = await run('update', { contact: anna, ...parameters }, account);
		expect(fault).toMatchObject({
			fault: 'unsupported',
			message: expect.stringContaining(sentence),
		});
	});
});

describe('the sandbox', () => {
	const access = { authorization: 'Bearer mojeeb-sandbox-token' };
	const path = `/mojeeb/v1/agents/${agent}/contacts`;
	const first = async ({ ask }: ReturnType<typeof sandboxed>) => {
		const { body } = await ask('GET', `${path}?limit=1`, undefined, access);
		const { data, next_cursor: next } = body as { data: [{ id: string }]; next_cursor: string };
		return { ...data[0], next };
	};

	test('lists contacts page by page', async () => {
		const sandbox = sandboxed();
		const { next } = await first(sandbox);
		const { body } = await sandbox.ask('GET', `${path}?cursor=${next}`, undefined, access);
		expect(body).toMatchObject({ next_cursor: null });
	});

	test.each(['limit=0', 'limit=101', 'cursor=x'])('refuses %s', async (query) => {
		const { status } = await sandboxed().ask('GET', `${path}?${query}`, undefined, access);
		expect(status).toBe(422);
	});

	test.each([
		{ email: 'a@shop.example' },
		{ mobile: '0171' },
		{ tags: [] },
		{ name: 5 },
		{ status: null },
		{ custom_fields: [] },
		{ custom_fields: { text: 'a'.repeat(10_001) } },
	])('refuses the change %j', async (change) => {
		const sandbox = sandboxed();
		const { id } = await first(sandbox);
		const { status } = await sandbox.ask('PATCH', `${path}/${id}`, change, access);
		expect(status).toBe(422);
	});

	test('lays custom fields over those that there are, and clears the number', async () => {
		const sandbox = sandboxed();
		const { id } = await first(sandbox);
		const change = async (fields: object) =>
			(await sandbox.ask('PATCH', `${path}/${id}`, fields, access)).body;
		await change({ custom_fields: { size: 'M', city: 'Köln' } });
		expect(await change({ custom_fields: { size: null }, mobile: '' })).toMatchObject({
			custom_fields: { size: null, city: 'Köln' },
			mobile: null,
		});
	});

	test('knows no contact of another id, and none of an agent that is not the key’s', async () => {
		const { ask } = sandboxed();
		expect((await ask('GET', `${path}/none`, undefined, access)).body).toMatchObject({
			error: { code: 'not_found' },
		});
		const others = path.replace(agent, '00000000-0000-4000-8000-0000000000ff');
		expect((await ask('GET', others, undefined, access)).status).toBe(403);
	});
});
