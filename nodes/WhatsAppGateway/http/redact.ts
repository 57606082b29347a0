import type { Secrets } from '../core/request';

/** The fields of the credential that must not leave it. */
export const secretFields = ['accessToken', 'webhookSecret'] as const;

/** Shorter secrets, in characters, are not searched for: they would match ordinary words. */
const minSecretLength = 6;

/** A function that replaces every secret of a credential in a text by `***`. */
export function createRedactor(secrets: Secrets): (text: string) => string {
	const hidden = secretFields
		.map((field) => String(secrets[field] ?? ''))
		.filter((secret) => secret.length >= minSecretLength);
	return (text) => hidden.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
