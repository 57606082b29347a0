import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from '../engine/engine';
import { startSandbox, type Sandbox } from '../engine/sandbox';
import { kinds } from '../kinds';
import { badDays, type Abilities, type BadDay } from './badDays';
import { ledgerOf, toldBy, verdictOf } from './ledger';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.close();
	print();
});

/** One gateway, one kind of message, one bad day: somebody of their own whom it is sent to. */
interface Cell {
	readonly kind: Kind;
	readonly day: BadDay;
	readonly phone: string;
	readonly wamid: string;
}

const sums = { cells: 0, sent: 0, notSent: 0, unknown: 0, lost: 0, doubled: 0, unexpected: 0 };
const rows: string[][] = [];

function print(): void {
	const head = ['gateway', 'kinds', 'cells', 'sent', 'not sent', 'unknown'];
	const lines = [head, ...rows].map((row) => row.map((cell) => cell.padEnd(12)).join(''));
	const { cells, sent, notSent, unknown, lost, doubled } = sums;
	process.stderr.write(
		`\n${lines.join('\n')}\n${badDays.length} faults, ${cells} cells: ${sent} sent, ${notSent} not sent, ${unknown} unknown; ${lost} lost, ${doubled} doubled\n\n`,
	);
}

/** Numbers that nobody else has. */
let people = 0;
const somebody = () => `+49171392${String(people++).padStart(4, '0')}`;

/** The wish of an item: seen by the person as of this kind, at the sandbox's own pace. */
function parametersOf(kind: Kind): INodeParameters {
	return {
		...kinds[kind].parameters,
		to: '={{ $json.phone }}',
		options: { timeout: 2, parallelRecipients: 50, messagesPerMinute: 6000 },
	};
}

async function prepare(gateway: string, kind: Kind): Promise<Cell[]> {
	const cells: Cell[] = [];
	for (const day of badDays) {
		const phone = somebody();
		await sandbox.inbound(phone, 'Hello');
		const [wrote] = await sandbox.received(gateway, phone);
		const { times = 1, fault } = day;
		sandbox.sandbox.store.faults.add({ after: 'before', ...fault, gateway, phone, times });
		cells.push({ kind, day, phone, wamid: wrote?.whatsappMessageId ?? '' });
	}
	return cells;
}

async function send(gateway: string, kind: Kind, cells: readonly Cell[]) {
	const { output } = await runNode({
		parameters: parametersOf(kind),
		credentials: sandbox.account(gateway),
		items: cells.map(({ phone, wamid }) => ({ json: { phone, wamid } })),
		settings: { onError: 'continueErrorOutput' },
	});
	const all = [...output(0), ...output(1)];
	return new Map(all.map((item) => [(item.pairedItem as { item: number }).item, item]));
}

/** What is wrong with a cell, in words; nothing where all is well. */
function judge(
	gateway: Abilities,
	{ day, phone, kind }: Cell,
	item: INodeExecutionData | undefined,
	{ arrived, refused }: ReturnType<typeof ledgerOf>,
): string | undefined {
	const told = item === undefined ? undefined : toldBy(item);
	const onPhone = arrived.get(phone) ?? 0;
	const byOthers = day.reachesTwice === true && !gateway.keys ? 1 : 0;
	const count = onPhone - byOthers + (day.failsLater === true ? (refused.get(phone) ?? 0) : 0);
	const verdict = verdictOf(told, count);
	const expected = day.told(gateway);
	sums.cells += 1;
	if (told !== undefined) sums[told] += 1;
	if (verdict !== 'fine') sums[verdict] += 1;
	if (verdict === 'fine' && told === expected) return undefined;
	const { fault, message } = item?.json ?? {};
	return `${kind}, ${day.name}: ${verdict}; ${count} came, told ${told} and not ${expected}; ${String(fault)}: ${String(message)}`;
}

describe.each(gateways.map((gateway) => [gateway.name, gateway] as const))(
	'%s',
	(_name, gateway) => {
		test('loses nothing in silence and sends nothing twice, whatever happens', async () => {
			const abilities = {
				keys: gateway.idempotencyHeader !== undefined,
				list: gateway.find !== undefined,
			};
			// The limits are asked for one by one; the account's own would only be in the way.
			await sandbox.budget(gateway.id, 1_000_000, 60);
			const carried = Object.keys(gateway.send) as Kind[];
			const before = { ...sums };
			const trouble: string[] = [];
			await Promise.all(
				carried.map(async (kind) => {
					const cells = await prepare(gateway.id, kind);
					const items = await send(gateway.id, kind, cells);
					const ledger = ledgerOf(sandbox.sandbox, gateway.id);
					cells.forEach((cell, index) => {
						const wrong = judge(abilities, cell, items.get(index), ledger);
						if (wrong !== undefined) trouble.push(wrong);
					});
				}),
			);
			const since = (key: keyof typeof sums) => String(sums[key] - before[key]);
			rows.push([
				gateway.id,
				String(carried.length),
				...(['cells', 'sent', 'notSent', 'unknown'] as const).map(since),
			]);
			expect(trouble).toEqual([]);
		});
	},
);
