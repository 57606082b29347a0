import { executionById, executionIds, type Execution } from '../../host/rest/executions';
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
import { figure } from './figure';

/** Executions begun at the same moment; each worker runs ten at a time. */
const executions = 20;
const messages = 2000;
const gateway = 'qyvo';
const phones = phonesFor(messages / executions);

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
	await openWindows(host.sandboxUrl, gateway, phones);
});

/** Another pace than the documented one of the gateway: so many requests in so many seconds. */
const limit = async (requests: number, seconds: number) =>
	await controlSandbox(host.sandboxUrl, 'rate-limit', { gateway, requests, seconds });
afterAll(async () => await controlSandbox(host.sandboxUrl, 'rate-limit', { gateway }));

async function publishOrders(name: string, messagesPerMinute: number): Promise<OrderWorkflow> {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	const [url = ''] = host.webhookUrls;
	return await publishOrderWorkflow({ rest: host.rest, url }, account, { messagesPerMinute }, name);
}

/** Posts the lists to both webhook processes at once, and waits for the end of all runs. */
async function runAll(
	{ address, workflowId }: OrderWorkflow,
	lists: ReadonlyArray<readonly Order[]>,
): Promise<Execution[]> {
	const [first = ''] = host.webhookUrls;
	const post = async (orders: readonly Order[], at: number) => {
		const url = address.replace(first, host.webhookUrls[at % 2] ?? '');
		await postToWebhook(url, { orders });
	};
	await Promise.all(lists.map(post));
	const ended: Execution[] = [];
	for (const id of await executionIds(host.rest, workflowId)) {
		ended.push(await executionById(host.rest, id));
	}
	return ended;
}

const lists = (name: string) =>
	Array.from({ length: executions }, (_, at) => ordersFor(phones, `${name} ${at}`));

test('2,000 messages in 20 executions on two workers are sent once each', async () => {
	await limit(1_000_000, 60);
	const orders = lists('many');
	const begun = Date.now();
	const ended = await runAll(await publishOrders('many', 6000), orders);
	figure(`2,000 messages in 20 executions: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
	expect(ended.map(({ status }) => status)).toEqual(orders.map(() => 'success'));
	const times = await timesOnPhones(host.sandboxUrl, gateway, orders.flat());
	expect(times.filter((count) => count !== 1)).toEqual([]);
	expect(times).toHaveLength(messages);
});

test('two workers that share a budget that each takes for its own have no message fail', async () => {
	// 600 a minute, ten times as fast: 600 in any six seconds.
	await limit(600, 6);
	const orders = lists('budget');
	const begun = Date.now();
	const ended = await runAll(await publishOrders('budget', 6000), orders);
	const seconds = (Date.now() - begun) / 1000;
	expect(ended.map(({ status, message }) => [status, message])).toEqual(
		orders.map(() => ['success', '']),
	);
	const receipts = ended.flatMap((one) =>
		one
			.outputs('Send')
			.flat()
			.map(({ json }) => json),
	);
	const refused = receipts.reduce((sum, { attempts }) => sum + Number(attempts) - 1, 0);
	const share = messages / 100 / seconds;
	figure(
		`2,000 messages on a budget of 100 a second: ${seconds.toFixed(1)} s, ${refused} answers 429, ` +
			`${(share * 100).toFixed(0)} % of the budget`,
	);
	expect(receipts).toHaveLength(messages);
	const times = await timesOnPhones(host.sandboxUrl, gateway, orders.flat());
	expect(times.filter((count) => count !== 1)).toEqual([]);
});
