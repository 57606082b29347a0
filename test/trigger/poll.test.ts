import fc from 'fast-check';

import { createEvent, type GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import { findNewEvents, readSeen, type Seen } from '../../nodes/WhatsAppGateway/trigger/poll';

const start = Date.parse('2026-11-21T09:00:00Z');

/** Long after everything here. */
const now = start + 1e9;

const event = (id: string, second: number): GatewayEvent =>
	createEvent({
		event: 'message',
		id,
		gateway: 'any',
		at: new Date(start + second * 1000).toISOString(),
		raw: null,
	});

/** A list as gateways give it: the newest first. */
async function* listed(events: readonly GatewayEvent[]) {
	yield* [...events].sort((a, b) => b.at.localeCompare(a.at));
}

const begin: Seen = { until: new Date(start).toISOString(), ids: [] };

test('what is new comes oldest first', async () => {
	const { fresh } = await findNewEvents(
		listed([event('b', 2), event('a', 1), event('c', 3)]),
		begin,
		now,
	);
	expect(fresh.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('messages of the same moment are neither lost nor repeated', async () => {
	const first = await findNewEvents(listed([event('a', 5)]), begin, now);
	const then = await findNewEvents(listed([event('a', 5), event('b', 5)]), first.seen, now);
	expect(then.fresh.map(({ id }) => id)).toEqual(['b']);
	expect(
		(await findNewEvents(listed([event('a', 5), event('b', 5)]), then.seen, now)).fresh,
	).toEqual([]);
});

test('a message that is listed late is not lost', async () => {
	const first = await findNewEvents(listed([event('b', 300)]), begin, now);
	const then = await findNewEvents(listed([event('a', 200), event('b', 300)]), first.seen, now);
	expect(then.fresh.map(({ id }) => id)).toEqual(['a']);
});

test('an empty list moves nothing', async () => {
	expect(await findNewEvents(listed([]), begin, now)).toEqual({ fresh: [], seen: begin });
});

test('a list is not read further back than it must', async () => {
	let read = 0;
	async function* endless() {
		for (;;) yield event(String(read), 10_000 - 60 * read++);
	}
	const seen = { until: new Date(start + 9_000_000).toISOString(), ids: [] };
	await findNewEvents(endless(), seen, now);
	expect(read).toBeLessThan(50);
});

test('a message from the future does not hide those that come before it', async () => {
	const present = start + 60_000;
	const first = await findNewEvents(
		listed([event('later', 9_000), event('a', 50)]),
		begin,
		present,
	);
	expect(first.fresh.map(({ id }) => id)).toEqual(['a', 'later']);
	const all = [event('later', 9_000), event('a', 50), event('b', 70)];
	const then = await findNewEvents(listed(all), first.seen, present + 20_000);
	expect(then.fresh.map(({ id }) => id)).toEqual(['b']);
});

test('a row without a time is no end of the list, and comes once', async () => {
	const timeless = { ...event('x', 0), at: new Date(0).toISOString() };
	async function* list() {
		yield* [event('b', 20), timeless, event('a', 10)];
	}
	const first = await findNewEvents(list(), begin, now);
	expect(first.fresh.map(({ id }) => id).sort()).toEqual(['a', 'b', 'x']);
	expect((await findNewEvents(list(), first.seen, now)).fresh).toEqual([]);
});

test.each<[object, Seen | null]>([
	[{}, null],
	[{ until: 'yesterday' }, null],
	[
		{ until: '2026-11-21T09:00:00.000Z', ids: ['a', 1] },
		{ until: '2026-11-21T09:00:00.000Z', ids: ['a'] },
	],
	[{ until: '2026-11-21T09:00:00.000Z' }, { until: '2026-11-21T09:00:00.000Z', ids: [] }],
])('what n8n keeps is read as far as it can be: %j', (kept, seen) => {
	expect(readSeen({ ...kept })).toEqual(seen);
});

test('over many looks each message comes once, whenever it came and however often one looks', async () => {
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
				let [seen, second] = [begin, 0];
				for (const { pause, count, late } of rounds) {
					second += pause;
					for (let index = 0; index < count; index++) {
						// Never later than it is listed, and at most five minutes before.
						all.push(
							event(`${second}-${all.length}`, Math.max(1, second - (index === 0 ? late : 0))),
						);
					}
					const looked = await findNewEvents(listed(all), seen, now);
					got.push(...looked.fresh.map(({ id }) => id));
					seen = JSON.parse(JSON.stringify(looked.seen)) as Seen;
				}
				expect([...got].sort()).toEqual(all.map(({ id }) => id).sort());
			},
		),
		{ numRuns: 500 },
	);
});
