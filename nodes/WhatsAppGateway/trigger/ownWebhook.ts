import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asObject, asText, parseJson, type JsonObject } from '../core/narrow';
import type { RawDelivery } from '../core/webhook';
import { equalInConstantTime, isRecent } from '../gatewayKit/signature';
import type { WebhookSession } from './webhookSession';

/** Who makes the proofs. */
type Prover = Pick<WebhookSession, 'prove'>;

/** The header with the proof that the node itself calls its webhook. */
const proofHeader = 'x-whatsapp-gateways-proof';

/** What the node asks of itself; other nodes with the same credential have other keys. */
type OwnCall = JsonObject & { readonly call: string };

/**
 * Where this process serves a delivery that has just arrived: the socket leads to the process itself,
 * whatever address, proxy or other process n8n has besides. `null` where there is no socket.
 */
export function ownAddress(context: IWebhookFunctions): string | null {
	const { socket, originalUrl } = asObject(context.getRequestObject());
	const { localAddress, localPort, encrypted } = asObject(socket);
	const address = asText(localAddress)?.replace(/^::ffff:/, '') ?? null;
	const [path = null] = asText(originalUrl)?.split('?') ?? [];
	if (address === null || path === null) return null;
	const host = address.includes(':') ? `[${address}]` : address;
	return `http${encrypted === true ? 's' : ''}://${host}:${String(localPort)}${path}`;
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
	{ prove }: Prover,
	address: string,
	call: OwnCall,
	seconds: number,
): Promise<number> {
	const body = JSON.stringify({ ...call, at: Math.floor(Date.now() / 1000) });
	const answer: unknown = await context.helpers.httpRequest({
		method: 'POST',
		url: address,
		body,
		headers: { 'content-type': 'application/json', [proofHeader]: prove(body) },
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

/** What the node asks of itself by a delivery; `null` where it is somebody else's, or not proven. */
export function readOwnCall({ prove }: Prover, delivery: RawDelivery): OwnCall | null {
	const proof = delivery.headers[proofHeader];
	if (proof === undefined) return null;
	if (!equalInConstantTime(proof, prove(delivery.body.toString('utf8')))) return null;
	const { call, at, ...more } = asObject(parseJson(delivery.body.toString('utf8')));
	return isRecent(Number(at), Date.now()) ? { ...more, call: String(call) } : null;
}
