import type { SavedAccount } from '../../../host/credential';
import { withCredential } from '../../../host/examples';
import { runManually, type Execution } from '../../../host/executions';
import { table } from '../../../host/table';
import { saveWorkflow } from '../../../host/workflows';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { manualWorkflow, sendText } from '../../host/host';
import { openBench, type Bench } from './bench';
import { faultsLeft, openWindows, steer, timesOnPhones } from './steer';
import { troubles, type Trouble } from './troubles';

let bench: Bench;
beforeAll(async () => {
	bench = await openBench();
});
afterAll(async () => await bench?.close());

/** More than all of the tries together. */
const always = 1000;

/** One run: what goes wrong with the second of three items, how often, and how many go at a time. */
interface Case {
	readonly account: SavedAccount;
	readonly trouble: Trouble;
	readonly times: 1 | typeof always;
	readonly lanes: number;
}

/** What came of it. */
interface Suffered extends Case {
	readonly execution: Execution;
	/** How often each item is on its phone. */
	readonly onPhones: readonly number[];
	/** How many requests met the fault. */
	readonly met: number;
	/** Whether the run says of the item that stopped it that it may have been sent. */
	readonly toldUnknown: boolean;
}

let phonesUsed = 0;
const newPhone = () => `+49171${String(3_000_000 + phonesUsed++)}`;

/** n8n reads 0 as a whole second. */
const retries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;

async function suffer(one: Case): Promise<Suffered> {
	const { account, trouble, times, lanes } = one;
	const gateway = String(account.data['gateway']);
	const items = [1, 2, 3].map((order) => ({ phone: newPhone(), text: `Order ${order}` }));
	const phones = items.map(({ phone }) => phone);
	await openWindows(bench.sandboxUrl, gateway, phones);
	await steer(bench.sandboxUrl, 'faults', { gateway, phone: phones[1], times, ...trouble.fault });

	const node = sendText('={{ $json.text }}', { onError: 'stopWorkflow', ...retries });
	const options = {
		messagesPerMinute: 6000,
		parallelRecipients: lanes,
		...(trouble.timeout === undefined ? {} : { timeout: trouble.timeout }),
	};
	const name = [account.name, trouble.name, times, lanes].join(' ');
	const workflow = manualWorkflow(name, items, {
		...node,
		parameters: { ...node.parameters, options },
	});
	const { id } = await saveWorkflow(bench.rest, withCredential(workflow, account.reference));
	const execution = await runManually(bench.rest, id, 'Start');
	return {
		...one,
		execution,
		onPhones: await timesOnPhones(bench.sandboxUrl, gateway, items),
		met: times - (await faultsLeft(bench.sandboxUrl, phones[1] ?? '')),
		toldUnknown: /may have been sent/.test(execution.description),
	};
}

