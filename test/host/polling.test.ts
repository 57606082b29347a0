import axios from 'axios';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { terminalProgress } from '../../host/cli/progress';
import { withCredential } from '../../host/examples/publishExamples';
import { ensureN8n } from '../../host/install/installN8n';
import { installPackage } from '../../host/install/installPackage';
import { sandboxCredentials, saveCredential } from '../../host/rest/credentials';
import { pollingTriggerType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { Rest } from '../../host/rest/rest';
import { publish, saveWorkflow, unpublish } from '../../host/rest/workflows';
import { freePort } from '../../host/server/ports';
import { startServer, type Server } from '../../host/server/server';
import { serveSandbox } from '../../sandbox/serve';
import { runsOf, triggerWorkflow } from './incoming';

type Sandbox = Awaited<ReturnType<typeof serveSandbox>>;

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-polling-'));
const anna = '+491713920012';
let sandbox: Sandbox;
let server: Server | undefined;
let rest: Rest;
let port: number;

/** This test needs a server of its own, which it stops and restarts. */
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
});

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

/** The text of every item of every run, oldest first. */
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

/** Waits for the next polls, one each minute. */
async function receives(workflow: string, expected: readonly string[]): Promise<void> {
	const deadline = Date.now() + 200_000;
	while ((await received(workflow)).length < expected.length && Date.now() < deadline) {
		await sleep(500);
	}
	expect(await received(workflow)).toEqual(expected);
}

/** The trigger polls this gateway at most once in 10 seconds, also when it is published again. */
const pollIntervalMs = 10_000;

/** How often the gateway was polled, and how often it answered 503. */
async function polls(): Promise<{ all: number; failed: number }> {
	const { data } = await axios.get<{ requests: Array<{ path: string; status: number }> }>(
		`${sandbox.url}/_sandbox/requests`,
		{ proxy: false },
	);
	const all = data.requests.filter(({ path }) => path.includes('/api/v2/messages'));
	return { all: all.length, failed: all.filter(({ status }) => status === 503).length };
}

test('each message is received once: before publishing none, later ones also after a restart, a fault, or in large numbers', async () => {
	const account = (await sandboxCredentials(sandbox.url)).find(
		({ data }) => data['gateway'] === 'wacr',
	);
	if (account === undefined) throw new Error('The sandbox has no gateway wacr.');
	const credential = await saveCredential(rest, account.name, account.data);
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const file = triggerWorkflow('Polling', { pollTimes }, pollingTriggerType);
	const saved = await saveWorkflow(rest, withCredential(file, credential));

	// The first poll takes note of the existing messages and starts no run.
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

	// A failed poll loses nothing. A workflow that is published again polls at once.
	await unpublish(rest, saved);
	const many = Array.from({ length: 230 }, (_, index) => `of many ${index}`);
	for (const text of many) await writes(text);
	await sleep(pollIntervalMs);
	const fault = { gateway: 'wacr', path: '/api/v2/messages', times: 1, status: 503, body: '' };
	await axios.post(`${sandbox.url}/_sandbox/faults`, fault, { proxy: false });
	// The failed poll may fail the publication, which n8n may repeat by itself.
	await publish(rest, saved).catch(async () => await publish(rest, saved));
	await receives(saved.id, [...expected, ...many]);
	const before = await polls();
	expect(before.failed).toBe(1);

	const runs = await runsOf(rest, saved.id, 1);
	await unpublish(rest, saved);
	await sleep(pollIntervalMs);
	await publish(rest, saved);
	while ((await polls()).all === before.all) await sleep(100);
	expect(await runsOf(rest, saved.id, runs)).toBe(runs);
	expect(await received(saved.id)).toEqual([...expected, ...many]);
}, 900_000);
