import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { retryNode, runNode, type EngineRun } from '../engine/engine';
import { startSandbox, type Sandbox } from '../engine/sandboxClient';
import { createPhones, parametersOf, scenarioGroups } from './cells';
import type { FaultScenario } from './faultScenarios';
import { ledgerOf } from './ledger';

let sandbox: Sandbox;
/** The gateways run concurrently, because they mainly wait. */
const outcomes = new Map<string, Promise<string[]>>();
beforeAll(async () => {
	sandbox = await startSandbox();
	for (const gateway of gateways) outcomes.set(gateway.id, runGateway(gateway));
	await Promise.allSettled(outcomes.values());
});
afterAll(async () => {
	await sandbox.close();
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
	const error = run.data.resultData.error as { context?: { data?: object } } | undefined;
	if (error === undefined) {
		return { sent: output().map((_item, index) => index), unknown: [], notSent: [] };
	}
	const data = (error.context?.data ?? {}) as Record<keyof Report, Array<{ item: number }>>;
	const indexes = (state: keyof Report) => (data[state] ?? []).map(({ item }) => item);
	return { sent: indexes('sent'), unknown: indexes('unknown'), notSent: indexes('notSent') };
}

/** A message with a fault and one after it, On Error: Stop, then Retry in the list of executions. */
async function runCell(
	gateway: Gateway,
	kind: Kind,
	scenario: FaultScenario,
	timeout: number,
): Promise<string[]> {
	const items = [];
	for (const phone of [newPhone(), newPhone()]) {
		await sandbox.inbound(phone, 'Hello');
		const [wrote] = await sandbox.received(gateway.id, phone);
		items.push({ json: { phone, wamid: wrote?.whatsappMessageId ?? '' } });
	}
	const [faulty = ''] = items.map(({ json }) => json.phone);
	const { times = 1, fault } = scenario;
	sandbox.sandbox.faults.add({
		...{ after: 'before', ...fault },
		...{ gateway: gateway.id, phone: faulty, times },
	});
	const { options, ...parameters } = parametersOf(kind, timeout);
	const given = {
		parameters: { ...parameters, options: { ...(options as object), parallelRecipients: 1 } },
		credentials: sandbox.account(gateway.id),
		items,
		settings: { onError: 'stopWorkflow' as const },
	};
	const first = await runNode(given);
	const stopped = first.run.data.resultData.error !== undefined;
	const report = reportOf(stopped ? await retryNode(given, first) : first);
	sums.cells += 1;
	if (stopped) sums.retried += 1;
	return describeMismatches(gateway, kind, scenario, items, report);
}

/** What the phones have that the report does not say. */
function describeMismatches(
	gateway: Gateway,
	kind: Kind,
	scenario: FaultScenario,
	items: ReadonlyArray<{ readonly json: { readonly phone: string } }>,
	{ sent, unknown, notSent }: Report,
): string[] {
	const { arrived, refused } = ledgerOf(sandbox.sandbox, gateway.id);
	return items.flatMap(({ json: { phone } }, index) => {
		const isFaulty = index === 0;
		const byNetwork = isFaulty && scenario.reachesTwice && !gateway.idempotencyHeader ? 1 : 0;
		const failedLater = isFaulty && scenario.failsLater ? (refused.get(phone) ?? 0) : 0;
		const count = (arrived.get(phone) ?? 0) - byNetwork + failedLater;
		const isLost = sent.includes(index)
			? count === 0
			: !unknown.includes(index) && !notSent.includes(index);
		const isDoubled = count > 1 || (notSent.includes(index) && count > 0);
		if (isLost) sums.lost += 1;
		if (isDoubled) sums.doubled += 1;
		if (!isLost && !isDoubled) return [];
		return [`${kind}, ${scenario.name}, item ${index}: arrived ${count} times`];
	});
}

async function runGateway(gateway: Gateway): Promise<string[]> {
	await sandbox.setRateLimit(gateway.id, 1_000_000, 60);
	const cells = (Object.keys(gateway.send) as Kind[]).flatMap((kind) =>
		scenarioGroups.flatMap(({ scenarios, timeout }) =>
			scenarios.map(async (scenario) => await runCell(gateway, kind, scenario, timeout)),
		),
	);
	return (await Promise.all(cells)).flat();
}

test.each(gateways.map(({ name, id }) => [name, id] as const))(
	'after a retry of the execution, %s has lost no message and doubled none in any scenario',
	async (_name, id) => {
		expect(await outcomes.get(id)).toEqual([]);
	},
);
