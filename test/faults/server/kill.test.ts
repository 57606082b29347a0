import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { table } from '../../../host/cli/table';
import { executionById, executionIds } from '../../../host/rest/executions';
import { timesOnPhones } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import {
	killAfter,
	newId,
	retryOrResend,
	runToEnd,
	untilArrived,
	type OrderRun,
} from './killServer';
import { prepareTarget, slowPhases, type KillTarget } from './killTarget';
import { ordersFor, phonesFor } from './orders';
import { openTestServer, type TestServer } from './testServer';

/** `KILL_SEED=… npm run test:faults:server` repeats the moments of an earlier run. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);

/** A number from 0 to 1 that depends on the seed and these parts. */
const random = (...parts: ReadonlyArray<string | number>) =>
	createHash('sha256')
		.update([seed, ...parts].join(' '))
		.digest()
		.readUInt32BE() /
	2 ** 32;

/** Shares of a run's length, from 0 to 1: a random one in each of `count` equal parts. */
const spread = (count: number) =>
	Array.from({ length: count }, (_, part) => (part + random(count, part)) / count);

const longRunMoments = spread(20);
/** The part of such a run in which it sends; it also reads its items and stores its end. */
const shortRunMoments = spread(2).map((share) => 0.35 + share * 0.5);
const manyPhones = phonesFor(200);
const somePhones = phonesFor(50);

const testServers: TestServer[] = [];
let targets: KillTarget[] = [];

