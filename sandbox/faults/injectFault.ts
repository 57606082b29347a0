import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

import type { Dialect } from '../gatewayKit/dialect';
import type { Store } from '../state/store';
import type { Timers } from '../state/time';
import type { Fault } from './faultQueue';
import { refuseForRateLimit } from './rateLimitRefusal';
import { shapeResponse } from './slowResponse';

/** Statuses that HTTP gives no body. */
const withoutBody = new Set([204, 205, 304]);

/** nginx's number for a client that left before it was answered. */
const clientClosedRequest = 499;

/** Breaks the connection if there is one; answers 502 if the handler is called directly. */
function resetConnection(context: Context): Response {
	const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>;
	outgoing?.destroy();
	return context.body(null, 502);
}

/** An answer in the place of the gateway's, or the gateway's with other headers. */
function alterResponse({ status, headers, body }: Fault, real: Response | undefined): Response {
	const own = status === undefined && body === undefined ? real : undefined;
	const code = status ?? real?.status ?? 200;
	const type = body?.trimStart().startsWith('<') ? 'text/html; charset=utf-8' : 'application/json';
	const merged =
		own === undefined ? new Headers({ 'content-type': type }) : new Headers(own.headers);
	for (const [name, value] of Object.entries(headers ?? {})) merged.set(name, value);
	const content = own === undefined ? (body ?? '') : own.body;
	return new Response(withoutBody.has(code) ? null : content, { status: code, headers: merged });
}

/** A request that meets a fault on its way to a gateway. */
export interface FaultyExchange {
	readonly context: Context;
	readonly store: Store;
	readonly timers: Timers;
	readonly dialect: Dialect;
	readonly fault: Fault;
	/** Lets the gateway do its work, each time anew. */
	readonly askGateway: () => Promise<Response>;
	/** Logs an answer that no client gets. */
	readonly logUnseen: (answer: Response) => void;
}

/** The gateway's work, as often as the request reaches it. */
async function reachGateway(exchange: FaultyExchange): Promise<Response> {
	const { store, fault, askGateway, logUnseen } = exchange;
	const { fails } = fault;
	const ask =
		fails === undefined
			? askGateway
			: async () => await store.ledger.withRefusal(fails, askGateway);
	if (fault.twice) logUnseen(await ask());
	return await ask();
}

/**
 * A request's answer with a fault. A client that leaves during a stall that comes before the gateway's
 * work keeps that work from being done.
 */
export async function injectFault(exchange: FaultyExchange): Promise<Response> {
	const { context, store, timers, dialect, fault } = exchange;
	const { signal } = context.req.raw;
	const done = fault.after === 'accepted' ? await reachGateway(exchange) : undefined;
	if (fault.stallMs !== undefined && !(await timers.sleep(fault.stallMs, signal))) {
		return new Response(null, { status: clientClosedRequest });
	}
	if (fault.reset) return resetConnection(context);
	const { limited } = fault;
	const isReplaced = fault.status !== undefined || fault.body !== undefined;
	const real =
		limited === undefined
			? (done ?? (isReplaced ? undefined : await reachGateway(exchange)))
			: refuseForRateLimit(context, store, dialect, limited);
	return await shapeResponse(alterResponse(fault, real), fault, timers, signal);
}
