import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { seedTemplates } from '../../sandbox/state/seed';
import { profileOf } from '../gateways/profiles';
import { form, nodeType, runItems, runNode } from './engine';
import { templateFields, templateJson, text } from './nodeParameters';
import { anna, ben, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

/** The same workflow for every gateway: only the credential differs. */
describe.each(gateways.map(({ name, id }) => [name, id]))('%s', (_name, id) => {
	const run = async (parameters: INodeParameters, items: object[], credentials: object = {}) =>
		await runItems(
			{ ...sandbox.account(id), ...credentials },
			parameters,
			items,
			'continueErrorOutput',
		);

	test('delivers the same template text to the phone', async () => {
		const { output } = await run(
			templateFields('order_confirmation', {
				'order_confirmation.1': '={{ $json.name }}',
				'order_confirmation.2': 'A-1042',
				'order_confirmation.3': '59.90 EUR',
			}),
			[{ phone: '0171 3920012', name: 'Anna' }],
		);
		expect(output(1)).toEqual([]);
		expect(output()[0]?.json).toMatchObject({
			gateway: id,
			to: anna,
			kind: 'template',
			status: expect.stringMatching(/^(?:queued|sent)$/),
		});
		expect((await sandbox.delivered()).map(({ text: shown }) => shown)).toEqual([
			'Order update\nHi Anna, thank you for your order A-1042. The total is 59.90 EUR. We will write again when it ships.\nReply STOP to unsubscribe.',
		]);
	});

	test('delivers named placeholders in the chosen language', async () => {
		await run(templateJson('welcome_back', { first_name: 'Ben' }, { language: 'de' }), [
			{ phone: ben },
		]);
		expect((await sandbox.delivered()).map(({ text: shown }) => shown)).toEqual([
			'Hallo Ben, schön, dass Sie wieder da sind!',
		]);
	});

	test('delivers a text', async () => {
		await run(text(), [{ phone: anna, text: 'It is ready 👋' }]);
		expect((await sandbox.delivered()).map(({ text: shown }) => shown)).toEqual(['It is ready 👋']);
	});

	test('reports a closed window, or that nothing was delivered', async () => {
		const options = { waitUntil: 'sent' };
		const { output } = await run(text({ options }), [{ phone: ben, text: 'Hi' }]);
		const { fault, metaCode, hint, ...rest } = output(1)[0]?.json ?? {};
		expect(rest).toMatchObject({ sent: 'no', to: ben, retryable: false });
		expect([
			['windowClosed', 131047],
			['notDelivered', null],
		]).toContainEqual([fault, metaCode]);
		expect(hint).toMatch(/approved template/);
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('reports a wrong token', async () => {
		const { output } = await run(text(), [{ phone: anna, text: 'Hi' }], {
			accessToken: 'not-the-token',
		});
		expect(output(1)[0]?.json).toMatchObject({ fault: 'invalidCredential', sent: 'no' });
	});

	test('refuses a template that is not approved before the request', async () => {
		const { output } = await run(templateJson('winter_sale', ['Anna']), [{ phone: anna }]);
		expect(output(1)[0]?.json).toMatchObject({ fault: 'templateNotApproved', sent: 'no' });
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('lists its templates once each, approved ones first', async () => {
		const account = sandbox.account(id);
		const found = await nodeType.methods?.listSearch?.['searchTemplates']?.call(form({}, account));
		const names = seedTemplates.map(({ name }) => name).sort();
		expect(found?.results.map(({ value }) => value)).toEqual([
			...names.filter((name) => name !== 'winter_sale'),
			'winter_sale',
		]);
	});
});

describe('header files and buttons', () => {
	test('are filled from their own fields', async () => {
		const account = sandbox.account('metaCloud');
		const parameters = { template: { __rl: true, mode: 'list', value: 'parcel_shipped' } };
		const mapped = await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
			form(parameters, account),
		);
		expect(mapped?.fields.map(({ id, displayName }) => [id, displayName])).toEqual([
			['parcel_shipped.1', 'Parcel {{1}} is on its…'],
			['parcel_shipped.2', '…way to you with {{2}}.'],
			['parcel_shipped.button_0', 'Track parcel: …{{1}}'],
		]);
		for (const [template, values] of [
			['parcel_shipped', { 1: 'A-1', 2: 'DHL', button_0: 'A-1' }],
			['new_collection', { header_image: 'https://shop.example/a.jpg', 1: 'Anna' }],
		] as const) {
			const { output } = await runNode({
				parameters: templateJson(template, values),
				credentials: account,
				items: [{ json: { phone: anna } }],
			});
			expect(output()[0]?.json).toMatchObject({ kind: 'template', status: 'sent' });
		}
		expect((await sandbox.delivered()).map(({ text: shown }) => shown)).toEqual([
			'Parcel A-1 is on its way to you with DHL.',
			'[image]\nHi Anna, our autumn collection has arrived. Have a look before everybody else does.',
		]);
	});

	test('are refused if the file has no URL', async () => {
		const { failure } = await runNode({
			parameters: templateJson('new_collection', { header_image: 'a.jpg', 1: 'Anna' }),
			credentials: sandbox.account('metaCloud'),
			items: [{ json: { phone: anna } }],
		});
		expect(failure?.message).toBe(
			'The value for {{header_image}} is not the URL of a file, and the item has no file of this name.',
		);
	});
});

const withTemplateRefusal = gateways.flatMap(({ id }) => {
	const { templateNotDelivered } = profileOf(id);
	return templateNotDelivered === undefined ? [] : [[id, templateNotDelivered] as const];
});

test.each(withTemplateRefusal)(
	'%s: the hint for a refused template does not suggest sending a template',
	async (id, refusal) => {
		await sandbox.queueFault({ gateway: id, ...refusal });
		const { failure } = await runNode({
			parameters: templateJson('welcome_back', ['Ben'], { language: 'de', to: ben }),
			credentials: sandbox.account(id),
		});
		expect(failure?.description).toContain('refused the template');
		expect(failure?.description).not.toContain('send an approved template');
	},
);

test('items of several gateways in one run each have their own outcome', async () => {
	const names = new Set(
		['metaCloud', 'qyvo', 'wacr'].flatMap((id) => Object.keys(sandbox.account(id))),
	);
	const credentials = Object.fromEntries(
		[...names].map((name) => [name, `={{ $json.account.${name} ?? "" }}`]),
	);
	const ids = ['metaCloud', 'qyvo', 'wacr', 'metaCloud', 'qyvo'];
	const { output } = await runNode({
		parameters: {
			...{ resource: 'contact', operation: 'block', contact: anna, options: {} },
		},
		credentials,
		items: ids.map((id) => ({ json: { account: sandbox.account(id) } })),
		settings: { onError: 'continueErrorOutput' },
	});
	expect(output()).toHaveLength(2);
	expect(output(1).map(({ json }) => json['fault'])).toEqual(Array(3).fill('unsupported'));
	expect(JSON.stringify([output()])).not.toContain(token);
});
