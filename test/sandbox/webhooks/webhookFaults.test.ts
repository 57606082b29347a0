import { createHmac } from 'node:crypto';

import { anna, pause, receiver, served, type Got } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
	[world, hook] = [await served(), await receiver()];
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

const listen = async (gateway: string) => await world.steer('webhooks', { gateway, url: hook.url });
const write = async (gateway: string, ...texts: string[]) => {
	for (const text of texts) await world.steer('inbound', { phone: anna, text, gateway });
};

interface Row {
	readonly text: { readonly body: string };
}
const rows = (got: readonly Got[]) =>
	got.flatMap(({ json }) =>
		(
			json as never as { entry: Array<{ changes: Array<{ value: { messages?: Row[] } }> }> }
		).entry.map(({ changes }) => changes.flatMap(({ value }) => value.messages ?? [])),
	);
const texts = (got: readonly Got[]) =>
	rows(got)
		.flat()
		.map(({ text }) => text.body);

test('each event comes as often as asked for, with the same bytes', async () => {
	await listen('metaCloud');
	await world.steer('webhooks/behave', { duplicate: 3 });
	await write('metaCloud', 'Hi');
	await hook.until(3);
	await pause(50);
	expect(hook.got).toHaveLength(3);
	expect(new Set(hook.got.map(({ body }) => body)).size).toBe(1);
});

test('what happens within a moment comes in another order, the same for the same seed', async () => {
	await listen('metaCloud');
	const said = ['1', '2', '3', '4', '5', '6'];
	const orders: string[][] = [];
	for (const seed of [7, 7, 8]) {
		await world.steer('webhooks/behave', { gateway: 'metaCloud', shuffle: true, seed });
		await write('metaCloud', ...said);
		await hook.until(6);
		orders.push(texts(hook.got.splice(0)));
	}
	expect(orders[0]).not.toEqual(said);
	expect(orders[0]?.toSorted()).toEqual(said);
	expect(orders[1]).toEqual(orders[0]);
	expect(orders[2]).not.toEqual(orders[0]);
});

test('Meta puts several events into one delivery, those of one kind into one entry', async () => {
	await listen('metaCloud');
	await world.steer('webhooks/behave', { batch: 10 });
	const { id } = await world.send('metaCloud');
	await write('metaCloud', 'one', 'two');
	await world.steer('status', { id, status: 'delivered' });
	await hook.until(1);
	expect(hook.got).toHaveLength(1);
	expect(rows(hook.got).map((list) => list.length)).toEqual([2, 0]);
	const { body } = await world.ask('GET', '/_sandbox/deliveries');
	expect(body.deliveries).toMatchObject([{ event: 'messages, statuses.sent, statuses.delivered' }]);
});

test('one that knows no batches delivers one at a time', async () => {
	await listen('xobito');
	await world.steer('webhooks/behave', { batch: 10 });
	await write('xobito', 'one', 'two');
	await hook.until(2);
});

test('a delay is waited for', async () => {
	await listen('metaCloud');
	await world.steer('webhooks/behave', { delayMs: 200 });
	const begun = Date.now();
	await write('metaCloud', 'one', 'two');
	expect(texts(await hook.until(2))).toEqual(['one', 'two']);
	expect(Date.now() - begun).toBeGreaterThanOrEqual(190);
});

test('what was held goes out when all is well again', async () => {
	await listen('metaCloud');
	await world.steer('webhooks/behave', { batch: 2 });
	await write('metaCloud', 'one');
	await world.ask('DELETE', '/_sandbox/webhooks/behave');
	await write('metaCloud', 'two');
	expect(texts(await hook.until(2))).toEqual(['one', 'two']);
});

