import execa from 'execa';
import { readFileSync } from 'node:fs';

import { isAlive } from '../install/command';
import { isRecord } from '../rest/narrow';

/** A process, and when it began: a pid alone may belong to another program by now. */
export interface KnownProcess {
	readonly pid: number;
	/** As {@link beganAt} tells it; empty if nothing on this computer does. */
	readonly began: string;
}

/** Whether a value is a process: none of those numbers that stand for several at once. */
export function isProcess(value: unknown): value is KnownProcess {
	if (!isRecord(value) || typeof value['began'] !== 'string') return false;
	return Number.isSafeInteger(value['pid']) && Number(value['pid']) > 0;
}

/** What Linux says of a process: its state, and when it began. */
interface LinuxProcess {
	readonly state: string;
	readonly began: string;
}

/**
 * Reads when a process began, in ticks since this computer was started, which no step of its clock changes;
 * `undefined` where there is no such file.
 * Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function fromLinux(pid: number): LinuxProcess | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// After the program's name, which may have brackets and spaces, the third field follows.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		const [state = '', ticks = ''] = [fields[0], fields[19]];
		if (!/^\d+$/.test(ticks)) return undefined;
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		return { state, began: `${boot} ${ticks}` };
	} catch {
		return undefined;
	}
}

const isFromLinux = (began: string) => /^[0-9a-f-]{36} \d+$/.test(began);

/** When a process began; empty if nothing on this computer tells, `undefined` if it has ended. */
export async function beganAt(pid: number): Promise<string | undefined> {
	if (!isAlive(pid)) return undefined;
	const linux = fromLinux(pid);
	// One that has ended, and whose parent has not asked how.
	if (linux !== undefined) return /^[ZX]$/.test(linux.state) ? undefined : linux.began;
	// A ps that knows other options, or none at all, tells nothing.
	const { exitCode, stdout } = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], {
		reject: false,
		// Without a language of its own, dates are written alike by every start.
		env: { LC_ALL: 'C', TZ: 'UTC' },
	});
	return exitCode === 0 ? stdout.trim() : '';
}

/** What became of a process. */
export type Life = 'runs' | 'ended' | 'unknown';

/** Whether a process runs still; unknown where its pid is alive, and nothing tells whether it is the same. */
export async function lifeOf({ pid, began }: KnownProcess): Promise<Life> {
	const now = await beganAt(pid);
	if (now === undefined) return 'ended';
	if (now === '' || began === '' || isFromLinux(now) !== isFromLinux(began)) return 'unknown';
	return now === began ? 'runs' : 'ended';
}
