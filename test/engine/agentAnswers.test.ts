import type { INodeParameters } from 'n8n-workflow';

import { callToolOf, type ToolArguments } from './callTool';
import { nodeName, runNode } from './engine';
import { anna, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const callTool = async (...call: ToolArguments) => await callToolOf(sandbox, ...call);

const lists = { returnAll: false, limit: 50, filters: {}, options: {} };
const fileOfItem = { uploadSource: 'binary', binaryPropertyName: 'data', options: {} };

/** Words of the workflow's form and of the account's dashboard: not for a model. */
const ownersWords = /run the node|credential|dashboard|a node before/i;

describe('what a refusal tells a model to do, who has neither the form nor the account', () => {
	test.each<[string, string, INodeParameters]>([
		['what a gateway lacks', 'metaCloud', { resource: 'contact', operation: 'getAll', ...lists }],
		['a list that it lacks', 'metaCloud', { resource: 'account', operation: 'getUsage' }],
		[
			'what Meta does not know',
			'metaCloud',
			{ resource: 'message', operation: 'markAsRead', whatsappMessageId: 'wamid.none' },
		],
		[
			'an ID that Meta does not know',
			'metaCloud',
			{ resource: 'media', operation: 'get', mediaId: '123' },
		],
	])('%s', async (_case, gateway, parameters) => {
		const { answers } = await callTool({ options: {}, ...parameters }, {}, {}, gateway);
		const [{ hint } = {}] = answers;
		const [own = ''] = String(hint).split('For the owner of this workflow:');
		expect(own).not.toMatch(ownersWords);
		expect(String(hint)).toMatch(/\w/);
	});

	test.each([
		['a text', { to: anna, text: '={{ "" }}' }],
		['a number', { to: '={{ "" }}', text: 'Hello' }],
		['one number', { to: '={{ [1, 2] }}', text: 'Hello' }],
	])('an argument without %s is corrected, and no item is left out', async (_case, fields) => {
		const text = { resource: 'message', operation: 'sendText', options: {}, ...fields };
		const { answers } = await callTool(text);
		expect(answers).toMatchObject([{ hint: expect.stringContaining('call the tool again') }]);
		expect(answers[0]?.['hint']).not.toMatch(/leave out items|Map the/);
	});

	test('an account that cannot do it is not tried again', async () => {
		const { answers } = await callTool({ resource: 'contact', operation: 'getAll', ...lists });
		expect(answers).toMatchObject([
			{ fault: 'unsupported', hint: expect.stringContaining('Do not try this again') },
		]);
	});

	test.each([
		['an upload', { resource: 'media', operation: 'upload', ...fileOfItem }],
		[
			'a message',
			{
				...{ resource: 'message', operation: 'sendMedia', to: anna, mediaType: 'image' },
				...{ mediaSource: 'binary', binaryPropertyName: 'data', options: {} },
			},
		],
	])('%s with a file of the item: a tool has none', async (_case, parameters) => {
		const { answers } = await callTool(parameters);
		expect(answers).toMatchObject([
			{
				fault: 'mediaRejected',
				message: expect.stringContaining('tool'),
				hint: expect.stringMatching(/Do not try again.*owner of this workflow.*URL/),
			},
		]);
	});

	test('what is no message is not called one', async () => {
		const { output } = await runNode({
			parameters: { resource: 'contact', operation: 'getAll', ...lists },
			credentials: { ...sandbox.account('qyvo'), accessToken: `${token}-x` },
			items: [{ json: {} }],
			settings: { type: `${nodeName}Tool` },
		});
		const [refused] = output();
		expect(refused?.json).toMatchObject({ fault: 'invalidCredential' });
		expect(refused?.json['hint']).not.toContain('message');
		await sandbox.queueFault({ gateway: 'wacr', status: 502, body: {}, times: 3 });
		const post = { method: 'POST', path: '/contacts', requestBody: '{}', agentMayChange: true };
		const { answers } = await callTool(
			{ resource: 'account', operation: 'rawRequest', ...post, options: {} },
			{},
			{},
			'wacr',
		);
		expect(answers).toMatchObject([
			{ fault: 'unknownOutcome', hint: expect.stringContaining('do not do it again') },
		]);
		expect(answers[0]?.['hint']).not.toContain('message');
	});
});

test.each<[string, string, INodeParameters, object]>([
	[
		'tags',
		'wacr',
		{
			...{ resource: 'contact', operation: 'upsert', contact: anna },
			additionalFields: { labels: '["vip", "news"]' },
		},
		{ labels: ['vip', 'news'] },
	],
	[
		'choices of a field',
		'mojeeb',
		{
			...{ resource: 'lead', operation: 'createField', fieldKey: 'size', fieldLabel: 'Size' },
			...{ fieldType: 'enum', choices: '```json\n["Small", "Large, or larger"]\n```' },
		},
		{ choices: ['Small', 'Large, or larger'] },
	],
	[
		'IDs',
		'wacrDeveloper',
		{
			...{ resource: 'message', operation: 'sendBroadcast', broadcastName: 'Winter' },
			...{ template: { __rl: true, mode: 'name', value: 'order_confirmation' }, language: 'en' },
			...{ variables: '{}', contactIds: '["a-1", "a-2"]' },
		},
		{ message: expect.stringContaining('“a-1”') },
	],
	[
		'websites',
		'metaCloud',
		{
			...{ resource: 'businessProfile', operation: 'update' },
			profileFields: { websites: '["https://a.example", "https://b.example"]' },
		},
		{ updated: true },
	],
])('a list as a model writes it: %s', async (_case, gateway, parameters, answer) => {
	const { answers } = await callTool({ options: {}, ...parameters }, {}, {}, gateway);
	expect(answers).toMatchObject([answer]);
});

test('ice breakers as a model writes them', async () => {
	const phoneNumber = { resource: 'phoneNumber', options: {} };
	const iceBreakers = '["Where is my order?", "When do you open?"]';
	await callTool({
		...{ ...phoneNumber, operation: 'setConversationalComponents' },
		componentFields: { iceBreakers },
	});
	const { answers } = await callTool({ ...phoneNumber, operation: 'getConversationalComponents' });
	expect(answers).toMatchObject([{ iceBreakers: JSON.parse(iceBreakers) as unknown }]);
});

test.each([
	['left out', {}],
	['null', { contact: null }],
])('a value that is %s: the argument is what is missing', async (_case, json) => {
	const get = {
		resource: 'contact',
		operation: 'get',
		contact: '={{ $json.contact }}',
		options: {},
	};
	const { answers } = await callTool(get, json, {}, 'wacr');
	expect(answers).toMatchObject([
		{ fault: 'invalidRequest', hint: expect.stringContaining('call the tool again') },
	]);
	expect(answers[0]?.['hint']).not.toContain('Open the node');
});

test.each([
	['getAnalytics', {}],
	['edit', { language: 'en', category: 'MARKETING', specifyContent: 'fields', bodyText: 'Hi' }],
	['delete', { allLanguages: true, language: 'en' }],
])(
	'Template: %s of an invented template does not say that there are none',
	async (operation, more) => {
		const template = { __rl: true, mode: 'name', value: 'invented' };
		const { answers } = await callTool({
			...{ resource: 'template', operation, template, options: {} },
			...more,
		});
		expect(answers).toMatchObject([{ fault: 'templateNotFound' }]);
		expect(answers[0]?.['hint']).not.toContain('no templates yet');
	},
);

describe('how much a model has to read', () => {
	test('of each template what a message needs', async () => {
		const { answers } = await callTool({
			...{ resource: 'template', operation: 'getAll', ...lists },
			filters: { name: 'order_confirmation' },
		});
		expect(answers).toEqual([
			{
				...{ name: 'order_confirmation', category: 'UTILITY', status: 'approved' },
				...{ languages: ['en'], language: 'en', body: expect.stringContaining('{{1}}') },
				placeholders: ['1', '2', '3'].map((key) => ({ key, input: 'text' })),
			},
		]);
	});

	test('a long list is cut, and says so', async () => {
		const text = 'x'.repeat(4000);
		for (let count = 0; count < 20; count++) {
			await sandbox.inbound(anna, `${count} ${text}`);
		}
		const { answers } = await callTool(
			{ resource: 'message', operation: 'getMany', phoneNumber: anna, limit: 50, options: {} },
			{},
			{},
			'wacr',
		);
		expect(JSON.stringify(answers).length).toBeLessThan(45_000);
		expect(answers[0]).toEqual({
			message: expect.stringMatching(/^\d+ earlier ones are left out/),
			hint: expect.stringContaining('Ask for less'),
		});
		expect(answers.at(-1)).toMatchObject({ text: expect.stringMatching(/^19 /) });
	});

	test('the answer of a raw request is cut, and says so', async () => {
		const text = 'x'.repeat(4000);
		for (let count = 0; count < 20; count++) {
			await sandbox.inbound(anna, `${count} ${text}`);
		}
		const { answers } = await callTool(
			{
				...{ resource: 'account', operation: 'rawRequest', method: 'GET', path: '/messages' },
				options: {},
			},
			{},
			{},
			'wacr',
		);
		expect(answers).toEqual([
			{ status: 200, body: expect.any(String), leftOut: expect.any(Number) },
		]);
		expect(JSON.stringify(answers).length).toBeLessThan(30_000);
	});

	test('what is cut ends with a whole character, as models take no half of one', async () => {
		const answers = [];
		for (const start of ['', 'x']) {
			await sandbox.reset();
			for (let count = 0; count < 10; count++) {
				await sandbox.inbound(anna, `${start}${'😀'.repeat(1500)}`);
			}
			const parameters = { resource: 'account', operation: 'rawRequest', method: 'GET' };
			answers.push(
				...(await callTool({ ...parameters, path: '/messages', options: {} }, {}, {}, 'wacr'))
					.answers,
			);
		}
		const bodies = answers.map(({ body }) => String(body));
		expect(bodies.map((body) => /\p{Surrogate}/u.test(body))).toEqual([false, false]);
	});
});
