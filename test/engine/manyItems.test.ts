import { beginNode, Credentials, runNode } from './engine';
import { text } from './nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.openWindows([anna, ben]);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await sandbox.close());

const itemsOf = (count: number, more: (n: number) => object = () => ({})) =>
	Array.from({ length: count }, (_, n) => ({
		json: { phone: n % 2 === 0 ? anna : ben, text: `Message ${n}`, ...more(n) },
	}));

const previewed = text({ options: { previewOnly: true } });

/** Counts the turns of the event loop until it is asked. */
function countTurns(): () => number {
	let turns = 0;
	let isOver = false;
	const count = () => {
		turns += 1;
		if (!isOver) setImmediate(count);
	};
	setImmediate(count);
	return () => {
		isOver = true;
		return turns;
	};
}

test('while it reads 2,000 items, n8n gets at least 20 turns', async () => {
	const turns = countTurns();
	const { output } = await runNode({
		parameters: previewed,
		credentials: sandbox.account('qyvo'),
		items: itemsOf(2000),
	});
	expect(output()).toHaveLength(2000);
	expect(turns()).toBeGreaterThanOrEqual(20);
}, 120_000);

test('a run that is stopped while it reads its items sends nothing, and says so', async () => {
	const read = jest.spyOn(Credentials.prototype, 'getDecrypted');
	const { done, stop } = beginNode({
		parameters: text(),
		credentials: sandbox.account('qyvo'),
		items: itemsOf(3000),
	});
	const stopOnceReading = () => {
		if (read.mock.calls.length > 0) stop();
		else setImmediate(stopOnceReading);
	};
	stopOnceReading();
	const { run } = await done;
	expect(run.status).toBe('canceled');
	expect(run.data.resultData.metadata).toMatchObject({ Node: '0 of 3000 sent' });
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(await sandbox.requests()).toEqual([]);
});

describe('the credential', () => {
	test('is read once for all items where no field is an expression', async () => {
		const read = jest.spyOn(Credentials.prototype, 'getDecrypted');
		const { output } = await runNode({
			parameters: previewed,
			credentials: sandbox.account('qyvo'),
			items: itemsOf(50),
		});
		expect(output()).toHaveLength(50);
		expect(read).toHaveBeenCalledTimes(1);
	});

	test('is read for each item where one is, and each has its own account', async () => {
		const read = jest.spyOn(Credentials.prototype, 'getDecrypted');
		const { output } = await runNode({
			parameters: previewed,
			credentials: {
				...sandbox.account('qyvo'),
				gateway: '={{ $itemIndex === 7 ? "xobito" : "qyvo" }}',
				subdomain: 'demo',
			},
			items: itemsOf(10),
		});
		const gateways = output().map(({ json }) => json['gateway']);
		expect(gateways).toEqual(itemsOf(10).map((_, n) => (n === 7 ? 'xobito' : 'qyvo')));
		expect(read).toHaveBeenCalledTimes(10);
	});
});

test('each field is evaluated once for an item', async () => {
	const counted = { count: 0 };
	const items = itemsOf(20).map(({ json }) => ({
		json: Object.defineProperty({ text: json.text }, 'phone', {
			enumerable: true,
			get: () => {
				counted.count += 1;
				return json.phone;
			},
		}),
	}));
	const before = await runNode({
		parameters: text({ to: anna, options: { previewOnly: true } }),
		credentials: sandbox.account('qyvo'),
		items: items as never,
	});
	const around = counted.count;
	const run = await runNode({
		parameters: previewed,
		credentials: sandbox.account('qyvo'),
		items: items as never,
	});
	expect([before.output().length, run.output().length]).toEqual([20, 20]);
	expect(counted.count - 2 * around).toBe(20);
});
