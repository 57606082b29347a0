import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { isAlive } from '../../host/install/command';
import { freeDataFolder, recordRunning } from '../../host/server/dataFolder';

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-data-'));
const log = path.join(folder, 'n8n.log');
const record = `${log}.running`;
const ownPath = process.env['PATH'];
const begun: ChildProcess[] = [];

/** A process that runs until it is ended, as the n8n of a start does. */
function program(): number {
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
		...{ detached: true, stdio: 'ignore' as const },
	});
	begun.push(child);
	return child.pid ?? 0;
}

/** Puts a program of this name before all others. */
function replacePs(script: string): void {
	const ps = path.join(folder, 'ps');
	writeFileSync(ps, `#!/bin/sh\n${script}\n`);
	chmodSync(ps, 0o755);
	process.env['PATH'] = `${folder}:${ownPath}`;
}

/** What is recorded, with other fields. */
function changeRecord(
	change: (record: Record<'child' | 'starter', { pid: number; began: string }>) => void,
) {
	const recorded = JSON.parse(readFileSync(record, 'utf8')) as Parameters<typeof change>[0];
	change(recorded);
	writeFileSync(record, JSON.stringify(recorded));
}

beforeEach(() => rmSync(record, { force: true }));
afterEach(() => {
	process.env['PATH'] = ownPath;
	jest.restoreAllMocks();
	for (const child of begun.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The pid of a process that has ended. */
async function endedPid(): Promise<number> {
	const pid = program();
	const child = begun.at(-1);
	const exit = new Promise((resolve) => child?.once('exit', resolve));
	child?.kill('SIGKILL');
	await exit;
	return pid;
}

test.each([
	['has no option for one process', 'exit 1'],
	['tells another time, as after a step of the clock', `echo "Fri Nov 27 09:$$:00 2026"`],
])('a running server is protected where ps %s', async (_, script) => {
	replacePs(script);
	await recordRunning(log, 'n8n', program());
	await expect(freeDataFolder(folder)).rejects.toThrow('is already running on this data');
	expect(existsSync(record)).toBe(true);
});

test('what a start that was killed has left is ended, and its record is taken away', async () => {
	const pid = program();
	await recordRunning(log, 'n8n', pid);
	const gone = await endedPid();
	changeRecord(({ starter }) => (starter.pid = gone));
	expect(await freeDataFolder(folder)).toEqual([`n8n (process ${pid})`]);
	expect(existsSync(record)).toBe(false);
});

test('a pid that belongs to another program by now is left alone', async () => {
	const pid = program();
	await recordRunning(log, 'n8n', pid);
	const stranger = program();
	changeRecord(({ child }) => (child.pid = stranger));
	// The two began within a moment.
	changeRecord(
		({ child }) => (child.began = child.began.replace(/\d$/, (digit) => String(9 - Number(digit)))),
	);
	expect(await freeDataFolder(folder)).toEqual([]);
	expect(isAlive(stranger)).toBe(true);
	expect(existsSync(record)).toBe(false);
});

test.each(['', 'Fri Nov 27 09:31:00 2026'])(
	'a process that lives and is said to have begun at “%s” is not ended, and its folder not used',
	async (began) => {
		const pid = program();
		await recordRunning(log, 'n8n', pid);
		const gone = await endedPid();
		changeRecord((recorded) => {
			recorded.child.began = began;
			recorded.starter.pid = gone;
		});
		await expect(freeDataFolder(folder)).rejects.toThrow(
			`n8n may still run on this data (process ${pid})`,
		);
		expect(isAlive(pid)).toBe(true);
		expect(existsSync(record)).toBe(true);
	},
);

test('a process of another user lives', () => {
	jest.spyOn(process, 'kill').mockImplementation(() => {
		throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
	});
	expect(isAlive(1)).toBe(true);
});

test.each([
	'',
	'{',
	'null',
	'{"name":"x","child":{"pid":-1,"began":"x"},"starter":{"pid":0,"began":"y"}}',
	'{"name":"x","child":{"pid":0.5,"began":"x"},"starter":{"pid":1,"began":"y"}}',
])('a record that says %j ends nothing', async (text) => {
	writeFileSync(record, text);
	const kill = jest.spyOn(process, 'kill');
	expect(await freeDataFolder(folder)).toEqual([]);
	expect(kill).not.toHaveBeenCalled();
});
