import { terminalProgress } from '../cli/progress';
import type { Launch } from '../demo';
import { freePort } from '../server/ports';
import { serveBalancer } from './balancer';
import { installMissing } from './installMissing';
import { startQueue } from './queue';

/**
 * Starts n8n in queue mode, with two workers and two processes that serve webhooks behind one address.
 * Throws {@link HostFault}.
 */
export const launchQueue: Launch = async ({ installed, userFolder, port, env, signal }) => {
	await installMissing(terminalProgress(), signal);
	const balancerPort = await freePort();
	const webhookUrl = `http://127.0.0.1:${balancerPort}`;
	const queue = await startQueue({
		...{ installed, userFolder, port, signal },
		...{ workers: 2, webhooks: 2 },
		env: {
			...env,
			N8N_WEBHOOK_URL: `${webhookUrl}/`,
			// Otherwise it serves production webhooks as well.
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		},
	});
	const targets = queue.plans.webhooks.map((plan) => `http://127.0.0.1:${plan.port}`);
	const balancer = await serveBalancer(targets, balancerPort);
	return {
		pid: queue.main.pid,
		log: queue.plans.main.log,
		url: queue.main.url,
		webhookUrl,
		ended: queue.ended,
		async stop() {
			await balancer.close();
			await queue.stop();
		},
	};
};
