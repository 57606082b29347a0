import type { MiddlewareHandler } from 'hono';

import type { Reach } from '../webhooks/localAddress';

/** The host of an `Origin`; empty for the `null` of a page without one. */
function hostOf(origin: string): string {
	return /^https?:\/\/([^/]+)$/.exec(origin)?.[1] ?? '';
}

/**
 * Keeps foreign websites from controlling the sandbox through a visitor's browser: no other host name (a
 * name that is rebound to 127.0.0.1), no other origin, and no form, which cannot send JSON unasked.
 */
export const ownMachineOnly =
	(reach: Reach): MiddlewareHandler =>
	async (context, next) => {
		const { host, origin } = context.req.header();
		const hosts = [
			new URL(context.req.url).host,
			...(host === undefined ? [] : [host]),
			...(origin === undefined ? [] : [hostOf(origin)]),
		];
		if (!hosts.every(reach.controls)) {
			const message =
				'Host: the sandbox is controlled from this machine only, as 127.0.0.1 or localhost, or by a name it was started with (--allow).';
			return context.json({ message }, 403);
		}
		if (context.req.method === 'POST' && (await context.req.text()) !== '') {
			const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
			if (type !== 'application/json') {
				return context.json({ message: 'Content-Type: send JSON, as application/json.' }, 400);
			}
		}
		return await next();
	};
