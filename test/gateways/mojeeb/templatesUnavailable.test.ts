import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { form, nodeType, runNode } from '../../engine/engine';
import { templateFields, templateJson } from '../../engine/nodeParameters';
import { anna, startSandbox, type Sandbox } from '../../engine/sandboxClient';

let sandbox: Sandbox;
let account: ICredentialDataDecryptedObject;
beforeAll(async () => {
	sandbox = await startSandbox();
	// The sandbox's second agent, whose account does not list its templates.
	account = { ...sandbox.account('mojeeb'), agentId: '00000000-0000-4000-8000-00000000dead' };
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = async (parameters: INodeParameters) =>
	await runNode({ parameters, credentials: account, items: [{ json: { phone: anna } }] });

const chosen: INodeParameters = {
	template: { __rl: true, mode: 'name', value: 'appointment_reminder' },
	language: '',
};

const notListed = 'Mojeeb does not list its templates here';

describe('an account that does not list its templates', () => {
	test('shows a notice in the list instead of failing', async () => {
		const found = await nodeType.methods?.listSearch?.['searchTemplates']?.call(form({}, account));
		expect(found?.results).toEqual([
			{ name: `${notListed}: choose By Name or ID instead`, value: '' },
		]);
	});

	test('has no placeholder fields, and explains where to enter the values', async () => {
		const mapped = await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
			form(chosen, account),
		);
		expect(mapped?.fields).toEqual([]);
		expect(mapped?.emptyFieldsNotice).toContain('Set Specify Placeholders to Using JSON');
	});

	test('offers every language, and no default', async () => {
		const languages = await nodeType.methods?.loadOptions?.['getLanguages']?.call(
			form(chosen, account),
		);
		expect(languages?.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['en', 'en_US', 'pt_BR', 'ar']),
		);
		expect(languages?.map(({ value }) => value)).not.toContain('');
	});

	test.each([
		[{ card_1_header_image: 'https://shop.example/a.jpg' }, 'the cards of the carousel'],
		[{ offer_expires_at: '2999-01-01T00:00:00Z' }, 'the end of the limited-time offer'],
		[{ header_latitude: 1, header_longitude: 2 }, 'the header with a location'],
		[{ button_0_products: 'A-1' }, 'the button “MPM” of the type MPM'],
	])('refuses a part that Mojeeb cannot fill, as its key says: %j', async (values, part) => {
		const { failure } = await send(
			templateJson('appointment_reminder', values, { language: 'en' }),
		);
		expect(failure?.message).toBe(
			`Mojeeb cannot fill ${part} in the template “appointment_reminder”.`,
		);
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('sends by name, language and named values, with a hint that nothing was checked', async () => {
		const values = { first_name: 'Anna', date: '3 May', time: '09:00' };
		const { output, hints } = await send(
			templateJson('appointment_reminder', values, { language: 'en' }),
		);
		expect(output()[0]?.json).toMatchObject({ kind: 'template', status: 'queued' });
		expect(hints).toEqual([
			`Item 0: ${notListed}: “appointment_reminder” and its values are sent unchecked.`,
		]);
		expect((await sandbox.delivered()).map(({ text }) => text)).toEqual([
			'Hi Anna, this is a reminder of your appointment on 3 May at 09:00.',
		]);
	});

	test.each<[string, INodeParameters, string]>([
		[
			'without a language',
			templateJson('appointment_reminder', { first_name: 'Anna' }),
			`${notListed}, so “appointment_reminder” needs a language.`,
		],
		[
			'with values in fields',
			templateFields('appointment_reminder', {}, { language: 'en' }),
			`${notListed}, so “appointment_reminder” has no placeholder fields.`,
		],
		[
			'with a list of values',
			templateJson('appointment_reminder', ['Anna'], { language: 'en' }),
			'The field Values (JSON) must name each placeholder.',
		],
		[
			'with an empty value',
			templateJson('appointment_reminder', { first_name: ' ' }, { language: 'en' }),
			'The template “appointment_reminder” has no value for {{first_name}}.',
		],
	])('refuses a template %s before the request', async (_what, parameters, sentence) => {
		const { failure } = await send(parameters);
		expect(failure?.message).toBe(sentence);
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('gives a fault when its templates are requested', async () => {
		const { failure } = await send({ resource: 'template', operation: 'getAll', options: {} });
		expect(failure?.message).toBe('Mojeeb does not list the templates of this account.');
	});
});
