import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { retryNode, runNode, type EngineRun } from '../engine/engine';
import type { Sandbox } from '../engine/sandboxClient';
import { createPhones, KindSandboxes, parametersOf, scenarioGroups } from './cells';
import type { FaultScenario } from './faultScenarios';
import { ledgerOf } from './ledger';

let sandboxes: KindSandboxes;
/** The gateways run concurrently, because they mainly wait. */
const outcomes = new Map<string, Promise<string[]>>();
beforeAll(async () => {
	sandboxes = await KindSandboxes.start();
	for (const gateway of gateways) outcomes.set(gateway.id, runGateway(gateway));
	await Promise.allSettled(outcomes.values());
});
afterAll(async () => {
	await sandboxes.close();
	const { cells, retried, lost, doubled } = sums;
	process.stderr.write(
		`\n${cells} cells, ${retried} of them retried in the list; ${lost} lost, ${doubled} doubled\n\n`,
	);
});

const sums = { cells: 0, retried: 0, lost: 0, doubled: 0 };
const newPhone = createPhones('+4917132');

/** Items by what a run says became of them. */
interface Report {
	readonly sent: readonly number[];
	readonly unknown: readonly number[];
	readonly notSent: readonly number[];
}

/** What a run says: its output if it succeeded, its *Error data* if it stopped. */
function reportOf({ run, output }: EngineRun): Report {
	const error = run.data.resultData.error as (Error & { context?: { data?: object } }) | undefined;
	if (error === undefined) {
		return { sent: output().map((_item, index) => index), unknown: [], notSent: [] };
	}
	const data = error.context?.data as Record<keyof Report, Array<{ item: number }>> | undefined;
	if (data === undefined) throw new Error(`The run ended without a report: ${error.message}`);
	const indexes = (state: keyof Report) => data[state].map(({ item }) => item);
	return { sent: indexes('sent'), unknown: indexes('unknown'), notSent: indexes('notSent') };
}

/** One fault scenario, with its own phone. */
interface Cell {
	readonly scenario: FaultScenario;
	readonly phone: string;
	readonly wamid: string;
}

async function prepare(
	sandbox: Sandbox,
	gateway: string,
	scenarios: readonly FaultScenario[],
): Promise<Cell[]> {
	const cells: Cell[] = [];
	for (const scenario of scenarios) {
		const phone = newPhone();
		await sandbox.inbound(phone, 'Hello');
		const [wrote] = await sandbox.received(gateway, phone);
		const { times = 1, fault } = scenario;
		sandbox.sandbox.faults.add({ after: 'before', ...fault, gateway, phone, times });
		cells.push({ scenario, phone, wamid: wrote?.whatsappMessageId ?? '' });
	}
	return cells;
}

/**
 * All scenarios at once with On Error: Stop, then Retry in the list of executions. So many recipients
 * are served at a time that every message is begun before the first one stops the run.
 */
async function runKind(
	gateway: Gateway,
	kind: Kind,
	{ scenarios, timeout }: (typeof scenarioGroups)[number],
): Promise<string[]> {
	const sandbox = await sandboxes.open(gateway.id, kind);
	const cells = await prepare(sandbox, gateway.id, scenarios);
	const given = {
		parameters: parametersOf(kind, timeout),
		credentials: sandbox.account(gateway.id),
		items: cells.map(({ phone, wamid }) => ({ json: { phone, wamid } })),
		settings: { onError: 'stopWorkflow' as const },
	};
	const first = await runNode(given);
	// A gateway with keys answers every late request in the end.
	const hasStopped = first.failure !== undefined;
	const report = reportOf(hasStopped ? await retryNode(given, first) : first);
	sums.cells += cells.length;
	if (hasStopped) sums.retried += cells.length;
	const ledger = ledgerOf(sandbox.sandbox, gateway.id);
	return cells.flatMap((cell, index) => {
		const mismatch = describeMismatch(gateway, cell, index, report, ledger);
		return mismatch === undefined ? [] : [`${kind}, ${cell.scenario.name}: ${mismatch}`];
	});
}

/** What the phone has that the report does not say; `undefined` where they agree. */
function describeMismatch(
	gateway: Gateway,
	{ scenario, phone }: Cell,
	index: number,
	{ sent, unknown, notSent }: Report,
	{ arrived, refused }: ReturnType<typeof ledgerOf>,
): string | undefined {
	const byNetwork = scenario.reachesTwice && !gateway.idempotencyHeader ? 1 : 0;
	const failedLater = scenario.failsLater ? (refused.get(phone) ?? 0) : 0;
	const count = (arrived.get(phone) ?? 0) - byNetwork + failedLater;
	const isReported = [sent, unknown, notSent].some((items) => items.includes(index));
	const isLost = !isReported || (sent.includes(index) && count === 0);
	const isDoubled = count > 1 || (notSent.includes(index) && count > 0);
	if (isLost) sums.lost += 1;
	if (isDoubled) sums.doubled += 1;
	return isLost || isDoubled ? `arrived ${count} times, reported: ${isReported}` : undefined;
}

async function runGateway(gateway: Gateway): Promise<string[]> {
	const runs = (Object.keys(gateway.send) as Kind[]).flatMap((kind) =>
		scenarioGroups.map(async (group) => await runKind(gateway, kind, group)),
	);
	return (await Promise.all(runs)).flat();
}

test.each(gateways.map(({ name, id }) => [name, id] as const))(
	'after a retry of the execution, %s has lost no message and doubled none in any scenario',
	async (_name, id) => {
		expect(await outcomes.get(id)).toEqual([]);
	},
);
