import { timingSafeEqual } from 'node:crypto';

import type { Context, Hono } from 'hono';

import type { Budget, Exhausted } from '../state/rateLimits';
import type { DialectWebhook } from '../webhooks/gatewayEvent';
import type { MessageParts, Store } from '../state/store';

/** One gateway's imitation: its real paths, payloads, answers and refusals. */
export interface Dialect {
	readonly id: string;
	readonly name: string;
	/** The access token that it accepts. */
	readonly token: string;
	/** What the credential's Base URL has after the sandbox's own address and the id. */
	readonly basePath: string;
	/** What else the credential must hold. */
	readonly fields?: Readonly<Record<string, string>>;
	/** How it tells what happens; absent where it does not. */
	readonly webhook?: DialectWebhook;
	/** How many requests it takes, as documented; absent where it has no such limit. */
	readonly budget?: Budget;
	/** Its documented refusal of a request too many. */
	tooMany(context: Context, store: Store, exhausted: Exhausted): Response;
	/** Whether a request's headers carry the token. */
	authorized(headers: Headers): boolean;
	/** The routes, below the id. */
	routes(store: Store): Hono;
}

/** The token of `Authorization: Bearer …`; empty where there is none. */
export function bearer(header: string | undefined): string {
	return /^Bearer (.+)$/i.exec(header ?? '')?.[1]?.trim() ?? '';
}

/** Whether two secrets are the same, in a time that does not tell where they differ. */
export function sameSecret(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}

/** A parsed JSON object; `undefined` for everything else. */
export function objectOf(value: unknown): Record<string, unknown> | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: undefined;
}

/** A number as gateways read it: spaces, dashes, brackets and a leading 00 are forgiven. */
export function plausiblePhone(value: string): string | undefined {
	const digits = value.replace(/[\s().-]/g, '').replace(/^00/, '+');
	return /^\+?[1-9]\d{6,14}$/.test(digits) ? `+${digits.replace('+', '')}` : undefined;
}

/** What a person sees of a file that came: its kind above, its caption below. */
export function fileParts(
	kind: 'image' | 'video' | 'audio' | 'document' | 'sticker',
	address: string,
	{ caption = '', fileName = '' }: { caption?: string; fileName?: string } = {},
): MessageParts {
	return {
		kind,
		header: `[${kind}${fileName === '' ? '' : ` ${fileName}`}]`,
		mediaUrl: address,
		body: caption,
	};
}
