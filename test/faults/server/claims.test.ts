import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../../host/examples/publishExamples';
import {
	executionById,
	executionIds,
	retryExecution,
	stopExecution,
	type Execution,
} from '../../../host/rest/executions';
import { textField } from '../../../host/rest/narrow';
import { publish, saveWorkflow } from '../../../host/rest/workflows';
import { sendText, webhookWorkflow } from '../../host/host';
import { servePosts } from '../../probe/gate';
import { controlSandbox, openWindows, timesAtPhones } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import { phonesFor } from './orders';
import { openTestServer, type TestServer } from './testServer';

let testServer: TestServer;
beforeAll(async () => {
	testServer = await openTestServer(withoutTaskRunner);
});
afterAll(async () => await testServer?.close());

/** A workflow that fetches its list of phones, as from a database, and sends to each. */
interface ListWorkflow {
	readonly id: string;
	/** Begins a run and gives its id. */
	begin(): Promise<string>;
	/** What the list holds from now on. */
	setList(phones: readonly string[]): void;
}

let workflows = 0;

/** Publishes webhook → list → send. */
async function publishListWorkflow(
	gateway: string,
	parameters: Readonly<Record<string, unknown>>,
): Promise<ListWorkflow> {
	const account = testServer.accounts.find(({ data }) => data['gateway'] === gateway);
	if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	let list: readonly string[] = [];
	const url = await servePosts((_body, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(list.map((phone) => ({ phone }))));
	});
	const path = `list-${workflows++}`;
	const send = sendText('Hello');
	const file = webhookWorkflow(path, path, {
		...send,
		parameters: { ...send.parameters, ...parameters },
	});
	const [hook, node] = file.nodes;
	if (hook === undefined || node === undefined) throw new Error('The workflow has no nodes.');
	const saved = await saveWorkflow(
		testServer.rest,
		withCredential(
			{
				...file,
				nodes: [
					{ ...hook, parameters: { ...hook.parameters, responseMode: 'onReceived' } },
					{
						id: 'list',
						name: 'List',
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.2,
						position: [200, 0],
						parameters: {
							method: 'POST',
							url,
							sendBody: true,
							specifyBody: 'json',
							jsonBody: '{}',
							options: {},
						},
					},
					node,
				],
				connections: {
					Hook: { main: [[{ node: 'List', type: 'main', index: 0 }]] },
					List: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
				},
			},
			account.reference,
		),
	);
	await publish(testServer.rest, saved);
	return {
		id: saved.id,
		setList: (phones) => {
			list = phones;
		},
		async begin() {
			const known = await executionIds(testServer.rest, saved.id);
			await fetch(`${testServer.url}/webhook/${path}`, { method: 'POST' });
			for (let tries = 0; tries < 200; tries++) {
				const ids = await executionIds(testServer.rest, saved.id);
				const id = ids.find((one) => !known.includes(one));
				if (id !== undefined) return id;
				await sleep(50);
			}
			throw new Error('n8n did not begin a run.');
		},
	};
}

/** Stops a run when so many of the phones have the message. */
async function stopAfter(gateway: string, id: string, phones: readonly string[], count: number) {
	for (let tries = 0; tries < 1000; tries++) {
		const times = await timesAtPhones(testServer.sandboxUrl, gateway, phones);
		if (times.filter((one) => one > 0).length >= count) break;
		await sleep(10);
	}
	await stopExecution(testServer.rest, id);
	await sleep(2500);
	expect((await executionById(testServer.rest, id)).status).toBe('canceled');
}

async function retry(id: string): Promise<Execution> {
	const response = await retryExecution(testServer.rest, id);
	if (response.status !== 200) throw new Error(`n8n refused the retry: ${response.message}`);
	return await executionById(testServer.rest, textField(response.data, 'id'));
}

const toldAsUnknown = ({ description }: Execution) =>
	Number(/(\d+) may have been sent/.exec(description)?.[1] ?? 0);

const slow = { messagesPerMinute: 240, parallelRecipients: 1 };

