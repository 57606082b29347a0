import { executionById, executionIds } from '../../../host/executions';
import { table } from '../../../host/table';
import { seededRandom } from '../../../sandbox/webhooks/seededRandom';
import { openBench, type Bench } from './bench';
import { dieAt, goOn, newId, undisturbed, type Run } from './death';
import { withoutCode } from './lean';
import { openOrderDesk, ordersFor, phonesFor, type OrderDesk } from './orders';
import { openWindows, steer, timesOnPhones } from './steer';

/** `KILL_SEED=… npm run test:faults:server` repeats the moments of a run. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

/** Shares of a run's length, from 0 to 1: one at random in each of so many equal parts. */
const spread = (count: number) => Array.from({ length: count }, (_, at) => (at + random()) / count);

const longRunMoments = spread(20);
/** Where such a run sends: reading its items and noting its end takes the rest. */
const shortRunMoments = spread(2).map((share) => 0.35 + share * 0.5);
const manyPhones = phonesFor(200);
const somePhones = phonesFor(50);

/** How long a gateway takes for each message, in milliseconds: what is under way then is at stake. */
const latency = 150;

/** When it takes its time: before it says that it accepted a message, or before it accepts it. */
const kinds = [
	{ slow: 'to answer', after: 'accepted' },
	{ slow: 'to accept', after: 'before' },
] as const;

/** A bench and its desks: that of the gateway that takes keys, and those of the others. */
interface Shop {
	readonly bench: Bench;
	readonly slow: string;
	readonly keyed: OrderDesk;
	readonly others: readonly OrderDesk[];
}

async function openShop(bench: Bench, { slow, after }: (typeof kinds)[number]): Promise<Shop> {
	const others: OrderDesk[] = [];
	let keyed: OrderDesk | undefined;
	for (const account of bench.accounts) {
		const gateway = String(account.data['gateway']);
		const stall = { stallMs: latency, after, times: 1_000_000 };
		await steer(bench.sandboxUrl, 'faults', { gateway, ...stall });
		await openWindows(bench.sandboxUrl, gateway, manyPhones);
		if (gateway === 'mojeeb') {
			const key = '={{ $json.number }}';
			const options = { key, messagesPerMinute: 6000, parallelRecipients: 20 };
			keyed = await openOrderDesk(bench, account, options);
		} else {
			const options = { messagesPerMinute: 1500, parallelRecipients: 20 };
			others.push(await openOrderDesk(bench, account, options));
		}
	}
	if (keyed === undefined) throw new Error('No gateway of the sandbox takes keys.');
	return { bench, slow, keyed, others };
}

const benches: Bench[] = [];
let shops: Shop[] = [];

