import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { accessTokenOf } from '../core/accessToken';
import { asText } from '../core/narrow';
import type { Secrets } from '../core/request';
import type { RawDelivery, Verdict } from '../core/webhook';
import { hmacSha256 } from '../gatewayKit/signature';
import type { RequestLimits } from '../http/callSettings';
import { type Credential, openCredential } from '../session/credential';
import { createSession, type Session } from '../session/session';

/** A session of the webhook trigger, which can also verify deliveries. */
export interface WebhookSession extends Session {
	/**
	 * Verifies that a delivery comes from the gateway; `unsigned` where the credential has no signing
	 * secret, `unsignedKind` for one that the gateway never signs.
	 *
	 * @param now milliseconds since 1970
	 */
	verify(delivery: RawDelivery, now: number): Verdict | 'unsigned' | 'unsignedKind';
	/**
	 * The token by which the gateway proves in its handshake that we subscribed. It depends on the
	 * credential alone, so that a subscription can move from one workflow to another.
	 */
	readonly verifyToken: string;
	/** A proof that the node itself calls its webhook; empty without an access token. */
	proveOwnCall(text: string): string;
}

function createVerifier({ gateway: { webhook }, secrets }: Credential): WebhookSession['verify'] {
	if (webhook === undefined) return () => 'unsigned';
	const hasSecret = asText(secrets['webhookSecret']) !== null;
	return (delivery, now) => {
		if (webhook.isUnsignedKind?.(delivery)) return 'unsignedKind';
		return hasSecret ? webhook.verify(delivery, secrets, now) : 'unsigned';
	};
}

const verifyTokenLength = 32;

function deriveVerifyToken(secrets: Secrets): string {
	const secret = asText(secrets['webhookSecret']) ?? String(secrets['accessToken']);
	return hmacSha256(secret, 'verify token').slice(0, verifyTokenLength);
}

function createProver(secrets: Secrets): WebhookSession['proveOwnCall'] {
	const token = accessTokenOf(secrets);
	return (text) => (token === '' ? '' : hmacSha256(token, 'own webhook', text));
}

/** What makes the proofs of the credential as it is now. Throws where there is no credential. */
export async function proofOf(
	context: ITriggerFunctions | IWebhookFunctions,
): Promise<WebhookSession['proveOwnCall']> {
	return createProver((await openCredential(context)).secrets);
}

/**
 * Opens the trigger's credential.
 *
 * @throws GatewayError `unsupported` for an unknown gateway, `invalidRequest` for a bad Base URL
 */
export async function openWebhookSession(
	context: IHookFunctions | IWebhookFunctions,
	limits: RequestLimits,
): Promise<WebhookSession> {
	const credential = await openCredential(context);
	return {
		...createSession(context, credential, limits),
		verify: createVerifier(credential),
		verifyToken: deriveVerifyToken(credential.secrets),
		proveOwnCall: createProver(credential.secrets),
	};
}
