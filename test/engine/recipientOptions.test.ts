import type { INodeParameters } from 'n8n-workflow';

import { runItems } from './engine';
import { exampleMessages } from './exampleMessages';
import { templateJson, text } from './nodeParameters';
import { anna, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = async (gateway: string, parameters: INodeParameters) =>
	await runItems(sandbox.account(gateway), parameters, [{}], 'continueErrorOutput');

const someone = people[3] ?? '';

const toAnna = (options: INodeParameters, body = 'Hi') => text({ to: anna, text: body, options });

const getContact = async (gateway: string, contact: string) => {
	const parameters = { resource: 'contact', operation: 'get', contact, options: {} };
	return (await send(gateway, parameters)).output()[0]?.json ?? {};
};

describe('WA.CR: Contact ID', () => {
	test('the message goes to that contact, whose merge fields are filled and shown', async () => {
		const { id } = await getContact('wacr', anna);
		const { output } = await send(
			'wacr',
			toAnna({ contactId: String(id) }, 'Hi @{contact_first_name}!'),
		);
		const receipt = output()[0]?.json;
		expect(receipt).toMatchObject({ contactId: String(id), contactCreated: null });
		expect(receipt?.['sentText']).toMatch(/^Hi (?!@)\w+!$/);
		expect((await sandbox.delivered())[0]?.text).toBe(receipt?.['sentText']);
	});

	test('the fault names a contact that does not exist', async () => {
		const { output } = await send('wacr', toAnna({ contactId: '9999' }));
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'notFound',
			sent: 'no',
			message: 'WA.CR has no such contact.',
		});
	});

	test.each(['anna', '4.5', '-1'])('%p is refused before anything is sent', async (contactId) => {
		const { output } = await send('wacr', toAnna({ contactId }));
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('Contact ID'),
		});
	});
});

test('an object is no detail of a contact, and no message to quote', async () => {
	for (const [gateway, option] of [
		['xobito', 'contactFirstName'],
		['metaCloud', 'replyTo'],
	] as const) {
		const { output } = await send(gateway, toAnna({ [option]: '={{ {"a": 1} }}' }));
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringMatching(/needs a text and has an object/),
		});
	}
	expect(await sandbox.delivered()).toEqual([]);
});

describe('Xobito: contact details', () => {
	const details = {
		contactFirstName: 'Chloe',
		contactLastName: 'Roux',
		contactEmail: 'chloe@shop.example',
		contactGroups: 'vip, new',
	};

	test.each(['text', 'image'] as const)('%s: name the contact that is created', async (kind) => {
		await sandbox.openWindows([someone]);
		const example = exampleMessages[kind].parameters;
		const { output } = await send('xobito', { ...example, to: someone, options: details });
		expect([...output(), ...output(1)][0]?.json).toMatchObject({ to: someone });
		expect(await getContact('xobito', someone)).toMatchObject({
			name: 'Chloe Roux',
			email: 'chloe@shop.example',
			labels: ['vip', 'new'],
		});
	});

	test('contactCreated says whether the contact is new', async () => {
		const known = await send('xobito', toAnna({}));
		expect(known.output()[0]?.json).toMatchObject({ contactCreated: false });
		const template = templateJson('order_confirmation', ['A', 'B', 'C'], { to: someone });
		expect((await send('xobito', template)).output()[0]?.json).toMatchObject({
			contactCreated: true,
		});
	});

	test('a template does not take them', async () => {
		const parameters = templateJson('order_confirmation', ['A', 'B', 'C'], {
			to: anna,
			options: details,
		});
		expect((await send('xobito', parameters)).output(1)[0]?.json).toMatchObject({
			fault: 'unsupported',
			message: expect.stringContaining('Template'),
		});
	});
});

test.each([
	['qyvo', { contactId: '42' }, 'WA.CR / Rasl'],
	['metaCloud', { contactFirstName: 'Anna' }, 'Xobito'],
	['wacr', { contactFirstName: 'Anna' }, 'Xobito'],
	['xobito', { contactId: '42' }, 'WA.CR / Rasl'],
])('%s refuses %j and names a gateway that takes it', async (gateway, options, taker) => {
	const { output } = await send(gateway, toAnna(options));
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'unsupported',
		hint: expect.stringContaining(taker),
	});
	expect(await sandbox.delivered()).toEqual([]);
});

test('an empty option counts as left out', async () => {
	const { output } = await send('qyvo', toAnna({ contactId: '', contactFirstName: ' ' }));
	expect(output()[0]?.json).toMatchObject({ status: 'sent' });
});
