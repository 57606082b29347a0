import type { Call } from '../../../nodes/WhatsAppGateway/core/request';
import { wacrDeveloper } from '../../../nodes/WhatsAppGateway/gateways/wacrDeveloper';
import { replayer } from '../replay';

const anna = '+491713920012';
const account = { baseUrl: 'https://gateway.example/api', defaultCountry: 'DE' };
const begun = Date.parse('2026-08-03T09:00:00.000Z');
const at = (minute: number) => new Date(begun + minute * 60_000).toISOString();

/** A conversation of so many messages, one a minute. */
const rows = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		id: `m-${n}`,
		direction: 'inbound',
		type: 'text',
		text: `Message ${n}`,
		createdAt: at(n),
	}));

/** An API that gives 200 of the rows after a time: the first ones, or the last ones. */
async function read(all: ReturnType<typeof rows>, gives: 'oldest' | 'newest', isInclusive = false) {
	const asked: unknown[] = [];
	const call: Call = async (request) => {
		const { after } = request.query ?? {};
		asked.push(after);
		const later = all.filter(
			({ createdAt }) =>
				after === undefined ||
				createdAt > String(after) ||
				(isInclusive && createdAt === String(after)),
		);
		const messages = gives === 'oldest' ? later.slice(0, 200) : later.slice(-200);
		const answer = { status: 200, body: { ok: true, messages } };
		return await replayer(wacrDeveloper, [{ request, answer }]).call(request);
	};
	const texts: string[] = [];
	for await (const { text } of wacrDeveloper.conversation.list(anna, { account, call })) {
		texts.push(text);
	}
	return { texts, asked };
}

const newestFirst = (all: ReturnType<typeof rows>) => all.map(({ text }) => text).reverse();

test.each([false, true])(
	'all of a long conversation is read where the oldest come first (inclusive: %p)',
	async (isInclusive) => {
		const { texts, asked } = await read(rows(450), 'oldest', isInclusive);
		expect(texts).toEqual(newestFirst(rows(450)));
		expect(asked[0]).toBeUndefined();
		expect(asked).toHaveLength(3);
	},
);

test.each([false, true])(
	'the newest 200 are read where the newest come first (inclusive: %p)',
	async (isInclusive) => {
		const { texts, asked } = await read(rows(450), 'newest', isInclusive);
		expect(texts).toEqual(newestFirst(rows(450)).slice(0, 200));
		expect(asked).toEqual([undefined, at(449)]);
	},
);

test('a short conversation takes one request', async () => {
	const { texts, asked } = await read(rows(3), 'oldest');
	expect(texts).toEqual(newestFirst(rows(3)));
	expect(asked).toEqual([undefined]);
});

test('a list that never ends is left after some pages', async () => {
	const { asked } = await read(rows(10_000), 'oldest');
	expect(asked).toHaveLength(20);
});
