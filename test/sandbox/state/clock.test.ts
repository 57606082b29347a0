import { createSandbox } from '../../../sandbox/app';
import { Clock } from '../../../sandbox/state/clock';
import { sandboxed } from '../ask';
import { manualTime } from '../manualTime';
import { receiver, served } from '../receiver';

let { sandbox, ask } = sandboxed();
beforeEach(() => ({ sandbox, ask } = sandboxed()));

const setClock = async (fields: object) => await ask('POST', '/_sandbox/clock', fields);

describe('a clock', () => {
	let machine = 0;
	const clock = new Clock({ now: () => machine });
	beforeEach(() => {
		machine = 1_000_000;
		clock.reset();
	});

	test('runs at the set speed from its current time', () => {
		clock.set(5000);
		clock.setSpeed(10);
		expect(clock.now()).toBe(5000);
		machine += 100;
		expect(clock.now()).toBe(6000);
		clock.setSpeed(0.5);
		expect(clock.now()).toBe(6000);
		machine += 100;
		expect(clock.now()).toBe(6050);
		clock.setSpeed(1);
		machine += 7;
		expect(clock.now()).toBe(6057);
	});

	test('can be moved while it runs fast, and keeps its speed', () => {
		clock.setSpeed(10);
		machine += 100;
		clock.advance(500);
		expect(clock.now()).toBe(1_001_500);
		clock.set(0);
		machine += 3;
		expect(clock.now()).toBe(30);
	});

	test('does not change real time', () => {
		clock.setSpeed(1000);
		machine += 5;
		expect(clock.machineNow()).toBe(1_000_005);
	});
});

test('time runs ten times as fast, and a reset restores the normal speed', async () => {
	const time = manualTime(Date.parse('2030-01-31T09:00:00Z'));
	const own = createSandbox({ time });
	const clock = async (method: string, path: string, body?: string) => {
		const headers = { 'content-type': 'application/json' };
		const request = new Request(`http://127.0.0.1/_sandbox/${path}`, { method, headers, body });
		return (await (await own.fetch(request)).json()) as object;
	};
	expect(await clock('POST', 'clock', '{"speed":10}')).toEqual({
		now: '2030-01-31T09:00:00.000Z',
		speed: 10,
	});
	time.pass(6000);
	expect(await clock('GET', 'clock')).toEqual({ now: '2030-01-31T09:01:00.000Z', speed: 10 });
	expect(await clock('POST', 'reset')).toEqual({ now: '2030-01-31T09:00:06.000Z', speed: 1 });
});

test.each([
	[{ speed: 0 }, /^speed: /],
	[{ speed: 0.09 }, /^speed: /],
	[{ speed: 1001 }, /^speed: /],
	[{ speed: '10' }, /^speed: /],
	[{ speed: null }, /^speed: /],
	[{ speed: 10, advance: 1 }, /^advance, now or speed: /],
	[{ speed: 10, now: '2030-01-01' }, /^advance, now or speed: /],
])('the clock refuses %j, and keeps its speed', async (fields, sentence) => {
	const { status, body } = await setClock(fields);
	expect([status, body]).toEqual([400, { message: expect.stringMatching(sentence) }]);
	expect(sandbox.store.clock.speed).toBe(1);
});

describe('a webhook', () => {
	let world: Awaited<ReturnType<typeof served>>;
	let hook: Awaited<ReturnType<typeof receiver>>;
	beforeEach(async () => {
		[world, hook] = await Promise.all([served(), receiver()]);
		await world.control('webhooks', { gateway: 'qyvo', url: hook.url });
	});
	afterEach(async () => await Promise.all([world.close(), hook.close()]));

	const events = () => hook.got.map(({ json }) => json.event).slice(1);

	test('gets the statuses of a message at the speed of the clock', async () => {
		await world.control('clock', { speed: 20 });
		await world.send('qyvo');
		await world.pass(2500 / 20 + 40);
		expect(events()).toEqual(['message.status.sent', 'message.status.delivered']);
	});

	test('gets them sooner if the clock is sped up', async () => {
		await world.send('qyvo');
		await world.control('clock', { speed: 1000 });
		await world.pass(50);
		expect(events()).toEqual(['message.status.sent', 'message.status.delivered']);
	});

	test('gets them later if the clock is slowed down', async () => {
		await world.control('clock', { speed: 0.5 });
		await world.send('qyvo');
		await world.pass(1999);
		expect(events()).toEqual([]);
		await world.pass(21);
		expect(events()).toEqual(['message.status.sent']);
	});
});
