import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { GatewayRequest } from './performRequest';
import type { Exchange } from './replay';

/** A file in test/gateways/<id>/fixtures/: it is a test because it is there. */
export interface Fixture {
	readonly ask: GatewayRequest;
	/** Fields of the credential beside those of the gateway's profile. */
	readonly account?: Readonly<Record<string, string>>;
	/** The documented requests with their answers. */
	readonly exchanges?: readonly Exchange[];
	/** What the gateway's function returns. */
	readonly gives?: unknown;
	/** The fault that it throws instead. */
	readonly fault?: Readonly<Record<string, unknown>>;
}

/** Every fixture of a gateway by its file's name. Throws one sentence if the folder is missing. */
export function fixturesOf(id: string): Array<[string, Fixture]> {
	const folder = path.join(__dirname, id, 'fixtures');
	if (!existsSync(folder)) throw new Error(`Add the folder test/gateways/${id}/fixtures.`);
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => [
			file.replace('.json', ''),
			JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Fixture,
		]);
}
