import type { INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(operation: string, parameters: INodeParameters, gateway = 'metaCloud') {
	const { output } = await runNode({
		parameters: { resource: 'template', operation, options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [{ json: {} }],
		settings: { onError: 'continueErrorOutput' },
	});
	return { items: output().map(({ json }) => json), fault: output(1)[0]?.json };
}

const picked = (mode: string, value: string) => ({ __rl: true, mode, value });

describe('Get Library', () => {
	const all = { returnAll: true, filters: {} };

	test('gives the templates with what their values stand for, and their buttons', async () => {
		const { items } = await run('getLibrary', {
			...all,
			filters: { topic: 'PAYMENTS', useCase: 'LOW_BALANCE_WARNING', search: 'balance' },
		});
		expect(items).toEqual([
			{
				id: expect.any(String),
				name: 'low_balance_warning_1',
				language: 'en_US',
				category: 'UTILITY',
				topic: 'PAYMENTS',
				useCase: 'LOW_BALANCE_WARNING',
				industries: ['FINANCIAL_SERVICES'],
				header: 'Your balance is low',
				body: expect.stringMatching(/^Hi \{\{1\}\}/),
				values: [
					{ type: 'TEXT', example: 'Anna' },
					{ type: 'NUMBER', example: '1234' },
					{ type: 'AMOUNT', example: '$75.00' },
				],
				buttons: [
					{
						type: 'URL',
						text: 'Make a deposit',
						url: 'https://www.example.com/',
						phoneNumber: null,
					},
					{ type: 'PHONE_NUMBER', text: 'Call us', url: null, phoneNumber: '+18005551234' },
				],
				raw: expect.objectContaining({ usecase: 'LOW_BALANCE_WARNING' }),
			},
		]);
	});

	test('lists as many as are wanted, over all pages', async () => {
		sandbox.sandbox.store.listSizes.set('metaCloud', 'libraryTemplates', 250);
		expect((await run('getLibrary', { returnAll: false, limit: 3 })).items).toHaveLength(3);
		expect((await run('getLibrary', all)).items).toHaveLength(250);
	});

	test.each<[string, INodeParameters, RegExp]>([
		['a language in words', { language: 'English' }, /not a language/],
		['a topic that there is not', { topic: 'NEWS' }, /^Topic must be one of/],
	])('refuses %s', async (_what, filters, message) => {
		const { fault } = await run('getLibrary', { ...all, filters });
		expect(fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringMatching(message),
		});
	});
});

describe('Create From Library', () => {
	const given: INodeParameters = {
		libraryTemplate: picked('list', 'low_balance_warning_1'),
		templateName: 'our_low_balance',
		language: 'en_US',
		buttonLink: 'https://shop.example/pay/{{1}}',
		buttonLinkExample: 'https://shop.example/pay/A-1042',
		buttonPhoneNumber: '0171 3920012',
	};

	test('makes an approved template of it', async () => {
		const { items } = await run('createFromLibrary', given);
		expect(items).toEqual([
			{
				id: expect.stringMatching(/^\d+$/),
				name: 'our_low_balance',
				language: 'en_US',
				category: 'UTILITY',
				status: 'approved',
				raw: expect.any(Object),
			},
		]);
		const { items: found } = await run('get', { template: picked('name', 'our_low_balance') });
		expect(found).toEqual([
			expect.objectContaining({
				status: 'approved',
				cannotFill: [],
				buttons: [
					expect.objectContaining({ type: 'URL', url: 'https://shop.example/pay/{{1}}' }),
					expect.objectContaining({ type: 'PHONE_NUMBER', text: 'Call us' }),
				],
			}),
		]);
	});

	async function send(name: string, valuesJson: INodeParameters) {
		const { output } = await runNode({
			parameters: {
				...{ resource: 'message', operation: 'sendTemplate', to: anna, options: {} },
				...{ template: picked('list', name), language: 'en_US' },
				...{ specifyPlaceholders: 'json', valuesJson },
			},
			credentials: sandbox.account('metaCloud'),
			items: [{ json: {} }],
		});
		return output();
	}

	test('what was made can be sent at once', async () => {
		await run('createFromLibrary', given);
		const values = { '1': 'Anna', '2': '1042', '3': '$75.00', button_0: 'A-1042' };
		expect(await send('our_low_balance', values)).toMatchObject([{ json: { sentAs: 'template' } }]);
		expect(await sandbox.delivered()).toMatchObject([
			{
				kind: 'template',
				header: 'Your balance is low',
				body: 'Hi Anna, the balance of your account ending in 1042 is below $75.00 now.',
				links: [{ title: 'Make a deposit', url: 'https://shop.example/pay/A-1042' }],
			},
		]);
	});

	test('takes a one-time password for an app, typed by its name', async () => {
		const { items, fault } = await run('createFromLibrary', {
			libraryTemplate: picked('name', 'verify_code_1'),
			templateName: 'our_code',
			language: 'en_US',
			options: {
				...{ otpType: 'ZERO_TAP', zeroTapTermsAccepted: true, codeExpiresAfter: 5 },
				...{ securityRecommendation: true, learnMoreLink: false },
				apps: { app: [{ packageName: 'com.example.shop', signatureHash: 'K8a/AINcGX7' }] },
			},
		});
		expect(fault).toBeUndefined();
		expect(items[0]).toMatchObject({ status: 'approved', category: 'AUTHENTICATION' });
		expect(await send('our_code', { '1': '123456' })).toHaveLength(1);
		expect(await sandbox.delivered()).toMatchObject([
			{ kind: 'template', body: '123456 is your verification code.' },
		]);
	});

	test('a template without buttons needs neither link nor number', async () => {
		const { items } = await run('createFromLibrary', {
			libraryTemplate: picked('name', 'feedback_survey_1'),
			templateName: 'our_survey',
			language: 'en_US',
		});
		expect(items[0]).toMatchObject({ name: 'our_survey', status: 'approved' });
	});

	test.each<[string, INodeParameters, string, RegExp]>([
		[
			'an unknown one',
			{ libraryTemplate: picked('name', 'none_such') },
			'templateNotFound',
			/no template “none_such”/,
		],
		['a language that it has not', { language: 'de' }, 'templateNotFound', /in the language de/],
		['no link', { buttonLink: '' }, 'invalidRequest', /“Make a deposit”, which opens a link/],
		['no number', { buttonPhoneNumber: '' }, 'invalidRequest', /“Call us”, which calls a number/],
		['no example', { buttonLinkExample: '' }, 'invalidRequest', /Button Link Example is empty/],
		['a link that is none', { buttonLink: 'shop.example' }, 'invalidRequest', /no web address/],
		[
			'a placeholder within the link',
			{ buttonLink: 'https://shop.example/{{1}}/pay' },
			'invalidRequest',
			/one placeholder, \{\{1\}\}, at its end/,
		],
		[
			'a link too many',
			{ libraryTemplate: picked('name', 'feedback_survey_1') },
			'invalidRequest',
			/has no button with a link/,
		],
		[
			'a number too many',
			{ libraryTemplate: picked('name', 'delivery_update_1') },
			'invalidRequest',
			/no button that calls a number/,
		],
		['a name with capitals', { templateName: 'Ours' }, 'invalidRequest', /cannot be the name/],
		[
			'one tap without an app',
			{ options: { otpType: 'ONE_TAP' } },
			'invalidRequest',
			/needs an app/,
		],
		[
			'zero tap without the terms',
			{
				options: {
					otpType: 'ZERO_TAP',
					apps: { app: [{ packageName: 'com.example', signatureHash: 'K8a/AINcGX7' }] },
				},
			},
			'invalidRequest',
			/terms for zero-tap/,
		],
		[
			'an app without its hash',
			{ options: { apps: { app: [{ packageName: 'com.example', signatureHash: '' }] } } },
			'invalidRequest',
			/App 1 .* is not whole/,
		],
	])('refuses %s', async (_what, change, kind, message) => {
		const { fault, items } = await run('createFromLibrary', { ...given, ...change });
		expect(items).toEqual([]);
		expect(fault).toMatchObject({ fault: kind, message: expect.stringMatching(message) });
		expect((await sandbox.requests()).filter(({ method }) => method === 'POST')).toEqual([]);
	});

	/** Lets the library have this row alone, once. */
	const odd = async (row: object) => {
		const body = JSON.stringify({ data: [row], paging: {} });
		const path = '/v26.0/message_template_library';
		await sandbox.queueFault({ gateway: 'metaCloud', path, status: 200, body });
	};
	const row = { id: '1', name: 'odd_1', language: 'en_US', category: 'UTILITY', body: 'Hi' };

	test.each<[string, string, RegExp]>([
		['links', 'URL', /“Pay” and “Help”, which open links, and one Button Link/],
		[
			'numbers to call',
			'PHONE_NUMBER',
			/“Pay” and “Help”, which call numbers, and one Button Phone Number/,
		],
	])('never gives two %s the same value', async (_what, type, message) => {
		await odd({ ...row, buttons: ['Pay', 'Help'].map((text) => ({ type, text })) });
		const { fault, items } = await run('createFromLibrary', {
			...given,
			...{ libraryTemplate: picked('name', 'odd_1') },
			...(type === 'URL' ? { buttonPhoneNumber: '' } : { buttonLink: '' }),
		});
		expect(items).toEqual([]);
		expect(fault).toMatchObject({
			...{ fault: 'unsupported', message: expect.stringMatching(message) },
			hint: expect.stringContaining('WhatsApp Manager'),
		});
		expect((await sandbox.requests()).filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('lists rows that lack what others have', async () => {
		await odd({
			...{ ...row, body: null, buttons: [{ type: 'NEW_KIND', text: null }, null] },
			...{ body_params: [5, 'Anna'], body_param_types: ['NUMBER', 'TEXT'] },
		});
		const { items } = await run('getLibrary', { returnAll: true, filters: {} });
		expect(items).toMatchObject([
			{
				...{ name: 'odd_1', body: null, topic: null, industries: [] },
				values: [
					{ type: 'NUMBER', example: '5' },
					{ type: 'TEXT', example: 'Anna' },
				],
				buttons: [
					{ type: 'NEW_KIND', text: null },
					{ type: '', text: null },
				],
			},
		]);
	});

	test('says that the name is taken', async () => {
		await run('createFromLibrary', given);
		const { fault } = await run('createFromLibrary', given);
		expect(fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('already en_US content'),
		});
	});

	test('another gateway names the one that has a library', async () => {
		const { fault } = await run('createFromLibrary', given, 'qyvo');
		expect(fault).toMatchObject({
			fault: 'unsupported',
			hint: expect.stringMatching(/WhatsApp Manager.* Meta Cloud API/),
		});
	});
});
