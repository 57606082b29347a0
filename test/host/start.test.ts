import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { loadExamples } from '../../host/examples/loadExamples';
import { otherAppName } from '../../host/examples/publishExamples';
import { crmCredentialNames } from '../../host/examples/otherCredentials';
import { modelCredentialName } from '../../host/model/modelCredential';
import { isAlive } from '../../host/install/command';
import { credentialType, sandboxCredentials } from '../../host/rest/credentials';
import { isRecord, recordsOf } from '../../host/rest/narrow';
import { Rest } from '../../host/rest/rest';
import { unpublish } from '../../host/rest/workflows';
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

/** The processes of an n8n whose starter was killed. */
let orphan: number[] = [];

const ownCredentials = (credentials: readonly Record<string, unknown>[]) =>
	credentials.filter(({ type }) => type === credentialType);

/** What people do: add a node to one example, rename another one, unpublish a third, change a credential. */
async function userEdits(n8n: Rest): Promise<void> {
	const workflows = recordsOf(await n8n.request('GET', '/rest/workflows'));
	const idOf = (name: string) => String(workflows.find((one) => one['name'] === name)?.['id']);
	const order = `/rest/workflows/${idOf('Order confirmation')}`;
	const workflow = await n8n.request('GET', order);
	const nodes = recordsOf(isRecord(workflow) ? workflow['nodes'] : []);
	const mine = {
		...{ id: 'mine', name: 'Of mine', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		...{ position: [0, 400], parameters: {} },
	};
	await n8n.request('PATCH', order, { nodes: [...nodes, mine] });
	const name = 'My own auto-reply';
	await n8n.request('PATCH', `/rest/workflows/${idOf('Auto-reply')}`, { name });
	await unpublish(n8n, { id: idOf('Button menu') });
	const credentials = recordsOf(await n8n.request('GET', '/rest/credentials'));
	const qyvo = credentials.find((one) => one['name'] === 'Qyvo (sandbox)');
	const url = `/rest/credentials/${String(qyvo?.['id'])}`;
	const whole = await n8n.request('GET', `${url}?includeData=true`);
	const data = isRecord(whole) && isRecord(whole['data']) ? whole['data'] : {};
	const body = { name: 'Qyvo (sandbox)', type: credentialType };
	await n8n.request('PATCH', url, { ...body, data: { ...data, defaultCountry: 'FR' } });
}

const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);

const flags = async () => [
	...['--port', String(await freePort())],
	...['--sandbox-port', String(await freePort())],
	...['--data', folder],
];

test.each(['--help', '-h'])('%s lists the flags', async (flag) => {
	const help = watched(start(flag));
	expect(await help.exit).toBe(0);
	for (const one of ['--once', '--port', '--sandbox-port', '--data', '--curl']) {
		expect(help.output()).toContain(one);
	}
	expect(help.output()).toContain('Docker');
});

test('an unknown flag gets one sentence and the usage', async () => {
	const wrong = watched(start('--prot', '5680'));
	expect(await wrong.exit).toBe(1);
	expect(wrong.output()).toMatch(/^Unknown option '--prot'\n\(Did you mean --port\?\)\n\nUsage: /);
});

test.each(['0', '65536', 'http'])('the port %s gets one sentence and the usage', async (port) => {
	const wrong = watched(start('--port', port));
	expect(await wrong.exit).toBe(1);
	expect(wrong.output()).toMatch(
		/^Option '--port .*Choose a port between 1 and 65535\.\n\nUsage: /,
	);
});

test.each([
	[['--data'], '--data needs a value: --data <folder>'],
	[['--data', '--once'], '--data needs a value: --data <folder>'],
	[['--port'], '--port needs a value: --port <number>'],
	[['5680'], 'Put two dashes before the flags: npm start -- --port 5680'],
	[['--port', '5680', '--sandbox-port', '5680'], '--port and --sandbox-port are both 5680'],
	[['--port', '4010'], '--port and --sandbox-port are both 4010'],
])('%j gets one sentence', async (args, sentence) => {
	const wrong = watched(start(...args));
	expect(await wrong.exit).toBe(1);
	expect(wrong.output().startsWith(sentence)).toBe(true);
});

