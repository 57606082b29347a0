import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { bytes } from '../firstBytes';
import { message } from './exampleMessages';
import { text } from './nodeParameters';
import { anna, type Delivered, type Sandbox, startSandbox } from './sandboxClient';
import { sendOnceIn } from './sendOnce';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = sendOnceIn(() => sandbox);

const file = (content: Buffer, mimeType: string, fileName: string) => ({
	data: { data: content.toString('base64'), mimeType, fileName },
});

const sendFile = async (mediaType: string, binary: Record<string, IBinaryData>, more = {}) =>
	await send(
		message('sendMedia', {
			...{ mediaType, mediaSource: 'binary', binaryPropertyName: 'data' },
			...more,
		}),
		binary,
	);

const interactive = (type: string, given: unknown) =>
	message('sendInteractive', {
		interactiveType: type,
		specifyMessage: 'json',
		messageJson: typeof given === 'string' ? given : JSON.stringify(given),
	});

describe('a file', () => {
	test.each<[string, string, Buffer, string, string]>([
		['image', 'of no known type', bytes.png, 'application/octet-stream', 'a.png'],
		['image', 'without a type', bytes.jpeg, '', 'photo'],
		['image', 'of another type than it says', bytes.png, 'image/jpeg', 'a.jpg'],
		['document', 'of a type by its name', bytes.docx, 'application/octet-stream', 'a.docx'],
		['document', 'of text that WhatsApp does not name', bytes.csv, 'text/csv', 'a.csv'],
		['audio', 'of a type by its bytes', bytes.opus, 'application/octet-stream', 'a'],
	])('that is %s %s arrives, and a note tells', async (kind, _what, content, type, name) => {
		const { delivered, failure, hints } = await sendFile(kind, file(content, type, name));
		expect(failure).toBeUndefined();
		expect(delivered[0]).toMatchObject({ kind, mediaUrl: `upload:${name}` });
		expect(hints.join(' ')).toContain(`The file ${name} is`.replace('The file a.csv is', 'a.csv'));
	});

	test('of a type that Meta does not take is refused before the upload', async () => {
		const { failure } = await sendFile('document', file(bytes.zip, 'application/zip', 'a.zip'));
		expect(failure?.message).toBe(
			'WhatsApp does not accept the type application/zip for a document.',
		);
		expect(failure?.description).toContain('It accepts: ');
		expect(await sandbox.requestPaths()).toEqual([]);
	});

	test('of sound can be a voice message, if it is OGG with Opus', async () => {
		const voice = { voice: true };
		const { delivered, failure } = await sendFile(
			'audio',
			file(bytes.opus, 'audio/ogg', 'a.ogg'),
			voice,
		);
		expect(failure).toBeUndefined();
		expect(delivered[0]).toMatchObject({ kind: 'audio', header: '[voice message]' });
		const mp3 = await sendFile('audio', file(bytes.mp3, 'audio/mpeg', 'a.mp3'), voice);
		expect(mp3.failure?.message).toBe(
			'WhatsApp does not accept the type audio/mpeg for a voice message.',
		);
	});

	test('is no voice message where the gateway has none', async () => {
		const parameters = {
			mediaType: 'audio',
			mediaSource: 'url',
			mediaUrl: 'https://a.example/a.ogg',
		};
		const { failure } = await send(
			message('sendMedia', { ...parameters, voice: true }),
			undefined,
			'wacr',
		);
		expect(failure?.message).toContain('cannot send an audio file as a voice message');
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('a link', () => {
	test.each<[string, INodeParameters]>([
		[
			'of a button',
			interactive('ctaUrl', { body: 'a', button: 'b', url: 'https://müller.example/für dich' }),
		],
		[
			'of a file',
			message('sendMedia', {
				mediaType: 'image',
				mediaSource: 'url',
				mediaUrl: 'https://a.example/für dich.png',
			}),
		],
	])('%s goes out encoded', async (_what, parameters) => {
		const { failure, delivered } = await send(parameters);
		expect(failure).toBeUndefined();
		expect(delivered).toHaveLength(1);
	});

	test('has a preview if the user wants one, and the gateway can choose', async () => {
		const options = { linkPreview: true };
		const parameters = text({ to: anna, text: 'https://a.example', options });
		expect((await send(parameters)).failure).toBeUndefined();
		const { failure } = await send(parameters, undefined, 'qyvo');
		expect(failure?.message).toBe('Qyvo cannot choose whether a link has a preview.');
	});
});

describe('a file above an interactive message', () => {
	const picture = { header: '[image]', mediaUrl: 'https://a.example/a.png' };
	const form = (more: INodeParameters) =>
		message('sendInteractive', {
			...{ interactiveType: 'buttons', specifyMessage: 'fields', body: 'Well?' },
			...{ headerType: 'image', buttons: { button: [{ title: 'Yes' }] } },
			...more,
		});

	test.each<[string, INodeParameters, Partial<Delivered>]>([
		['a URL', form({ headerSource: 'url', headerUrl: 'https://a.example/a.png' }), picture],
		[
			'binary data',
			form({ headerSource: 'binary', headerBinaryPropertyName: 'data' }),
			{ header: '[image]', mediaUrl: 'upload:a.png' },
		],
		[
			'JSON with a URL',
			interactive('buttons', {
				header: { image: picture.mediaUrl },
				body: 'Well?',
				buttons: ['Yes'],
			}),
			picture,
		],
		[
			'JSON with binary data',
			interactive('flow', {
				...{ header: { document: { binary: 'data', fileName: 'b.pdf' } } },
				...{ body: 'Well?', button: 'Book', flowName: 'booking' },
			}),
			{ header: '[document b.pdf]', mediaUrl: 'upload:a.png' },
		],
	])('comes from %s', async (_what, parameters, shown) => {
		const { failure, delivered } = await send(parameters, file(bytes.png, 'image/png', 'a.png'));
		expect(failure).toBeUndefined();
		expect(delivered[0]).toMatchObject({ body: 'Well?', ...shown });
	});

	test('is refused where the gateway has none, or the kind has none', async () => {
		const header = { image: 'https://a.example/a.png' };
		const buttons = interactive('buttons', { header, body: 'Well?', buttons: ['Yes'] });
		const xobito = await send(buttons, undefined, 'xobito');
		expect(xobito.failure?.message).toContain('cannot send a file above an interactive message');
		const list = interactive('list', { header, body: 'Well?', button: 'b', rows: ['a'] });
		expect((await send(list)).failure?.message).toBe('Header must be a text, but it is an object.');
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('JSON of an unknown shape is refused', () => {
	const body = 'Well?';
	const card = { image: 'https://a.example/a.png', buttons: ['Like'] };
	test.each<[string, unknown, RegExp]>([
		['buttons', { body, button: ['Yes'] }, /field “button”/],
		['buttons', { body, buttons: [{ text: 'Yes' }] }, /Button 1 has a field “text”/],
		['buttons', '[]', /must be an object, but it is a list/],
		['list', { body, button: 'b', row: ['a'] }, /field “row”/],
		['ctaUrl', { body, button: 'b', link: 'https://a.example' }, /field “link”/],
		['locationRequest', { body, footer: 'f' }, /field “footer”/],
		['contactInfo', { text: body }, /field “text”/],
		['callPermission', { body: [body] }, /Body must be a text, but it is a list/],
		['voiceCall', { body, minutes: 'soon' }, /Minutes must be a whole number from 1 to 43200/],
		['address', { body, country: 'India' }, /Country has 5 characters/],
		['flow', { body, button: 'b', flow: '1' }, /field “flow”/],
		['flow', { body, button: 'b', flowId: '1', isDraft: 'yes' }, /“isDraft” must be true or false/],
		['product', { body, catalogId: '1', product: '2' }, /field “product”/],
		[
			'productList',
			{ header: 'h', body, catalogId: '1', products: [{ id: 1 }] },
			/Product 1: Product ID must be a text/,
		],
		['productList', { body, catalogId: '1', products: ['a'] }, /The field Header is empty/],
		['catalog', { body, catalogId: '1' }, /field “catalogId”/],
		['carousel', { body, cards: [card] }, /has 1 card/],
		['carousel', { body, cards: [card, { ...card, title: 'x' }] }, /Card 2 has a field “title”/],
		[
			'carousel',
			{ body, cards: [card, { ...card, buttons: ['a', 'b'] }] },
			/Card 2 has other buttons/,
		],
		['buttons', { type: 'button', body: { text: body }, action: {} }, /field “type”/],
	])('%s %j', async (type, given, sentence) => {
		const { failure } = await send(interactive(type, given));
		expect(failure?.message).toMatch(sentence);
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});
