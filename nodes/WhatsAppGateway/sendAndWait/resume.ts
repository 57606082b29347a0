import { type IPollFunctions, type IWebhookFunctions, sleep } from 'n8n-workflow';

import { asObject, asText, parseJson } from '../core/narrow';
import { type ResumeAddress, resumeAddresses } from './addresses';
import type { Confirmation } from './question';
import { type Refusal, refusals } from './refusals';
import type { Ticket } from './ticket';

/** What became of an answer that was passed on. */
export type Resumed =
	/** The execution goes on. */
	| { readonly state: 'resumed'; readonly confirmation: Confirmation | null }
	/** It has gone on before, by another tap or because its time was over. */
	| { readonly state: 'over' }
	/** Nobody waits for it here: stopped, failed, deleted, or of another n8n. */
	| { readonly state: 'nobody' }
	/** The waiting node does not take it. */
	| { readonly state: 'refused'; readonly reason: Refusal }
	/** Unknown; the gateway has to deliver the event again. */
	| { readonly state: 'failed' };

/** The waiting node is not stored yet, or another answer is about to resume it. */
type Reading = Resumed | { readonly state: 'busy' };

/** Milliseconds between two looks at a busy execution; the last one repeats. */
const pauses = [250, 500, 1000, 2000] as const;

function readRefusal(body: unknown): Refusal | null {
	const reason = asText(asObject(body)['reason']);
	return reason !== null && Object.hasOwn(refusals, reason) ? (reason as Refusal) : null;
}

function readConfirmation(value: unknown): Confirmation | null {
	const { text, sender } = asObject(value);
	if (asText(text) === null) return null;
	return { text: String(text), sender: asObject(sender) as Record<string, string> };
}

/** Understands the answer of a waiting execution's address. */
function readAnswer(status: number, text: string, { isLocal }: ResumeAddress): Reading {
	const body = asObject(parseJson(text));
	if (body['resumed'] === true) {
		return { state: 'resumed', confirmation: readConfirmation(body['confirmation']) };
	}
	const reason = readRefusal(body);
	if (reason !== null) return { state: 'refused', reason };
	// n8n's page for an execution that has gone on. Elsewhere, any server may answer with a page.
	if (status === 200 && (isLocal || text.includes('No action required'))) return { state: 'over' };
	if (status === 401 || status === 404) return { state: 'nobody' };
	if (status === 409) {
		const isRunning = (asText(body['message']) ?? '').includes('running');
		return { state: isRunning ? 'busy' : 'nobody' };
	}
	return { state: status >= 500 ? 'busy' : 'failed' };
}

/** Posts to the first address that answers. */
async function post(
	context: IWebhookFunctions | IPollFunctions,
	addresses: readonly ResumeAddress[],
	body: object,
	deadline: number,
): Promise<Reading> {
	for (const address of addresses) {
		const left = deadline - Date.now();
		if (left <= 0) break;
		try {
			const { statusCode, body: answer } = asObject(
				await context.helpers.httpRequest({
					method: 'POST',
					url: address.url,
					headers: { 'content-type': 'application/json', accept: 'application/json' },
					body: JSON.stringify(body),
					encoding: 'text',
					timeout: left,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					// This process has the certificate of its public name.
					skipSslCertificateValidation: address.isLocal,
				}),
			);
			const text = typeof answer === 'string' ? answer : JSON.stringify(answer ?? '');
			return readAnswer(Number(statusCode), text, address);
		} catch {
			continue;
		}
	}
	return { state: 'failed' };
}

/**
 * Passes an answer on to the execution that waits for it.
 *
 * @param body the answer and its proof
 * @param deadline milliseconds since 1970
 */
export async function resumeExecution(
	context: IWebhookFunctions | IPollFunctions,
	ticket: Ticket,
	body: object,
	deadline: number,
): Promise<Resumed> {
	const addresses = resumeAddresses(context, ticket);
	for (let look = 0; ; look++) {
		const reading = await post(context, addresses, body, deadline);
		if (reading.state !== 'busy') return reading;
		const pause = pauses[look] ?? 2000;
		if (Date.now() + pause >= deadline) return { state: 'failed' };
		await sleep(pause);
	}
}
