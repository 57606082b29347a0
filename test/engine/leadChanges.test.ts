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

const [phone = '', other = ''] = people;
const colleague = '5d6e7f80-91a2-4b3c-8d4e-5f60718293a4';
const picked = { __rl: true, mode: 'list', value: colleague };
const able = gateways.filter(({ leads }) => leads !== undefined);

describe.each(able.map(({ id }) => id))('%s', (id) => {
	const create = async (leadFields: INodeParameters) =>
		String((await run(id, 'create', { leadFields })).given[0]?.['id']);
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
	beforeEach(() => {
		seen = 0;
	});

	describe('Delete', () => {
		test('a lead is deleted by its number; the contact stays', async () => {
			const lead = await create({ phone });
			await create({ phone: other });
			expect((await run(id, 'delete', { lead: phone })).given).toEqual([
				{ deleted: true, id: lead },
			]);
			expect(await list()).toMatchObject([{ phone: other }]);
			const contact = await run(id, 'get', { resource: 'contact', contact: phone });
			expect(contact.given).toMatchObject([{ phone }]);
			for (const again of [phone, lead]) {
				const { failed } = await run(id, 'delete', { lead: again });
				expect(failed).toMatchObject({ fault: 'notFound', to: again });
			}
		});

		test('of two leads with a number none is, until one is named by its ID', async () => {
			const [first, second] = [await create({ phone }), await create({ phone })];
			const { failed } = await run(id, 'delete', { lead: phone });
			expect(failed).toMatchObject({
				fault: 'invalidRequest',
				message: expect.stringContaining('2 leads'),
				hint: expect.stringContaining(first),
			});
			expect(await list()).toHaveLength(2);
			await run(id, 'delete', { lead: first });
			expect(await list()).toMatchObject([{ id: second }]);
		});
	});

	describe('Assign', () => {
		test('a lead is given to a colleague, by number and by ID, and taken from them', async () => {
			const lead = await create({ phone });
			const options = { reason: 'Speaks Arabic' };
			const { given } = await run(id, 'assign', { lead: phone, userId: picked, options });
			expect(given).toMatchObject([{ id: lead, assignedTo: colleague }]);
			expect(await list({ assignedTo: picked })).toMatchObject([{ id: lead }]);
			expect((await run(id, 'unassign', { lead })).given).toMatchObject([{ assignedTo: null }]);
			expect(await list({ assignedTo: picked })).toEqual([]);
		});

		test('a stranger gets none, and nobody is chosen before the request', async () => {
			await create({ phone });
			const assign = async (userId: string) =>
				(await run(id, 'assign', { lead: phone, userId })).failed;
			expect(await assign('stranger')).toMatchObject({ fault: 'invalidRequest' });
			expect(await assign('={{ $json.none }}')).toMatchObject({
				fault: 'invalidRequest',
				message: expect.stringContaining('Colleague'),
			});
			expect(await list()).toMatchObject([{ assignedTo: null }]);
		});
	});

	describe('fields', () => {
		const fields = async () => (await run(id, 'getFields')).given;
		const plan = { fieldKey: 'plan', fieldLabel: 'Plan', fieldType: 'enum', choices: 'S, M' };

		test('a field is created, changed and deleted, between those that every agent has', async () => {
			const created = await run(id, 'createField', { ...plan, isRequired: true });
			const expected = { key: 'plan', label: 'Plan', type: 'enum', choices: ['S', 'M'] };
			expect(created.given).toMatchObject([{ ...expected, required: true, builtIn: false }]);
			expect(await fields()).toContainEqual(expect.objectContaining(expected));
			expect(await fields()).toContainEqual(
				expect.objectContaining({
					...{ key: 'status', builtIn: true },
					choices: ['new', 'contacted', 'won', 'lost'],
				}),
			);
			const fieldChanges = { fieldLabel: 'Tariff', choices: 'M, L' };
			const changed = await run(id, 'updateField', { fieldKey: 'plan', fieldChanges });
			expect(changed.given).toMatchObject([
				{ key: 'plan', label: 'Tariff', choices: ['M', 'L'], required: true },
			]);
			expect((await run(id, 'deleteField', { fieldKey: 'plan' })).given).toEqual([
				{ deleted: true, key: 'plan' },
			]);
			expect((await fields()).some(({ key }) => key === 'plan')).toBe(false);
		});

		test('a key that is taken, and a field that every agent has, are refused', async () => {
			await run(id, 'createField', plan);
			expect((await run(id, 'createField', plan)).failed).toMatchObject({
				fault: 'invalidRequest',
				message: expect.stringContaining('Another field'),
			});
			for (const operation of ['deleteField', 'updateField']) {
				const fieldChanges = { fieldLabel: 'Stage' };
				const { failed } = await run(id, operation, { fieldKey: 'status', fieldChanges });
				expect(failed).toMatchObject({
					fault: 'invalidRequest',
					message: expect.stringContaining('nobody can change'),
				});
			}
			const unknown = await run(id, 'deleteField', { fieldKey: 'none' });
			expect(unknown.failed).toMatchObject({ fault: 'notFound', to: 'none' });
		});

		test('a choice that another type has is not sent, and a change of nothing is refused', async () => {
			const text = { ...plan, fieldType: 'string' };
			expect((await run(id, 'createField', text)).given).toMatchObject([{ choices: [] }]);
			await newRequests();
			const fieldChanges = { fieldLabel: '={{ "" }}', isRequired: '={{ $json.none }}' };
			const { failed } = await run(id, 'updateField', { fieldKey: 'plan', fieldChanges });
			expect(failed).toMatchObject({ fault: 'invalidRequest' });
			expect(await newRequests()).toEqual([]);
		});
	});
});
