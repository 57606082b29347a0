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

const named = (value: string) => ({ __rl: true, mode: 'name', value });

const given: INodeParameters = {
	templateName: 'order_ready',
	category: 'UTILITY',
	language: 'en_US',
	specifyContent: 'fields',
	bodyText: 'Hi {{first_name}}, your order {{order}} is ready.',
	placeholderExamples: {
		example: [
			{ placeholder: '{{first_name}}', value: 'Anna' },
			{ placeholder: 'order', value: 'A-1042' },
		],
	},
	headerFormat: 'TEXT',
	headerText: 'News for you',
	footerText: 'Reply STOP to unsubscribe.',
	templateButtons: {
		button: [
			{ type: 'QUICK_REPLY', text: 'Thanks' },
			{
				type: 'URL',
				text: 'Track',
				url: 'https://shop.example/orders/{{1}}',
				urlExample: 'https://shop.example/orders/A-1042',
			},
			{ type: 'PHONE_NUMBER', text: 'Call us', phoneNumber: '+15550051310' },
		],
	},
};

describe('Create', () => {
	test('makes Meta’s components of the fields', async () => {
		const { items } = await run('create', given);
		expect(items).toEqual([
			{
				id: expect.stringMatching(/^\d+$/),
				name: 'order_ready',
				language: 'en_US',
				category: 'UTILITY',
				status: 'pending',
				raw: expect.any(Object),
			},
		]);
		const { items: found } = await run('get', { template: named('order_ready') });
		expect(found).toEqual([
			expect.objectContaining({
				status: 'pending',
				body: given['bodyText'],
				footer: given['footerText'],
				header: expect.objectContaining({ format: 'text', text: 'News for you' }),
				buttons: [
					expect.objectContaining({ type: 'QUICK_REPLY', text: 'Thanks' }),
					expect.objectContaining({ type: 'URL', url: 'https://shop.example/orders/{{1}}' }),
					expect.objectContaining({ type: 'PHONE_NUMBER', text: 'Call us' }),
				],
			}),
		]);
	});

	test('submits them through the Developer API of WA.CR, too', async () => {
		const { items } = await run('create', given, 'wacrDeveloper');
		expect(items).toEqual([
			{
				id: expect.any(String),
				name: 'order_ready',
				language: 'en_US',
				category: 'UTILITY',
				status: 'pending',
				raw: expect.any(Object),
			},
		]);
		const { items: found } = await run('get', { template: named('order_ready') }, 'wacrDeveloper');
		expect(found).toEqual([
			expect.objectContaining({ status: 'pending', body: given['bodyText'] }),
		]);
		const { fault } = await run('create', given, 'wacrDeveloper');
		expect(fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('already en_US content'),
		});
	});

	test('takes a one-time password, whose words are WhatsApp’s', async () => {
		const { items } = await run('create', {
			templateName: 'login_code',
			category: 'AUTHENTICATION',
			language: 'de',
			specifyContent: 'fields',
			securityRecommendation: true,
			codeExpiresAfter: 5,
			copyButtonText: 'Code kopieren',
		});
		expect(items[0]).toMatchObject({ status: 'pending', category: 'AUTHENTICATION' });
	});

	test('takes components as JSON, as text or from an expression', async () => {
		const components = [{ type: 'BODY', text: 'Hello from us.' }];
		for (const [name, componentsJson] of [
			['as_text', JSON.stringify(components)],
			['as_object', `={{ ${JSON.stringify({ components })} }}`],
		] as const) {
			const { items } = await run('create', {
				...given,
				templateName: name,
				specifyContent: 'json',
				componentsJson,
			});
			expect(items[0]).toMatchObject({ name, status: 'pending' });
		}
	});

	const settings = (timeToLive: number, more: INodeParameters = {}) => ({
		...given,
		...more,
		options: { timeToLive, countLinkTaps: false },
	});

	test('sets how long messages are tried, and whether taps on links are counted', async () => {
		const { items } = await run('create', settings(600));
		expect(items[0]).toMatchObject({ status: 'pending' });
		const { fault } = await run('create', settings(600), 'mojeeb');
		expect(fault).toMatchObject({ fault: 'unsupported' });
	});

	test.each<[string, number, string]>([
		['AUTHENTICATION', 901, '30 to 900'],
		['UTILITY', 29, '30 to 43200'],
		['MARKETING', -1, '43200 to 2592000'],
		['UTILITY', 60.5, '30 to 43200'],
	])('refuses for %s a time of %d seconds', async (category, seconds, range) => {
		const { fault } = await run('create', settings(seconds, { category }));
		expect(fault).toMatchObject({ hint: expect.stringContaining(range) });
		expect(await sandbox.requests()).toEqual([]);
	});

	test.each<[string, INodeParameters, string]>([
		['a name with a space', { templateName: 'order ready' }, 'cannot be the name of a template'],
		['a language in words', { language: 'English' }, 'is not a language as WhatsApp writes it'],
		['no body', { bodyText: ' ' }, 'The field Body is empty'],
		['a placeholder without an example', { placeholderExamples: {} }, 'has no example'],
		[
			'numbers with a gap',
			{ bodyText: 'Hi {{2}}, hello.', placeholderExamples: {} },
			'The placeholders of Body are {{2}}',
		],
		['a long header', { headerText: 'a'.repeat(61) }, 'WhatsApp allows at most 60'],
		['a long footer', { footerText: 'a'.repeat(61) }, 'WhatsApp allows at most 60'],
		[
			'a file without its example',
			{ headerFormat: 'IMAGE', headerExample: '' },
			'The header’s file has no example',
		],
		[
			'a button without a text',
			{ templateButtons: { button: [{ type: 'QUICK_REPLY', text: '' }] } },
			'Button 1: the field Text is empty',
		],
		[
			'a link without its example',
			{
				templateButtons: { button: [{ type: 'URL', text: 'Go', url: 'https://a.example/{{1}}' }] },
			},
			'the URL has a placeholder and no example',
		],
		[
			'JSON without components',
			{ specifyContent: 'json', componentsJson: '{"a": 1}' },
			'must be a list',
		],
	])('refuses %s before anything is asked', async (_what, change, sentence) => {
		const { fault } = await run('create', { ...given, ...change });
		expect(fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test('tells in a sentence what WhatsApp refuses', async () => {
		const { fault } = await run('create', {
			...given,
			templateName: 'order_confirmation',
			language: 'en',
		});
		expect(fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('a template of this name in this language already'),
			hint: expect.stringContaining('Template: Edit'),
		});
	});
});

describe('Edit', () => {
	test('replaces the content of one language', async () => {
		const { items } = await run('edit', {
			template: named('order_confirmation'),
			language: 'en',
			category: 'unchanged',
			specifyContent: 'fields',
			bodyText: 'Your order is confirmed.',
		});
		expect(items[0]).toMatchObject({ name: 'order_confirmation', language: 'en', changed: true });
		const { items: found } = await run('get', { template: named('order_confirmation') });
		expect(found[0]).toMatchObject({ body: 'Your order is confirmed.', header: null });
	});

	test('asks for the language where there are several', async () => {
		const { fault } = await run('edit', {
			template: named('welcome_back'),
			language: '',
			category: 'MARKETING',
			specifyContent: 'unchanged',
		});
		expect(fault).toMatchObject({ message: expect.stringContaining('in several languages') });
	});

	test('changes only how long messages are tried', async () => {
		const edit = {
			...{ template: named('order_confirmation'), language: 'en' },
			...{ category: 'unchanged', specifyContent: 'unchanged' },
		};
		const { items } = await run('edit', { ...edit, options: { timeToLive: 3600 } });
		expect(items[0]).toMatchObject({ changed: true });
		const { fault } = await run('edit', { ...edit, options: { timeToLive: 2_592_000 } });
		expect(fault).toMatchObject({ fault: 'invalidRequest' });
	});

	test('refuses a change of nothing', async () => {
		const { fault } = await run('edit', {
			template: named('welcome_back'),
			category: 'unchanged',
			specifyContent: 'unchanged',
		});
		expect(fault).toMatchObject({ message: 'Nothing of the template is changed.' });
	});
});

test('Delete removes one language, or the whole template', async () => {
	const left = async () => {
		const filters = { name: 'welcome_back', approvedOnly: false };
		const { items } = await run('getAll', { returnAll: true, filters });
		return items.length;
	};
	const before = await left();
	const one = await run('delete', { template: named('welcome_back'), language: 'de' });
	expect(one.items[0]).toMatchObject({ name: 'welcome_back', language: 'de', deleted: true });
	expect(await left()).toBe(before - 1);
	const all = await run('delete', { template: named('welcome_back'), allLanguages: true });
	expect(all.items[0]).toMatchObject({ id: null, language: null, deleted: true });
	expect(await left()).toBe(0);
	const gone = await run('delete', { template: named('welcome_back'), allLanguages: true });
	expect(gone.fault).toMatchObject({ fault: 'templateNotFound' });
});

test.each(['={{ $json.lang }}', '={{ null }}', '={{ "" }}', ' '])(
	'Delete removes nothing where the language is “%s”',
	async (language) => {
		const { fault } = await run('delete', { template: named('welcome_back'), language });
		expect(fault).toMatchObject({ fault: 'invalidRequest', sent: 'no' });
		expect(fault?.['message']).toContain('Language');
		expect(await sandbox.requests()).toEqual([]);
	},
);

test('Get Analytics counts what was sent', async () => {
	await runNode({
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			to: anna,
			template: named('call_us'),
			language: '',
			specifyPlaceholders: 'json',
			valuesJson: '{}',
			options: {},
		},
		credentials: sandbox.account('metaCloud'),
		items: [{ json: {} }],
	});
	const { items } = await run('getAnalytics', { template: named('call_us') });
	expect(items.length).toBeGreaterThan(1);
	expect(items.at(-1)).toMatchObject({ sent: 1, clicks: [], amountSpent: null });
	expect(items.at(0)).toMatchObject({ sent: 0 });
});

