import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from '../engine/engine';
import { startSandbox, type Sandbox } from '../engine/sandbox';
import { kinds } from '../kinds';
import { badDays, type Abilities, type BadDay } from './badDays';
import { ledgerOf, toldBy, verdictOf } from './ledger';

let sandbox: Sandbox;
/** All gateways are gone through side by side: most of the time goes by in waiting. */
const outcomes = new Map<string, Promise<string[]>>();
beforeAll(async () => {
	sandbox = await startSandbox();
	for (const gateway of gateways) outcomes.set(gateway.id, goThrough(gateway));
	await Promise.allSettled(outcomes.values());
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

const words = { sent: 'sent', notSent: 'not sent', unknown: 'unknown' } as const;
const sums = { cells: 0, sent: 0, notSent: 0, unknown: 0, lost: 0, doubled: 0 };
/** What the cells of one gateway and one bad day came to, over all kinds of message. */
const tallies = new Map<string, Map<string, number>>();

function enter(gateway: string, day: BadDay, outcome: string): void {
	const place = `${gateway} ${day.name}`;
	const tally = tallies.get(place) ?? new Map<string, number>();
	tallies.set(place, tally.set(outcome, (tally.get(outcome) ?? 0) + 1));
}

/** The matrix: a row for each bad day, a column for each gateway. */
function print(): void {
	const columns = gateways.map(({ id }) => id);
	const cell = (gateway: string, day: BadDay) =>
		[...(tallies.get(`${gateway} ${day.name}`) ?? [])]
			.map(([outcome, number]) => `${number} ${outcome}`)
			.join(', ');
	const rows = [
		['', ...columns],
		...badDays.map((day) => [day.name, ...columns.map((gateway) => cell(gateway, day))]),
	];
	const lines = rows.map((row) => row.map((text) => text.padEnd(22)).join(''));
	const { cells, sent, notSent, unknown, lost, doubled } = sums;
	process.stderr.write(
		`\n${lines.join('\n')}\n\n${cells} cells: ${sent} sent, ${notSent} not sent, ${unknown} unknown; ${lost} lost, ${doubled} doubled\n\n`,
	);
}

/** Numbers that nobody else has. */
let people = 0;
const somebody = () => `+49171392${String(people++).padStart(4, '0')}`;

/**
 * Days on which the answer is late are waited for a short while, together; on the others nobody shall
 * give up only because this machine is busy.
 */
const shifts = [
	{ days: badDays.filter(({ late }) => late !== true), timeout: 60 },
	{ days: badDays.filter(({ late }) => late === true), timeout: 2 },
] as const;

/** A message of this kind to the item's person. */
function parametersOf(kind: Kind, timeout: number): INodeParameters {
	return {
		...kinds[kind].parameters,
		to: '={{ $json.phone }}',
		options: { timeout, parallelRecipients: 50, messagesPerMinute: 6000 },
	};
}

async function prepare(gateway: string, kind: Kind, days: readonly BadDay[]): Promise<Cell[]> {
	const cells: Cell[] = [];
	for (const day of days) {
		const phone = somebody();
		await sandbox.inbound(phone, 'Hello');
		const [wrote] = await sandbox.received(gateway, phone);
		const { times = 1, fault } = day;
		sandbox.sandbox.faults.add({ after: 'before', ...fault, gateway, phone, times });
		cells.push({ kind, day, phone, wamid: wrote?.whatsappMessageId ?? '' });
	}
	return cells;
}

async function send(gateway: string, kind: Kind, cells: readonly Cell[], timeout: number) {
	const { output } = await runNode({
		parameters: parametersOf(kind, timeout),
		credentials: sandbox.account(gateway),
		items: cells.map(({ phone, wamid }) => ({ json: { phone, wamid } })),
		settings: { onError: 'continueErrorOutput' },
	});
	const all = [...output(0), ...output(1)];
	return new Map(all.map((item) => [(item.pairedItem as { item: number }).item, item]));
}

/** What is wrong with a cell, in words; nothing where all is well. */
function judge(
	gateway: Abilities & { readonly id: string },
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
	enter(gateway.id, day, verdict === 'fine' && told !== undefined ? words[told] : verdict);
	if (verdict === 'fine' && told === expected) return undefined;
	const { fault, message } = item?.json ?? {};
	return `${kind}, ${day.name}: ${verdict}; ${count} came, told ${told} and not ${expected}; ${String(fault)}: ${String(message)}`;
}

/** Every kind of message through one gateway on every bad day; what is wrong, in words. */
async function goThrough(gateway: Gateway): Promise<string[]> {
	const abilities = {
		id: gateway.id,
		keys: gateway.idempotencyHeader !== undefined,
		list: gateway.findSentMessage !== undefined,
	};
	// The limits are asked for one by one; the account's own would only be in the way.
	await sandbox.budget(gateway.id, 1_000_000, 60);
	const carried = Object.keys(gateway.send) as Kind[];
	const trouble: string[] = [];
	for (const { days, timeout } of shifts) {
		const runs = carried.map(async (kind) => {
			const cells = await prepare(gateway.id, kind, days);
			const items = await send(gateway.id, kind, cells, timeout);
			const ledger = ledgerOf(sandbox.sandbox, gateway.id);
			const judged = cells.map((cell, index) => judge(abilities, cell, items.get(index), ledger));
			trouble.push(...judged.filter((wrong) => wrong !== undefined));
		});
		await Promise.all(runs);
	}
	return trouble;
}

test.each(gateways.map(({ name, id }) => [name, id] as const))(
	'%s loses nothing in silence and sends nothing twice, whatever happens',
	async (_name, id) => {
		expect(await outcomes.get(id)).toEqual([]);
	},
);
