import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems } from './engine';
import { anna, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(gateway: string, parameters: INodeParameters) {
	const { output } = await runItems(
		sandbox.account(gateway),
		{ resource: 'contact', options: {}, contact: anna, ...parameters },
		[{}],
		'continueErrorOutput',
	);
	return { given: output().map(({ json }) => json), failed: output(1).map(({ json }) => json) };
}

const saving = gateways.flatMap(({ id, contacts }) => [
	...(contacts?.save === undefined
		? []
		: (contacts.keyFields?.save ?? ['none']).map((field) => ['upsert', id, field] as const)),
	...(contacts?.batch === undefined
		? []
		: (contacts.keyFields?.save ?? ['none']).map((field) => ['createMany', id, field] as const)),
	...(contacts?.update === undefined
		? []
		: (contacts.keyFields?.update ?? []).map((field) => ['update', id, field] as const)),
]);

test.each(saving)(
	'%s at %s: no custom field “%s” replaces Contact',
	async (operation, id, field) => {
		const customFields = JSON.stringify({ [field]: people[1], note: 'x' });
		const fields = operation === 'update' ? 'updateFields' : 'additionalFields';
		const { failed } = await run(id, { operation, [fields]: { customFields } });
		expect(failed).toMatchObject([
			{
				fault: 'invalidRequest',
				message: `The custom field “${field}” names a contact, which the field Contact does already.`,
			},
		]);
		expect(await sandbox.requests()).toEqual([]);
	},
);

const updating = gateways.flatMap(({ id, contacts }) => {
	const { save = [], update = [] } = contacts?.keyFields ?? {};
	const changeable = save.filter((field) => !update.includes(field));
	return contacts?.update === undefined ? [] : changeable.map((field) => [id, field] as const);
});

test.each(updating)(
	'Update at %s passes “%s” on, which is another number of the contact',
	async (id, field) => {
		await run(id, { operation: 'upsert' });
		const customFields = JSON.stringify({ [field]: people[1] });
		const { failed } = await run(id, { operation: 'update', updateFields: { customFields } });
		expect((await sandbox.requests()).at(-1)?.method).toMatch(/^P(?:ATCH|UT)$/);
		// Xobito refuses it in its own words.
		expect(JSON.stringify(failed)).not.toContain('names a contact');
	},
);