beforeAll(async () => {
	const opened = await Promise.allSettled(kinds.map(async () => await openBench(withoutCode)));
	for (const one of opened) if (one.status === 'fulfilled') benches.push(one.value);
	const failed = opened.find((one) => one.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
	shops = await Promise.all(
		kinds.map(async (kind, at) => await openShop(benches[at] as Bench, kind)),
	);
});
afterAll(async () => void (await Promise.all(benches.map(async (bench) => await bench.close()))));

const say = (...lines: string[]) => process.stdout.write(`\n${lines.join('\n')}\n`);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const having = (times: readonly number[]) => times.filter((one) => one > 0).length;
const twice = (times: readonly number[]) => times.filter((one) => one > 1).length;

const keyedRun = ({ keyed }: Shop, series: string): Run => ({
	desk: keyed,
	orders: ordersFor(manyPhones, series),
});

/** What came of one kill of a long run. */
interface Kill {
	readonly slow: string;
	/** Milliseconds. */
	readonly moment: number;
	readonly length: number;
	/** How many had their message then. */
	readonly before: number;
	readonly how: string;
	readonly after: readonly number[];
}

async function killAndRetry(
	shop: Shop,
	moments: readonly number[],
	length: number,
): Promise<Kill[]> {
	const { bench, slow } = shop;
	const results: Kill[] = [];
	for (const [round, share] of moments.entries()) {
		const run = keyedRun(shop, `round ${round + 1}`);
		const moment = Math.round(share * length);
		const known = await executionIds(bench.rest, run.desk.workflowId);
		const [before = []] = await dieAt(moment, bench, [run]);
		const how = await goOn(bench, run, known);
		const after = await timesOnPhones(bench.sandboxUrl, run.desk.gateway, run.orders);
		results.push({ slow, moment, length, before: having(before), how, after });
	}
	return results;
}

test('where the gateway takes keys, everybody has each message once after a kill and a retry', async () => {
	const measured = async (shop: Shop, series: string) =>
		await undisturbed(shop.bench, [keyedRun(shop, series)]);
	// The first run of a fresh server takes longer than those that follow.
	await Promise.all(shops.map(async (shop) => await measured(shop, 'first')));
	const lengths: number[] = [];
	for (const shop of shops) lengths.push(await measured(shop, 'measured'));
	const all = await Promise.all(
		shops.map(async (shop, at) => {
			const moments = longRunMoments.filter((_share, round) => round % shops.length === at);
			return await killAndRetry(shop, moments, lengths[at] ?? 0);
		}),
	);
	const results = all.flat();
	const lost = sum(results.map(({ after }) => after.length - having(after)));
	const doubled = sum(results.map(({ after }) => twice(after)));
	say(
		`seed ${seed}`,
		table([
			['gateway slow', 'killed at', 'of', 'on phones', 'then', 'on phones', 'doubled'],
			...results.map(({ slow, moment, length, before, how, after }) => [
				...[slow, `${moment} ms`, `${length} ms`, String(before), how],
				...[String(having(after)), String(twice(after))],
			]),
		]),
		`kills ${results.length}, lost ${lost}, doubled ${doubled}`,
	);
	expect(results).toHaveLength(longRunMoments.length);
	expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
	// Kills before the first message and after the last one would prove little.
	const amid = results.filter(({ before }) => before > 0 && before < manyPhones.length);
	expect(amid.length).toBeGreaterThanOrEqual(results.length / 4);
}, 300_000);

/** Numbers in short: 1-3, 7. */
function ranges(numbers: readonly number[]): string {
	const parts: Array<{ from: number; to: number }> = [];
	for (const number of numbers) {
		const last = parts.at(-1);
		if (last?.to === number - 1) last.to = number;
		else parts.push({ from: number, to: number });
	}
	return parts.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Kills a run through each of the gateways without keys at once; a row for each. */
async function killWithoutKeys(shop: Shop, at: number) {
	const { bench, slow, others } = shop;
	const runs = (series: string): Run[] =>
		others.map((desk) => ({ desk, orders: ordersFor(somePhones, series) }));
	const length = await undisturbed(bench, runs('undisturbed'));
	const moment = Math.round((shortRunMoments[at] ?? 0) * length);
	const killed = runs('killed');
	const known = await Promise.all(
		killed.map(async ({ desk }) => await executionIds(bench.rest, desk.workflowId)),
	);
	const atKill = await dieAt(moment, bench, killed);
	return await Promise.all(
		killed.map(async (run, index) => {
			const { gateway } = run.desk;
			const id = await newId(bench, run, known[index] ?? []);
			const execution = id === undefined ? undefined : await executionById(bench.rest, id);
			const receipts = execution?.outputs('Send').flat().length ?? 0;
			const after = await timesOnPhones(bench.sandboxUrl, gateway, run.orders);
			const onPhones = after.flatMap((times, order) => (times > 0 ? [order + 1] : []));
			return {
				gateway,
				doubled: twice(after),
				sentAlone: having(after) - having(atKill[index] ?? []),
				unknown: run.orders.length - receipts,
				row: [
					...[gateway, slow, `${moment} ms`, `${length} ms`, execution?.status ?? 'not kept'],
					...[String(run.orders.length - receipts), String(onPhones.length)],
					...[String(twice(after)), execution?.status === 'success' ? '' : ranges(onPhones)],
				],
			};
		}),
	);
}

test('where the gateway takes no keys, a kill doubles nothing, and n8n alone sends nothing again', async () => {
	const results = (await Promise.all(shops.map(killWithoutKeys))).flat();
	say(
		`seed ${seed}`,
		table(
			[
				[
					...['gateway', 'slow', 'killed at', 'of', 'n8n says', 'unknown', 'on phones'],
					...['doubled', 'a retry would double'],
				],
				...results.map(({ row }) => row),
			],
			150,
		),
		`unknown ${sum(results.map(({ unknown }) => unknown))}, doubled ${sum(results.map(({ doubled }) => doubled))}`,
	);
	expect(results).toHaveLength(8);
	for (const { gateway, doubled, sentAlone } of results) {
		expect([gateway, doubled, sentAlone]).toEqual([gateway, 0, 0]);
	}
});
