import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems } from './engine';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function runAll(
	gateway: string,
	operation: string,
	parameters: INodeParameters,
	items: readonly IDataObject[],
) {
	const { output } = await runItems(
		sandbox.account(gateway),
		{ resource: 'lead', operation, options: {}, ...parameters },
		[...items],
		'continueErrorOutput',
	);
	return {
		given: output().map(({ json }) => json),
		failed: output(1).map(({ json }) => json),
	};
}

async function run(gateway: string, operation: string, parameters: INodeParameters = {}) {
	const { given, failed } = await runAll(gateway, operation, parameters, [{}]);
	return { given, failed: failed[0] };
}

const able = gateways.filter(({ leads }) => leads !== undefined);

describe.each(able.map(({ id }) => id))('%s: Change Status of Many', (id) => {
	const create = async (name: string) => await run(id, 'create', { leadFields: { name } });
	const list = async (filters: INodeParameters = {}) =>
		(await run(id, 'getAll', { returnAll: true, filters })).given;
	let seen = 0;
	/** The requests since the last call. */
	const newRequests = async () => {
		const all = await sandbox.requests();
		const fresh = all.slice(seen);
		seen = all.length;
		return fresh;
	};
	const change = async (parameters: INodeParameters, items: readonly IDataObject[] = [{}]) =>
		await runAll(id, 'changeStatus', { newStatus: 'lost', ...parameters }, items);
	beforeEach(async () => {
		seen = 0;
		for (const name of ['Ann', 'Ben', 'Cem']) await create(name);
		await run(id, 'update', {
			lead: String((await list({ search: 'Cem' }))[0]?.['id']),
			leadFields: { status: 'won' },
		});
		await newRequests();
	});

	test('those that match are changed, no more than were counted, and others stay', async () => {
		const { given } = await change({ fromStatus: 'new, contacted' });
		expect(given).toMatchObject([
			{ dryRun: false, fromStatus: 'new,contacted', newStatus: 'lost', matched: 2, changed: 2 },
		]);
		// It counts, then changes.
		expect(await newRequests()).toHaveLength(2);
		const after = await list();
		expect(after.map(({ name, status }) => [name, status])).toEqual([
			['Cem', 'won'],
			['Ben', 'lost'],
			['Ann', 'lost'],
		]);
	});

	test('a dry run counts and changes none, and so does a change of nobody', async () => {
		const dry = await change({ fromStatus: 'new', filters: { search: 'ann' }, dryRun: true });
		expect(dry.given).toMatchObject([{ dryRun: true, matched: 1, changed: 0 }]);
		const none = await change({ fromStatus: 'contacted' });
		expect(none.given).toMatchObject([{ dryRun: false, matched: 0, changed: 0 }]);
		expect(await newRequests()).toHaveLength(2);
		expect(await list({ status: 'lost' })).toEqual([]);
	});

	test('with more than allowed none is changed', async () => {
		const { failed } = await change({ fromStatus: 'new', options: { maxLeads: 1 } });
		expect(failed).toMatchObject([
			{
				fault: 'invalidRequest',
				message: expect.stringContaining('2 leads would change, and Max Leads is 1'),
			},
		]);
		expect(await list({ status: 'lost' })).toEqual([]);
	});

	test('each item has an outcome of its own, in their order', async () => {
		const items = [
			{ from: 'new', to: 'contacted' },
			{ from: 'never', to: 'lost' },
			{ from: 'contacted', to: 'lost' },
		];
		const parameters = { fromStatus: '={{ $json.from }}', newStatus: '={{ $json.to }}' };
		const { given, failed } = await change(parameters, items);
		expect(given).toMatchObject([
			{ fromStatus: 'new', newStatus: 'contacted', changed: 2 },
			{ fromStatus: 'contacted', newStatus: 'lost', changed: 2 },
		]);
		expect(failed).toMatchObject([{ fault: 'invalidRequest' }]);
	});

	test('without a status nothing is asked, so that never all leads change', async () => {
		for (const fromStatus of ['={{ "" }}', '={{ $json.none }}', ' , ']) {
			expect((await change({ fromStatus })).failed).toMatchObject([{ fault: 'invalidRequest' }]);
		}
		expect(await newRequests()).toEqual([]);
	});

	test('a filter that holds nothing does not let more leads change', async () => {
		const nothing = '={{ $json.none }}';
		for (const [label, filters] of [
			['Search', { search: nothing }],
			['Search', { search: ' ' }],
			['Created Since', { createdSince: nothing }],
			['Created Since', { createdSince: '={{ null }}' }],
			['Assigned To', { assignedTo: { __rl: true, mode: 'id', value: nothing } }],
			['Assigned To', { assignedTo: { __rl: true, mode: 'list', value: '' } }],
		] as const) {
			const { given, failed } = await change({ fromStatus: 'new', filters });
			expect(given).toEqual([]);
			const message = `The filter ${label} is empty, and without it more leads would change.`;
			expect(failed).toMatchObject([{ fault: 'invalidRequest', message }]);
		}
		expect(await newRequests()).toEqual([]);
	});

	test('a change whose answer is lost leaves open how many leads have changed, and is not repeated', async () => {
		await sandbox.queueFault({ gateway: id, path: '/v1', reset: true, after: 'accepted', skip: 1 });
		const { given, failed } = await change({ fromStatus: 'new' });
		expect(given).toEqual([]);
		expect(failed).toMatchObject([
			{
				...{ fault: 'unknownOutcome', sent: 'unknown' },
				message: expect.stringMatching(
					/ did not confirm the change, so it is not known how many of 2 leads have changed\.$/,
				),
				hint: expect.stringContaining('Get Many'),
			},
		]);
		expect(await newRequests()).toHaveLength(2);
		expect(await list({ status: 'lost' })).toHaveLength(2);
	});
});
