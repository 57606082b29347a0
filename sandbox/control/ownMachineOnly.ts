import type { MiddlewareHandler } from 'hono';

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host, with or without a port, is a name of this machine that no website can have. */
export function isLoopback(host: string): boolean {
	try {
		return loopback.test(new URL(`http://${host}`).hostname);
	} catch {
		return false;
	}
}

/** The host of an `Origin`; the `null` of a page without one is no host of ours. */
function hostOf(origin: string): string {
	return /^https?:\/\/([^/]+)$/.exec(origin)?.[1] ?? '';
}

/**
 * Keeps foreign websites from steering through a visitor's browser: no other host name (a name that
 * is rebound to 127.0.0.1), no other origin, and no form, which cannot send JSON unasked.
 */
export const ownMachineOnly: MiddlewareHandler = async (context, next) => {
	const { host, origin } = context.req.header();
	const hosts = [
		new URL(context.req.url).host,
		...(host === undefined ? [] : [host]),
		...(origin === undefined ? [] : [hostOf(origin)]),
	];
	if (!hosts.every(isLoopback)) {
		const message =
			'Host: the sandbox is steered from this machine only, as 127.0.0.1 or localhost.';
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
