import type { INodeParameters } from 'n8n-workflow';

import { form, nodeType } from './engine';
import { forgetAnswers } from './forgetAnswers';
import { startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	forgetAnswers();
});

const chosen = (value: string, language = ''): INodeParameters => ({
	template: { __rl: true, mode: 'list', value },
	language,
});

const search = async (filter?: string, credentials = sandbox.credentials) => {
	const { results } = (await nodeType.methods?.listSearch?.['searchTemplates']?.call(
		form({}, credentials),
		filter,
	)) ?? { results: [] };
	return results;
};

const placeholders = async (parameters: INodeParameters) =>
	await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
		form(parameters, sandbox.credentials),
	);

const languages = async (parameters: INodeParameters, gateway?: string) =>
	await nodeType.methods?.loadOptions?.['getLanguages']?.call(
		form(parameters, gateway === undefined ? sandbox.credentials : sandbox.account(gateway)),
	);

describe('the list of templates', () => {
	test('shows approved ones first and marks the others', async () => {
		const rows = await search();
		expect(rows).toHaveLength(28);
		expect(rows[0]).toEqual({
			name: 'appointment_question (en) – Utility',
			value: 'appointment_question',
		});
		expect(rows.at(-1)).toEqual({
			name: 'Not approved (pending): winter_sale (en) – Marketing',
			value: 'winter_sale',
		});
	});

	test.each(['0', '-5', 'Sat, 21 Nov 2020 10:00:00 GMT', '1'])(
		'asks once if the gateway asks to slow down, with a Retry-After of %s',
		async (retryAfter) => {
			const headers = { 'Retry-After': retryAfter };
			await sandbox.queueFault({ gateway: 'qyvo', status: 429, headers, body: {}, times: 20 });
			await expect(search()).rejects.toThrow('no more requests');
			expect(await sandbox.requests()).toHaveLength(1);
		},
	);

	test('names the first languages of a template that has many', async () => {
		const row = (await search()).find(({ value }) => value === 'welcome_back');
		expect(row?.name).toMatch(/^welcome_back \(\w+, \w+, \w+, \w+ \+\d\) – Marketing$/);
	});

	test.each([
		['order', ['order_confirmation']],
		['UTILITY order', ['order_confirmation']],
		['welcome marketing', ['welcome_back']],
		['nothing like this', []],
	])('can be filtered by name, language and category: %s', async (filter, found) => {
		expect((await search(filter)).map(({ value }) => value)).toEqual(found);
	});

	test('names a wrong token without showing it', async () => {
		const wrong = search('', { ...sandbox.credentials, accessToken: 'not-the-token' });
		await expect(wrong).rejects.toThrow('Qyvo does not accept the access token.');
		await expect(wrong).rejects.not.toThrow(token);
	});
});

test('a list that is rate limited fails at once instead of waiting', async () => {
	await sandbox.queueFault({ status: 429, headers: { 'Retry-After': '60' }, body: {} });
	await expect(search()).rejects.toThrow('Qyvo accepts no more requests at the moment.');
});

