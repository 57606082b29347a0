import { setTimeout as sleep } from 'node:timers/promises';

import {
	executionById,
	executionIds,
	newExecution,
	retryExecution,
	stopExecution,
	type Execution,
} from '../../../host/rest/executions';
import { textField } from '../../../host/rest/narrow';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { controlSandbox, openWindows, timesOnPhones } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import { newId, post, untilArrived, type OrderRun } from './killServer';
import { type OrderWorkflow, ordersFor, phonesFor, publishOrderWorkflow } from './orders';
import { openTestServer, type TestServer } from './testServer';

const phones = phonesFor(40);
const ids = gateways.map(({ id }) => id);

let testServer: TestServer;
/** By gateway: without and with a Message Key, and slow enough to be stopped in the middle. */
const workflows = new Map<
	string,
	{ plain: OrderWorkflow; keyed: OrderWorkflow; slow: OrderWorkflow }
>();

beforeAll(async () => {
	testServer = await openTestServer(withoutTaskRunner);
	for (const account of testServer.accounts) {
		const gateway = String(account.data['gateway']);
		await openWindows(testServer.sandboxUrl, gateway, phones);
		const fast = { messagesPerMinute: 6000, parallelRecipients: 1 };
		const messageKey = '={{ $json.number }}';
		const slow = { messagesPerMinute: 240, parallelRecipients: 2 };
		workflows.set(gateway, {
			plain: await publishOrderWorkflow(testServer, account, fast, 'plain'),
			keyed: await publishOrderWorkflow(testServer, account, { ...fast, messageKey }, 'keyed'),
			slow: await publishOrderWorkflow(testServer, account, slow, 'slow'),
		});
	}
});
afterAll(async () => await testServer?.close());

const workflowOf = (gateway: string, kind: 'plain' | 'keyed' | 'slow') => {
	const found = workflows.get(gateway);
	if (found === undefined) throw new Error(`The sandbox has no gateway ${gateway}.`);
	return found[kind];
};

const runOf = (
	gateway: string,
	kind: 'plain' | 'keyed' | 'slow',
	series: string,
	count: number,
) => ({
	workflow: workflowOf(gateway, kind),
	orders: ordersFor(phones.slice(0, count), `${series} ${gateway}`),
});

const timesOf = async ({ workflow, orders }: OrderRun) =>
	await timesOnPhones(testServer.sandboxUrl, workflow.gateway, orders);

/** Posts the orders and waits for the end of their execution. */
async function run(orderRun: OrderRun): Promise<Execution> {
	const known = await executionIds(testServer.rest, orderRun.workflow.workflowId);
	await post(orderRun);
	return await newExecution(testServer.rest, orderRun.workflow.workflowId, known);
}

/** Retries an execution and waits for its end. */
async function retry(id: string): Promise<Execution> {
	const response = await retryExecution(testServer.rest, id);
	if (response.status !== 200) throw new Error(`n8n refused the retry: ${response.message}`);
	return await executionById(testServer.rest, textField(response.data, 'id'));
}

/** The gateway refuses the next message to a phone. */
async function refuse(gateway: string, phone: string): Promise<void> {
	const body = { message: 'Forbidden' };
	await controlSandbox(testServer.sandboxUrl, 'faults', { gateway, phone, status: 403, body });
}

const replayed = (execution: Execution) =>
	execution
		.outputs('Send')
		.flat()
		.map(({ json }) => json['replayed']);
const once = (count: number) => Array.from({ length: count }, () => 1);

