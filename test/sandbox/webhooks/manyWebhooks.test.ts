import { createHmac } from 'node:crypto';

import { anna, receiver, served, type Got } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hooks: Array<Awaited<ReturnType<typeof receiver>>>;
beforeEach(async () => {
	world = await served();
	hooks = [await receiver(), await receiver()];
});
afterEach(async () => {
	await world.close();
	for (const hook of hooks) await hook.close();
});

const hook = (index: number) => {
	const found = hooks[index];
	if (found === undefined) throw new Error(`There is no receiver ${index}.`);
	return found;
};

/** Adds a receiver to a gateway; the gateway's own test is waited for and taken away. */
async function add(index: number, gateway: string, more: object = {}): Promise<string> {
	const { webhook } = await world.control('webhooks', { gateway, url: hook(index).url, ...more });
	if (gateway === 'qyvo') (await hook(index).until(1)).pop();
	return webhook.id;
}

const write = async (gateway: string, text = 'Hi') =>
	await world.control('inbound', { phone: anna, text, gateway });

const list = async () => (await world.ask('GET', '/_sandbox/webhooks')).body.webhooks;

const hex = (text: string, secret: string) =>
	createHmac('sha256', secret).update(Buffer.from(text)).digest('hex');

test.each(['qyvo', 'xobito', 'metaCloud'])(
	'%s delivers to every webhook, to each signed with its own secret',
	async (gateway) => {
		await add(0, gateway);
		await add(1, gateway, { secret: 'my own secret' });
		await write(gateway);
		const [[first = {} as Got], [second = {} as Got]] = await Promise.all([
			hook(0).until(1),
			hook(1).until(1),
		]);
		const signatureOf = ({ headers }: Got) =>
			String(
				headers['x-qyvo-signature'] ??
					headers['x-webhook-signature'] ??
					headers['x-hub-signature-256'],
			);
		const signed = ({ body }: Got, signature: string) => {
			const [, time] = /^t=(\d+),/.exec(signature) ?? [];
			return time === undefined ? body : `${time}.${body}`;
		};
		const usual = (await world.ask('GET', '/_sandbox')).body.gateways.find(
			({ id }: { id: string }) => id === gateway,
		).signingSecret;
		for (const [got, secret] of [
			[first, usual],
			[second, 'my own secret'],
		] as const) {
			const signature = signatureOf(got);
			expect(signature).toContain(hex(signed(got, signature), secret));
		}
	},
);

test('a new webhook gets the gateway’s test, and the others do not', async () => {
	await add(0, 'qyvo');
	const id = await add(1, 'qyvo');
	await world.settled();
	expect(hook(0).got).toEqual([]);
	expect((await list()).at(-1)).toMatchObject({ id, last: { event: 'webhook.test' } });
});

test('statuses, opt-outs and floods reach every webhook', async () => {
	await add(0, 'xobito');
	await add(1, 'xobito');
	const { id } = await world.send('xobito');
	await world.control('status', { id, status: 'delivered' });
	await world.control('opt-out', { phone: anna, gateway: 'xobito' });
	expect(await world.control('flood', { gateway: 'xobito', count: 3 })).toEqual({
		deliveries: 6,
		distinct: 3,
		byStatus: { 200: 6 },
	});
	const events = await Promise.all(
		hooks.map(async (one) => (await one.until(6)).map(({ json }) => json.event).sort()),
	);
	expect(events[0]).toEqual(events[1]);
});

test('the same address is added once, and keeps its id', async () => {
	const id = await add(0, 'xobito');
	expect(await add(0, 'xobito', { secret: 'another' })).toBe(id);
	await add(1, 'xobito');
	expect(await add(1, 'xobito')).not.toBe(id);
	expect(await list()).toMatchObject([{ id, secret: 'another' }, {}]);
});

test('each webhook is retried on its own', async () => {
	hook(0).answer(() => ({ status: 503 }));
	await add(0, 'xobito');
	await add(1, 'xobito');
	await write('xobito');
	for (const seconds of [1, 2, 60]) await world.pass(seconds * 1000);
	expect(hooks.map(({ got }) => got.length)).toEqual([3, 1]);
	expect(await list()).toMatchObject([
		{ last: { status: 503, attempt: 3 } },
		{ last: { status: 200, attempt: 1 } },
	]);
});

