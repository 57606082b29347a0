import type { INodeParameters } from 'n8n-workflow';

import { runItems } from '../test/engine/engine';
import { accountAt, textParameters } from './variants';

const itemsFrom = (first: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+49151${first + index}`,
		text: `Your parcel ${index} arrives today.`,
	}));

/** Sends one list in n8n's engine and prints what it took; a process of its own for each size. */
async function main(url: string, count: number): Promise<void> {
	const account = { ...accountAt(url), webhookSecret: '' };
	const collect = () => (globalThis as { gc?: () => void }).gc?.();
	// The rate of the account is known, as after a user's look at Account: Diagnose.
	await runItems(account, { resource: 'account', operation: 'diagnose', options: {} }, [{}]);
	// What is loaded with the first messages is no item's.
	await runItems(account, textParameters(50) as INodeParameters, itemsFrom(50_000_000, 100));
	const items = itemsFrom(10_000_000, count);
	collect();
	const before = process.memoryUsage().heapUsed;
	const [started, cpu] = [performance.now(), process.cpuUsage()];
	const outcome = await runItems(account, textParameters(50) as INodeParameters, items);
	const { user, system } = process.cpuUsage(cpu);
	const wallMs = performance.now() - started;
	collect();
	const keptBytes = process.memoryUsage().heapUsed - before;
	const sent = outcome.output().length;
	const peak = process.resourceUsage().maxRSS * 1024;
	process.stdout.write(
		`\n${JSON.stringify({ sent, wallMs, cpuMs: (user + system) / 1000, keptBytes, peak })}`,
	);
}

const [url = '', count] = process.argv.slice(2);
void main(url, Number(count)).then(() => process.exit(0));
