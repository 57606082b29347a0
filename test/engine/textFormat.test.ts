import type { INodeParameters } from 'n8n-workflow';

import { message } from './exampleMessages';
import { templateJson, text } from './nodeParameters';
import { anna, startSandbox, type Sandbox } from './sandboxClient';
import { sendOnceIn } from './sendOnce';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = sendOnceIn(() => sandbox);
const markdown = { textFormat: 'markdown' };
const fenced = (json: unknown) =>
	`Here it is:\n\n\`\`\`json\n${JSON.stringify(json, null, 2)}\n\`\`\`\n\nAnything else?`;

describe('the option Text Format', () => {
	const plain = '**Anna**, see [our shop](https://s.example) or <https://s.example>';
	const converted = '*Anna*, see our shop (https://s.example) or https://s.example';

	test.each<[string, INodeParameters]>([
		['a text', text({ to: anna, text: plain, options: markdown })],
		[
			'a caption',
			message('sendMedia', {
				mediaType: 'image',
				mediaUrl: 'https://s.example/a.png',
				caption: plain,
				options: markdown,
			}),
		],
		[
			'the body of an interactive message',
			message('sendInteractive', {
				interactiveType: 'buttons',
				body: plain,
				buttons: { button: [{ title: 'Yes' }] },
				options: markdown,
			}),
		],
		[
			'the body in JSON',
			message('sendInteractive', {
				interactiveType: 'buttons',
				specifyMessage: 'json',
				messageJson: fenced({ body: plain, buttons: ['Yes'] }),
				options: markdown,
			}),
		],
	])('converts %s', async (_, parameters) => {
		const { failure, delivered } = await send(parameters);
		expect(failure).toBeUndefined();
		expect(delivered[0]?.body).toBe(converted);
	});

	test('leaves the text as it is without it', async () => {
		const { delivered } = await send(text({ to: anna, text: plain }));
		expect(delivered[0]?.body).toBe(plain);
	});

	test('is shown by Preview Only', async () => {
		const options = { ...markdown, previewOnly: true };
		const { receipt } = await send(text({ to: anna, text: plain, options }));
		expect(receipt).toMatchObject({ preview: true, body: converted });
	});

	test('comes before the length is checked', async () => {
		const short = { to: anna, text: `**${'a'.repeat(4094)}**`, options: markdown };
		expect((await send(text(short))).failure).toBeUndefined();
		const long = { to: anna, text: `# ${'a'.repeat(4095)}`, options: markdown };
		expect((await send(text(long))).failure?.message).toContain('Text has 4097 characters');
	});

	test('refuses a text that has no words', async () => {
		const { failure } = await send(text({ to: anna, text: '<p></p>', options: markdown }));
		expect(failure?.message).toContain('marks only, and no words');
	});
});

describe('JSON in a fence, as models write it, is read in', () => {
	test('Message (JSON) of a raw message', async () => {
		const raw = { type: 'text', text: { body: 'Hello' } };
		const { failure, delivered } = await send(message('sendRaw', { rawMessage: fenced(raw) }));
		expect(failure).toBeUndefined();
		expect(delivered[0]?.body).toBe('Hello');
	});

	test('Values (JSON)', async () => {
		const values = fenced({ 1: 'Anna', 2: 'A-1042', 3: '5 €' });
		const parameters = templateJson('order_confirmation', values, { to: anna });
		const { failure, delivered } = await send(parameters);
		expect(failure).toBeUndefined();
		expect(delivered[0]?.text).toContain('A-1042');
	});

	test('Data (JSON) of a Flow, and Address (JSON)', async () => {
		const flow = message('sendInteractive', {
			interactiveType: 'flow',
			body: 'Hello',
			buttonText: 'Open',
			flow: '123456',
			flowOptions: { screen: 'WELCOME', data: fenced({ name: 'Anna' }) },
		});
		const address = message('sendInteractive', {
			interactiveType: 'address',
			body: 'Hello',
			addressCountry: 'IN',
			addressValues: fenced({ name: 'Asha' }),
		});
		for (const parameters of [flow, address]) {
			expect((await send(parameters)).failure).toBeUndefined();
		}
	});
});

describe('what an expression leaves that found nothing is refused by name', () => {
	const media = { mediaType: 'image', mediaUrl: 'https://s.example/a.png' };
	const buttons = (more: INodeParameters) =>
		message('sendInteractive', {
			interactiveType: 'buttons',
			body: 'Hello',
			buttons: { button: [{ title: 'Yes' }] },
			...more,
		});

	test.each<[string, INodeParameters]>([
		['Text', text({ to: anna, text: 'undefined' })],
		['Text', text({ to: anna, text: '={{ String($json.missing) }}' })],
		['Text', text({ to: anna, text: '={{ "" + ({}) }}' })],
		['Text', text({ to: anna, text: '={{ NaN }}' })],
		['Caption', message('sendMedia', { ...media, caption: '={{ "" + null }}' })],
		['Body', buttons({ body: 'null' })],
		['Header', buttons({ header: 'undefined' })],
		['Footer', buttons({ footer: 'undefined' })],
		['Button 1: Title', buttons({ buttons: { button: [{ title: 'undefined' }] } })],
		['{{2}}', templateJson('order_confirmation', ['Anna', 'undefined', '5 €'], { to: anna })],
		['Name', message('sendLocation', { latitude: '1', longitude: '2', locationName: 'null' })],
		['First Name', message('sendContactCard', { firstName: 'undefined', phone: '+491713920013' })],
	])('in %s', async (field, parameters) => {
		const { failure, delivered } = await send(parameters);
		expect(failure?.message).toContain(field);
		expect(failure?.message).toMatch(/nothing but “(?:undefined|null|NaN|\[object Object\])”/);
		expect(failure?.description).toContain('look at the expression');
		expect(delivered).toEqual([]);
	});

	test.each(['={{ null }}', '={{ $json.missing }}'])('a text of %s', async (value) => {
		const { failure } = await send(text({ to: anna, text: value }));
		expect(failure?.message).toMatch(
			/The field Text is empty: its expression gives (?:null|undefined)/,
		);
	});

	test('but not where the word is one among others', async () => {
		const { failure } = await send(text({ to: anna, text: 'The field is null, or undefined.' }));
		expect(failure).toBeUndefined();
	});

	test('nor where an optional field has nothing', async () => {
		const { failure } = await send(message('sendMedia', { ...media, caption: '={{ null }}' }));
		expect(failure).toBeUndefined();
	});
});