test('one webhook has faults of its own', async () => {
	const id = await add(0, 'xobito');
	await add(1, 'xobito');
	await world.control('webhooks/faults', { webhook: id, duplicate: 3 });
	await write('xobito');
	await world.settled();
	expect(hooks.map(({ got }) => got.length)).toEqual([3, 1]);
});

test('events that one webhook holds are delivered to the others at once', async () => {
	const id = await add(0, 'metaCloud');
	await add(1, 'metaCloud');
	await world.control('webhooks/faults', { webhook: id, batch: 2, hold: 2 });
	await write('metaCloud', 'one');
	await world.settled();
	expect(hooks.map(({ got }) => got.length)).toEqual([0, 1]);
	await write('metaCloud', 'two');
	await world.settled();
	expect(hooks.map(({ got }) => got.length)).toEqual([1, 2]);
});

test('one webhook is removed, and the others stay', async () => {
	const id = await add(0, 'qyvo');
	const other = await add(1, 'qyvo');
	await world.ask('DELETE', `/_sandbox/webhooks?id=${id}`);
	await write('qyvo');
	await hook(1).until(1);
	await world.settled();
	expect(hook(0).got).toEqual([]);
	expect((await list()).map((one: { id: string }) => one.id)).toEqual([other]);
	const again = await world.ask('DELETE', `/_sandbox/webhooks?id=${id}`);
	expect([again.status, again.body.message]).toEqual([
		400,
		`webhook: there is no webhook ${id}; GET /_sandbox/webhooks lists them.`,
	]);
});

test('a delivery is made once more, to its webhook alone', async () => {
	await add(0, 'xobito');
	await add(1, 'xobito');
	await write('xobito');
	await world.settled();
	const { deliveries } = (await world.ask('GET', '/_sandbox/deliveries')).body;
	const { id } = deliveries.find((one: { url: string }) => one.url === hook(1).url);
	expect(await world.control('deliveries/repeat', { id })).toEqual({ id, status: 200 });
	expect(hooks.map(({ got }) => got.length)).toEqual([1, 2]);
	expect(hook(1).got[0]?.body).toBe(hook(1).got[1]?.body);
	const { status, body } = await world.ask('POST', '/_sandbox/deliveries/repeat', { id: 'x' });
	expect([status, body.message]).toEqual([
		400,
		'id: not one of the last deliveries to a webhook that is still there.',
	]);
});

describe('Meta’s overrides', () => {
	const token = 'meta-sandbox-token';
	const apps = '/metaCloud/v26.0/102290129340398/subscribed_apps';

	test('win over the first address of the dashboard, not over the others', async () => {
		const third = await receiver((got) => ({
			status: 200,
			text: got.url.searchParams.get('hub.challenge') ?? '',
		}));
		await add(0, 'metaCloud');
		await add(1, 'metaCloud');
		const override = { override_callback_uri: third.url, verify_token: 'token' };
		expect((await world.ask('POST', apps, override, token)).status).toBe(200);
		await write('metaCloud');
		await Promise.all([third.until(1), hook(1).until(1)]);
		await world.settled();
		expect(hook(0).got).toEqual([]);
		expect(
			(await list()).map(({ from, isActive }: Record<string, unknown>) => [from, isActive]),
		).toEqual([
			['dashboard', false],
			['added', true],
			['account', true],
		]);
		await third.close();
	});
});

test('forwarded payloads have any number of addresses, and no secret', async () => {
	await add(0, 'wacr', { resend: true });
	await add(1, 'wacr', { resend: true });
	await write('wacr');
	await Promise.all(hooks.map(async (one) => await one.until(1)));
	expect((await list()).map((one: { secret: null }) => one.secret)).toEqual([null, null]);
	const asked = { gateway: 'wacr', url: hook(0).url, resend: true, secret: 'x' };
	expect((await world.ask('POST', '/_sandbox/webhooks', asked)).body.message).toBe(
		'secret: Meta’s own payload is forwarded unsigned; leave it out.',
	);
});
