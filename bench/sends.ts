import axios from 'axios';
import execa from 'execa';
import path from 'node:path';

import { publish, saveWorkflow, type WorkflowNode } from '../host/rest/workflows';
import type { Gateway } from './gateway';
import { itemsType, type N8n } from './n8n';
import type { Variant } from './variants';

/** One run of one variant. */
export interface Sample {
	readonly wallMs: number;
	/** Of n8n's process; of the loop's own for the bare loop. */
	readonly cpuMs: number;
	/** The longest stretch in which n8n answers nobody; none for the bare loop. */
	readonly longestMs?: number;
	/** The most memory in use, in bytes. */
	readonly peak: number;
	readonly connections: number;
	readonly mostAtOnce: number;
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Settings of a workflow that runs often: what succeeded is not saved, for all alike. */
const settings = { executionOrder: 'v1', saveDataSuccessExecution: 'none' };

let workflows = 0;

/** Publishes webhook → items → the node; returns the address to post to. */
export async function publishSender(n8n: N8n, node: NonNullable<Variant['node']>): Promise<string> {
	const number = ++workflows;
	const urlPath = `bench-${number}`;
	const at = (x: number): WorkflowNode['position'] => [x, 0];
	const saved = await saveWorkflow(n8n.rest, {
		name: `Bench ${number}`,
		nodes: [
			{
				id: 'hook',
				name: 'Hook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: at(0),
				webhookId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
				parameters: {
					httpMethod: 'POST',
					path: urlPath,
					responseMode: 'lastNode',
					responseData: 'noData',
					options: {},
				},
			},
			{
				id: 'items',
				name: 'Items',
				type: itemsType,
				typeVersion: 1,
				position: at(200),
				parameters: {},
			},
			{ id: 'node', name: 'Node', position: at(400), ...node },
		],
		connections: { Hook: to('Items'), Items: to('Node') },
		settings,
	});
	await publish(n8n.rest, saved);
	return `${n8n.url}/webhook/${urlPath}`;
}

/** Never the same phones twice, as in a list of recipients. */
let nextPhone = 0;

async function runInN8n(n8n: N8n, address: string, count: number) {
	const first = (nextPhone += count) % 80_000_000;
	n8n.resetPeak();
	const before = await n8n.usage();
	const started = performance.now();
	const { status } = await axios.post<unknown>(
		address,
		{ count, first },
		{ proxy: false, validateStatus: () => true },
	);
	const wallMs = performance.now() - started;
	const after = await n8n.usage();
	if (status !== 200) throw new Error(`n8n answered ${status} to a run of the bench.`);
	return {
		wallMs,
		cpuMs: after.cpuMs - before.cpuMs,
		longestMs: after.longestMs,
		peak: n8n.peak(),
	};
}

async function runBare(n8n: N8n, url: string, count: number, parallel: number) {
	const script = path.join(__dirname, 'bareLoop.ts');
	const { stdout } = await execa(n8n.node, [
		...['--import', 'tsx', script, url, String(count), String(parallel)],
	]);
	return JSON.parse(stdout) as { wallMs: number; cpuMs: number; peak: number };
}

/** Sends `count` messages in one way. Throws unless exactly so many arrive. */
export async function sendOnce(
	n8n: N8n,
	gateway: Gateway,
	variant: Variant,
	address: string | undefined,
	count: number,
): Promise<Sample> {
	gateway.take();
	const run =
		address === undefined
			? await runBare(n8n, gateway.url, count, variant.parallel ?? 1)
			: await runInN8n(n8n, address, count);
	const { messages, connections, mostAtOnce } = gateway.take();
	if (messages !== count) {
		throw new Error(`${variant.name} sent ${messages} messages instead of ${count}.`);
	}
	return { ...run, connections, mostAtOnce };
}
