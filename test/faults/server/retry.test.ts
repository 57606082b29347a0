import { table } from '../../../host/cli/table';
import { withCredential } from '../../../host/examples/publishExamples';
import type { SavedAccount } from '../../../host/rest/credentials';
import { runManually, type Execution } from '../../../host/rest/executions';
import { saveWorkflow } from '../../../host/rest/workflows';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { manualWorkflow, sendText } from '../../host/host';
import { faultsLeft, openWindows, controlSandbox, timesOnPhones } from './controlSandbox';
import { faultScenarios, type FaultScenario } from './faultScenarios';
import { openTestServer, type TestServer } from './testServer';

let testServer: TestServer;
beforeAll(async () => {
	testServer = await openTestServer();
});
afterAll(async () => await testServer?.close());

/** More than all tries together. */
const always = 1000;

/** One run of three items: the fault of the second, how often it is injected, and the concurrency. */
interface Case {
	readonly account: SavedAccount;
	readonly scenario: FaultScenario;
	readonly times: 1 | typeof always;
	readonly concurrency: number;
}

/** The result of one run. */
interface RetryResult extends Case {
	readonly execution: Execution;
	/** How often each item's message arrived. */
	readonly onPhones: readonly number[];
	/** How many requests got the fault. */
	readonly hits: number;
	/** Whether the run reports that the item that stopped it may have been sent. */
	readonly reportsUnknown: boolean;
}

let phonesUsed = 0;
const newPhone = () => `+49171${String(3_000_000 + phonesUsed++)}`;

/** n8n treats a wait of 0 as one second. */
const retries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;

async function runCase(one: Case): Promise<RetryResult> {
	const { account, scenario, times, concurrency } = one;
	const gateway = String(account.data['gateway']);
	const items = [1, 2, 3].map((order) => ({ phone: newPhone(), text: `Order ${order}` }));
	const phones = items.map(({ phone }) => phone);
	await openWindows(testServer.sandboxUrl, gateway, phones);
	await controlSandbox(testServer.sandboxUrl, 'faults', {
		gateway,
		phone: phones[1],
		times,
		...scenario.fault,
	});

	const node = sendText('={{ $json.text }}', { onError: 'stopWorkflow', ...retries });
	const options = {
		messagesPerMinute: 6000,
		parallelRecipients: concurrency,
		...(scenario.timeout === undefined ? {} : { timeout: scenario.timeout }),
	};
	const name = [account.name, scenario.name, times, concurrency].join(' ');
	const workflow = manualWorkflow(name, items, {
		...node,
		parameters: { ...node.parameters, options },
	});
	const { id } = await saveWorkflow(testServer.rest, withCredential(workflow, account.reference));
	const execution = await runManually(testServer.rest, id, 'Start');
	return {
		...one,
		execution,
		onPhones: await timesOnPhones(testServer.sandboxUrl, gateway, items),
		hits: times - (await faultsLeft(testServer.sandboxUrl, phones[1] ?? '')),
		reportsUnknown: /\d may have been sent/.test(execution.description),
	};
}

