import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { signalGroup } from '../install/command';
import { isRecord } from '../rest/narrow';
import { beganAt, isProcess, lifeOf, type KnownProcess } from './processLife';

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

/** Records a program that this process has started. Returns how the record is taken away. */
export async function recordRunning(log: string, name: string, pid: number): Promise<() => void> {
	const file = `${log}${ending}`;
	const record: RunningRecord = {
		name,
		child: { pid, began: (await beganAt(pid)) ?? '' },
		starter: { pid: process.pid, began: (await beganAt(process.pid)) ?? '' },
	};
	// In one step: half a record protects nothing.
	writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`);
	renameSync(`${file}.new`, file);
	return () => rmSync(file, { force: true });
}

/**
 * Makes sure that no program uses this data folder, because two servers on one database would damage it.
 * Ends those that an earlier start has left because it was killed itself, and no process but the recorded
 * ones. Returns the names of what was ended. Throws {@link HostFault} if another start uses the folder, or may.
 */
export async function freeDataFolder(folder: string): Promise<string[]> {
	const ended: string[] = [];
	for (const { file, name, child, starter } of recordsIn(folder)) {
		const life = await lifeOf(child);
		if (life === 'ended') {
			rmSync(file, { force: true });
			continue;
		}
		if ((await lifeOf(starter)) === 'runs') {
			throw new HostFault(
				`${name} is already running on this data (process ${child.pid}): end it first, or choose another folder with --data.`,
			);
		}
		if (life === 'unknown') {
			throw new HostFault(
				`${name} may still run on this data (process ${child.pid}), and nothing here tells whether that process is another program by now. If it is n8n, end it. If it is not, remove the file ${file}. Or choose another folder with --data.`,
			);
		}
		await endGroup(child, name);
		rmSync(file, { force: true });
		ended.push(`${name} (process ${child.pid})`);
	}
	return ended;
}

/** Ends a process and those that it has started. Throws {@link HostFault} if it is another user's. */
async function endGroup(child: KnownProcess, name: string): Promise<void> {
	const runs = async () => (await lifeOf(child)) === 'runs';
	try {
		process.kill(child.pid, 'SIGTERM');
	} catch {
		if (!(await runs())) return;
		throw new HostFault(
			`${name} still runs on this data (process ${child.pid}) and belongs to another user of this computer: end it first, or choose another folder with --data.`,
		);
	}
	const deadline = Date.now() + stopTimeoutMs;
	while ((await runs()) && Date.now() < deadline) await sleep(100);
	signalGroup(child.pid, 'SIGKILL');
	while (await runs()) await sleep(100);
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
