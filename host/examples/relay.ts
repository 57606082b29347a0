import axios from 'axios';
import { Hono } from 'hono';

import { isLoopback } from '../../sandbox/webhooks/localAddress';
import { listen, type Listening } from '../server/listen';

/** Headers of one connection, which are not passed on. */
const hopHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** The relay's address for deliveries to all of these addresses. */
export function relayTo(relayUrl: string, targets: readonly string[]): string {
	return `${relayUrl}/?${targets.map((target) => `to=${encodeURIComponent(target)}`).join('&')}`;
}

/** The addresses to which a relay's address delivers; none for any other address. */
export function relayTargets(relayUrl: string, url: string): string[] {
	return url.startsWith(`${relayUrl}/?`) ? new URL(url).searchParams.getAll('to') : [];
}

/** The answer to the gateway: it must repeat what one target could not take, and only that. */
function answerOf(statuses: readonly number[]): number {
	const unavailable = statuses.find((status) => status >= 500);
	const accepted = statuses.find((status) => status >= 200 && status < 300);
	return unavailable ?? accepted ?? statuses[0] ?? 404;
}

/**
 * Starts a relay on the loopback address. A gateway delivers the events of a number to one address; in
 * the demo one number stands for many, and each example gets all deliveries, byte by byte.
 */
export async function serveRelay(): Promise<Listening> {
	const app = new Hono();
	app.post('/', async (context) => {
		const targets = new URL(context.req.url).searchParams.getAll('to');
		if (!targets.every((target) => URL.canParse(target) && isLoopback(new URL(target).host))) {
			return context.text('to: an address of this machine.', 400);
		}
		const body = Buffer.from(await context.req.arrayBuffer());
		const headers = Object.fromEntries(
			Object.entries(context.req.header()).filter(([name]) => !hopHeaders.has(name)),
		);
		const deliver = async (target: string) => {
			const options = { headers, proxy: false, validateStatus: () => true } as const;
			return (await axios.post<unknown>(target, body, options).catch(() => ({ status: 502 })))
				.status;
		};
		return new Response(null, { status: answerOf(await Promise.all(targets.map(deliver))) });
	});
	return await listen(app.fetch);
}
