import type { Message } from '../../../nodes/WhatsAppGateway/core/message';
import type { Answer, Call } from '../../../nodes/WhatsAppGateway/core/request';
import { wacrDeveloper } from '../../../nodes/WhatsAppGateway/gateways/wacrDeveloper';
import { template } from '../../whatsapp/exampleTemplate';
import { replayer } from '../replay';

const anna = '+491713920012';
const account = { baseUrl: 'https://gateway.example/api', defaultCountry: 'DE' };
const envelope = { to: anna, replyTo: null, key: 'key-1' };
const text: Message = { ...envelope, kind: 'text', body: 'It is ready' };
const order: Message = {
	...envelope,
	kind: 'template',
	template: template('Hi {{1}}, your order {{2}} is ready.'),
	language: null,
	values: { 1: 'Anna', 2: 'A-1' },
};

const begun = new Date(Math.floor(Date.now() / 1000) * 1000);
const seconds = (count: number) => new Date(begun.getTime() + count * 1000).toISOString();

const row = (more: object = {}) => ({
	id: 'm-1',
	providerMessageId: 'wamid.1',
	direction: 'outbound',
	type: 'text',
	text: 'It is ready',
	createdAt: seconds(1),
	...more,
});

/** Searches a conversation of a gateway whose clock is `ahead` by so many seconds. */
async function found(
	rows: readonly object[],
	message: Message = text,
	{ ahead = 0, dated = true } = {},
) {
	const requests: object[] = [];
	const date = new Date(Date.now() + ahead * 1000).toUTCString();
	const { call } = replayer(wacrDeveloper, [
		{
			request: { method: 'GET', path: '/v1/conversations/491713920012/messages' },
			answer: { status: 200, headers: dated ? { date } : {}, body: { ok: true, messages: rows } },
		},
	]);
	const noting: Call = async (request): Promise<Answer> => {
		requests.push(request);
		return await call(request);
	};
	const similar = await wacrDeveloper.findSimilarMessages(message, begun, {
		account,
		call: noting,
	});
	return { similar, ids: similar.map(({ messageId }) => messageId), requests };
}

const meant = ['491713920012:m-1'];

test('the conversation is read from some minutes before the request on', async () => {
	const { requests } = await found([]);
	expect(requests).toEqual([
		{
			method: 'GET',
			path: '/v1/conversations/491713920012/messages',
			query: { limit: 200, after: seconds(-600) },
		},
	]);
});

test('a message is named by its ids and its row', async () => {
	const { similar } = await found([row()]);
	expect(similar).toEqual([{ messageId: meant[0], whatsappMessageId: 'wamid.1', raw: row() }]);
});

test.each<[string, object]>([
	['one that the person wrote', { direction: 'inbound' }],
	['another text', { text: 'It is not ready' }],
	['a longer text that contains this one', { text: 'It is ready, says the shop' }],
	['no text', { text: null }],
	['another type', { type: 'image' }],
	['one from before the request', { createdAt: seconds(-60) }],
	['one without a time', { createdAt: null }],
])('%s does not match, and hides nothing', async (_what, more) => {
	expect((await found([row(more)])).ids).toEqual([]);
	expect((await found([row({ ...more, id: 'm-0' }), row()])).ids).toEqual(meant);
});

test.each([-300, -30, 30, 300])('the clock may be %i seconds ahead', async (ahead) => {
	const at = (count: number) => ({ createdAt: seconds(ahead + count) });
	expect((await found([row(at(1))], text, { ahead })).ids).toEqual(meant);
	expect((await found([row(at(-20))], text, { ahead })).ids).toEqual([]);
});

test('without the answer’s date, nothing is found', async () => {
	expect((await found([row()], text, { dated: false })).ids).toEqual([]);
});

test.each<[string, Message, object, object]>([
	[
		'a template by its name',
		order,
		{ type: 'template', templateName: order.template.name, text: null },
		{ type: 'template', templateName: 'another', text: null },
	],
	[
		'a template whose name the row does not have by its words',
		order,
		{ type: 'template', text: 'Hello\nHi Anna, your order A-1 is ready.\nBye' },
		{ type: 'template', text: 'Hi Ben, your order A-2 is ready.' },
	],
	[
		'buttons',
		{
			...{ ...envelope, header: null, footer: null, kind: 'buttons', body: 'Well?' },
			buttons: [{ id: 'y', title: 'Yes' }],
		},
		{ type: 'interactive', text: 'Well?' },
		{ type: 'text', text: 'Well?' },
	],
	[
		'a file with a caption',
		{
			...{ ...envelope, kind: 'image', caption: 'Look', fileName: null },
			file: { url: 'https://shop.example/a' },
		},
		{ type: 'image', text: null, caption: 'Look' },
		{ type: 'image', text: null },
	],
	[
		'a place',
		{
			...{ ...envelope, kind: 'location', name: null, address: null },
			...{ latitude: 52.5, longitude: 13.4 },
		},
		{ type: 'location', text: 'whatever it shows' },
		{ type: 'text', text: '52.5, 13.4' },
	],
])('%s is found, and another message is not', async (_what, message, same, other) => {
	expect((await found([row(same)], message)).ids).toEqual(meant);
	expect((await found([row(other)], message)).ids).toEqual([]);
});
