import { executionIds, newExecution, type Execution } from '../../host/rest/executions';
import { openWindows, timesOnPhones } from '../faults/server/controlSandbox';
import {
	type Order,
	type OrderWorkflow,
	ordersFor,
	phonesFor,
	postToWebhook,
	publishOrderWorkflow,
} from '../faults/server/orders';
import { openQueueHost, type QueueHost } from './queueHost';

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
});

const phones = phonesFor(10);

/** Posts a list of orders and waits for the end of the run. */
async function runOrders(
	{ workflowId, address }: OrderWorkflow,
	orders: readonly Order[],
): Promise<Execution> {
	const known = await executionIds(host.rest, workflowId);
	await postToWebhook(address, { orders });
	return await newExecution(host.rest, workflowId, known);
}

test.each(['qyvo', 'mojeeb'])(
	'ten orders posted to a webhook process are sent once each by a worker: %s',
	async (gateway) => {
		const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
		if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
		await openWindows(host.sandboxUrl, gateway, phones);
		const [url = ''] = host.webhookUrls;
		const options = { messagesPerMinute: 6000, parallelRecipients: 5 };
		const workflow = await publishOrderWorkflow({ rest: host.rest, url }, account, options);
		const orders = ordersFor(phones, `queue ${gateway}`);

		const execution = await runOrders(workflow, orders);

		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(execution.outputs('Send').flat()).toHaveLength(orders.length);
		const times = await timesOnPhones(host.sandboxUrl, gateway, orders);
		expect(times).toEqual(orders.map(() => 1));
	},
);
