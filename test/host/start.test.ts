import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { loadExamples } from '../../host/examples/loadExamples';
import { otherAppName } from '../../host/examples/publishExamples';
import { crmCredentialNames, hmacCredentialName } from '../../host/examples/otherCredentials';
import { modelCredentialName } from '../../host/model/modelCredential';
import { sandboxCredentials } from '../../host/rest/credentials';
import { recordsOf } from '../../host/rest/narrow';
import { Rest } from '../../host/rest/rest';
import { freePort } from '../../host/server/ports';
import { descendants, launch, start, survivors, type Launched } from './processes';

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-start-'));
const running: Launched[] = [];

afterAll(async () => {
	for (const { pid, child, exit } of running) {
		if (child.exitCode !== null || child.signalCode !== null) continue;
		const all = descendants(pid);
		child.kill('SIGKILL');
		for (const one of all) process.kill(one, 'SIGKILL');
		await exit;
	}
	rmSync(folder, { recursive: true, force: true });
});

function watched(one: Launched): Launched {
	running.push(one);
	return one;
}

const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);

const flags = async () => [
	...['--port', String(await freePort())],
	...['--sandbox-port', String(await freePort())],
	...['--data', folder],
];

test('--help lists the flags', async () => {
	const help = watched(start('--help'));
	expect(await help.exit).toBe(0);
	for (const flag of ['--once', '--port', '--sandbox-port', '--data']) {
		expect(help.output()).toContain(flag);
	}
});

test('an unknown flag gets one sentence and the usage', async () => {
	const wrong = watched(start('--prot', '5680'));
	expect(await wrong.exit).toBe(1);
	expect(wrong.output()).toMatch(
		/^error: unknown option '--prot'\n\(Did you mean --port\?\)\n\nUsage: /,
	);
});

test.each(['0', '65536', 'http'])('the port %s gets one sentence and the usage', async (port) => {
	const wrong = watched(start('--port', port));
	expect(await wrong.exit).toBe(1);
	expect(wrong.output()).toMatch(/^error: .*Choose a port between 1 and 65535\.\n\nUsage: /);
});

test('a taken port is named, with the flag for another one', async () => {
	const taken = createServer();
	const port = await new Promise<number>((resolve) => {
		taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
	});
	try {
		const n8n = watched(start('--once', '--data', folder, '--port', String(port)));
		expect(await n8n.exit).toBe(1);
		expect(n8n.output()).toContain(`Port ${port}`);
		expect(n8n.output()).toContain('--port ');
		expect(n8n.output()).not.toMatch(/^\s+at /m);

		const other = ['--port', String(await freePort()), '--sandbox-port', String(port)];
		const sandbox = watched(start('--once', '--data', folder, ...other));
		expect(await sandbox.exit).toBe(1);
		expect(sandbox.output()).toContain(`Port ${port}`);
		expect(sandbox.output()).toContain('--sandbox-port ');
	} finally {
		taken.close();
	}
});

test('--once runs every example, prints the messages, and ends with 0', async () => {
	const once = watched(start('--once', ...(await flags())));
	expect([await once.exit, once.output()]).toEqual([0, expect.any(String)]);
	for (const { name, expectedMessages } of loadExamples()) {
		for (const { phone, template, kind } of expectedMessages) {
			const what = template?.name ?? kind;
			// Of very many, only their number is shown.
			const alike = expectedMessages.filter((one) => (one.template?.name ?? one.kind) === what);
			const to = alike.length > 20 ? `${alike.length} phones` : phone.replace('+', String.raw`\+`);
			const cells = ['arrived', name, to, what];
			expect(once.output()).toMatch(new RegExp(`^${cells.join(' +')} `, 'm'));
		}
	}
	expect(once.output()).not.toMatch(/^(missing|unexpected)/m);
	// It starts n8n and then lets every example run, one after the other.
});

test('a second start finds the data, refuses a third one on it, and ends with its shell', async () => {
	const [port, sandboxPort] = [await freePort(), await freePort()];
	const ports = `--port ${port} --sandbox-port ${sandboxPort}`;
	// npm starts a shell too, and passes a signal on to the shell only.
	const command = `node --import tsx host/start.ts ${ports} --data ${folder}`;
	const shell = watched(launch('sh', ['-c', `true && ${command}`]));
	await shell.until('Ctrl-C');
	const n8n = await Rest.login(`http://127.0.0.1:${port}`);
	const workflows = recordsOf(await n8n.request('GET', '/rest/workflows'));
	expect(workflows.map(({ name }) => name).sort()).toEqual(
		loadExamples()
			.map(({ workflow }) => workflow.name)
			.sort(),
	);
	const accounts = await sandboxCredentials(`http://127.0.0.1:${sandboxPort}`);
	const names = accounts.map(({ name }) => name);
	const meta = names.find((name) => name.startsWith('Meta')) ?? '';
	const credentials = recordsOf(await n8n.request('GET', '/rest/credentials'));
	expect(credentials.map(({ name }) => name).sort()).toEqual(
		[
			...[modelCredentialName, hmacCredentialName, ...crmCredentialNames],
			...names,
			// Another app for each example whose gateway knows one address for each app.
			...loadExamples().flatMap(({ demo: { accessToken } }) =>
				accessToken === undefined ? [] : [otherAppName(meta, accessToken)],
			),
		].sort(),
	);

	const third = watched(start(...(await flags())));
	expect(await third.exit).toBe(1);
	expect(third.output()).toMatch(/^n8n is already running at .*--data\.$/m);

	const all = descendants(shell.pid);
	expect(all.length).toBeGreaterThanOrEqual(3);
	shell.child.kill('SIGTERM');
	expect(await survivors([shell.pid, ...all])).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
	'%s while n8n starts leaves no process behind',
	async (signal) => {
		const log = path.join(folder, 'n8n.log');
		rmSync(log, { force: true });
		const starting = watched(start(...(await flags())));
		// n8n logs its first lines seconds before it is ready.
		while (sizeOf(log) === 0 && starting.child.exitCode === null) await sleep(20);
		const all = descendants(starting.pid);
		expect(all.length).toBeGreaterThanOrEqual(1);
		starting.child.kill(signal);
		expect(await starting.exit).toBe(130);
		expect(starting.output()).toMatch(/Stopped\.\n$/);
		expect(await survivors(all)).toEqual([]);
	},
);
