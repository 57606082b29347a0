import type { IDataObject } from 'n8n-workflow';

import type { AutomationStart, StartAutomation } from '../../core/automation';
import type { ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { hideText } from '../../core/hideText';
import { asObject, asText, firstText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { requireObject } from '../../gatewayKit/record';
import { getContact } from './contacts';
import { gateway } from './response';

/** Where the hooks of flows are. */
export const flowHooks = '/automations/hooks/';

/** The most that a hook takes, in bytes. */
const maxBodyBytes = 64 * 1024;

function refuse(message: string, hint: string): never {
	throw new GatewayError('invalidRequest', message, { hint });
}

/**
 * The token of a hook, from its whole address or by itself. It is a secret, so that no sentence repeats it.
 *
 * @throws GatewayError `invalidRequest` for neither, and for an address of somebody else
 */
function readToken(given: string, { account: { baseUrl } }: Connection): string {
	const isAddress = /^https?:/i.test(given);
	const start = baseUrl + flowHooks;
	if (isAddress && !given.startsWith(start)) {
		refuse(
			`The address in the field Flow is not that of a flow’s hook at ${gateway}.`,
			`It begins with ${start}. Copy it from the trigger Webhook received of the Auto Flow.`,
		);
	}
	const token = isAddress ? given.slice(start.length).replace(/\/$/, '') : given;
	if (/^[\w.~-]{1,200}$/.test(token) && !/^\.+$/.test(token)) return token;
	return refuse(
		`The field Flow has neither the address of a flow’s hook at ${gateway} nor the token at its end.`,
		'Copy the address from the trigger Webhook received of the Auto Flow.',
	);
}

/** The number by which the flow finds the person. Throws `notFound`, `recipientInvalid`. */
async function phoneOf(reference: ContactReference, connection: Connection): Promise<string> {
	if ('phone' in reference) return reference.phone;
	const { phone } = await getContact(reference, connection);
	if (phone !== null) return phone;
	throw new GatewayError(
		'recipientInvalid',
		`${gateway} shows no number of this contact, and a flow finds the person by the number.`,
		{ hint: 'Enter the phone number in Contact.' },
	);
}

/**
 * What the flow is given: WA.CR makes a variable of each top-level field, and nothing of what is nested.
 *
 * @throws GatewayError `invalidRequest` for a nested value, and for more than 64 KB
 */
function bodyOf(context: AutomationStart['context'], phone: string): IDataObject {
	const nested = Object.entries(context).find(([, value]) => asObject(value) === value);
	const list = Object.entries(context).find(([, value]) => Array.isArray(value));
	const [name] = nested ?? list ?? [];
	if (name !== undefined) {
		refuse(
			`The value “${name}” is ${nested === undefined ? 'a list' : 'an object'}, and a flow of ${gateway} takes texts, numbers, true and false only.`,
			'Give each part of it a name of its own.',
		);
	}
	const body = { ...context, phone } as IDataObject;
	if (Buffer.byteLength(JSON.stringify(body)) > maxBodyBytes) {
		refuse(`A flow of ${gateway} takes at most 64 KB of values.`, 'Give it fewer or shorter ones.');
	}
	return body;
}

/** Why a flow did not begin, although the hook answered with 200. */
const reasons: Readonly<Record<string, readonly ['planLimit' | 'notConfigured', string, string]>> =
	{
		feature_disabled: [
			'planLimit',
			`${gateway} started nothing: the plan of this workspace has no Auto Flows.`,
			'Auto Flows come with the plan Growth and above: upgrade in WA.CR.',
		],
		flow_not_active: [
			'notConfigured',
			`${gateway} started nothing: the flow is not active.`,
			'Open the flow in WA.CR and activate it.',
		],
		trigger_not_published: [
			'notConfigured',
			`${gateway} started nothing: the trigger of the flow is not published.`,
			'Open the flow in WA.CR and publish it.',
		],
	};

/** Throws the fault of an answer that says that nothing was started. */
function checkEnrolled(raw: unknown): void {
	const { enrolled, reason } = requireObject(raw, gateway, 'start of a flow', 'unknown');
	if (enrolled !== false && enrolled !== 'false') return;
	const code = asText(reason)?.toLowerCase() ?? '';
	const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
	const [fault, message, hint] = known ?? [
		'notConfigured',
		`${gateway} started nothing${code === '' ? ' and does not say why' : ''}.`,
		'Look in WA.CR whether the flow is active and its trigger published.',
	];
	throw new GatewayError(fault, message, { hint, gatewayCode: code || null, raw });
}

/** What a refusal means at a hook, which asks for a signature and for no key. */
function toHookFault(error: GatewayError): GatewayError {
	const { details } = error;
	if (details.httpStatus === 404) {
		return new GatewayError('notFound', `${gateway} knows no flow with this hook.`, {
			...details,
			hint: 'Copy the address again from the trigger Webhook received of the Auto Flow.',
		});
	}
	if (details.httpStatus !== 401 && details.httpStatus !== 403) return error;
	return new GatewayError(
		'invalidCredential',
		`${gateway} does not accept the signature of this call.`,
		{
			...details,
			hint: 'Enter the signing secret of the flow’s trigger as Flow Signing Secret in the credential.',
		},
	);
}

/** A fault that repeats the token nowhere. */
function withoutToken(error: unknown, token: string): unknown {
	if (!(error instanceof GatewayError)) return error;
	const { fault, message, hint, details } = toHookFault(error);
	const clean = hideText({ ...details, hint }, token) as GatewayError['details'];
	return new GatewayError(fault, String(hideText(message, token)), clean);
}

/**
 * Calls the hook of an Auto Flow, which starts it: each time, because there is no key by which a repeat would
 * be known. What the answer has beside `enrolled` and `reason` is not documented.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow (src/Workflow/Actions/Start_Flow.php)
 */
export const startFlow: StartAutomation = async ({ id, contact, context }, connection) => {
	const token = readToken(id.trim(), connection);
	const body = bodyOf(context, await phoneOf(contact, connection));
	const answer = await connection
		.call({ method: 'POST', path: flowHooks + token, body, sends: true })
		.catch((error: unknown) => rethrow(withoutToken(error, token)));
	const raw = hideText(answer.body, token);
	checkEnrolled(raw);
	return {
		status: 'started',
		sessionId: firstText(asObject(raw), 'enrolmentId', 'enrollmentId', 'id'),
		contactId: firstText(asObject(raw), 'contactId'),
		raw,
	};
};
