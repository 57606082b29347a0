import { executionIds, newExecution } from '../../host/rest/executions';
import { openGate, openWatch } from '../probe/gate';
import { keysOf, testRunsAtOnce, testStore } from '../probe/keyStoreCases';
import { publishProbe } from '../probe/probe';
import { openQueueHost, type QueueHost } from './queueHost';

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
});

/** Requests that each worker takes half of. */
const twenty = Array.from({ length: 20 }, (_, run) => run);

test('20 runs at once are on two workers', async () => {
	const probe = await publishProbe(host, 'workers');
	const requests = twenty.map((run) => ({ action: 'add', keys: [`${run}`] }) as const);
	const pids = (await probe.runAtOnce(requests)).map(({ pid }) => pid);
	expect([...new Set(pids)].sort()).toEqual(host.workers.map((worker) => worker.pid()).sort());
});

testRunsAtOnce(() => host, true);
testStore(() => host);

test('a lock that was left behind goes to one run after the other', async () => {
	const probe = await publishProbe(host, 'left behind');
	for (const round of [1, 2, 3]) {
		await probe.run({ action: 'abandonLock' });
		const watch = await openWatch();
		await probe.runAtOnce(twenty.map(() => ({ action: 'contend', watch: watch.url }) as const));
		expect([round, watch.most()]).toEqual([round, 1]);
	}
});

test('a worker that is killed in the middle of a change loses its own change only', async () => {
	const probe = await publishProbe(host, 'killed');
	const before = keysOf('before');
	await probe.run({ action: 'add', keys: before });

	const known = await executionIds(host.rest, probe.workflowId);
	const hold = await openGate(1);
	await probe.begin({ action: 'change', keys: ['first', 'second'], hold: hold.url });
	const [pid] = await hold.arrived;
	await host.workers.find((worker) => worker.pid() === pid)?.kill();
	// n8n gives the run up, and does not repeat it.
	expect((await newExecution(host.rest, probe.workflowId, known)).status).toBe('error');
	// The lock is still held, and the runs of both workers find it so.
	await host.repair();
	const requests = twenty.map((run) => ({ action: 'add', keys: keysOf(run) }) as const);
	const answers = await probe.runAtOnce(requests);

	expect(answers.map(({ added }) => added)).toEqual(requests.map(({ keys }) => keys));
	const others = [...before, ...twenty.flatMap((run) => keysOf(run))];
	const { added } = await probe.run({ action: 'add', keys: ['first', 'second', ...others] });
	// What the change had written by then is kept.
	expect(added).toEqual(['second']);
});
