import { setTimeout as sleep } from 'node:timers/promises';

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

import type { Fault } from './faults';

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

/**
 * A request's answer with a fault around it. A client that leaves during a stall that comes before
 * the gateway's work keeps that work from being done.
 */
export async function spoil(
	context: Context,
	fault: Fault,
	work: () => Promise<Response>,
): Promise<Response> {
	const done = fault.after === 'accepted' ? await work() : undefined;
	if (fault.stallMs !== undefined && !(await stalled(context, fault.stallMs))) {
		return new Response(null, { status: clientLeft });
	}
	if (fault.reset) return breakOff(context);
	const replaced = fault.status !== undefined || fault.body !== undefined;
	return altered(fault, replaced ? done : (done ?? (await work())));
}
