import { saveAccounts, type SavedAccount } from '../../host/rest/credentials';
import { Rest } from '../../host/rest/rest';
import { queueProcess, type QueueProcess } from '../../host/queue/queueProcess';
import { sharedVariable, type Shared } from './setUp';

/** The n8n in queue mode that all test files share, opened by one of them. */
export interface QueueHost {
	readonly sandboxUrl: string;
	readonly rest: Rest;
	/** A credential for each gateway of the sandbox. */
	readonly accounts: readonly SavedAccount[];
	readonly main: QueueProcess;
	readonly workers: readonly QueueProcess[];
	/** The processes that serve production webhooks. */
	readonly webhooks: readonly QueueProcess[];
	/** Their addresses, without a slash at the end. */
	readonly webhookUrls: readonly string[];
	/** Starts the processes that a test has killed. */
	repair(): Promise<void>;
}

/** Logs in to the running n8n. */
export async function openQueueHost(): Promise<QueueHost> {
	const { plans, sandboxUrl } = JSON.parse(process.env[sharedVariable] ?? '{}') as Shared;
	const main = queueProcess(plans.main);
	const [workers, webhooks] = [plans.workers.map(queueProcess), plans.webhooks.map(queueProcess)];
	const rest = await Rest.login(main.url);
	return {
		...{ sandboxUrl, rest, main, workers, webhooks },
		accounts: await saveAccounts(rest, sandboxUrl),
		webhookUrls: webhooks.map(({ url }) => url),
		async repair() {
			const dead = [main, ...workers, ...webhooks].filter((one) => one.pid() === 0);
			await Promise.all(dead.map(async (one) => await one.start()));
		},
	};
}
