import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { fromJsonText, toJsonText } from './jsonText';
import { asRecord } from './record';

const format = 'whatsapp-gateway-sandbox';
const version = 1;

/** A file that is not read or written; its message is one sentence for the person who named it. */
export class DataFileRefused extends Error {}

const notOurs = 'It was left as it is; name another file with --data.';

/** Where the state was before, and where it is kept. */
export interface DataFile {
	/** What was kept; `undefined` for a file that does not exist yet. */
	readonly state: Record<string, unknown> | undefined;
	/**
	 * Keeps a state in place of the one before, which stays whole until the new one is on the disk. Throws
	 * {@link DataFileRefused}.
	 */
	write(state: object): Promise<void>;
}

const reasons: Readonly<Record<string, string>> = {
	EACCES: 'this user may not',
	EPERM: 'this user may not',
	ENOENT: 'its folder does not exist',
	ENOTDIR: 'its folder is a file',
	EISDIR: 'it is a folder',
	EROFS: 'the disk is read-only',
	ENOSPC: 'the disk is full',
};

function reasonOf(cause: unknown): string {
	const code = asRecord(cause)?.['code'];
	return reasons[String(code)] ?? String(code ?? cause);
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (cause) {
		if (asRecord(cause)?.['code'] === 'ENOENT') return undefined;
		throw new DataFileRefused(`${file} cannot be read: ${reasonOf(cause)}.`);
	}
}

function parse(file: string, text: string): Record<string, unknown> {
	let content: Record<string, unknown> | undefined;
	try {
		content = asRecord(fromJsonText(text));
	} catch {
		throw new DataFileRefused(`${file} is no data of a sandbox, or is damaged. ${notOurs}`);
	}
	if (content?.['format'] !== format) {
		throw new DataFileRefused(`${file} is not the data of a sandbox. ${notOurs}`);
	}
	if (content['version'] !== version) {
		const text = `${file} was written by another version of the sandbox`;
		throw new DataFileRefused(`${text} (data version ${String(content['version'])}). ${notOurs}`);
	}
	const state = asRecord(content['state']);
	if (state === undefined) throw new DataFileRefused(`${file} is damaged. ${notOurs}`);
	return state;
}

/** Which file stands at a path: another one if somebody else has written it. */
function identify({ ino, mtimeMs, size }: { ino: number; mtimeMs: number; size: number }): string {
	return `${ino} ${mtimeMs} ${size}`;
}

/** Where a file is, or will be: a link stays one. Throws {@link DataFileRefused} where its folder is missing. */
function realPathOf(file: string): string {
	try {
		return existsSync(file)
			? realpathSync(file)
			: path.join(realpathSync(path.dirname(file)), path.basename(file));
	} catch (cause) {
		throw new DataFileRefused(`${file} cannot be written: ${reasonOf(cause)}.`);
	}
}

/** Opens the file of a state. Throws {@link DataFileRefused} for a foreign or a damaged one. */
export function openDataFile(name: string): DataFile {
	const file = realPathOf(path.resolve(name));
	const text = readText(file);
	const state = text === undefined ? undefined : parse(file, text);
	let known = text === undefined ? undefined : identify(statSync(file));

	const writeWhole = async (content: string) => {
		const next = `${file}.${process.pid}.next`;
		try {
			// It has the secrets of webhooks.
			const handle = await open(next, 'w', 0o600);
			try {
				await handle.writeFile(content);
				await handle.sync();
			} finally {
				await handle.close();
			}
			await rename(next, file);
		} catch (cause) {
			await rm(next, { force: true }).catch(() => undefined);
			throw new DataFileRefused(`${file} cannot be written: ${reasonOf(cause)}.`);
		}
		known = identify(await stat(file));
	};

	return {
		state,
		async write(next) {
			const there = await stat(file).then(identify, () => undefined);
			if (there !== undefined && there !== known) {
				const what = `${file} was changed by another program, so nothing is kept any more`;
				throw new DataFileRefused(`${what}. Give each sandbox a file of its own.`);
			}
			await writeWhole(toJsonText({ format, version, state: next }));
		},
	};
}
