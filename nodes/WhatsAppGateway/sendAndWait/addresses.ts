import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asObject, asText } from '../core/narrow';
import { parseUrl } from '../core/parseUrl';
import type { Ticket } from './ticket';

/** An address that resumes an execution. */
export interface ResumeAddress {
	readonly url: string;
	/** Whether it is this very process: what answers there certainly is n8n. */
	readonly isLocal: boolean;
}

/** What every context of n8n has, though not in its types. */
interface Evaluating {
	evaluateExpression(expression: string): unknown;
}

function canEvaluate(context: object): context is Evaluating {
	return typeof asObject(context)['evaluateExpression'] === 'function';
}

/** The public address of waiting executions, which ends with the execution of the trigger: it has none. */
function waitingUrl(context: object): URL | null {
	if (!canEvaluate(context)) return null;
	return parseUrl(String(context.evaluateExpression('{{ $execution.resumeUrl }}')));
}

/** The origin of this very process, as the delivery reached it; `null` where there is none, as in a poll. */
export function localOrigin(context: IWebhookFunctions | IPollFunctions): string | null {
	if (!('getRequestObject' in context)) return null;
	const { localAddress, localPort, encrypted } = asObject(
		asObject(context.getRequestObject())['socket'],
	);
	const address = asText(localAddress)?.replace(/^::ffff:/, '');
	// The address of one link needs the name of that link, which no URL can hold.
	if (address === undefined || localPort === undefined || address.includes('%')) return null;
	const host = address.includes(':') ? `[${address}]` : address;
	return `${encrypted === true ? 'https' : 'http'}://${host}:${String(localPort)}`;
}

/**
 * Where the execution of a ticket is resumed: at this process first, which needs no DNS and no way out and
 * in again, and at n8n's public address.
 */
export function resumeAddresses(
	context: IWebhookFunctions | IPollFunctions,
	{ executionId, nodeId, signature }: Ticket,
): ResumeAddress[] {
	const base = waitingUrl(context);
	if (base === null) return [];
	const folder = base.pathname.replace(/\/[^/]*$/, '');
	// As n8n signs it. The ids come from outside: they must not lead to another address of n8n.
	const [execution, node] = [executionId, nodeId].map(encodeURIComponent);
	const path = `${folder}/${execution}/${node}?signature=${signature}`;
	const local = localOrigin(context);
	return [
		...(local === null ? [] : [{ url: local + path, isLocal: true }]),
		...(local === base.origin ? [] : [{ url: base.origin + path, isLocal: false }]),
	];
}
