import type { Context } from 'hono';

/** The gateway's folder. */
export const id = 'wacrDeveloper';

/** A refusal: its status and its code. */
export interface Refusal {
	readonly status: 400 | 401 | 403 | 404 | 413 | 422 | 429;
	readonly code: string;
	readonly message: string;
}

/** Whether a request was refused. */
export function isRefusal(value: object): value is Refusal {
	return 'status' in value && 'code' in value && 'message' in value;
}

/** The refusal of a body that does not fit. */
export function invalidBody(message: string): Refusal {
	return { status: 422, code: 'invalid_body', message };
}

/** WhatsApp's own refusal, with its code in the text as an assumption. */
export function sendFailed(message: string): Refusal {
	return { status: 422, code: 'send_failed', message };
}

/** The refusal of an id or address that does not exist. */
export function notFound(what: string): Refusal {
	return { status: 404, code: 'not_found', message: `${what} not found.` };
}

/**
 * WA.CR's one shape for everything that it refuses.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (test/node.test.js)
 */
export function refused(
	context: Context,
	{ status, code, message }: Refusal,
	headers: Record<string, string> = {},
): Response {
	return context.json({ ok: false, status, error: { code, message } }, status, headers);
}

/** An answer that went well. */
export function ok(context: Context, content: object, status: 200 | 201 = 200): Response {
	return context.json({ ok: true, ...content }, status);
}

/** The limit of a list: more than the most is the most. */
export function limitOf(context: Context, most: number): number {
	const asked = Number(context.req.query('limit') ?? most);
	return Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : most;
}
