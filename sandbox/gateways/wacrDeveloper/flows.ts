import { Hono } from 'hono';

import { sameSecret } from '../../gatewayKit/bearer';
import { hmacSha256 } from '../../gatewayKit/signature';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { uuidOf } from './account';
import { id, invalidBody, notFound, ok, refused } from './answers';

/** What the triggers of the flows that ask for a signature sign with. */
export const flowSecret = 'sandbox-flow-secret';

/** An Auto Flow whose trigger is a webhook. */
interface Flow {
	readonly isSigned: boolean;
	/** Why a call starts nothing; absent for a flow that runs. */
	readonly reason?: string;
}

/** The flows, by the tokens of their hooks. */
const flows: Readonly<Record<string, Flow>> = {
	hk_sandbox_cart: { isSigned: true },
	hk_sandbox_unsigned: { isSigned: false },
	hk_sandbox_paused: { isSigned: false, reason: 'flow_not_active' },
	hk_sandbox_draft: { isSigned: false, reason: 'trigger_not_published' },
	hk_sandbox_small_plan: { isSigned: false, reason: 'feature_disabled' },
};

const maxBytes = 64 * 1024;

/**
 * The hooks of Auto Flows, which ask for no API key. They answer with 200 also where nothing is started. The
 * codes of their refusals, and what the answer has beside `enrolled` and `reason`, are assumptions.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow (src/Workflow/Actions/Start_Flow.php)
 */
export function flowRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.post('/automations/hooks/:token', async (context) => {
		const token = context.req.param('token');
		const flow = Object.hasOwn(flows, token) ? flows[token] : undefined;
		if (flow === undefined) return refused(context, notFound('Hook'));
		const text = await context.req.text();
		if (Buffer.byteLength(text) > maxBytes) {
			const message = 'The payload has more than 64 KB.';
			return refused(context, { status: 413, code: 'payload_too_large', message });
		}
		const signature = context.req.header('x-wacr-signature') ?? '';
		if (flow.isSigned && !sameSecret(signature, `sha256=${hmacSha256(text, flowSecret)}`)) {
			const message = 'The signature is missing or does not fit.';
			return refused(context, { status: 401, code: 'invalid_signature', message });
		}
		let given: unknown;
		try {
			given = JSON.parse(text);
		} catch {
			given = undefined;
		}
		const payload = asRecord(given);
		if (payload === undefined) return refused(context, invalidBody('the body must be an object'));
		const phone = toE164(String(payload['phone'] ?? ''));
		if (phone === undefined) {
			return refused(context, invalidBody('phone, by which the person is found, has no number'));
		}
		if (flow.reason !== undefined) return ok(context, { enrolled: false, reason: flow.reason });
		const contact = store.contacts.findOrCreate(id, phone);
		const enrolmentId = uuidOf(store.ids.next('enrolment'));
		return ok(context, { enrolled: true, enrolmentId, contactId: uuidOf(contact.id) });
	});
	return routes;
}
