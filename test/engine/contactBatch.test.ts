import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { nodeName, runItems, runNode } from './engine';
import { anna, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
	// The node reads the rate: all tests together make more requests than the documented one allows.
	await sandbox.setRateLimit('wacr', 10_000, 60);
	const diagnose = { resource: 'account', operation: 'diagnose', options: {} };
	await runItems(sandbox.account('wacr'), diagnose, [{}]);
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.setRateLimit('wacr', 10_000, 60);
});

const createMany: INodeParameters = {
	resource: 'contact',
	operation: 'createMany',
	options: {},
	contact: '={{ $json.phone }}',
};

async function run(
	gateway: string,
	items: ReadonlyArray<Record<string, unknown>>,
	parameters: INodeParameters = {},
	onError: 'continueErrorOutput' | 'stopWorkflow' = 'continueErrorOutput',
) {
	const { output, failure } = await runItems(
		sandbox.account(gateway),
		{ ...createMany, ...parameters },
		items as never,
		onError,
	);
	return {
		given: output().map(({ json }) => json),
		pairs: output().map(({ pairedItem }) => pairedItem),
		failed: output(1).map(({ json }) => json),
		failure,
	};
}

const batchesOf = async (method = 'POST') =>
	(await sandbox.requests()).filter(
		(one) => one.method === method && one.path.endsWith('/contacts/batch'),
	);

const able = gateways.filter(({ contacts }) => contacts?.batch !== undefined);
const unable = gateways.filter((gateway) => !able.includes(gateway));

