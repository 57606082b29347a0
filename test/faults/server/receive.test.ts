import axios from 'axios';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { withCredential } from '../../../host/examples/publishExamples';
import { executionById, retryExecution } from '../../../host/rest/executions';
import { isRecord, textField } from '../../../host/rest/narrow';
import { publish, saveWorkflow } from '../../../host/rest/workflows';
import { triggerWorkflow } from '../../host/incoming';
import { withoutTaskRunner } from './environment';
import { messageEvent, next, publishReceiving } from './receiving';
import { openTestServer, type TestServer } from './testServer';

let server: TestServer;
beforeAll(async () => {
	server = await openTestServer(withoutTaskRunner);
});
afterAll(async () => await server?.close());

const ids = (count: number, series: string) =>
	Array.from({ length: count }, (_, at) => `${series}-${String(at).padStart(2, '0')}`);

test('events one after another go on once, also when they are repeated after a kill', async () => {
	const workflow = await publishReceiving(server, 'Apart');
	const events = ids(5, 'event');
	const deliverAll = async () => {
		for (const id of events) await workflow.deliver(server.url, messageEvent(id));
	};
	await deliverAll();
	expect(await workflow.wentOn()).toEqual(events);
	await server.kill();
	await server.restart();
	await deliverAll();
	expect(await workflow.wentOn()).toEqual(events);
});