beforeAll(async () => {
	const opened = await Promise.allSettled(
		slowPhases.map(async () => await openTestServer(withoutTaskRunner)),
	);
	for (const one of opened) if (one.status === 'fulfilled') testServers.push(one.value);
	const failed = opened.find((one) => one.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
	targets = await Promise.all(
		slowPhases.map(
			async (phase, index) =>
				await prepareTarget(testServers[index] as TestServer, phase, manyPhones),
		),
	);
});
afterAll(
	async () =>
		void (await Promise.all(testServers.map(async (testServer) => await testServer.close()))),
);

const print = (...lines: string[]) => process.stdout.write(`\n${lines.join('\n')}\n`);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const countReached = (times: readonly number[]) => times.filter((one) => one > 0).length;
const countDoubled = (times: readonly number[]) => times.filter((one) => one > 1).length;

const keyedRun = ({ keyed }: KillTarget, series: string): OrderRun => ({
	workflow: keyed,
	orders: ordersFor(manyPhones, series),
});

/** The result of one kill of a long run. */
interface KillResult {
	readonly slow: string;
	/** Milliseconds from the start of the run. */
	readonly moment: number;
	/** Milliseconds of an undisturbed run. */
	readonly length: number;
	/** How many recipients had their message at the kill. */
	readonly before: number;
	readonly recovery: string;
	/** How often each recipient has the message in the end. */
	readonly after: readonly number[];
}

/**
 * Kills a run at each of these shares of its length, in turn of its time and of its messages: the
 * latter are in the middle of the run however busy the machine is.
 */
async function killAndRetry(
	target: KillTarget,
	moments: readonly number[],
	length: number,
): Promise<KillResult[]> {
	const { testServer, slow } = target;
	const results: KillResult[] = [];
	for (const [round, share] of moments.entries()) {
		const run = keyedRun(target, `round ${round + 1}`);
		const wait = async () =>
			round % 2 === 0
				? await sleep(share * length)
				: await untilArrived(testServer, run, Math.floor(share * run.orders.length));
		const known = await executionIds(testServer.rest, run.workflow.workflowId);
		const { moment, onPhones } = await killAfter(wait, testServer, [run]);
		const recovery = await retryOrResend(testServer, run, known);
		const after = await timesOnPhones(testServer.sandboxUrl, run.workflow.gateway, run.orders);
		results.push({
			slow,
			moment,
			length,
			before: countReached(onPhones[0] ?? []),
			recovery,
			after,
		});
	}
	return results;
}

test('with idempotency keys, every recipient has each message once after a kill and a retry', async () => {
	const measured = async (target: KillTarget, series: string) =>
		await runToEnd(target.testServer, [keyedRun(target, series)]);
	// The first run of a new server takes longer than the following ones.
	await Promise.all(targets.map(async (target) => await measured(target, 'first')));
	const lengths: number[] = [];
	for (const target of targets) lengths.push(await measured(target, 'measured'));
	const all = await Promise.all(
		targets.map(async (target, at) => {
			const moments = longRunMoments.filter((_share, round) => round % targets.length === at);
			return await killAndRetry(target, moments, lengths[at] ?? 0);
		}),
	);
	const results = all.flat();
	const lost = sum(results.map(({ after }) => after.length - countReached(after)));
	const doubled = sum(results.map(({ after }) => countDoubled(after)));
	print(
		`seed ${seed}`,
		table([
			['gateway slow', 'killed at', 'of', 'on phones', 'then', 'on phones', 'doubled'],
			...results.map(({ slow, moment, length, before, recovery, after }) => [
				...[slow, `${moment} ms`, `${length} ms`, String(before), recovery],
				...[String(countReached(after)), String(countDoubled(after))],
			]),
		]),
		`kills ${results.length}, lost ${lost}, doubled ${doubled}`,
	);
	expect(results).toHaveLength(longRunMoments.length);
	expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
	// Kills before the first message or after the last one would prove little.
	const midRun = results.filter(({ before }) => before > 0 && before < manyPhones.length);
	expect(midRun.length).toBeGreaterThanOrEqual(results.length / 4);
}, 900_000);

/** Formats numbers as ranges: 1-3, 7. */
function ranges(numbers: readonly number[]): string {
	const parts: Array<{ from: number; to: number }> = [];
	for (const number of numbers) {
		const last = parts.at(-1);
		if (last?.to === number - 1) last.to = number;
		else parts.push({ from: number, to: number });
	}
	return parts.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** Kills a run through each gateway without keys, all at once; returns a row for each. */
async function killWithoutKeys(target: KillTarget, at: number) {
	const { testServer, slow, others } = target;
	const runs = (series: string): OrderRun[] =>
		others.map((workflow) => ({ workflow, orders: ordersFor(somePhones, series) }));
	const length = await runToEnd(testServer, runs('undisturbed'));
	const killed = runs('killed');
	const known = await Promise.all(
		killed.map(async ({ workflow }) => await executionIds(testServer.rest, workflow.workflowId)),
	);
	const wait = async () => await sleep((shortRunMoments[at] ?? 0) * length);
	const { moment, onPhones: atKill } = await killAfter(wait, testServer, killed);
	return await Promise.all(
		killed.map(async (run, index) => {
			const { gateway } = run.workflow;
			const id = await newId(testServer, run, known[index] ?? []);
			const execution = id === undefined ? undefined : await executionById(testServer.rest, id);
			const receipts = execution?.outputs('Send').flat().length ?? 0;
			const after = await timesOnPhones(testServer.sandboxUrl, gateway, run.orders);
			const onPhones = after.flatMap((times, order) => (times > 0 ? [order + 1] : []));
			return {
				gateway,
				doubled: countDoubled(after),
				resentByN8n: countReached(after) - countReached(atKill[index] ?? []),
				unknown: run.orders.length - receipts,
				row: [
					...[gateway, slow, `${moment} ms`, `${length} ms`, execution?.status ?? 'not kept'],
					...[String(run.orders.length - receipts), String(onPhones.length)],
					...[String(countDoubled(after)), execution?.status === 'success' ? '' : ranges(onPhones)],
				],
			};
		}),
	);
}

test('without idempotency keys, a kill doubles no message, and n8n resends none by itself', async () => {
	const results = (await Promise.all(targets.map(killWithoutKeys))).flat();
	print(
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
	for (const { gateway, doubled, resentByN8n } of results) {
		expect([gateway, doubled, resentByN8n]).toEqual([gateway, 0, 0]);
	}
});
