import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../core/narrow';
import type { Secrets } from '../core/request';
import type { RawDelivery, Verdict } from '../core/webhook';
import { hmacSha256 } from '../gatewayKit/signature';
import type { RequestLimits } from '../http/settings';
import { openCredential, type Credential } from '../session/credential';
import { createSession, type Session } from '../session/session';

/** A session of the webhook trigger, which can also tell whether a delivery is genuine. */
export interface WebhookSession extends Session {
	/**
	 * Whether a delivery comes from the gateway; `unsigned` where the credential holds no secret to tell.
	 *
	 * @param now milliseconds since 1970
	 */
	verify(delivery: RawDelivery, now: number): Verdict | 'unsigned';
	/**
	 * What the gateway has to show in its handshake, to prove that it was given our URL. The same in
	 * every workflow with this credential, so that one can hand the subscription to another.
	 */
	readonly verifyToken: string;
}

function verifier({ gateway: { webhook }, secrets }: Credential): WebhookSession['verify'] {
	if (webhook === undefined || asText(secrets['webhookSecret']) === null) return () => 'unsigned';
	return (delivery, now) => webhook.verify(delivery, secrets, now);
}

function verifyTokenOf(secrets: Secrets): string {
	const secret = asText(secrets['webhookSecret']) ?? String(secrets['accessToken']);
	return hmacSha256(secret, 'verify token').slice(0, 32);
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
		verify: verifier(credential),
		verifyToken: verifyTokenOf(credential.secrets),
	};
}