/** The items that a run says it has gone through, or not tried; all of them where it succeeded. */
function told({ execution: { status, description } }: Suffered) {
	if (status === 'success') return { done: 3, skipped: 0 };
	const [, done, skipped] = /gone through: (\d), not tried: (\d)/.exec(description) ?? [];
	return { done: Number(done), skipped: Number(skipped) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Items that somebody has more than once. */
const doubled = ({ onPhones }: Suffered) => onPhones.filter((times) => times > 1).length;

/** The items beside the one that stopped the run. */
const others = ({ onPhones, execution }: Suffered) =>
	onPhones.filter((_times, item) => item !== execution.itemIndex);

/** Items that the run says were sent, and that nobody has. */
const lostInSilence = (one: Suffered) =>
	Math.max(0, told(one).done - others(one).filter((times) => times > 0).length);

function rowOf(one: Suffered): string[] {
	const { account, trouble, times, lanes, execution, onPhones, met, toldUnknown } = one;
	const { done, skipped } = told(one);
	const end =
		execution.status === 'success'
			? 'success'
			: `stopped at item ${Number(execution.itemIndex) + 1}, ${toldUnknown ? 'may have been sent' : 'not sent'}; through ${done}, not tried ${skipped}`;
	return [
		String(account.data['gateway']),
		trouble.name,
		times === 1 ? 'once' : 'always',
		String(lanes),
		String(met),
		onPhones.join(' '),
		end,
	];
}

/** How a run ended, on which phones its three items are, and how many requests met the fault. */
function inShort({ execution: { status }, onPhones, met, toldUnknown }: Suffered): string {
	const end = status === 'success' ? 'success' : toldUnknown ? 'unknown' : 'not sent';
	return `${end}, ${onPhones.join(' ')}, met ${met}`;
}

/** The ways in which each trouble comes. */
const ways = [1, 5].flatMap((lanes) => ([1, always] as const).map((times) => ({ times, lanes })));

const all: Suffered[] = [];
afterAll(() => {
	const times = ways.map((way) => `${way.times === 1 ? 'once' : 'always'}, ${way.lanes} at a time`);
	const rows = gateways.flatMap(({ id }) =>
		troubles.map(({ name }) => [
			...[id, name],
			...all
				.filter(({ account, trouble }) => account.data['gateway'] === id && trouble.name === name)
				.map(inShort),
		]),
	);
	const sums = [
		`runs ${all.length}`,
		`that succeeded ${all.filter(({ execution }) => execution.status === 'success').length}`,
		`lost in silence ${sum(all.map(lostInSilence))}`,
		`doubled ${sum(all.map(doubled))}`,
	];
	const lines = table([['gateway', 'trouble', ...times], ...rows], 160);
	process.stdout.write(`\n${lines}\n\n${sums.join(', ')}\n`);
});

describe.each(gateways.map(({ id, idempotencyHeader }) => ({ id, idempotencyHeader })))(
	'Retry On Fail through $id',
	({ id, idempotencyHeader }) => {
		const takesKeys = idempotencyHeader !== undefined;
		let suffered: Suffered[] = [];
		beforeAll(async () => {
			const account = bench.accounts.find(({ data }) => data['gateway'] === id);
			if (account === undefined) throw new Error(`The sandbox does not speak like ${id}.`);
			const cases = troubles.flatMap((trouble) =>
				ways.map((way) => ({ account, trouble, ...way })),
			);
			suffered = await Promise.all(cases.map(suffer));
			all.push(...suffered);
		});

		const where = (wanted: (one: Suffered) => boolean) =>
			suffered.filter((one) => !wanted(one)).map((one) => rowOf(one).join(' | '));

		test('nobody gets a message twice', () => {
			expect(suffered).toHaveLength(4 * troubles.length);
			expect(where(({ onPhones }) => onPhones.every((times) => times <= 1))).toEqual([]);
		});

		test('where the run succeeds, everybody has the message', () => {
			const isRight = ({ execution, onPhones }: Suffered) =>
				execution.status !== 'success' || onPhones.every((times) => times === 1);
			expect(where(isRight)).toEqual([]);
		});

		test('where it stops, it tells what was sent and what was not', () => {
			const isRight = (one: Suffered) => {
				const { execution, onPhones, toldUnknown } = one;
				if (execution.status === 'success') return true;
				const { done, skipped } = told(one);
				const sent = sum(others(one));
				const stopped = onPhones[execution.itemIndex ?? NaN];
				return (
					done === sent &&
					skipped === 2 - sent &&
					(toldUnknown ? stopped !== undefined : stopped === 0)
				);
			};
			expect(where(isRight)).toEqual([]);
		});

		test('what was certainly not sent is sent by the next try', () => {
			const isRight = ({ trouble, times, execution, toldUnknown }: Suffered) =>
				trouble.isUnknown || times > 1 || execution.status === 'success' || toldUnknown;
			expect(where(isRight)).toEqual([]);
		});

		if (takesKeys) {
			test('a fault that passes leaves every message sent', () => {
				const isRight = ({ times, execution }: Suffered) =>
					times > 1 || execution.status === 'success';
				expect(where(isRight)).toEqual([]);
			});
		} else {
			test('a message that may have been sent is not sent by the next try', () => {
				const isRight = ({ trouble, met }: Suffered) => !trouble.isUnknown || met === 1;
				expect(where(isRight)).toEqual([]);
			});
		}
	},
);
