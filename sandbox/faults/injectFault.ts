import { setTimeout as sleep } from 'node:timers/promises';

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

import type { Dialect } from '../gatewayKit/dialect';
import type { Fault } from './faultQueue';
import { limitedAnswer } from './rateLimitRefusal';
import { inPieces } from './slowResponse';
import type { Store } from '../state/store';

/** Statuses that HTTP gives no body. */
const bodiless = new Set([204, 205, 304]);

/** nginx's number for a client that left before it was answered; nobody receives it. */
const clientLeft = 499;

/** Breaks the connection where there is one; answers 502 where the handler is called directly. */
function breakOff(context: Context): Response {
	const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>;
	outgoing?.destroy();
	return context.body(null, 502);
}

/** Waits, and tells whether the client waited too. */
async function stalled(context: Context, milliseconds: number): Promise<boolean> {
	const { signal } = context.req.raw;
	// The timer must not keep a process alive that has nothing else to do.
	return await sleep(milliseconds, true, { ref: false, signal }).catch(() => false);
}

/** An answer in the place of the gateway's, or the gateway's with other headers. */
function altered({ status, headers, body }: Fault, real: Response | undefined): Response {
	const own = status === undefined && body === undefined ? real : undefined;
	const code = status ?? real?.status ?? 200;
	const type = body?.trimStart().startsWith('<') ? 'text/html; charset=utf-8' : 'application/json';
	const merged =
		own === undefined ? new Headers({ 'content-type': type }) : new Headers(own.headers);
	for (const [name, value] of Object.entries(headers ?? {})) merged.set(name, value);
	const content = own === undefined ? (body ?? '') : own.body;
	return new Response(bodiless.has(code) ? null : content, { status: code, headers: merged });
}

/** A request that meets a fault on its way to a gateway. */
export interface Spoiled {
	readonly context: Context;
	readonly store: Store;
	readonly dialect: Dialect;
	readonly fault: Fault;
	/** Lets the gateway do its work, each time anew. */
	readonly work: () => Promise<Response>;
	/** Notes an answer that nobody gets. */
	readonly note: (unseen: Response) => void;
}

/** The gateway's work, as often as the request reaches it. */
async function reach({ store, fault, work, note }: Spoiled): Promise<Response> {
	const { fails } = fault;
	const once = fails === undefined ? work : async () => await store.refusing(fails, work);
	if (fault.twice) note(await once());
	return await once();
}

/**
 * A request's answer with a fault around it. A client that leaves during a stall that comes before
 * the gateway's work keeps that work from being done.
 */
export async function spoil(spoiled: Spoiled): Promise<Response> {
	const { context, store, dialect, fault } = spoiled;
	const done = fault.after === 'accepted' ? await reach(spoiled) : undefined;
	if (fault.stallMs !== undefined && !(await stalled(context, fault.stallMs))) {
		return new Response(null, { status: clientLeft });
	}
	if (fault.reset) return breakOff(context);
	const { limited } = fault;
	const replaced = fault.status !== undefined || fault.body !== undefined;
	const real =
		limited === undefined
			? (done ?? (replaced ? undefined : await reach(spoiled)))
			: limitedAnswer(context, store, dialect, limited);
	return await inPieces(altered(fault, real), fault, context.req.raw.signal);
}