test.each<[string, INodeParameters, string]>([
	['a start that is too early', { startDate: '2020-01-01' }, 'more than 90 days ago'],
	['no date', { startDate: 'yesterday' }, 'The field Start Date is not a date.'],
	[
		'a start after the end',
		{ startDate: '2026-01-02', endDate: '2026-01-01' },
		'The start date is not before the end date.',
	],
])('Get Analytics refuses %s', async (_what, dates, sentence) => {
	const { fault } = await run('getAnalytics', { template: named('call_us'), ...dates });
	expect(fault).toMatchObject({ message: expect.stringContaining(sentence) });
});

test('Get Many shows the quality and why a template was rejected', async () => {
	const { items } = await run('getAll', { returnAll: true, filters: { approvedOnly: false } });
	expect(items).toContainEqual(expect.objectContaining({ status: 'approved', quality: 'GREEN' }));
});

test.each(['create', 'edit', 'delete', 'getAnalytics'])(
	'%s is refused where the gateway leaves it to its dashboard',
	async (operation) => {
		const { fault } = await run(
			operation,
			{ ...given, template: named('call_us'), specifyContent: 'fields' },
			'qyvo',
		);
		expect(fault).toMatchObject({
			fault: 'unsupported',
			hint: expect.stringContaining('Meta Cloud API'),
		});
	},
);
