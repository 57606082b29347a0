import { existsSync } from 'node:fs';
import path from 'node:path';

import { allDialects } from '../../sandbox/gateways';

/** The facts about one gateway for the sandbox's tests: `test/gateways/<id>/sandboxFacts.ts`. */
export interface SandboxFacts {
	readonly token: string;
	/** What its webhooks are signed with; `null` if it has none. */
	readonly signingSecret: string | null;
	/** How a text is sent. */
	readonly text: {
		/** Below the gateway. */
		readonly path: string;
		readonly body: (to: string, text: string) => object;
		/** The status of the answer. */
		readonly accepted: number;
	};
	/** The documented rate limit; `null` if none is enforced by itself. */
	readonly rateLimit: {
		readonly requests: number;
		readonly seconds: number;
		readonly window: 'rolling' | 'fixed';
	} | null;
	/**
	 * Its refusal because of the rate limit, with 90 seconds to wait: status, headers about the limit,
	 * body. The request's correlation id is `order-1042`.
	 */
	readonly refusal: (
		resetAt: number,
	) => readonly [number, Readonly<Record<string, string>>, object];
	/** The path and the recipient's field of a form with a file, if it accepts one. */
	readonly upload?: { readonly path: string; readonly field: string };
}

function factsOf(id: string): SandboxFacts {
	const file = path.join(__dirname, '../gateways', id, 'sandboxFacts.ts');
	if (!existsSync(file)) {
		throw new Error(`Add test/gateways/${id}/sandboxFacts.ts, which exports “facts”.`);
	}
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- found by walking the folders
	return (require(file) as { facts: SandboxFacts }).facts;
}

/** The ids of all gateways, as the sandbox lists them. */
export const gateways: readonly string[] = allDialects().map(({ id }) => id);

/** The facts of every gateway. */
export const facts: Readonly<Record<string, SandboxFacts>> = Object.fromEntries(
	gateways.map((id) => [id, factsOf(id)]),
);

/** The facts of one gateway. Throws for an unknown ID. */
export function factsFor(id: string): SandboxFacts {
	const found = facts[id];
	if (found === undefined) throw new Error(`There is no gateway “${id}”.`);
	return found;
}
