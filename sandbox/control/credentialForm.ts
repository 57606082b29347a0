import type { Dialect } from '../gatewayKit/dialect';

/** A field's name in words, as forms have it: `phoneNumberId` is "Phone Number ID". */
function inWords(name: string): string {
	const words = name
		.replace(/([A-Z])/g, ' $1')
		.replace(/\b(Id|Api)\b/g, (one) => one.toUpperCase());
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What to enter for a gateway of the sandbox in n8n's credential "WhatsApp Gateway API": the form's own labels,
 * in its order, with the values. None of it is a secret.
 */
export function credentialForm(
	{ name, access, fields = {}, labels = {}, webhook }: Dialect,
	baseUrl: string,
): Readonly<Record<string, string>> {
	const own = Object.entries(fields).map(([key, value]) => [labels[key] ?? inWords(key), value]);
	return {
		Gateway: name,
		'Access Token': access.tokens[0],
		...Object.fromEntries(own),
		'Base URL': baseUrl,
		...(webhook !== undefined && { 'Webhook Signing Secret': webhook.secret }),
	};
}
