import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { form, nodeType, runItems } from './engine';
import { people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const able = gateways.filter(({ contacts }) => contacts?.listChoices !== undefined);
const unable = gateways.filter(
	({ contacts }) => contacts?.save !== undefined && contacts.listChoices === undefined,
);

const optionsOf = async (method: string, gateway: string) =>
	await nodeType.methods?.loadOptions?.[method]?.call(form({}, sandbox.account(gateway)));

const save = async (gateway: string, additionalFields: INodeParameters) => {
	const { output } = await runItems(
		sandbox.account(gateway),
		{
			...{ resource: 'contact', operation: 'upsert', options: {} },
			...{ contact: people[0] ?? '', additionalFields },
		},
		[{}],
		'continueErrorOutput',
	);
	return output()[0]?.json ?? output(1)[0]?.json;
};

test.each(able.map(({ id }) => id))('%s: what is listed can be chosen', async (id) => {
	const [, source] = (await optionsOf('getContactSources', id)) ?? [];
	const [, status] = (await optionsOf('getContactStatuses', id)) ?? [];
	expect([source?.name, status?.name]).toEqual(['Website', 'In touch']);
	const choices = { source: String(source?.value), status: String(status?.value) };
	expect(await save(id, choices)).toMatchObject({ raw: { source_id: 2, status_id: 2 } });
	// What is not given stays.
	expect(await save(id, { status: 1 })).toMatchObject({ raw: { source_id: 2, status_id: 1 } });
	const customFields = JSON.stringify({ source_id: 1 });
	expect(await save(id, { ...choices, customFields })).toMatchObject({ raw: { source_id: 1 } });
});

test.each(unable.map(({ id, name }) => [name, id]))(
	'%s has no such lists, which the form and the node say',
	async (name, id) => {
		expect(await optionsOf('getContactSources', id)).toEqual([
			{ name: `${name} takes none here`, value: '' },
		]);
		expect(await save(id, { status: '1' })).toMatchObject({
			fault: 'unsupported',
			message: `${name} takes no source and no status here.`,
		});
	},
);
