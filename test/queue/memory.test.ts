import { setTimeout as sleep } from 'node:timers/promises';

import {
	executionById,
	executionIds,
	newExecution,
	retryExecution,
	stopExecution,
	type Execution,
} from '../../host/rest/executions';
import { textField } from '../../host/rest/narrow';
import { controlSandbox, openWindows, timesOnPhones } from '../faults/server/controlSandbox';
import {
	type Order,
	type OrderWorkflow,
	ordersFor,
	phonesFor,
	postToWebhook,
	publishOrderWorkflow,
} from '../faults/server/orders';
import { openQueueHost, type QueueHost } from './queueHost';

const gateways = ['qyvo', 'mojeeb'] as const;
const phones = phonesFor(40);

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
	for (const gateway of gateways) {
		const unlimited = { gateway, requests: 100_000, seconds: 60 };
		await controlSandbox(host.sandboxUrl, 'rate-limit', unlimited);
		await openWindows(host.sandboxUrl, gateway, phones);
	}
});
afterEach(async () => await host.repair());

async function publishOrders(gateway: string, name: string, options: object) {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	const [url = ''] = host.webhookUrls;
	return await publishOrderWorkflow({ rest: host.rest, url }, account, { ...options }, name);
}

const fast = { messagesPerMinute: 6000, parallelRecipients: 1 };

/** Posts orders to one of the webhook processes. */
const postTo = async (process: number, { address }: OrderWorkflow, orders: readonly Order[]) => {
	const url = address.replace(host.webhookUrls[0] ?? '', host.webhookUrls[process] ?? '');
	await postToWebhook(url, { orders });
};

async function run(workflow: OrderWorkflow, orders: readonly Order[]): Promise<Execution> {
	const known = await executionIds(host.rest, workflow.workflowId);
	await postTo(0, workflow, orders);
	return await newExecution(host.rest, workflow.workflowId, known);
}

/** What n8n says of a run whose worker had no time to prove that it is alive, as on a busy machine. */
const givenUp = /failed to be processed too many times/;

/** Retries an execution, and what n8n itself gives up again, as people would. */
async function retry(id: string, tries = 5): Promise<Execution> {
	const response = await retryExecution(host.rest, id);
	if (response.status !== 200) throw new Error(`n8n refused the retry: ${response.message}`);
	const retried = await executionById(host.rest, textField(response.data, 'id'));
	const isGivenUp = givenUp.test(retried.message) && tries > 1;
	return isGivenUp ? await retry(textField(response.data, 'id'), tries - 1) : retried;
}

/** Waits until so many of the orders have arrived. */
async function untilArrived(gateway: string, orders: readonly Order[], count: number) {
	for (let tries = 0; tries < 3000; tries++) {
		const times = await timesOnPhones(host.sandboxUrl, gateway, orders);
		if (times.filter((one) => one > 0).length >= count) return;
		await sleep(10);
	}
	throw new Error(`Fewer than ${count} orders have arrived.`);
}

const replayed = (execution: Execution) =>
	execution
		.outputs('Send')
		.flat()
		.map(({ json }) => json['replayed']);
const once = (count: number) => Array.from({ length: count }, () => 1);
const toldAsUnknown = ({ description }: Execution) =>
	Number(/(\d+) may have been sent/.exec(description)?.[1] ?? 0);

/** Who got nothing was reported as unknown; else the fault says how the retry ended. */
function expectUnsentAreUnknown(times: readonly number[], retried: Execution): void {
	const unsent = times.filter((count) => count === 0).length;
	const { status, message, description } = retried;
	const isReported = unsent <= toldAsUnknown(retried);
	expect([isReported, unsent, status, message, description]).toEqual([
		true,
		unsent,
		status,
		message,
		description,
	]);
}

test.each(gateways)('Retry goes on where the run stopped: %s', async (gateway) => {
	const workflow = await publishOrders(gateway, 'plain', fast);
	const orders = ordersFor(phones.slice(0, 5), `plain ${gateway}`);
	const fault = { gateway, phone: phones[3], status: 403, body: { message: 'Forbidden' } };
	await controlSandbox(host.sandboxUrl, 'faults', fault);
	const stopped = await run(workflow, orders);
	expect(stopped).toMatchObject({ status: 'error', itemIndex: 3 });
	expect(replayed(await retry(stopped.id))).toEqual([true, true, true, false, false]);
	expect(replayed(await retry(stopped.id))).toEqual([true, true, true, true, true]);
	// Two at once, by two workers.
	await Promise.all([retry(stopped.id), retry(stopped.id)]);
	expect(await timesOnPhones(host.sandboxUrl, gateway, orders)).toEqual(once(5));
});

test.each(gateways)('a Message Key holds across workers and webhooks: %s', async (gateway) => {
	const options = { ...fast, messageKey: '={{ $json.number }}' };
	const workflow = await publishOrders(gateway, 'keyed', options);
	const orders = ordersFor(phones.slice(0, 5), `keyed ${gateway}`);
	const posts = Array.from({ length: 12 }, (_, post) => post % 2);
	await Promise.all(posts.map(async (process) => await postTo(process, workflow, orders)));
	await untilArrived(gateway, orders, 5);
	for (const id of await executionIds(host.rest, workflow.workflowId)) {
		await executionById(host.rest, id);
	}
	expect(await timesOnPhones(host.sandboxUrl, gateway, orders)).toEqual(once(5));
	expect(replayed(await run(workflow, orders))).toEqual(once(5).map(() => true));
});

test.each(gateways)('Retry of a stopped run sends the rest: %s', async (gateway) => {
	const workflow = await publishOrders(gateway, 'slow', { messagesPerMinute: 240 });
	const orders = ordersFor(phones.slice(0, 20), `stopped ${gateway}`);
	const known = await executionIds(host.rest, workflow.workflowId);
	await postTo(0, workflow, orders);
	await untilArrived(gateway, orders, 7);
	const [id = ''] = (await executionIds(host.rest, workflow.workflowId)).filter(
		(one) => !known.includes(one),
	);
	await stopExecution(host.rest, id);
	await sleep(3000);
	const stopped = await executionById(host.rest, id);
	expect(stopped.status).toBe('canceled');
	// In queue mode n8n keeps nothing of a stopped run, not even its list of values.
	expect(stopped.customData).toEqual({});
	const retried = await retry(id);
	const times = await timesOnPhones(host.sandboxUrl, gateway, orders);
	expect(times.filter((count) => count > 1)).toEqual([]);
	expectUnsentAreUnknown(times, retried);
});

test.each(gateways)('after a killed worker, Retry doubles and loses none: %s', async (gateway) => {
	const workflow = await publishOrders(gateway, 'slow', { messagesPerMinute: 240 });
	const orders = ordersFor(phones.slice(0, 20), `killed ${gateway}`);
	const known = await executionIds(host.rest, workflow.workflowId);
	await postTo(0, workflow, orders);
	await untilArrived(gateway, orders, 7);
	await Promise.all(host.workers.map(async (worker) => await worker.kill()));
	await host.repair();
	const killed = await newExecution(host.rest, workflow.workflowId, known);
	expect(['crashed', 'error']).toContain(killed.status);
	const before = await timesOnPhones(host.sandboxUrl, gateway, orders);
	// In the middle of the list: some were sent, and some were not.
	expect(new Set(before)).toEqual(new Set([0, 1]));
	const retried = await retry(killed.id);
	const times = await timesOnPhones(host.sandboxUrl, gateway, orders);
	expect(times.filter((count) => count > 1)).toEqual([]);
	expectUnsentAreUnknown(times, retried);
});