describe.each(able.map(({ id }) => id))('%s', (id) => {
	test('creates the contacts of all items in one request, and says what became of each', async () => {
		const [first = '', second = '', third = ''] = people;
		const items = [
			{ phone: first, name: 'Ada Lovelace' },
			{ phone: anna, name: 'Anna' },
			{ phone: second, name: 'Bo', email: 'no email' },
			{ phone: first, name: 'Ada again' },
			{ phone: third },
		];
		const additionalFields = { name: '={{ $json.name }}', email: '={{ $json.email }}' };
		const { given, pairs, failed } = await run(id, items, { additionalFields });
		expect(failed).toEqual([]);
		expect(pairs).toEqual(items.map((_, item) => ({ item })));
		expect(given).toMatchObject([
			{ outcome: 'created', id: expect.any(String), phone: first, name: 'Ada Lovelace' },
			{ outcome: 'exists', id: null, phone: anna },
			{ outcome: 'refused', phone: second, reason: expect.stringContaining('email') },
			{ outcome: 'duplicate', phone: first },
			{ outcome: 'created', phone: third },
		]);
		expect(await batchesOf()).toHaveLength(1);
		const again = await run(id, [{ phone: first }]);
		expect(again.given).toMatchObject([{ outcome: 'exists' }]);
	});

	test('adds those that were created to their groups', async () => {
		const items = people.slice(0, 3).map((phone) => ({ phone }));
		const additionalFields = { labels: 'vip, news' };
		const { given } = await run(id, [...items, { phone: anna }], { additionalFields });
		expect(given.slice(0, 3)).toMatchObject(
			items.map(({ phone }) => ({ outcome: 'created', phone, labels: ['vip', 'news'] })),
		);
		expect(given[3]).toMatchObject({
			...{ outcome: 'exists', labels: [] },
			reason: expect.stringMatching(/It was not added to “vip”, “news”: .*Add Tag or Group/),
		});
		const { output } = await runItems(
			sandbox.account(id),
			{ resource: 'contact', operation: 'get', options: {}, contact: people[1] ?? '' },
			[{}],
		);
		expect(output()[0]?.json).toMatchObject({ labels: ['vip', 'news'] });
	});

	test('a group whose name is refused holds up only the contacts that it is named for', async () => {
		const [first = '', second = '', third = ''] = people;
		const items = [
			{ phone: first, groups: 'vip' },
			{ phone: second, groups: ['vip', 'x'.repeat(300)] },
			{ phone: third, groups: '' },
		];
		const additionalFields = { labels: '={{ $json.groups }}' };
		const { given, failed } = await run(id, items, { additionalFields });
		expect(failed).toEqual([]);
		expect(given).toMatchObject([
			{ outcome: 'created', phone: first, labels: ['vip'] },
			{
				...{ outcome: 'refused', phone: second },
				reason: expect.stringMatching(/^The group “x{60}…” cannot be used: .*255 characters/),
			},
			{ outcome: 'created', phone: third, labels: [] },
		]);
		expect(await batchesOf()).toHaveLength(1);
		const mended = [{ phone: second, groups: ['vip'] }];
		expect((await run(id, mended, { additionalFields })).given).toMatchObject([
			{ outcome: 'created', labels: ['vip'] },
		]);
	});

	test('a group that cannot be looked up fails before anything is created', async () => {
		const [first = ''] = people;
		await sandbox.queueFault({ gateway: id, path: '/api/v2/groups', status: 404, body: {} });
		const additionalFields = { labels: 'vip' };
		const { failed } = await run(id, [{ phone: first }], { additionalFields });
		expect(failed).toHaveLength(1);
		expect(await batchesOf()).toEqual([]);
	});

	test('says so where all of a request are refused', async () => {
		const items = people.slice(0, 2).map((phone) => ({ phone }));
		const { given } = await run(id, items, { additionalFields: { email: 'none' } });
		expect(given).toMatchObject(items.map(({ phone }) => ({ outcome: 'refused', phone })));
	});

	test('makes a request for each hundred', async () => {
		const items = Array.from({ length: 205 }, (_, n) => ({ phone: `+4917139${30_000 + n}` }));
		const { given } = await run(id, items);
		expect(given.map(({ phone }) => phone)).toEqual(items.map(({ phone }) => phone));
		expect(new Set(given.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
		expect(await batchesOf()).toHaveLength(3);
	});

	test('a second item with a number says what became of the first, also in an earlier request', async () => {
		const [first = '', second = ''] = people;
		const others = Array.from({ length: 98 }, (_, n) => ({ phone: `+4917139${30_000 + n}` }));
		const items = [{ phone: first, email: 'no email' }, { phone: second }, ...others];
		const again = [{ phone: first, email: 'ada@shop.example' }, { phone: second }];
		const additionalFields = { email: '={{ $json.email }}' };
		const { given } = await run(id, [...items, ...again], { additionalFields });
		expect(given.slice(0, 2)).toMatchObject([{ outcome: 'refused' }, { outcome: 'created' }]);
		expect(given.slice(-2)).toMatchObject([
			{
				...{ outcome: 'duplicate', phone: first },
				reason: expect.stringMatching(
					/^An earlier item has the same number, and was refused: .*email/,
				),
			},
			{
				...{ outcome: 'duplicate', phone: second },
				reason: 'An earlier item has the same number, and its contact was created.',
			},
		]);
	});

	test('a second item with a number fails with the request of the first', async () => {
		const [first = ''] = people;
		await sandbox.queueFault({
			gateway: id,
			path: '/api/v2/contacts/batch',
			status: 503,
			body: {},
		});
		const { given, failed } = await run(id, [{ phone: first }, { phone: first }]);
		expect(given).toEqual([]);
		expect(failed).toHaveLength(2);
		expect(await batchesOf()).toHaveLength(1);
	});

	test('a number that cannot be read holds up only its own item', async () => {
		const [first = ''] = people;
		const items = [{ phone: 'none' }, { phone: first }];
		const { given, failed } = await run(id, items);
		expect(given).toMatchObject([{ outcome: 'created', phone: first }]);
		expect(failed).toMatchObject([{ fault: 'recipientInvalid' }]);
		const stopped = await run(id, [{ phone: 'none' }, { phone: people[2] }], {}, 'stopWorkflow');
		expect(stopped.failure).toBeDefined();
		expect(await batchesOf()).toHaveLength(1);
	});

	test('a request that fails is the fault of each of its items', async () => {
		await sandbox.queueFault({
			gateway: id,
			path: '/api/v2/contacts/batch',
			status: 500,
			body: {},
		});
		const { given, failed } = await run(
			id,
			people.slice(0, 2).map((phone) => ({ phone })),
		);
		expect(given).toEqual([]);
		expect(failed).toHaveLength(2);
		expect(await batchesOf()).toHaveLength(1);
	});
});

test.each(unable.map(({ id, name }) => [name, id]))(
	'%s has no such request, which is said before any',
	async (name, id) => {
		const { failed } = await run(id, [{ phone: anna }]);
		expect(failed).toMatchObject([
			{
				fault: 'unsupported',
				message: `${name} cannot create many contacts in one request.`,
			},
		]);
		expect(await sandbox.requests()).toEqual([]);
	},
);

/** Contacts of the sandbox, with their ids. */
async function make(id: string, phones: readonly string[]): Promise<string[]> {
	const { given } = await run(
		id,
		phones.map((phone) => ({ phone })),
	);
	return given.map((one) => String(one['id']));
}

const deleteMany = { operation: 'deleteMany' };
const removing = gateways.filter(({ contacts }) => contacts?.batchRemoval !== undefined);

describe.each(removing.map(({ id }) => id))('Delete Many: %s', (id) => {
	const fault = (more: object) =>
		sandbox.queueFault({ gateway: id, path: '/api/v2/contacts/batch', ...more });

	test('deletes the contacts of all items in one request, by numbers and by IDs', async () => {
		const [first = '', second = '', third = ''] = people;
		const ids = await make(id, [first, second, third]);
		const items = [{ phone: first }, { phone: ids[1] }, { phone: first }, { phone: ids[2] }];
		const { given, pairs, failed } = await run(id, items, deleteMany);
		expect(failed).toEqual([]);
		expect(pairs).toEqual(items.map((_, item) => ({ item })));
		expect(given).toEqual([
			{ outcome: 'deleted', reason: null, id: ids[0], phone: first },
			{ outcome: 'deleted', reason: null, id: ids[1], phone: null },
			{ outcome: 'deleted', reason: null, id: ids[0], phone: first },
			{ outcome: 'deleted', reason: null, id: ids[2], phone: null },
		]);
		expect(await batchesOf('DELETE')).toHaveLength(1);
		const again = await run(id, items.slice(0, 2), deleteMany);
		expect(again.given).toMatchObject([{ outcome: 'notFound' }, { outcome: 'notFound' }]);
	});

	test('looks up what became of each where not all were there', async () => {
		const [first = '', second = ''] = people;
		await make(id, [first]);
		const items = [{ phone: first }, { phone: second }, { phone: '99999' }];
		const { given } = await run(id, items, deleteMany);
		expect(given).toMatchObject([
			{ outcome: 'deleted', phone: first },
			{ outcome: 'notFound', phone: second, reason: expect.stringContaining(second) },
			{ outcome: 'notFound', id: '99999' },
		]);
	});

	test('looks each up after an answer that was lost', async () => {
		const ids = await make(id, people.slice(0, 2));
		await fault({ reset: true, after: 'accepted' });
		const items = people.slice(0, 2).map((phone) => ({ phone }));
		const { given, failed } = await run(id, items, deleteMany);
		expect(failed).toEqual([]);
		expect(given).toMatchObject(ids.map((one) => ({ outcome: 'deleted', id: one })));
		expect(await batchesOf('DELETE')).toHaveLength(1);
	});

	test('a request that changes nothing is the fault of each of its items', async () => {
		await make(id, people.slice(0, 2));
		await fault({ status: 500, body: {} });
		const items = people.slice(0, 2).map((phone) => ({ phone }));
		const { given, failed } = await run(id, items, deleteMany);
		expect(given).toEqual([]);
		expect(failed).toMatchObject(items.map(() => ({ fault: 'temporarilyUnavailable' })));
		expect(await batchesOf('DELETE')).toHaveLength(1);
	});

	test('makes a request for each hundred', async () => {
		const phones = Array.from({ length: 105 }, (_, n) => `+4917139${30_000 + n}`);
		const ids = await make(id, phones);
		const items = ids.map((phone) => ({ phone }));
		const { given } = await run(id, items, deleteMany);
		expect(given.map((one) => one['id'])).toEqual(ids);
		expect(new Set(given.map(({ outcome }) => outcome))).toEqual(new Set(['deleted']));
		expect(await batchesOf('DELETE')).toHaveLength(2);
	});

	test('a contact that cannot be read stops the run before anything is deleted', async () => {
		const [first = ''] = people;
		await make(id, [first]);
		const items = [{ phone: first }, { phone: '' }];
		const { failure } = await run(id, items, deleteMany, 'stopWorkflow');
		expect(failure?.message).toBe('The field Contact is empty.');
		expect(failure?.description).toContain('None of the items was processed.');
		expect(await batchesOf('DELETE')).toEqual([]);
	});

	test('an agent deletes one contact at a time, by another operation', async () => {
		const { output } = await runNode({
			parameters: { ...createMany, ...deleteMany },
			credentials: sandbox.account(id),
			items: [{ json: { phone: anna } }],
			settings: { type: `${nodeName}Tool` },
		});
		expect(output()[0]?.json).toMatchObject({
			...{ fault: 'unsupported', message: expect.stringContaining('not for an agent') },
		});
		expect(await sandbox.requests()).toEqual([]);
	});
});

test.each(gateways.filter((one) => !removing.includes(one)).map(({ id, name }) => [name, id]))(
	'Delete Many: %s has no such request, which is said before any',
	async (name, id) => {
		const { failed } = await run(id, [{ phone: anna }], deleteMany);
		expect(failed).toMatchObject([
			{
				fault: 'unsupported',
				message: `${name} cannot delete many contacts in one request.`,
			},
		]);
		expect(await sandbox.requests()).toEqual([]);
	},
);
