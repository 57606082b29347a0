import { BoundedMap } from '../../core/boundedMap';
import type { CodeCheck } from '../../core/oneTimePassword';
import type { KeyRow } from '../../n8n/keyRows';
import type { KeyStore, KeyStoreSettings } from '../../n8n/keyStore';

/** What is known of the attempts at one code. */
interface Attempts {
	readonly wrong: number;
	readonly isUsed: boolean;
}

/** What an attempt came to, and whether n8n has kept it. */
export interface Attempt extends Pick<CodeCheck, 'attemptsRemaining'> {
	readonly reason: 'right' | 'wrongCode' | 'replayed' | 'tooManyAttempts';
	/** Whether it counts in every process and after a restart, and not only in this process. */
	readonly isKept: boolean;
}

/** How long a code lives at most, in milliseconds. */
const maxLifetimeMs = 60 * 60_000;

/** The attempts of this process, also where n8n cannot keep them. */
const inProcess = new BoundedMap<string, Attempts>({ maxEntries: 5000, maxIdleMs: maxLifetimeMs });

/** The rows of a node, over which its codes are spread. */
const rowsPerNode = 8;

/** At most six of a code: an attempt or two of each of a thousand codes. */
const keysPerRow = 2000;

const usedKey = (id: string) => `${id}:used`;
const wrongKey = (id: string, attempt: number) => `${id}:${attempt}`;

/** The set in which n8n keeps the attempts at a code. */
export function attemptsRow(id: string): KeyStoreSettings {
	const row = Number.parseInt(id.slice(0, 2), 16) % rowsPerNode;
	return { name: 'codes', row, maxKeys: keysPerRow, isShared: true };
}

/** What n8n has kept of a code. */
async function findKept(row: KeyRow, id: string, maxAttempts: number): Promise<Attempts> {
	const wrongKeys = Array.from({ length: maxAttempts }, (_, index) => wrongKey(id, index + 1));
	const found = await row.find([usedKey(id), ...wrongKeys]);
	return {
		wrong: wrongKeys.filter((key) => found.has(key)).length,
		isUsed: found.has(usedKey(id)),
	};
}

/** What an attempt came to, with the key that keeps it; `null` where nothing changes. */
interface Decision extends Omit<Attempt, 'isKept'> {
	readonly newKey: string | null;
}

/** Decides on an attempt, and counts it in this process: at once, so that no other can come in between. */
function decide(id: string, kept: Attempts, maxAttempts: number, isRight: boolean): Decision {
	const known = inProcess.getOrCreate(id, () => ({ wrong: 0, isUsed: false }));
	const wrong = Math.max(kept.wrong, known.wrong);
	const over = { attemptsRemaining: 0, newKey: null };
	if (kept.isUsed || known.isUsed) return { reason: 'replayed', ...over };
	if (wrong >= maxAttempts) return { reason: 'tooManyAttempts', ...over };
	if (isRight) {
		inProcess.set(id, { wrong, isUsed: true });
		return { reason: 'right', attemptsRemaining: 0, newKey: usedKey(id) };
	}
	inProcess.set(id, { wrong: wrong + 1, isUsed: false });
	return {
		reason: 'wrongCode',
		attemptsRemaining: maxAttempts - wrong - 1,
		newKey: wrongKey(id, wrong + 1),
	};
}

/**
 * Takes an attempt at a code. n8n keeps it, one attempt at a time in all of its processes; where n8n cannot,
 * this process counts.
 */
export async function takeAttempt(
	store: KeyStore,
	id: string,
	maxAttempts: number,
	isRight: boolean,
): Promise<Attempt> {
	let decided: Decision | undefined;
	try {
		const attempt = await store.change(async (row) => {
			const kept = await findKept(row, id, maxAttempts);
			decided = decide(id, kept, maxAttempts, isRight);
			if (decided.newKey !== null) await row.add([decided.newKey]);
			return decided;
		});
		return { ...attempt, isKept: true };
	} catch {
		// A row that cannot be written changes nothing of what was decided.
		const attempt = decided ?? decide(id, { wrong: 0, isUsed: false }, maxAttempts, isRight);
		return { ...attempt, isKept: false };
	}
}
