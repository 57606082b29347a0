import type { INodeExecutionData } from 'n8n-workflow';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from '../engine/engine';
import type { Sandbox } from '../engine/sandboxClient';
import { createPhones, KindSandboxes, parametersOf, scenarioGroups } from './cells';
import { faultScenarios, type GatewayAbilities, type FaultScenario } from './faultScenarios';
import { ledgerOf, claimedOutcome, verdictOf } from './ledger';

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
	print();
});

/** One gateway, message kind and fault scenario, with its own phone. */
interface Cell {
	readonly kind: Kind;
	readonly scenario: FaultScenario;
	readonly phone: string;
	readonly wamid: string;
}

const labels = { sent: 'sent', notSent: 'not sent', unknown: 'unknown' } as const;
const sums = { cells: 0, sent: 0, notSent: 0, unknown: 0, lost: 0, doubled: 0 };
/** The outcomes of one gateway and one fault scenario, counted over all kinds of message. */
const tallies = new Map<string, Map<string, number>>();

function addToTally(gateway: string, scenario: FaultScenario, outcome: string): void {
	const cellName = `${gateway} ${scenario.name}`;
	const tally = tallies.get(cellName) ?? new Map<string, number>();
	tallies.set(cellName, tally.set(outcome, (tally.get(outcome) ?? 0) + 1));
}

/** The matrix: a row for each fault scenario, a column for each gateway. */
function print(): void {
	const columns = gateways.map(({ id }) => id);
	const cell = (gateway: string, scenario: FaultScenario) =>
		[...(tallies.get(`${gateway} ${scenario.name}`) ?? [])]
			.map(([outcome, number]) => `${number} ${outcome}`)
			.join(', ');
	const rows = [
		['', ...columns],
		...faultScenarios.map((scenario) => [
			scenario.name,
			...columns.map((gateway) => cell(gateway, scenario)),
		]),
	];
	const lines = rows.map((row) => row.map((text) => text.padEnd(22)).join(''));
	const { cells, sent, notSent, unknown, lost, doubled } = sums;
	process.stderr.write(
		`\n${lines.join('\n')}\n\n${cells} cells: ${sent} sent, ${notSent} not sent, ${unknown} unknown; ${lost} lost, ${doubled} doubled\n\n`,
	);
}

const newPhone = createPhones('+49171392');

async function prepare(
	sandbox: Sandbox,
	gateway: string,
	kind: Kind,
	scenarios: readonly FaultScenario[],
): Promise<Cell[]> {
	const cells: Cell[] = [];
	for (const scenario of scenarios) {
		const phone = newPhone();
		await sandbox.inbound(phone, 'Hello');
		const [wrote] = await sandbox.received(gateway, phone);
		const { times = 1, fault } = scenario;
		sandbox.sandbox.faults.add({ after: 'before', ...fault, gateway, phone, times });
		cells.push({ kind, scenario, phone, wamid: wrote?.whatsappMessageId ?? '' });
	}
	return cells;
}

async function send(
	account: ReturnType<Sandbox['account']>,
	kind: Kind,
	cells: readonly Cell[],
	timeout: number,
) {
	const { output } = await runNode({
		parameters: parametersOf(kind, timeout),
		credentials: account,
		items: cells.map(({ phone, wamid }) => ({ json: { phone, wamid } })),
		settings: { onError: 'continueErrorOutput' },
	});
	const all = [...output(0), ...output(1)];
	return new Map(all.map((item) => [(item.pairedItem as { item: number }).item, item]));
}

/** What differs from what was expected of a cell; `undefined` if nothing does. */
function describeMismatch(
	gateway: GatewayAbilities & { readonly id: string },
	{ scenario, phone, kind }: Cell,
	item: INodeExecutionData | undefined,
	{ arrived, refused }: ReturnType<typeof ledgerOf>,
): string | undefined {
	const claimed = item === undefined ? undefined : claimedOutcome(item);
	const onPhone = arrived.get(phone) ?? 0;
	const byOthers = scenario.reachesTwice === true && !gateway.keys ? 1 : 0;
	const count = onPhone - byOthers + (scenario.failsLater === true ? (refused.get(phone) ?? 0) : 0);
	const verdict = verdictOf(claimed, count);
	const expected = scenario.expects(gateway);
	sums.cells += 1;
	if (claimed !== undefined) sums[claimed] += 1;
	if (verdict !== 'fine') sums[verdict] += 1;
	addToTally(
		gateway.id,
		scenario,
		verdict === 'fine' && claimed !== undefined ? labels[claimed] : verdict,
	);
	if (verdict === 'fine' && claimed === expected) return undefined;
	const { fault, message } = item?.json ?? {};
	return `${kind}, ${scenario.name}: ${verdict}; ${count} arrived, claimed ${claimed}, expected ${expected}; ${String(fault)}: ${String(message)}`;
}

/** Every kind of message through one gateway on every fault scenario; returns the mismatches. */
async function runGateway(gateway: Gateway): Promise<string[]> {
	const abilities = {
		id: gateway.id,
		keys: gateway.idempotencyHeader !== undefined,
	};
	const supportedKinds = Object.keys(gateway.send) as Kind[];
	const mismatches: string[] = [];
	for (const { scenarios, timeout } of scenarioGroups) {
		const runs = supportedKinds.map(async (kind) => {
			const sandbox = await sandboxes.open(gateway.id, kind);
			const cells = await prepare(sandbox, gateway.id, kind, scenarios);
			const items = await send(sandbox.account(gateway.id), kind, cells, timeout);
			const ledger = ledgerOf(sandbox.sandbox, gateway.id);
			const found = cells.map((cell, index) =>
				describeMismatch(abilities, cell, items.get(index), ledger),
			);
			mismatches.push(...found.filter((mismatch) => mismatch !== undefined));
		});
		await Promise.all(runs);
	}
	return mismatches;
}

test.each(gateways.map(({ name, id }) => [name, id] as const))(
	'%s loses no message silently and sends no message twice in any scenario',
	async (_name, id) => {
		expect(await outcomes.get(id)).toEqual([]);
	},
);
