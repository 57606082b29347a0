import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive } from '../../host/install/command';
import { projectFolder } from '../../host/project';
import { nodeType } from '../../host/rest/editorRequests';
import { recordsOf } from '../../host/rest/narrow';
import { Rest } from '../../host/rest/rest';
import { freePort } from '../../host/server/ports';
import { descendants, launch, survivors, type Launched } from './processes';

const copied = [
	...['credentials', 'dist', 'examples', 'host', 'nodes', 'sandbox', 'scripts'],
	...['README.md', 'package.json', 'tsconfig.json', 'tsconfig.build.json'],
];
const nodeFile = 'nodes/WhatsAppGateway/WhatsAppGateway.node.ts';
const timeoutMs = 60_000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-dev-'));
let dev: Launched;
let rest: Rest;

beforeAll(async () => {
	for (const name of copied) {
		cpSync(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
	}
	symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
	const port = await freePort();
	const ports = ['--port', String(port), '--sandbox-port', String(await freePort())];
	dev = launch(process.execPath, ['--import', 'tsx', 'host/dev.ts', ...ports], folder);
	await dev.until('Found 0 errors');
	rest = await Rest.login(`http://127.0.0.1:${port}`);
});

afterAll(async () => {
	for (const pid of [dev.pid, ...descendants(dev.pid)].filter(isAlive))
		process.kill(pid, 'SIGKILL');
	await dev.exit;
	rmSync(folder, { recursive: true, force: true });
});

/** The node's name in n8n's list of node types. */
async function displayName(): Promise<unknown> {
	const types = recordsOf(await rest.request('GET', '/types/nodes.json'));
	return types.find(({ name }) => name === nodeType)?.['displayName'];
}

async function untilNamed(expected: string): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	// n8n may be writing the list at that moment.
	const shown = async () => await displayName().catch(() => undefined);
	while ((await shown()) !== expected && Date.now() < deadline) await sleep(500);
	expect(await displayName()).toBe(expected);
}

/** Saves the node with another name, and with a line of code added. */
function save(name: string, addition = ''): void {
	const source = readFileSync(path.join(projectFolder, nodeFile), 'utf8');
	const renamed = source.replace(/displayName: '[^']+'/, `displayName: '${name}'`);
	writeFileSync(path.join(folder, nodeFile), `${renamed}${addition}`);
}

test('a saved source file is live in n8n', async () => {
	save('Saved once');
	await untilNamed('Saved once');
	save('Saved twice');
	await untilNamed('Saved twice');
});

test('a syntax fault is printed and keeps the last version in n8n', async () => {
	save('With a fault', 'const = 1;\n');
	await dev.until(/WhatsAppGateway\.node\.ts\(\d+,\d+\): error TS\d+/);
	await dev.until(/Found [1-9]\d* error/);
	expect(await displayName()).toBe('Saved twice');
	save('Corrected');
	await untilNamed('Corrected');
});

test('Ctrl-C ends n8n, the sandbox and the compiler', async () => {
	const all = descendants(dev.pid);
	expect(all.length).toBeGreaterThanOrEqual(2);
	dev.child.kill('SIGINT');
	expect(await dev.exit).toBe(0);
	expect(await survivors(all)).toEqual([]);
});
