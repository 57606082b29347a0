import type { FaultName, GatewayError } from '../../core/faults';
import { shownUrl } from '../../core/shownUrl';
import type { Subscribed } from '../../core/webhook';

/** How many templates the account has. */
export interface TemplateCounts {
	/** `null` where they cannot be listed. */
	readonly visible: number | null;
	readonly approved: number | null;
	readonly fault: string | null;
	readonly message: string | null;
}

/** Where the gateway sends its events, or why that cannot be read; `null` where its API has no such call. */
export type SubscriptionState =
	Subscribed | { readonly fault: string; readonly message: string } | null;

/** A larger clock skew makes signed events look old. */
export const maxClockSkewSeconds = 60;

/** One thing that was looked at. */
export interface Check {
	readonly check: string;
	readonly result: 'ok' | 'not ok' | 'unknown';
	/** What was found, then what to do. */
	readonly message: string;
}

/** What a diagnosis has read. */
export interface Findings {
	readonly gateway: string;
	readonly baseUrl: string;
	/** What became of the request that proves the token; `null` if it was accepted. */
	readonly fault: GatewayError | null;
	readonly sender: string | null;
	readonly missingScopes: readonly string[];
	readonly templates: TemplateCounts;
	readonly subscription: SubscriptionState;
	readonly hasWebhookSecret: boolean;
	readonly clockSkewSeconds: number | null;
}

/** Faults after which it is not known whether the token is good: nothing that knows it has answered. */
const withoutAnswer: readonly FaultName[] = [
	'temporarilyUnavailable',
	'unknownOutcome',
	'unexpectedAnswer',
	'rateLimited',
	'notFound',
	'invalidRequest',
];

/** Faults of an address that leads to no gateway. */
const unreachable: readonly FaultName[] = [
	'temporarilyUnavailable',
	'unknownOutcome',
	'unexpectedAnswer',
	'notFound',
];

const notAsked =
	'Not looked at yet: mend the access token or the address first, then run this again.';

function ok(check: string, message: string): Check {
	return { check, result: 'ok', message };
}

function notOk(check: string, message: string): Check {
	return { check, result: 'not ok', message };
}

function unknown(check: string, message: string): Check {
	return { check, result: 'unknown', message };
}

/** Whether the gateway took the token: `false` where it refused it, `null` where that is not known. */
export function isTokenAccepted(fault: GatewayError | null): boolean | null {
	if (fault === null) return true;
	if (fault.fault === 'invalidCredential') return false;
	return withoutAnswer.includes(fault.fault) ? null : true;
}

function checkAddress({ gateway, baseUrl, fault }: Findings): Check {
	const check = 'Gateway answers';
	if (fault === null || !unreachable.includes(fault.fault)) {
		return ok(check, `${gateway} answers at ${shownUrl(baseUrl)}.`);
	}
	return notOk(
		check,
		`${fault.message} Look at the Base URL in the credential (${shownUrl(baseUrl)}), and whether this n8n reaches it.`,
	);
}

function checkToken({ gateway, fault }: Findings): Check {
	const check = 'Access token';
	const isAccepted = isTokenAccepted(fault);
	if (isAccepted === null) return unknown(check, `${gateway} gave no answer that proves it.`);
	if (fault === null) return ok(check, `${gateway} accepts it.`);
	return isAccepted
		? unknown(check, `${gateway} knows it, but: ${fault.message} ${fault.hint}`)
		: notOk(check, `${fault.message} ${fault.hint}`);
}

function checkPermissions({ missingScopes, fault }: Findings): Check {
	const check = 'Permissions';
	if (fault?.fault === 'missingScope') return notOk(check, `${fault.message} ${fault.hint}`);
	if (fault !== null) return unknown(check, notAsked);
	return missingScopes.length === 0
		? ok(check, 'None is known to be missing.')
		: notOk(check, `The access token lacks: ${missingScopes.join(', ')}. Create one that has it.`);
}

function checkSender({ gateway, sender, fault }: Findings): Check {
	const check = 'Sender';
	if (fault !== null) return unknown(check, notAsked);
	return sender === null
		? unknown(check, `${gateway} does not tell the number that sends.`)
		: ok(check, sender);
}

function checkTemplates({ templates: { visible, approved, message }, fault }: Findings): Check {
	const check = 'Templates';
	if (fault !== null) return unknown(check, notAsked);
	if (visible === null) {
		return unknown(check, `${message ?? 'They cannot be listed.'} Enter their names in the node.`);
	}
	if ((approved ?? 0) > 0) return ok(check, `${approved} of ${visible} can be sent.`);
	return notOk(
		check,
		'None can be sent yet. Until one is approved, you reach only people who wrote to you within the last 24 hours.',
	);
}

function checkClock({ clockSkewSeconds: seconds }: Findings): Check {
	const check = 'Clock';
	if (seconds === null) return unknown(check, 'No answer with a time came.');
	const size = Math.abs(seconds);
	return size <= maxClockSkewSeconds
		? ok(check, 'It agrees with the gateway’s.')
		: notOk(
				check,
				`The clock of this machine is ${size} seconds ${seconds > 0 ? 'ahead of' : 'behind'} the gateway’s. Correct it.`,
			);
}

function checkReceiving({ gateway, subscription, hasWebhookSecret, fault }: Findings): Check {
	const check = 'Receiving';
	if (fault !== null) return unknown(check, notAsked);
	if (subscription !== null && 'fault' in subscription) {
		return unknown(check, subscription.message);
	}
	if (!hasWebhookSecret) {
		return unknown(
			check,
			'The credential has no Webhook Signing Secret. It is needed for receiving only.',
		);
	}
	if (subscription === null) {
		return unknown(check, `${gateway} does not tell where it sends its events.`);
	}
	const url = subscription.url ?? subscription.accountUrl;
	if (subscription.active === false) {
		return notOk(
			check,
			`${gateway} sends no events. Publish a workflow with the WhatsApp Gateway Trigger.`,
		);
	}
	return url === null
		? unknown(check, `${gateway} sends its events to the address in its dashboard.`)
		: ok(check, `${gateway} sends its events to ${shownUrl(url)}.`);
}

/** What works with a credential and what does not, in the order in which one looks for it. */
export function createChecks(findings: Findings): Check[] {
	return [
		checkAddress,
		checkToken,
		checkPermissions,
		checkSender,
		checkTemplates,
		checkReceiving,
		checkClock,
	].map((check) => check(findings));
}

/** What became of the checks, in one sentence or a few: what to mend first, or that nothing is wrong. */
export function summarize({ gateway, fault }: Findings, checks: readonly Check[]): string {
	const wrong = checks.filter(({ result }) => result === 'not ok');
	if (wrong.length > 0) {
		return wrong.map(({ check, message }) => `${check}: ${message}`).join(' ');
	}
	if (fault !== null) {
		return `It is not known whether this credential works: ${fault.message} ${fault.hint}`;
	}
	const open = checks.filter(({ result }) => result === 'unknown').map(({ check }) => check);
	const rest = open.length === 0 ? '' : ` Not known: ${open.join(', ')}; see checks.`;
	return `Messages can be sent through ${gateway}.${rest}`;
}
