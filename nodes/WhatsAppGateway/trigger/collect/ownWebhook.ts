import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asObject, asText, parseJson, type JsonObject } from '../../core/narrow';
import type { RawDelivery } from '../../core/webhook';
import { localOrigin } from '../../sendAndWait/addresses';
import { equalInConstantTime, isRecent } from '../../gatewayKit/signature';
import type { WebhookSession } from '../webhookSession';

/** Who makes the proofs. */
type Prover = Pick<WebhookSession, 'proveOwnCall'>;

/** The header with the proof that the node itself calls its webhook. */
const proofHeader = 'x-whatsapp-gateways-proof';

/** What the node asks of itself; other nodes with the same credential have other keys. */
type OwnCall = JsonObject & { readonly call: string };

/**
 * Where this process serves a delivery that has just arrived: the socket leads to the process itself,
 * whatever address, proxy or other process n8n has besides. `null` where there is no socket.
 */
export function ownAddress(context: IWebhookFunctions): string | null {
	const origin = localOrigin(context);
	const [path = null] =
		asText(asObject(context.getRequestObject())['originalUrl'])?.split('?') ?? [];
	return origin === null || path === null ? null : origin + path;
}

/**
 * Posts to the node's own webhook, with a proof that only this credential's token makes, and returns
 * the status.
 *
 * @param seconds the longest wait for the answer
 * @throws where nothing answers
 */
export async function callOwnWebhook(
	context: IWebhookFunctions | ITriggerFunctions,
	{ proveOwnCall }: Prover,
	address: string,
	call: OwnCall,
	seconds: number,
): Promise<number> {
	const body = JSON.stringify({ ...call, at: Math.floor(Date.now() / 1000) });
	const answer: unknown = await context.helpers.httpRequest({
		method: 'POST',
		url: address,
		body,
		headers: { 'content-type': 'application/json', [proofHeader]: proveOwnCall(body) },
		timeout: seconds * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		// The certificate is made for the public name.
		skipSslCertificateValidation: true,
		json: false,
	});
	return Number(asObject(answer)['statusCode']);
}

/** Whether a delivery says that it is a call of the node itself, which no gateway does. */
export function isOwnCall({ headers }: RawDelivery): boolean {
	return headers[proofHeader] !== undefined;
}

/** What the node asks of itself by a delivery; `null` where that is not proven. */
export function readOwnCall({ proveOwnCall }: Prover, delivery: RawDelivery): OwnCall | null {
	const proof = delivery.headers[proofHeader];
	if (proof === undefined) return null;
	if (!equalInConstantTime(proof, proveOwnCall(delivery.body.toString('utf8')))) return null;
	const { call, at, ...more } = asObject(parseJson(delivery.body.toString('utf8')));
	return isRecent(Number(at), Date.now()) ? { ...more, call: String(call) } : null;
}
