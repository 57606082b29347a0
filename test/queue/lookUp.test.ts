import { setTimeout as sleep } from 'node:timers/promises';

import { executionById, executionIds } from '../../host/rest/executions';
import { controlSandbox, openWindows, timesOnPhones } from '../faults/server/controlSandbox';
import { phonesFor, postToWebhook, publishOrderWorkflow } from '../faults/server/orders';
import { openQueueHost, type QueueHost } from './queueHost';

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
});

test('a message that never left gets no receipt for the same words of another worker', async () => {
	const gateway = 'wacr';
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	const [phone = ''] = phonesFor(1);
	await openWindows(host.sandboxUrl, gateway, [phone]);
	// The first of the two requests breaks before the gateway has read it.
	await controlSandbox(host.sandboxUrl, 'faults', { gateway, phone, reset: true });
	const server = { rest: host.rest, url: host.webhookUrls[0] ?? '' };
	const { address, workflowId } = await publishOrderWorkflow(server, account, {}, 'same');
	const order = { number: '1', phone, text: 'The same words' };

	await Promise.all([0, 1].map(async () => await postToWebhook(address, { orders: [order] })));
	for (let tries = 0; tries < 100; tries++) {
		if ((await executionIds(host.rest, workflowId)).length === 2) break;
		await sleep(100);
	}
	const ids = await executionIds(host.rest, workflowId);
	const executions = await Promise.all(ids.map(async (id) => await executionById(host.rest, id)));

	expect(executions.map(({ status }) => status).sort()).toEqual(['error', 'success']);
	const failed = executions.find(({ status }) => status === 'error');
	expect(failed?.message).toContain('shows the same words, sent to this person since then');
	expect(await timesOnPhones(host.sandboxUrl, gateway, [order])).toEqual([1]);
});
