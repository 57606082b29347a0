import { messageEvent, publishReceiving } from '../faults/server/receiving';
import { openQueueHost, type QueueHost } from './queueHost';

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
});

const ids = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, number) => `${prefix}-${String(number).padStart(2, '0')}`);

test('an event goes on once, whichever webhook process gets it how often', async () => {
	const [first = '', second = ''] = host.webhookUrls;
	const { deliver, wentOn } = await publishReceiving(host, 'Once');

	const events = ids('fresh', 20);
	const answers = await Promise.all(
		events.map(async (id, n) => await deliver(n % 2 ? first : second, messageEvent(id))),
	);
	expect(answers.map(({ status }) => status)).toEqual(events.map(() => 200));
	expect(await wentOn()).toEqual(events);

	for (const [n, id] of events.entries()) await deliver(n % 2 ? second : first, messageEvent(id));
	expect(await wentOn()).toEqual(events);

	const pairs = ids('pair', 10);
	await Promise.all(
		pairs.flatMap((id) => [first, second].map(async (url) => await deliver(url, messageEvent(id)))),
	);
	expect(await wentOn()).toEqual([...events, ...pairs].sort());
});

test('an event of an earlier life goes on no more', async () => {
	const [first = '', second = ''] = host.webhookUrls;
	const { deliver, wentOn } = await publishReceiving(host, 'After a restart');
	const events = ids('before', 5);
	for (const id of events) await deliver(first, messageEvent(id));
	expect(await wentOn()).toEqual(events);
	await Promise.all([...host.webhooks, ...host.workers].map(async (one) => await one.kill()));
	await host.repair();
	for (const id of events) await deliver(second, messageEvent(id));
	expect(await wentOn()).toEqual(events);
});
