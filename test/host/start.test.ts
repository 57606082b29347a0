import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { sandboxCredentials } from '../../host/credential';
import { loadExamples } from '../../host/examples';
import { freePort } from '../../host/ports';
import { records, Rest } from '../../host/rest';
import { descendants, launch, start, survivors, type Started } from './processes';

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-start-'));
const running: Started[] = [];

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

function watched(one: Started): Started {
	running.push(one);
	return one;
}

const flags = async () => [
	...['--port', String(await freePort())],
	...['--sandbox-port', String(await freePort())],
	...['--data', folder],
];

test('--help tells the flags', async () => {
	const help = watched(start('--help'));
	expect(await help.exit).toBe(0);
	for (const flag of ['--once', '--port', '--sandbox-port', '--data']) {
		expect(help.printed()).toContain(flag);
	}
});

test('a flag that does not exist gets one sentence and the usage', async () => {
	const wrong = watched(start('--prot', '5680'));
	expect(await wrong.exit).toBe(1);
	expect(wrong.printed()).toMatch(/^There is no flag --prot\.\n\nUsage: /);
});

test('a port that is taken is named, with the flag that chooses another one', async () => {
	const taken = createServer();
	const port = await new Promise<number>((resolve) => {
		taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
	});
	try {
		const n8n = watched(start('--once', '--data', folder, '--port', String(port)));
		expect(await n8n.exit).toBe(1);
		expect(n8n.printed()).toContain(`Port ${port}`);
		expect(n8n.printed()).toContain('--port ');
		expect(n8n.printed()).not.toMatch(/^\s+at /m);

		const other = ['--port', String(await freePort()), '--sandbox-port', String(port)];
		const sandbox = watched(start('--once', '--data', folder, ...other));
		expect(await sandbox.exit).toBe(1);
		expect(sandbox.printed()).toContain(`Port ${port}`);
		expect(sandbox.printed()).toContain('--sandbox-port ');
	} finally {
		taken.close();
	}
});

test('--once fires every example, prints what arrived, and ends with 0', async () => {
	const once = watched(start('--once', ...(await flags())));
	expect([await once.exit, once.printed()]).toEqual([0, expect.any(String)]);
	for (const { name, arrivals } of loadExamples()) {
		for (const { phone, template, kind } of arrivals) {
			const cells = ['arrived', name, phone.replace('+', String.raw`\+`), template?.name ?? kind];
			expect(once.printed()).toMatch(new RegExp(`^${cells.join(' +')} `, 'm'));
		}
	}
	expect(once.printed()).not.toMatch(/^(missing|unexpected)/m);
});

test('a second start finds the data, keeps it to itself, and ends with the shell that began it', async () => {
	const [, port = '', ...rest] = await flags();
	// As npm does it; a signal to npm ends only this shell.
	const command = ['node', '--import', 'tsx', 'host/start.ts', '--port', port, ...rest].join(' ');
	const shell = watched(launch('sh', ['-c', `true && ${command}`]));
	await shell.until('Ctrl-C');
	const n8n = await Rest.login(`http://127.0.0.1:${port}`);
	const workflows = records(await n8n.ask('GET', '/rest/workflows'));
	expect(workflows.map(({ name }) => name).sort()).toEqual(
		loadExamples()
			.map(({ workflow }) => workflow.name)
			.sort(),
	);
	const credentials = records(await n8n.ask('GET', '/rest/credentials'));
	expect(credentials.map(({ name }) => name).sort()).toEqual(
		sandboxCredentials('')
			.map(({ name }) => name)
			.sort(),
	);

	const third = watched(start(...(await flags())));
	expect(await third.exit).toBe(1);
	expect(third.printed()).toMatch(/^n8n is already running at .*--data\.$/m);

	const all = descendants(shell.pid);
	expect(all.length).toBeGreaterThanOrEqual(3);
	shell.child.kill('SIGTERM');
	expect(await survivors([shell.pid, ...all])).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
	'%s while n8n starts leaves no process behind',
	async (signal) => {
		const begun = watched(start(...(await flags())));
		await begun.until('Starting n8n');
		await sleep(1500);
		const all = descendants(begun.pid);
		expect(all.length).toBeGreaterThanOrEqual(1);
		begun.child.kill(signal);
		expect(await begun.exit).toBe(130);
		expect(begun.printed()).toMatch(/Stopped\.\n$/);
		expect(await survivors(all)).toEqual([]);
	},
);
