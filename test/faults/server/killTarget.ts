import { controlSandbox, openWindows } from './controlSandbox';
import { publishOrderWorkflow, type OrderWorkflow } from './orders';
import type { TestServer } from './testServer';

/** A gateway's milliseconds for each message; a kill cuts off the requests that wait for it. */
const latency = 150;

/** The gateway with idempotency keys of its own. */
export const deduplicating = 'mojeeb';

/** When the gateway is slow: after it has accepted a message, or before. */
export const slowPhases = [
	{ slow: 'to answer', after: 'accepted' },
	{ slow: 'to accept', after: 'before' },
] as const;

/** A server and its workflows: one with Message Keys, and one without for each gateway. */
export interface KillTarget {
	readonly testServer: TestServer;
	readonly slow: string;
	readonly keyed: OrderWorkflow;
	readonly unkeyed: readonly OrderWorkflow[];
}

/** Publishes the workflows and makes every gateway slow. */
export async function prepareTarget(
	testServer: TestServer,
	{ slow, after }: (typeof slowPhases)[number],
	phones: readonly string[],
): Promise<KillTarget> {
	const unkeyed: OrderWorkflow[] = [];
	let keyed: OrderWorkflow | undefined;
	for (const account of testServer.accounts) {
		const gateway = String(account.data['gateway']);
		const stall = { stallMs: latency, after, times: 1_000_000 };
		await controlSandbox(testServer.sandboxUrl, 'faults', { gateway, ...stall });
		await openWindows(testServer.sandboxUrl, gateway, phones);
		if (gateway === deduplicating) {
			const messageKey = '={{ $json.number }}';
			const options = { messageKey, messagesPerMinute: 6000, parallelRecipients: 20 };
			keyed = await publishOrderWorkflow(testServer, account, options, 'keyed');
		}
		const options = { messagesPerMinute: 1500, parallelRecipients: 20 };
		unkeyed.push(await publishOrderWorkflow(testServer, account, options));
	}
	if (keyed === undefined) throw new Error('No gateway of the sandbox supports idempotency keys.');
	return { testServer, slow, keyed, unkeyed };
}
