import axios from 'axios';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { sandboxCredentials, saveCredential } from '../../host/credential';
import { withCredential } from '../../host/examples';
import { executionById, executionIds } from '../../host/executions';
import { ensureN8n } from '../../host/install';
import { installPackage } from '../../host/packed';
import { freePort } from '../../host/ports';
import { terminalProgress } from '../../host/progress';
import { pollingTriggerType } from '../../host/questions';
import { Rest } from '../../host/rest';
import { startServer, type Server } from '../../host/server';
import { publish, saveWorkflow, unpublish } from '../../host/workflows';
import { serveSandbox } from '../../sandbox/serve';
import { triggerWorkflow } from './incoming';

type Sandbox = Awaited<ReturnType<typeof serveSandbox>>;

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-polling-'));
const anna = '+491713920012';
let sandbox: Sandbox;
let server: Server | undefined;
let rest: Rest;
let port: number;

/** A server of its own: this test ends it and starts it again. */
async function start(): Promise<void> {
	const installed = await ensureN8n(terminalProgress());
	const log = path.join(folder, 'n8n.log');
	server = await startServer({ installed, userFolder: folder, port, log });
	rest = await Rest.login(server.url);
}

beforeAll(async () => {
	port = await freePort();
	sandbox = await serveSandbox({ port: 0 });
	await installPackage(folder);
	await start();
}, 240_000);

afterAll(async () => {
	await server?.stop();
	await sandbox.close();
	rmSync(folder, { recursive: true, force: true });
});

async function writes(text: string): Promise<void> {
	const body = { phone: anna, text, gateway: 'wacr' };
	await axios.post(`${sandbox.url}/_sandbox/inbound`, body, { proxy: false });
}

const texts = new Map<string, string[]>();

/** The words of every item of every run, the oldest first. */
async function received(workflow: string): Promise<string[]> {
	const ids = (await executionIds(rest, workflow)).reverse();
	for (const id of ids.filter((one) => !texts.has(one))) {
		const items = (await executionById(rest, id)).outputs('Trigger')[0] ?? [];
		texts.set(
			id,
			items.map(({ json }) => String(json['text'])),
		);
	}
	return ids.flatMap((id) => texts.get(id) ?? []);
}

async function receives(workflow: string, expected: readonly string[]): Promise<void> {
	const deadline = Date.now() + 90_000;
	while ((await received(workflow)).length < expected.length && Date.now() < deadline) {
		await sleep(500);
	}
	expect(await received(workflow)).toEqual(expected);
}

test('messages that came before, while n8n was down, in numbers, or behind a fault: each once', async () => {
	const account = sandboxCredentials(sandbox.url).find(({ data }) => data['gateway'] === 'wacr');
	if (account === undefined) throw new Error('The sandbox does not speak like this gateway.');
	const credential = await saveCredential(rest, account.name, account.data);
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const file = triggerWorkflow('Polling', { pollTimes }, pollingTriggerType);
	const saved = await saveWorkflow(rest, withCredential(file, credential));

	// What is there at the first look is not news.
	await publish(rest, saved);
	const expected: string[] = [];
	await writes('one');
	expected.push('one');
	await receives(saved.id, expected);

	await server?.stop();
	for (const text of ['two', 'three']) {
		await writes(text);
		expected.push(text);
	}
	await start();
	await receives(saved.id, expected);

	// A look that fails moves nothing. A workflow that is published anew looks at once.
	await unpublish(rest, saved);
	const many = Array.from({ length: 230 }, (_, index) => `of many ${index}`);
	for (const text of many) await writes(text);
	await sleep(10_000);
	const fault = { gateway: 'wacr', path: '/api/v2/messages', times: 1, status: 503, body: '' };
	await axios.post(`${sandbox.url}/_sandbox/faults`, fault, { proxy: false });
	// n8n may try a failed activation again by itself.
	await publish(rest, saved).catch(async () => await publish(rest, saved));
	await receives(saved.id, [...expected, ...many]);
	const { data } = await axios.get<{ requests: Array<{ path: string; status: number }> }>(
		`${sandbox.url}/_sandbox/requests`,
		{ proxy: false },
	);
	expect(data.requests.filter(({ status }) => status === 503)).toHaveLength(1);

	await unpublish(rest, saved);
	await sleep(10_000);
	await publish(rest, saved);
	await sleep(2_000);
	expect(await received(saved.id)).toEqual([...expected, ...many]);
}, 400_000);
