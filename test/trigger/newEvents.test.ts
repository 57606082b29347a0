import fc from 'fast-check';

import { createEvent, type GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import {
	findNewEvents,
	type PollCursor,
	readCursor,
} from '../../nodes/WhatsAppGateway/trigger/newEvents';

const start = Date.parse('2026-11-21T09:00:00Z');

/** Later than every event here. */
const now = start + 1e9;

const event = (id: string, second: number): GatewayEvent =>
	createEvent({
		event: 'message',
		id,
		gateway: 'any',
		at: new Date(start + second * 1000).toISOString(),
		raw: null,
	});

/** A list in the order of the gateways: newest first. */
async function* listed(events: readonly GatewayEvent[]) {
	yield* [...events].sort((a, b) => b.at.localeCompare(a.at));
}

const startCursor: PollCursor = { newestAt: new Date(start).toISOString(), recentIds: [] };

test('new events are returned oldest first', async () => {
	const { newEvents } = await findNewEvents(
		listed([event('b', 2), event('a', 1), event('c', 3)]),
		startCursor,
		now,
	);
	expect(newEvents.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('events of the same time keep the order of the list, and one without a time its place', async () => {
	async function* list() {
		const timeless = { ...event('between', 0), at: new Date(0).toISOString() };
		yield* [event('d', 5), event('c', 5), timeless, event('b', 5), event('a', 4)];
	}
	const { newEvents } = await findNewEvents(list(), startCursor, now);
	expect(newEvents.map(({ id }) => id)).toEqual(['a', 'b', 'between', 'c', 'd']);
});

test('a row that moves to the next page while the list is read is returned once', async () => {
	async function* list() {
		yield* [event('c', 3), event('b', 2), event('b', 2), event('a', 1)];
	}
	const { newEvents, cursor } = await findNewEvents(list(), startCursor, now);
	expect(newEvents.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	expect(cursor.recentIds).toEqual(['c', 'b', 'a']);
});

test('messages with the same time are neither lost nor repeated', async () => {
	const first = await findNewEvents(listed([event('a', 5)]), startCursor, now);
	const then = await findNewEvents(listed([event('a', 5), event('b', 5)]), first.cursor, now);
	expect(then.newEvents.map(({ id }) => id)).toEqual(['b']);
	expect(
		(await findNewEvents(listed([event('a', 5), event('b', 5)]), then.cursor, now)).newEvents,
	).toEqual([]);
});

test('a message that is listed late is not lost', async () => {
	const first = await findNewEvents(listed([event('b', 300)]), startCursor, now);
	const then = await findNewEvents(listed([event('a', 200), event('b', 300)]), first.cursor, now);
	expect(then.newEvents.map(({ id }) => id)).toEqual(['a']);
});

test('an empty list does not move the cursor', async () => {
	expect(await findNewEvents(listed([]), startCursor, now)).toEqual({
		newEvents: [],
		cursor: startCursor,
	});
});

test('a list is read only as far back as necessary', async () => {
	let read = 0;
	async function* endless() {
		for (;;) yield event(String(read), 10_000 - 60 * read++);
	}
	const cursor = { newestAt: new Date(start + 9_000_000).toISOString(), recentIds: [] };
	await findNewEvents(endless(), cursor, now);
	expect(read).toBeLessThan(100);
});

test('a message from the future does not hide earlier ones', async () => {
	const present = start + 60_000;
	const first = await findNewEvents(
		listed([event('later', 9_000), event('a', 50)]),
		startCursor,
		present,
	);
	expect(first.newEvents.map(({ id }) => id)).toEqual(['a', 'later']);
	const all = [event('later', 9_000), event('a', 50), event('b', 70)];
	const then = await findNewEvents(listed(all), first.cursor, present + 20_000);
	expect(then.newEvents.map(({ id }) => id)).toEqual(['b']);
});

test('a row without a time does not end the list and is returned once', async () => {
	const timeless = { ...event('x', 0), at: new Date(0).toISOString() };
	async function* list() {
		yield* [event('b', 20), timeless, event('a', 10)];
	}
	const first = await findNewEvents(list(), startCursor, now);
	expect(first.newEvents.map(({ id }) => id).sort()).toEqual(['a', 'b', 'x']);
	expect((await findNewEvents(list(), first.cursor, now)).newEvents).toEqual([]);
});

test.each<[object, PollCursor | null]>([
	[{}, null],
	[{ newestAt: 'yesterday' }, null],
	[
		{ newestAt: '2026-11-21T09:00:00.000Z', recentIds: ['a', 1] },
		{ newestAt: '2026-11-21T09:00:00.000Z', recentIds: ['a'] },
	],
	[
		{ newestAt: '2026-11-21T09:00:00.000Z' },
		{ newestAt: '2026-11-21T09:00:00.000Z', recentIds: [] },
	],
])('an invalid stored cursor is read as far as possible: %j', (data, cursor) => {
	expect(readCursor({ ...data })).toEqual(cursor);
});

test('over any polls, each message is returned once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({
					pause: fc.nat({ max: 400 }),
					count: fc.nat({ max: 4 }),
					late: fc.nat({ max: 300 }),
				}),
			),
			async (rounds) => {
				const all: GatewayEvent[] = [];
				const got: string[] = [];
				let [cursor, second] = [startCursor, 0];
				for (const { pause, count, late } of rounds) {
					second += pause;
					for (let index = 0; index < count; index++) {
						// Never later than it is listed, and at most five minutes before.
						all.push(
							event(`${second}-${all.length}`, Math.max(1, second - (index === 0 ? late : 0))),
						);
					}
					const poll = await findNewEvents(listed(all), cursor, now);
					got.push(...poll.newEvents.map(({ id }) => id));
					cursor = JSON.parse(JSON.stringify(poll.cursor)) as PollCursor;
				}
				expect([...got].sort()).toEqual(all.map(({ id }) => id).sort());
			},
		),
		{ numRuns: 500 },
	);
});