describe('Retry in the list of executions', () => {
	test.each(ids)('goes on where the run stopped, also after a restart: %s', async (gateway) => {
		const orders = runOf(gateway, 'plain', 'restart', 5);
		await refuse(gateway, phones[3] ?? '');
		const stopped = await run(orders);
		expect(stopped).toMatchObject({ status: 'error', itemIndex: 3 });
		expect(stopped.description).toContain('3 of 5 messages were sent, 2 were not sent.');
		expect(stopped.stored).toContain('sentCount');
		if (gateway === ids[0]) {
			await testServer.kill();
			await testServer.restart();
		}
		const retried = await retry(stopped.id);
		expect(retried.status).toBe('success');
		expect(replayed(retried)).toEqual([true, true, true, false, false]);
		expect(await timesOf(orders)).toEqual(once(5));

		const again = await retry(stopped.id);
		expect(again.status).toBe('success');
		expect(replayed(again)).toEqual(once(5).map(() => true));
		expect(await timesOf(orders)).toEqual(once(5));
	});

	// Without keys of its own, and with them; the gateways without behave alike.
	test.each(['qyvo', 'mojeeb'])(
		'sends to nobody twice after a stop in the middle: %s',
		async (gateway) => {
			const orders = runOf(gateway, 'slow', 'stop', 20);
			const { workflowId } = orders.workflow;
			const known = await executionIds(testServer.rest, workflowId);
			await post(orders);
			await untilArrived(testServer, orders, 7);
			const id = (await newId(testServer, orders, known)) ?? '';
			await stopExecution(testServer.rest, id);
			await sleep(3000);
			const stopped = await executionById(testServer.rest, id);
			const arrived = (await timesOf(orders)).filter((times) => times > 0).length;
			expect(stopped.status).toBe('canceled');
			expect(arrived).toBeLessThan(20);
			expect(JSON.stringify(stopped.customData)).toMatch(/\d+ of 20 sent; the last ones: \+49/);

			const retried = await retry(id);
			const times = await timesOf(orders);
			expect(times.filter((count) => count > 1)).toEqual([]);
			// What was on its way when the run was stopped may be reported as unknown; the rest is sent.
			const unknown = Number(/(\d+) may have been sent/.exec(retried.description)?.[1] ?? 0);
			expect(times.filter((count) => count === 0).length).toBeLessThanOrEqual(unknown);
			expect(unknown).toBeLessThanOrEqual(2);
		},
	);
});

describe('Message Key', () => {
	test.each(ids)('sends once, run by run, at once, and after a restart: %s', async (gateway) => {
		const orders = runOf(gateway, 'keyed', 'keyed', 4);
		const first = await run(orders);
		expect(replayed(first)).toEqual([false, false, false, false]);
		const known = await executionIds(testServer.rest, orders.workflow.workflowId);
		await Promise.all(Array.from({ length: 6 }, async () => await post(orders)));
		for (let tries = 0; tries < 100; tries++) {
			const all = await executionIds(testServer.rest, orders.workflow.workflowId);
			if (all.length >= known.length + 6) break;
			await sleep(100);
		}
		for (const id of await executionIds(testServer.rest, orders.workflow.workflowId)) {
			expect((await executionById(testServer.rest, id)).status).toBe('success');
		}
		if (gateway === ids[1]) {
			await testServer.kill();
			await testServer.restart();
		}
		expect(replayed(await run(orders))).toEqual([true, true, true, true]);
		expect(await timesOf(orders)).toEqual(once(4));
	});

	test.each(['qyvo', 'mojeeb'])(
		'sends once where the first runs come at the same moment: %s',
		async (gateway) => {
			const orders = runOf(gateway, 'keyed', 'moment', 4);
			await Promise.all(Array.from({ length: 6 }, async () => await post(orders)));
			await untilArrived(testServer, orders, 4);
			for (const id of await executionIds(testServer.rest, orders.workflow.workflowId)) {
				await executionById(testServer.rest, id);
			}
			expect(await timesOf(orders)).toEqual(once(4));
		},
	);

	test('stays taken by the run that sent it, where another run stops before it', async () => {
		const sent = runOf('qyvo', 'keyed', 'taken', 4);
		await run(sent);
		const refused = ordersFor(phones.slice(4, 5), 'refused first');
		await refuse('qyvo', phones[4] ?? '');
		expect((await run({ ...sent, orders: [...refused, ...sent.orders] })).status).toBe('error');
		expect(replayed(await run(sent))).toEqual([true, true, true, true]);
		expect(await timesOf(sent)).toEqual(once(4));
	});

	test.each(ids)('is free again after a refusal: %s', async (gateway) => {
		const orders = runOf(gateway, 'keyed', 'refused', 2);
		await refuse(gateway, phones[0] ?? '');
		expect((await run(orders)).status).toBe('error');
		const second = await run(orders);
		expect(second.status).toBe('success');
		expect(await timesOf(orders)).toEqual(once(2));
	});
});