/** The messages that a run reports as sent and as not sent; all are sent if it succeeded. */
function reportedCounts({ execution: { status, description } }: RetryResult) {
	if (status === 'success') return { sent: 3, unknown: 0, notSent: 0 };
	const count = (pattern: RegExp) => Number(pattern.exec(description)?.[1] ?? 0);
	return {
		sent: count(/(\d) of 3 messages (?:was|were) sent/),
		unknown: count(/(\d) may have been sent/),
		notSent: count(/(\d) (?:was|were) not sent/),
	};
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Items whose message arrived more than once. */
const doubled = ({ onPhones }: RetryResult) => onPhones.filter((times) => times > 1).length;

/** The items except the one that stopped the run. */
const others = ({ onPhones, execution }: RetryResult) =>
	onPhones.filter((_times, item) => item !== execution.itemIndex);

/** Items that the run reports as sent, but that did not arrive. */
const countSilentlyLost = (one: RetryResult) =>
	Math.max(0, reportedCounts(one).sent - others(one).filter((times) => times > 0).length);

function rowOf(one: RetryResult): string[] {
	const { account, scenario, times, concurrency, execution, onPhones, hits, reportsUnknown } = one;
	const { sent, notSent } = reportedCounts(one);
	const end =
		execution.status === 'success'
			? 'success'
			: `stopped at item ${Number(execution.itemIndex) + 1}, ${reportsUnknown ? 'may have been sent' : 'not sent'}; sent ${sent}, not sent ${notSent}`;
	return [
		String(account.data['gateway']),
		scenario.name,
		times === 1 ? 'once' : 'always',
		String(concurrency),
		String(hits),
		onPhones.join(' '),
		end,
	];
}

/** The end of a run, where its three items arrived, and how many requests got the fault. */
function summaryOf({ execution: { status }, onPhones, hits, reportsUnknown }: RetryResult): string {
	const end = status === 'success' ? 'success' : reportsUnknown ? 'unknown' : 'not sent';
	return `${end}, ${onPhones.join(' ')}, hits ${hits}`;
}

/** The variants of each scenario. */
const variants = [1, 5].flatMap((concurrency) =>
	([1, always] as const).map((times) => ({ times, concurrency })),
);

const all: RetryResult[] = [];
afterAll(() => {
	const times = variants.map(
		(variant) => `${variant.times === 1 ? 'once' : 'always'}, ${variant.concurrency} at a time`,
	);
	const rows = gateways.flatMap(({ id }) =>
		faultScenarios.map(({ name }) => [
			...[id, name],
			...all
				.filter(({ account, scenario }) => account.data['gateway'] === id && scenario.name === name)
				.map(summaryOf),
		]),
	);
	const sums = [
		`runs ${all.length}`,
		`succeeded ${all.filter(({ execution }) => execution.status === 'success').length}`,
		`silently lost ${sum(all.map(countSilentlyLost))}`,
		`doubled ${sum(all.map(doubled))}`,
	];
	const lines = table([['gateway', 'scenario', ...times], ...rows], 160);
	process.stdout.write(`\n${lines}\n\n${sums.join(', ')}\n`);
});

describe.each(gateways.map(({ id, idempotencyHeader }) => ({ id, idempotencyHeader })))(
	'Retry On Fail through $id',
	({ id, idempotencyHeader }) => {
		const hasKeys = idempotencyHeader !== undefined;
		let results: RetryResult[] = [];
		beforeAll(async () => {
			const account = testServer.accounts.find(({ data }) => data['gateway'] === id);
			if (account === undefined) throw new Error(`The sandbox has no gateway ${id}.`);
			const cases = faultScenarios.flatMap((scenario) =>
				variants.map((variant) => ({ account, scenario, ...variant })),
			);
			results = await Promise.all(cases.map(runCase));
			all.push(...results);
		});

		const violations = (rule: (one: RetryResult) => boolean) =>
			results.filter((one) => !rule(one)).map((one) => rowOf(one).join(' | '));

		test('no recipient gets a message twice', () => {
			expect(results).toHaveLength(4 * faultScenarios.length);
			expect(violations(({ onPhones }) => onPhones.every((times) => times <= 1))).toEqual([]);
		});

		test('after a successful run every recipient has the message', () => {
			const holds = ({ execution, onPhones }: RetryResult) =>
				execution.status !== 'success' || onPhones.every((times) => times === 1);
			expect(violations(holds)).toEqual([]);
		});

		test('a stopped run reports what was sent and what was not', () => {
			const holds = (one: RetryResult) => {
				const { execution, onPhones, reportsUnknown } = one;
				if (execution.status === 'success') return true;
				const { sent, unknown, notSent } = reportedCounts(one);
				const arrived = sum(others(one));
				const stopped = onPhones[execution.itemIndex ?? NaN];
				return (
					sent === arrived &&
					unknown === (reportsUnknown ? 1 : 0) &&
					notSent === 3 - sent - unknown &&
					(reportsUnknown ? stopped !== undefined : stopped === 0)
				);
			};
			expect(violations(holds)).toEqual([]);
		});

		test('a message that was certainly not sent is sent by the next try', () => {
			const holds = ({ scenario, times, execution, reportsUnknown }: RetryResult) =>
				scenario.isUnknown || times > 1 || execution.status === 'success' || reportsUnknown;
			expect(violations(holds)).toEqual([]);
		});

		if (hasKeys) {
			test('after a temporary fault every message is sent', () => {
				const holds = ({ times, execution }: RetryResult) =>
					times > 1 || execution.status === 'success';
				expect(violations(holds)).toEqual([]);
			});
		} else {
			test('a message that may have been sent is not sent by the next try', () => {
				const holds = ({ scenario, hits }: RetryResult) => !scenario.isUnknown || hits === 1;
				expect(violations(holds)).toEqual([]);
			});
		}
	},
);