describe('the placeholder fields', () => {
	test('are one required field each, labelled with the template’s text', async () => {
		const { fields } = (await placeholders(chosen('order_confirmation'))) ?? { fields: [] };
		expect(fields.map(({ id }) => id)).toEqual([
			'order_confirmation.1',
			'order_confirmation.2',
			'order_confirmation.3',
		]);
		expect(fields.every(({ required, type }) => required && type === 'string')).toBe(true);
		expect(fields[1]?.displayName).toMatch(/^\S.*\{\{2\}\}.*$/);
	});

	test('have other names for another template, so that no old value is reused', async () => {
		const ids = async (name: string) =>
			(await placeholders(chosen(name)))?.fields.map(({ id }) => id) ?? [];
		const [one, two] = [await ids('order_confirmation'), await ids('parcel_shipped')];
		expect(two.length).toBeGreaterThan(0);
		expect(one.filter((id) => two.includes(id))).toEqual([]);
	});

	test.each([
		['a template', 'sendTemplate', ['delivery_question.1', 'delivery_question.button_0']],
		['a question, whose answers its quick replies bring', 'sendAndWait', ['delivery_question.1']],
	])('of %s', async (_what, operation, first) => {
		const fields = await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
			form(
				{
					resource: 'message',
					operation,
					ifWindowClosed: 'sendTemplate',
					...chosen('delivery_question', 'en'),
				},
				sandbox.account('metaCloud'),
			),
		);
		expect(fields?.fields.map(({ id }) => id).slice(0, 2)).toEqual(first);
	});

	test('are empty until a template is chosen', async () => {
		expect(await placeholders(chosen(''))).toEqual({
			fields: [],
			emptyFieldsNotice: 'Select a template first.',
		});
	});

	test('name the existing templates if the chosen one does not exist', async () => {
		await expect(placeholders(chosen('gone'))).rejects.toThrow(
			/Qyvo has no template “gone”\. Pick one from the list\. The account has: .*order_confirmation/,
		);
	});
});

describe('the languages', () => {
	test('are those of the template, after the gateway’s default', async () => {
		const options = (await languages(chosen('welcome_back'))) ?? [];
		expect(options[0]).toEqual({ name: 'Chosen by Qyvo', value: '' });
		expect(options).toContainEqual({ name: 'German (de)', value: 'de' });
		expect(options).toContainEqual({ name: 'Brazilian Portuguese (pt_BR)', value: 'pt_BR' });
	});

	test('say what comes first while no template is chosen', async () => {
		expect(await languages(chosen(''))).toEqual([
			{ name: 'Select a template, then a language', value: '' },
		]);
	});

	test('have no empty value where the gateway does not choose, so that n8n marks an empty field', async () => {
		const options = (await languages(chosen('welcome_back'), 'metaCloud')) ?? [];
		expect(options).toContainEqual({ name: 'German (de)', value: 'de' });
		expect(options.map(({ value }) => value)).not.toContain('');
	});

	test('are not those of an earlier template, so that n8n marks the language that stayed', async () => {
		for (const gateway of ['metaCloud', 'qyvo']) {
			const options = (await languages(chosen('appointment_reminder', 'pt_BR'), gateway)) ?? [];
			expect(options.map(({ value }) => value)).not.toContain('pt_BR');
		}
	});

	test('are the only one, without a choice; or as it was chosen', async () => {
		const name = 'English (en)';
		const only = async (language: string) =>
			await languages(chosen('appointment_reminder', language), 'metaCloud');
		expect(await only('')).toEqual([{ name, value: '' }]);
		expect(await only('en')).toEqual([{ name, value: 'en' }]);
	});
});

describe('the text of the template', () => {
	const text = async (name: string) => {
		const mapper = await nodeType.methods?.resourceMapping?.['getTemplateText']?.call(
			form(chosen(name, 'en'), sandbox.account('metaCloud')),
		);
		return mapper?.emptyFieldsNotice ?? '';
	};

	test('stands there whole, with its placeholders marked and its buttons', async () => {
		expect(await text('order_confirmation')).toMatch(/thank you for your order <code>\{\{2\}\}/);
		expect(await text('delivery_question')).toMatch(/▸ Yes, please<br>▸ Another day/);
		expect(await text('spring_cards')).toMatch(/<b>Card 2<\/b>/);
	});

	test('begins with a warning where the template is not approved', async () => {
		expect(await text('winter_sale')).toMatch(
			/^<b>Not approved: WhatsApp’s status of this template is pending, so it cannot be sent\.<\/b><br>./,
		);
		expect(await text('order_confirmation')).not.toContain('Not approved');
	});

	test('says what is the matter where it cannot be read', async () => {
		expect(await text('gone')).toContain('Meta has no template “gone”.');
	});
});
