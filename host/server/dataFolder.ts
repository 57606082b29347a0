import execa from 'execa';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { isAlive, signalGroup } from '../install/command';
import { isRecord } from '../rest/narrow';

/** A process, and when it began: a pid alone may belong to another program by now. */
interface KnownProcess {
	readonly pid: number;
	/** As `ps` writes it; empty if it has ended. */
	readonly began: string;
}

/** What a program that runs until it is stopped leaves beside its log while it runs. */
interface RunningRecord {
	/** Of the program, with its address if it has one. */
	readonly name: string;
	readonly child: KnownProcess;
	/** Who has started it and ends it. */
	readonly starter: KnownProcess;
}

const ending = '.running';
const stopTimeoutMs = 15_000;

/** The moment at which a process began, as `ps` writes it; empty if there is none of this pid. */
async function beganAt(pid: number): Promise<string> {
	if (!isAlive(pid)) return '';
	const { stdout } = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], {
		reject: false,
		// Without a language of its own, dates are written alike by every start.
		env: { LC_ALL: 'C', TZ: 'UTC' },
	});
	return stdout.trim();
}

const runs = async ({ pid, began }: KnownProcess) => began !== '' && (await beganAt(pid)) === began;

/** Records a program that this process has started. Returns how the record is taken away. */
export async function recordRunning(log: string, name: string, pid: number): Promise<() => void> {
	const file = `${log}${ending}`;
	const record: RunningRecord = {
		name,
		child: { pid, began: await beganAt(pid) },
		starter: { pid: process.pid, began: await beganAt(process.pid) },
	};
	writeFileSync(file, `${JSON.stringify(record)}\n`);
	return () => rmSync(file, { force: true });
}

/**
 * Makes sure that no program uses this data folder, because two servers on one database would damage it.
 * Ends those that an earlier start has left because it was killed itself, and no process but the recorded
 * ones. Returns the names of what was ended. Throws {@link HostFault} if another start uses the folder.
 */
export async function freeDataFolder(folder: string): Promise<string[]> {
	const ended: string[] = [];
	for (const { file, name, child, starter } of recordsIn(folder)) {
		if (!(await runs(child))) {
			rmSync(file, { force: true });
			continue;
		}
		if (await runs(starter)) {
			throw new HostFault(
				`${name} is already running on this data (process ${child.pid}): end it first, or choose another folder with --data.`,
			);
		}
		await endGroup(child);
		rmSync(file, { force: true });
		ended.push(`${name} (process ${child.pid})`);
	}
	return ended;
}

/** Ends a process and those that it has started. */
async function endGroup(child: KnownProcess): Promise<void> {
	process.kill(child.pid, 'SIGTERM');
	const deadline = Date.now() + stopTimeoutMs;
	while ((await runs(child)) && Date.now() < deadline) await sleep(100);
	signalGroup(child.pid, 'SIGKILL');
	while (await runs(child)) await sleep(100);
}

function recordsIn(folder: string): Array<RunningRecord & { readonly file: string }> {
	return [folder, path.join(folder, 'logs')]
		.filter((one) => existsSync(one))
		.flatMap((one) => readdirSync(one).map((name) => path.join(one, name)))
		.filter((file) => file.endsWith(ending))
		.flatMap((file) => {
			const record = readRecord(file);
			return record === undefined ? [] : [{ ...record, file }];
		});
}

/** The record of a file; `undefined` if it was only half written before a crash. */
function readRecord(file: string): RunningRecord | undefined {
	let record: unknown;
	try {
		record = JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
	if (!isRecord(record)) return undefined;
	const { name, child, starter } = record;
	if (!isProcess(child) || !isProcess(starter)) return undefined;
	return { name: String(name), child, starter };
}

function isProcess(value: unknown): value is KnownProcess {
	return isRecord(value) && typeof value['pid'] === 'number' && typeof value['began'] === 'string';
}
