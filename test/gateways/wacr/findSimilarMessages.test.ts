import type { Message } from '../../../nodes/WhatsAppGateway/core/message';
import type { Answer, Call } from '../../../nodes/WhatsAppGateway/core/request';
import { wacr } from '../../../nodes/WhatsAppGateway/gateways/wacr';
import { template } from '../../whatsapp/exampleTemplate';
import { replayer } from '../replay';

const { findSimilarMessages } = wacr;

const anna = '+491713920012';
const account = { baseUrl: 'https://gateway.example/api/v2', defaultCountry: 'DE' };
const envelope = { to: anna, replyTo: null, key: 'key-1' };
const text: Message = { ...envelope, kind: 'text', body: 'It is ready' };

/** When the request was sent by our clock, in whole seconds like the gateway's times. */
const begun = new Date(Math.floor(Date.now() / 1000) * 1000);
const seconds = (count: number) => new Date(begun.getTime() + count * 1000);

const row = (more: object = {}) => ({
	id: 1042,
	contact: { id: 7, phone: anna },
	type: 'text',
	message: 'It is ready',
	message_id: 'wamid.1042',
	staff_id: null,
	status: 'sent',
	sent_at: seconds(1).toISOString(),
	...more,
});

/** Searches a list of a gateway whose clock is `ahead` by so many seconds. */
async function found(
	rows: readonly object[],
	message: Message = text,
	{ ahead = 0, dated = true } = {},
) {
	const requests: object[] = [];
	// The gateway's clock does not advance, so that the duration of the test does not matter.
	const date = new Date(Date.now() + ahead * 1000).toUTCString();
	const { call } = replayer(wacr, [
		{
			request: { method: 'GET', path: '/messages' },
			answer: { status: 200, headers: dated ? { date } : {}, body: { success: true, data: rows } },
		},
	]);
	const noting: Call = async (request): Promise<Answer> => {
		requests.push(request);
		return await call(request);
	};
	const similar = await findSimilarMessages(message, begun, { account, call: noting });
	return { similar, ids: similar.map(({ messageId }) => messageId), requests };
}

test('the newest outbound messages are requested, with a margin for clock differences', async () => {
	const { requests } = await found([]);
	expect(requests).toEqual([
		{
			method: 'GET',
			path: '/messages',
			query: {
				sort: '-created_at',
				'filter[direction]': 'outbound',
				'filter[created_at][gte]': seconds(-600).toISOString(),
				page: 1,
				per_page: 100,
			},
		},
	]);
});

test('a message in the list is named by its ids and its row', async () => {
	const { similar } = await found([row()]);
	expect(similar).toEqual([{ messageId: '1042', whatsappMessageId: 'wamid.1042', raw: row() }]);
});

test('every message that may be meant is named', async () => {
	const rows = [row(), row({ id: 1043, message_id: 'wamid.1043' })];
	expect((await found(rows)).ids).toEqual(['1042', '1043']);
});

test('a row of an installation that names its time created_at is found as well', async () => {
	const other = row({ sent_at: null, created_at: seconds(1).toISOString() });
	expect((await found([other])).ids).toEqual(['1042']);
});

describe('does not match:', () => {
	test.each<[string, object]>([
		['one to another recipient', { contact: { phone: '+14155550123' } }],
		['one without a number', { contact: null }],
		['another text', { message: 'It is not ready' }],
		['a longer text that contains this one', { message: 'It is ready, wrote the other program' }],
		['no text', { message: null }],
		['another kind', { type: 'image' }],
		['one written by an agent', { staff_id: 3 }],
		['one from before the request', { sent_at: seconds(-60).toISOString() }],
		['one without a time', { sent_at: null }],
		['one with an invalid time', { sent_at: 'yesterday' }],
	])('%s', async (_what, more) => {
		expect((await found([row(more)])).ids).toEqual([]);
		// It must not hide the right message either.
		const beside = await found([row({ id: 1, message_id: 'wamid.1', ...more }), row()]);
		expect(beside.ids).toEqual(['1042']);
	});
});

describe('the gateway’s clock', () => {
	test.each([-300, -30, 30, 300])('may be %i seconds ahead', async (ahead) => {
		const at = (count: number) => ({ sent_at: seconds(ahead + count).toISOString() });
		expect((await found([row(at(1))], text, { ahead })).ids).toEqual(['1042']);
		expect((await found([row(at(-20))], text, { ahead })).ids).toEqual([]);
	});

	test('gives no match if the answer has no date', async () => {
		expect((await found([row()], text, { dated: false })).ids).toEqual([]);
	});

	test.each([
		['2026-05-04 09:30:00', '2026-05-04T09:30:01Z'],
		['2026-05-04T09:30:00.000000Z', '2026-05-04T09:30:01Z'],
	])('is compared with a time such as %s', async (sent_at, now) => {
		const ahead = (Date.parse(now) - begun.getTime()) / 1000;
		expect((await found([row({ sent_at })], text, { ahead })).ids).toEqual(['1042']);
	});
});

const noHeaderOrFooter = { header: null, footer: null };
const file = { url: 'https://shop.example/a' };
const sentKinds: ReadonlyArray<[Message, object]> = [
	[text, {}],
	[
		{
			...envelope,
			kind: 'template',
			template: template('Hi {{1}}, your order {{2}} is ready.'),
			language: null,
			values: { 1: 'Anna', 2: 'A-1' },
		},
		{ type: 'template', message: 'Hello\nHi Anna, your order A-1 is ready.\nBye' },
	],
	[
		{
			...envelope,
			...noHeaderOrFooter,
			kind: 'buttons',
			body: 'Well?',
			buttons: [{ id: 'y', title: 'Yes' }],
		},
		{ type: 'interactive', message: 'Well?' },
	],
	[
		{
			...envelope,
			...noHeaderOrFooter,
			kind: 'list',
			body: 'When?',
			button: 'Choose',
			sections: [{ title: null, rows: [{ id: 'm', title: 'Monday', description: null }] }],
		},
		{ type: 'interactive', message: 'When?' },
	],
	...(['image', 'video', 'document'] as const).map((kind): [Message, object] => [
		{ ...envelope, kind, file, caption: 'Have a look', fileName: null },
		{ type: kind, message: 'Have a look' },
	]),
	[
		{ ...envelope, kind: 'audio', file, caption: null, fileName: null },
		{ type: 'audio', message: null },
	],
];

test.each(sentKinds.map(([message, more]) => [message.kind, message, more] as const))(
	'%s is found by its text',
	async (_kind, message, more) => {
		expect((await found([row(more)], message)).ids).toEqual(['1042']);
		const { type } = row(more);
		const others = sentKinds.filter(([, other]) => row(other).type !== type);
		for (const [, other] of others) {
			expect((await found([row(other)], message)).ids).toEqual([]);
		}
	},
);

test('a file without a caption does not match one with a caption', async () => {
	const image: Message = { ...envelope, kind: 'image', file, caption: null, fileName: null };
	const rows = [row({ type: 'image', message: 'Have a look' })];
	expect((await found(rows, image)).ids).toEqual([]);
	expect((await found([row({ type: 'image', message: null })], image)).ids).toEqual(['1042']);
});

test('every kind that the gateway supports is covered', () => {
	expect(new Set(sentKinds.map(([{ kind }]) => kind))).toEqual(new Set(Object.keys(wacr.send)));
});
