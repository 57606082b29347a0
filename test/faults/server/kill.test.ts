import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { table } from '../../../host/cli/table';
import { executionById, executionIds } from '../../../host/rest/executions';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { timesOnPhones } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import { killAfter, retryOrResend, runToEnd, untilArrived, type OrderRun } from './killServer';
import { deduplicating, prepareTarget, slowPhases, type KillTarget } from './killTarget';
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

const longRunMoments = spread(10);
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
	/** How many messages the last run reports as ones that may have been sent. */
	readonly unknown: number;
}

/** How many messages an execution reports as ones that may have been sent. */
async function reportedUnknown(testServer: TestServer, workflowId: string): Promise<number> {
	const [newest = ''] = await executionIds(testServer.rest, workflowId);
	const { description } = await executionById(testServer.rest, newest);
	return Number(/(\d+) may have been sent/.exec(description)?.[1] ?? 0);
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
			unknown: await reportedUnknown(testServer, run.workflow.workflowId),
		});
	}
	return results;
}

test('with Message Keys, every recipient has each message once after a kill and a retry', async () => {
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
	const missing = ({ after }: KillResult) => after.length - countReached(after);
	const lost = sum(results.map((one) => Math.max(0, missing(one) - one.unknown)));
	const doubled = sum(results.map(({ after }) => countDoubled(after)));
	print(
		`seed ${seed}`,
		table([
			[
				...['gateway slow', 'killed at', 'of', 'on phones', 'then', 'on phones'],
				...['reported as unknown', 'doubled'],
			],
			...results.map(({ slow, moment, length, before, recovery, after, unknown }) => [
				...[slow, `${moment} ms`, `${length} ms`, String(before), recovery],
				...[String(countReached(after)), String(unknown), String(countDoubled(after))],
			]),
		]),
		`kills ${results.length}, lost ${lost}, doubled ${doubled}`,
	);
	expect(results).toHaveLength(longRunMoments.length);
	expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
	// A kill between noting a key and its time leaves the keys of one write, which are of unknown age.
	for (const { unknown } of results) expect(unknown).toBeLessThanOrEqual(5);
	// Kills before the first message or after the last one would prove little.
	const midRun = results.filter(({ before }) => before > 0 && before < manyPhones.length);
	expect(midRun.length).toBeGreaterThanOrEqual(results.length / 4);
}, 900_000);

/** Kills a run through each gateway, all at once, and retries what n8n has of it. */
async function killWithoutKeys(target: KillTarget, at: number) {
	const { testServer, slow, unkeyed } = target;
	const runs = (series: string): OrderRun[] =>
		unkeyed.map((workflow) => ({ workflow, orders: ordersFor(somePhones, series) }));
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
			const times = async () => await timesOnPhones(testServer.sandboxUrl, gateway, run.orders);
			const resentByN8n = sum(await times()) - sum(atKill[index] ?? []);
			const recovery = await retryOrResend(testServer, run, known[index] ?? []);
			const unknown = await reportedUnknown(testServer, run.workflow.workflowId);
			const after = await times();
			const missing = run.orders.length - countReached(after);
			return {
				gateway,
				doubled: countDoubled(after),
				lost: Math.max(0, missing - unknown),
				resentByN8n,
				unknown,
				row: [
					...[gateway, slow, `${moment} ms`, `${length} ms`],
					...[String(countReached(atKill[index] ?? [])), recovery],
					...[String(countReached(after)), String(unknown)],
					String(countDoubled(after)),
				],
			};
		}),
	);
}

test('without Message Keys, a retry after a kill doubles and loses no message, and reports the open ones', async () => {
	const results = (await Promise.all(targets.map(killWithoutKeys))).flat();
	print(
		`seed ${seed}`,
		table(
			[
				[
					...['gateway', 'slow', 'killed at', 'of', 'on phones', 'then', 'on phones'],
					...['reported as unknown', 'doubled'],
				],
				...results.map(({ row }) => row),
			],
			150,
		),
	);
	expect(results).toHaveLength(gateways.length * slowPhases.length);
	for (const { gateway, doubled, lost, resentByN8n, unknown } of results) {
		expect([gateway, doubled, lost, resentByN8n]).toEqual([gateway, 0, 0, 0]);
		// Those on their way, and one write of claims; none where the gateway itself sends once.
		expect(unknown).toBeLessThanOrEqual(gateway === deduplicating ? 0 : 25);
	}
});