describe('a forger', () => {
	const forged = async (gateway: string, forge: string) => {
		await listen(gateway);
		await world.steer('webhooks/behave', { gateway, forge });
		hook.got.length = 0;
		await write(gateway, 'Hi');
		for (let n = 0; n < 100; n++) {
			const found = hook.got.find(({ body }) => body.includes('Hi'));
			if (found !== undefined) return found;
			await pause(10);
		}
		throw new Error('Nothing came.');
	};
	const hex = (text: string, secret = 'xobito-sandbox-signing-secret') =>
		createHmac('sha256', secret).update(text).digest('hex');

	test('does not know the secret', async () => {
		const { headers, body } = await forged('xobito', 'secret');
		expect(headers['x-webhook-signature']).toMatch(/^[0-9a-f]{64}$/);
		expect(headers['x-webhook-signature']).not.toBe(hex(body));
	});

	test('changes the body after it was signed', async () => {
		const { headers, body, json } = await forged('xobito', 'body');
		expect(json).toMatchObject({ event: 'message.received', forged: true });
		expect(headers['x-webhook-signature']).not.toBe(hex(body));
		const honest = body.replace(',"forged":true', '');
		expect(headers['x-webhook-signature']).toBe(hex(honest));
	});

	test.each([
		['qyvo', 'x-qyvo-signature'],
		['xobito', 'x-webhook-signature'],
		['metaCloud', 'x-hub-signature-256'],
	])('leaves the signature away at %s', async (gateway, header) => {
		const { headers } = await forged(gateway, 'missing');
		expect(headers).not.toHaveProperty(header);
	});

	test('sends what was signed ten minutes ago', async () => {
		const { headers, body } = await forged('qyvo', 'old');
		const [, time = '', signature] =
			/^t=(\d+),v1=(\w+)$/.exec(String(headers['x-qyvo-signature'])) ?? [];
		expect(Date.now() / 1000 - Number(time)).toBeGreaterThanOrEqual(599);
		expect(signature).toBe(hex(`${time}.${body}`, 'qyvo-sandbox-signing-secret'));
	});
});

describe('a flood', () => {
	test('brings each message at least once, some twice, over several connections', async () => {
		let [open, most] = [0, 0];
		const slow = await receiver(() => ({ status: 200 }));
		slow.answer(() => {
			most = Math.max(most, ++open);
			setTimeout(() => (open -= 1), 5);
			return { status: 200 };
		});
		await world.steer('webhooks', { gateway: 'metaCloud', url: slow.url });
		const answer = await world.steer('flood', {
			gateway: 'metaCloud',
			count: 400,
			duplicates: 0.25,
			parallel: 20,
			seed: 3,
		});
		expect(answer).toEqual({ deliveries: 500, distinct: 400, byStatus: { 200: 500 } });
		const came = texts(slow.got);
		const all = Array.from({ length: 400 }, (_, index) => `flood ${index + 1}`);
		expect(new Set(came)).toEqual(new Set(all));
		expect(came).toHaveLength(500);
		expect(came.slice(0, 400)).not.toEqual(all);
		expect(most).toBeGreaterThan(1);
		await slow.close();
	});

	test('counts what was answered', async () => {
		let seen = 0;
		hook.answer(() => ({ status: ++seen % 2 === 0 ? 429 : 200 }));
		await listen('xobito');
		const asked = { gateway: 'xobito', count: 10, parallel: 1 };
		expect(await world.steer('flood', asked)).toEqual({
			deliveries: 10,
			distinct: 10,
			byStatus: { 200: 5, 429: 5 },
		});
	});

	test.each([
		[{ gateway: 'xobito', count: 1 }, /^gateway: nobody listens yet/],
		[{ gateway: 'wacr', count: 1 }, /^gateway: one of qyvo/],
		[{ gateway: 'metaCloud' }, /^count: a whole number/],
		[{ gateway: 'metaCloud', count: 1, duplicates: 2 }, /^duplicates: a number from 0 to 1/],
	])('is refused where it is not understood: %j', async (flood, sentence) => {
		await listen('metaCloud');
		const { status, body } = await world.ask('POST', '/_sandbox/flood', flood);
		expect(status).toBe(400);
		expect(body.message).toMatch(sentence);
	});
});

test.each([
	[{ forge: 'nicely' }, /^forge: one of secret, body, missing, old/],
	[{ duplicate: 0 }, /^duplicate: /],
	[{ shuffle: 'yes' }, /^shuffle: /],
	[{ gateway: 'mojeeb', duplicate: 2 }, /^gateway: /],
	[{ lose: true }, /^lose: not a field here/],
])('misbehaviour is refused where it is not understood: %j', async (behaviour, sentence) => {
	const { status, body } = await world.ask('POST', '/_sandbox/webhooks/behave', behaviour);
	expect(status).toBe(400);
	expect(body.message).toMatch(sentence);
});
