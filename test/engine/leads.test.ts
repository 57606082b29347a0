import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems } from './engine';
import { people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(gateway: string, operation: string, parameters: INodeParameters = {}) {
	const { output } = await runItems(
		sandbox.account(gateway),
		{ resource: 'lead', operation, options: {}, ...parameters },
		[{}],
		'continueErrorOutput',
	);
	return { given: output().map(({ json }) => json), failed: output(1)[0]?.json };
}

const able = gateways.filter(({ leads }) => leads !== undefined);
const unable = gateways.filter((gateway) => !able.includes(gateway));
const [phone = ''] = people;

describe.each(able.map(({ id }) => id))('%s', (id) => {
	const create = async (leadFields: INodeParameters) => await run(id, 'create', { leadFields });
	const list = async (filters: INodeParameters = {}) =>
		(await run(id, 'getAll', { returnAll: true, filters })).given;

	test('a form becomes a lead, with the contact that it belongs to', async () => {
		const customFields = '{"seats": 20}';
		const { given } = await create({
			name: 'Dana',
			phone,
			summary: 'Wants an offer',
			customFields,
		});
		expect(given).toMatchObject([
			{ name: 'Dana', phone, summary: 'Wants an offer', status: 'new', pinned: false },
		]);
		const { output } = await runItems(
			sandbox.account(id),
			{ resource: 'contact', operation: 'get', options: {}, contact: phone },
			[{}],
		);
		expect(output()[0]?.json).toMatchObject({ id: given[0]?.['contactId'], phone });
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('a lead is changed by its number and by its ID; other fields stay', async () => {
		const [created = {}] = (await create({ name: 'Dana', phone, customFields: '{"a": 1}' })).given;
		const leadFields = { status: 'won', pinned: 'yes', customFields: '{"b": 2}' };
		const changed = await run(id, 'update', { lead: phone, leadFields });
		expect(changed.given).toMatchObject([
			{ id: created['id'], name: 'Dana', status: 'won', pinned: true },
		]);
		expect(changed.given[0]?.['raw']).toMatchObject({ custom_fields: { a: 1, b: 2 } });
		const lead = String(created['id']);
		const cleared = await run(id, 'update', { lead, leadFields: { name: '', phone: '' } });
		expect(cleared.given).toMatchObject([{ id: lead, name: null, phone: null, status: 'won' }]);
	});

	test('leads are listed, the pinned ones first, and filtered', async () => {
		await create({ name: 'First', phone });
		await create({ name: 'Second' });
		await run(id, 'update', { lead: phone, leadFields: { pinned: true, status: 'contacted' } });
		expect((await list()).map(({ name }) => name)).toEqual(['First', 'Second']);
		expect(await list({ search: 'sec' })).toMatchObject([{ name: 'Second' }]);
		expect(await list({ status: 'contacted' })).toMatchObject([{ name: 'First' }]);
		expect(await list({ createdSince: '2100-01-01' })).toEqual([]);
		expect((await run(id, 'getAll', { limit: 1 })).given).toHaveLength(1);
	});

	test.each<[string, INodeParameters, string]>([
		['nothing', {}, 'invalidRequest'],
		['a form that is empty', { name: '', phone: ' ' }, 'invalidRequest'],
		['no number', { phone: 'none' }, 'recipientInvalid'],
		['bad JSON', { customFields: '{' }, 'invalidRequest'],
	])('%s is refused before the request', async (_what, leadFields, fault) => {
		expect((await create(leadFields)).failed).toMatchObject({ fault });
		expect(await sandbox.requests()).toEqual([]);
	});

	test('a number without a lead and a status that there is not are refused', async () => {
		const update = async (status: string) =>
			(await run(id, 'update', { lead: phone, leadFields: { status } })).failed;
		expect(await update('won')).toMatchObject({ fault: 'notFound' });
		await create({ phone });
		expect(await update('never')).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('none of the statuses'),
		});
	});
});

test.each(unable.map(({ id, name }) => [name, id]))(
	'%s has no leads, which is said before any request',
	async (name, id) => {
		const { failed } = await run(id, 'create', { leadFields: { name: 'Dana' } });
		expect(failed).toMatchObject({ fault: 'unsupported', message: `${name} has no leads.` });
		expect(await sandbox.requests()).toEqual([]);
	},
);