describe.each(['qyvo', 'mojeeb'])('Retry of a stopped run, which begins again: %s', (gateway) => {
	test('sends to nobody twice where the list has one more at its top', async () => {
		const phones = phonesFor(21);
		await controlSandbox(testServer.sandboxUrl, 'reset', {});
		await openWindows(testServer.sandboxUrl, gateway, phones);
		const workflow = await publishListWorkflow(gateway, { options: slow });
		workflow.setList(phones.slice(1));
		const id = await workflow.begin();
		await stopAfter(gateway, id, phones, 8);
		workflow.setList(phones);
		const retried = await retry(id);
		const times = await timesAtPhones(testServer.sandboxUrl, gateway, phones);
		expect(times.filter((count) => count > 1)).toEqual([]);
		expect(times.filter((count) => count === 0).length).toBeLessThanOrEqual(toldAsUnknown(retried));
	});

	test('goes on where the words are others now, and tells whose they are', async () => {
		const phones = phonesFor(20);
		await controlSandbox(testServer.sandboxUrl, 'reset', {});
		await openWindows(testServer.sandboxUrl, gateway, phones);
		const workflow = await publishListWorkflow(gateway, {
			text: '={{ $now.toMillis() }}',
			options: slow,
		});
		workflow.setList(phones);
		const id = await workflow.begin();
		await stopAfter(gateway, id, phones, 8);
		const arrived = (await timesAtPhones(testServer.sandboxUrl, gateway, phones)).filter(Boolean);
		const retried = await retry(id);
		const times = await timesAtPhones(testServer.sandboxUrl, gateway, phones);
		expect(times.filter((count) => count > 1)).toEqual([]);
		expect(times.filter((count) => count === 0).length).toBeLessThanOrEqual(toldAsUnknown(retried));
		// What they got may be another message, so that it is not passed off as this one.
		expect(toldAsUnknown(retried)).toBeGreaterThanOrEqual(arrived.length);
	});
});

test('a Message Key is free again where the window was closed and the run went on', async () => {
	const phones = phonesFor(1);
	await controlSandbox(testServer.sandboxUrl, 'reset', {});
	const workflow = await publishListWorkflow('qyvo', {
		ifWindowClosed: 'outputAsNotDelivered',
		options: { messageKey: 'order 1' },
	});
	workflow.setList(phones);
	const run = async () => {
		const execution = await executionById(testServer.rest, await workflow.begin());
		return execution.outputs('Send').flat()[0]?.json;
	};
	expect(await run()).toMatchObject({ status: 'failed', fault: 'windowClosed' });
	await openWindows(testServer.sandboxUrl, 'qyvo', phones);
	expect(await run()).toMatchObject({ status: 'sent', replayed: false });
	expect(await run()).toMatchObject({ status: 'sent', replayed: true });
	expect(await timesAtPhones(testServer.sandboxUrl, 'qyvo', phones)).toEqual([1]);
});

test('a text in parts has one Message Key: another run sends what is missing, and a third one nothing', async () => {
	const [phone = ''] = phonesFor(1);
	await controlSandbox(testServer.sandboxUrl, 'reset', {});
	await openWindows(testServer.sandboxUrl, 'qyvo', [phone]);
	const workflow = await publishListWorkflow('qyvo', {
		text: ['a', 'b', 'c'].map((letter) => `${letter} `.repeat(2000)).join('\n\n'),
		options: { messageKey: 'answer 1', ifTooLong: 'sendInParts' },
	});
	workflow.setList([phone]);
	const run = async () => {
		const execution = await executionById(testServer.rest, await workflow.begin());
		return execution.outputs('Send').flat()[0]?.json;
	};
	const refusal = { status: 403, body: { message: 'Forbidden' } };
	await controlSandbox(testServer.sandboxUrl, 'faults', { phone, skip: 1, ...refusal });
	await run();
	expect(await timesAtPhones(testServer.sandboxUrl, 'qyvo', [phone])).toEqual([1]);
	const replayed = (of: boolean) => expect.objectContaining({ replayed: of });
	expect(await run()).toMatchObject({
		replayed: false,
		parts: [replayed(true), replayed(false), replayed(false)],
	});
	expect(await run()).toMatchObject({ replayed: true });
	expect(await timesAtPhones(testServer.sandboxUrl, 'qyvo', [phone])).toEqual([3]);
});
