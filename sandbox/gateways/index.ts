import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { Dialect } from '../gatewayKit/dialect';
import { asRecord } from '../state/record';

function isDialect(value: unknown, id: string): value is Dialect {
	const { id: own, routes } = asRecord(value) ?? {};
	return own === id && typeof routes === 'function';
}

function loadDialect(folder: string, id: string): Dialect {
	const gateway = path.join(folder, id);
	const what = `Sandbox gateway “${id}”: `;
	try {
		require.resolve(gateway);
	} catch {
		throw new Error(`${what}add an index.ts to its folder that exports its dialect as “${id}”.`);
	}
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- found by walking the folders
	const dialect = asRecord(require(gateway))?.[id];
	if (isDialect(dialect, id)) return dialect;
	throw new Error(`${what}its index.ts must export a dialect as “${id}”, with the id “${id}”.`);
}

/**
 * The dialect of every folder, the default one first and then by id. Throws one sentence for a folder
 * that has none.
 */
export function loadDialects(folder: string): readonly Dialect[] {
	const dialects = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => loadDialect(folder, name));
	const rank = ({ isDefault }: Dialect) => (isDefault ? 0 : 1);
	return dialects.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

let loaded: readonly Dialect[] | undefined;

/** Every gateway that the sandbox imitates. Throws one sentence for a folder without a dialect. */
export function allDialects(): readonly Dialect[] {
	return (loaded ??= loadDialects(__dirname));
}