test('many events at once go on once, also when they are repeated after a kill', async () => {
	const workflow = await publishReceiving(server, 'Once');
	const events = ids(20, 'event');
	const deliverAll = async () => {
		const answers = await Promise.all(
			events.map(async (id) => await workflow.deliver(server.url, messageEvent(id))),
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	};
	await deliverAll();
	expect(await workflow.wentOn()).toEqual(events);
	await deliverAll();
	expect(await workflow.wentOn()).toEqual(events);
	// What this process knows costs no execution.
	expect(await workflow.executions()).toHaveLength(events.length);

	await server.kill();
	await server.restart();
	await deliverAll();
	expect(await workflow.wentOn()).toEqual(events);
	const executions = await workflow.executions();
	expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
	// The other half of the memory is known again: the repeats cost one execution each, once.
	await deliverAll();
	expect(await workflow.executions()).toHaveLength(executions.length);
});

test('the same event ten times at once goes on once', async () => {
	const workflow = await publishReceiving(server, 'Simultaneous');
	const body = messageEvent('same');
	await Promise.all(
		Array.from({ length: 10 }, async () => await workflow.deliver(server.url, body)),
	);
	expect(await workflow.wentOn()).toEqual(['same']);
});

test('what an earlier version of the package took note of goes on no second time', async () => {
	const workflow = await publishReceiving(server, 'Earlier');
	await workflow.deliver(server.url, messageEvent('earlier'));
	expect(await workflow.wentOn()).toEqual(['earlier']);
	await server.kill();
	// It had one row for all events of a node.
	const moved = await server.changeDatabase(
		"update processed_data set context = 'n:trigger:events' where workflowId = ? and context like 'n:trigger:events:%'",
		workflow.saved.id,
	);
	expect(moved).toBe(1);
	await server.restart();
	for (const id of ['earlier', 'later']) await workflow.deliver(server.url, messageEvent(id));
	expect(await workflow.wentOn()).toEqual(['earlier', 'later']);
});

test('n8n answers the gateway with a word, and repeats nothing of what a person wrote', async () => {
	const workflow = await publishReceiving(server, 'Answer');
	const answer = { status: 200, text: 'Received.', type: 'text/plain; charset=utf-8' };
	const body = messageEvent('private', { body: 'My address is a secret' });
	expect(await workflow.deliver(server.url, body)).toEqual(answer);
	// The repeat starts no run, and must not look different.
	expect(await workflow.deliver(server.url, body)).toEqual(answer);
});

test.each(['v1', 'v0'])(
	'with split outputs, each event leaves by its own, in execution order %s',
	async (executionOrder) => {
		const parameters = { events: ['message', 'status'], splitOutputs: true };
		const name = `${executionOrder} split`;
		const workflow = await publishReceiving(server, name, parameters, {}, { executionOrder });
		const status = {
			event: 'message.status.delivered',
			message_id: '01J1Z1',
			whatsapp_message_id: 'wamid.1',
			timestamp: '2026-05-07T08:15:00+00:00',
		};
		const bodies = [messageEvent('split'), status];
		for (const body of bodies) await workflow.deliver(server.url, body);
		const outputs = async () =>
			(await workflow.executions()).map((execution) =>
				execution.outputs('Trigger').map((items) => items.map(({ json }) => json['event'])),
			);
		expect(await outputs()).toEqual([
			[['message'], []],
			[[], ['status']],
		]);
		await server.kill();
		await server.restart();
		for (const body of bodies) await workflow.deliver(server.url, body);
		const executions = await workflow.executions();
		expect(executions.map(({ status: end }) => end)).toEqual(Array(4).fill('success'));
		expect(executions.flatMap((execution) => execution.outputs(next).flat())).toHaveLength(2);
	},
	240_000,
);

test('a restart moves no number’s messages from one workflow to another', async () => {
	const account = server.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	const { baseUrl, graphApiVersion, phoneNumberId, accessToken } = account?.data ?? {};
	const subscribedUrl = async () => {
		const url = `${baseUrl}/${graphApiVersion}/${phoneNumberId}?fields=webhook_configuration`;
		const headers = { authorization: `Bearer ${accessToken}` };
		const { data } = await axios.get<unknown>(url, { headers, proxy: false });
		const levels = isRecord(data) ? data['webhook_configuration'] : undefined;
		return isRecord(levels) ? levels['phone_number'] : undefined;
	};
	const published = async (name: string, options: object) => {
		const file = triggerWorkflow(name, { options });
		const saved = await saveWorkflow(
			server.rest,
			account === undefined ? file : withCredential(file, account.reference),
		);
		await publish(server.rest, saved);
		return `${server.url}/webhook/${file.nodes[0]?.webhookId}/webhook`;
	};
	await published('1st of two', {});
	const second = await published('2nd of two', { takeOver: 'published' });
	expect(await subscribedUrl()).toBe(second);
	await server.kill();
	await server.restart();
	expect(await subscribedUrl()).toBe(second);
});

describe('a received file', () => {
	let files: Server;
	/** The requests for files that are not answered yet. */
	const waiting: ServerResponse[] = [];
	let asked: () => void = () => undefined;
	let baseUrl: string;
	beforeAll(async () => {
		files = createServer((request, response) => {
			// The trigger looks whether a sandbox is there.
			const isFile = request.url === '/slow.jpg';
			if (!isFile) return void response.writeHead(404).end();
			waiting.push(response);
			asked();
		});
		await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
		baseUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		files.closeAllConnections();
		files.close();
	});

	const picture = (id: string, file: string) =>
		messageEvent(id, { url: `${baseUrl}/${file}`, mime_type: 'image/jpeg' }, 'image');
	const untilAsked = async () => {
		while (waiting.length === 0) await new Promise<void>((resolve) => (asked = resolve));
		return waiting.shift();
	};
	const options = { downloadMedia: true };

	test('that cannot be fetched does not hold its message up', async () => {
		const workflow = await publishReceiving(server, 'Gone', { options }, { baseUrl });
		await workflow.deliver(server.url, picture('gone', 'gone.jpg'));
		const [execution] = await workflow.executions();
		const [item] = execution?.outputs(next)[0] ?? [];
		expect(item?.json).toMatchObject({
			event: 'message',
			mediaNotDownloaded: 'Qyvo refused the download (status 404).',
		});
		expect(item?.binary).toBeUndefined();
	});

	/** Retries an execution while its file is delivered. */
	const retryWithFile = async (id: string | undefined) => {
		const retried = retryExecution(server.rest, id ?? '');
		const answer = await untilAsked();
		answer?.writeHead(200, { 'content-type': 'image/jpeg' }).end('a picture');
		const { data } = await retried;
		const retry = await executionById(server.rest, textField(data, 'id'));
		expect(retry).toMatchObject({ status: 'success', mode: 'retry' });
		const [item] = retry.outputs(next)[0] ?? [];
		expect(item?.json).not.toHaveProperty('mediaNotDownloaded');
		expect(item?.binary?.['data']).toMatchObject({
			mimeType: 'image/jpeg',
			fileName: 'image.jpeg',
		});
		return item?.json;
	};

	test('that the user cannot do without stops the execution, and its Retry delivers the message', async () => {
		const stop = { ...options, ifNotDownloaded: 'stop' };
		const workflow = await publishReceiving(server, 'Stop', { options: stop }, { baseUrl });
		const { status } = await workflow.deliver(server.url, picture('stop', 'slow.jpg'));
		expect(status).toBe(200);
		(await untilAsked())?.writeHead(503).end();
		const [stopped] = await workflow.executions();
		expect(stopped).toMatchObject({
			status: 'error',
			message: 'A file is missing. Qyvo refused the download (status 503).',
			description: expect.stringContaining('Retry this execution'),
		});
		expect(await retryWithFile(stopped?.id)).toMatchObject({ message: { messageId: 'stop' } });
	});

	test('is fetched in the run: n8n killed meanwhile leaves an execution whose Retry delivers the message', async () => {
		const workflow = await publishReceiving(server, 'Killed', { options }, { baseUrl });
		// The answer does not wait for the file.
		const { status } = await workflow.deliver(server.url, picture('killed', 'slow.jpg'));
		expect(status).toBe(200);
		await untilAsked();
		await server.kill();
		await server.restart();
		const [crashed] = await workflow.executions();
		expect(crashed?.status).toBe('crashed');
		expect(await workflow.wentOn()).toEqual([]);
		expect(await retryWithFile(crashed?.id)).toMatchObject({ message: { messageId: 'killed' } });
	}, 240_000);
});