test('a taken port is named, with the flag for another one', async () => {
	const taken = createServer();
	const port = await new Promise<number>((resolve) => {
		taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
	});
	// The next one is taken as well: it must not be proposed.
	const next = createServer();
	await new Promise<void>((resolve) => {
		next.once('error', () => resolve()).listen(port + 1, '127.0.0.1', () => resolve());
	});
	try {
		const n8n = watched(start('--once', '--data', folder, '--port', String(port)));
		expect(await n8n.exit).toBe(1);
		expect(n8n.output()).toContain(`Port ${port}`);
		const proposed = Number(/Choose another one: --port (\d+)$/m.exec(n8n.output())?.[1]);
		expect(proposed).toBeGreaterThan(port + 1);
		expect(n8n.output()).not.toMatch(/^\s+at /m);

		const other = ['--port', String(await freePort()), '--sandbox-port', String(port)];
		const sandbox = watched(start('--once', '--data', folder, ...other));
		expect(await sandbox.exit).toBe(1);
		expect(sandbox.output()).toContain(`Port ${port}`);
		expect(sandbox.output()).toContain('--sandbox-port ');
	} finally {
		taken.close();
		next.close();
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
}, 900_000);

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
			...[modelCredentialName, ...crmCredentialNames],
			...names,
			// Another app for each example whose gateway knows one address for each app.
			...loadExamples().flatMap(({ demo: { accessToken } }) =>
				accessToken === undefined ? [] : [otherAppName(meta, accessToken)],
			),
		].sort(),
	);

	const third = watched(start(...(await flags())));
	expect(await third.exit).toBe(1);
	expect(third.output()).toMatch(/^n8n at \S+ is already running on this data .*--data\.$/m);

	// The first screen: two addresses and the login, the credentials, and how to end.
	expect(shell.output()).toMatch(
		/\n\n {2}Editor {2}http:\S+ {3}\S+@\S+ {3}\w+\n {2}Phones {2}http:\S+\n\n {2}n8n has a credential [^\n]+\n [^\n]+ Connect [^\n]+\n\n {2}Ctrl-C [^\n]+\n$/,
	);
	expect(shell.output()).toContain(`each gateway: ${names.join(', ')}.`);
	expect(shell.output()).not.toContain('curl ');
	// A node that one puts on the canvas takes the credential that was changed last.
	const newest = ownCredentials(credentials).reduce((one, other) =>
		String(one['updatedAt']) > String(other['updatedAt']) ? one : other,
	);
	expect(newest['name']).toBe('Qyvo (sandbox)');
	await userEdits(n8n);
	const all = descendants(shell.pid);
	expect(all.length).toBeGreaterThanOrEqual(3);
	shell.child.kill('SIGTERM');
	expect(await survivors([shell.pid, ...all])).toEqual([]);
});

test('a start overwrites nothing that was edited, and puts the fresh one beside it', async () => {
	const args = await flags();
	const again = watched(start(...args));
	await again.until('Ctrl-C');
	const n8n = await Rest.login(`http://127.0.0.1:${args[1]}`);
	const workflows = recordsOf(await n8n.request('GET', '/rest/workflows'));
	const nodesOf = async (name: string) => {
		const id = String(workflows.find((one) => one['name'] === name)?.['id']);
		const workflow = await n8n.request('GET', `/rest/workflows/${id}`);
		return recordsOf(isRecord(workflow) ? workflow['nodes'] : []).map((node) => node['name']);
	};
	expect(await nodesOf('Order confirmation')).toContain('Of mine');
	expect(await nodesOf('Order confirmation (fresh)')).not.toContain('Of mine');
	expect(again.output()).toContain(
		'You edited the workflow “Order confirmation”: it stays as it is. The fresh one is saved beside it as “Order confirmation (fresh)”, not published.',
	);
	// One that was renamed is still the one that answers.
	const active = workflows.filter((one) => Boolean(one['activeVersionId']));
	const names = active.map((one) => one['name']);
	expect(names).toContain('My own auto-reply');
	expect(names).not.toContain('Auto-reply');
	expect(names).not.toContain('Button menu');
	expect(again.output()).toContain(
		'The example “Button menu” is not published: you unpublished it.',
	);
	// Nothing else is doubled.
	expect(workflows.length).toBe(loadExamples().length + 2);

	const credentials = recordsOf(await n8n.request('GET', '/rest/credentials'));
	const tokenOf = async (name: string) => {
		const id = String(credentials.find((one) => one['name'] === name)?.['id']);
		const credential = await n8n.request('GET', `/rest/credentials/${id}?includeData=true`);
		const data = isRecord(credential) ? credential['data'] : undefined;
		return isRecord(data) ? data['defaultCountry'] : undefined;
	};
	expect(await tokenOf('Qyvo (sandbox)')).toBe('FR');
	expect(await tokenOf('Qyvo (sandbox) (fresh)')).toBe('DE');
	expect(again.output()).toContain(
		'You edited the credential “Qyvo (sandbox)”: it stays as it is.',
	);
	expect(
		ownCredentials(credentials).filter(({ name }) => String(name).includes('fresh')),
	).toHaveLength(1);

	// Its n8n lives on when it is killed; the next start finds that.
	orphan = descendants(again.pid);
	expect(orphan.length).toBeGreaterThanOrEqual(1);
	again.child.kill('SIGKILL');
	await again.exit;
	expect(orphan.some(isAlive)).toBe(true);
});

test('a start ends the n8n that a killed one has left, and no other process', async () => {
	// A record whose pid belongs to another program by now: it stays alive.
	const stranger = watched(launch(process.execPath, ['-e', 'setInterval(() => {}, 1000)']));
	const record = readFileSync(path.join(folder, 'n8n.log.running'), 'utf8');
	const { child, ...rest } = JSON.parse(record) as { child: { pid: number; began: string } };
	expect(orphan).toContain(child.pid);
	writeFileSync(
		path.join(folder, 'other.log.running'),
		JSON.stringify({ ...rest, child: { ...child, pid: stranger.pid } }),
	);
	const next = watched(start(...(await flags())));
	await next.until('had left running');
	expect(await survivors(orphan)).toEqual([]);
	expect(isAlive(stranger.pid)).toBe(true);
	next.child.kill('SIGTERM');
	expect(await next.exit).toBe(130);
	stranger.child.kill('SIGKILL');
	await stranger.exit;
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
