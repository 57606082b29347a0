import { accessTokenOf } from '../core/accessToken';
import type { Secrets } from '../core/request';

/** The fields of the credential that must not leave it. */
export const secretFields = ['accessToken', 'webhookSecret', 'flowSecret'] as const;

/** Shorter secrets, in characters, are not searched for: they would match ordinary words. */
const minSecretLength = 6;

/** What stands for a secret. */
const mask = '***';

/** How deep a value is searched; the answers of gateways are not nested deeper. */
const maxDepth = 100;

/** A text as it stands within a string of JSON, as several languages write it. */
function jsonForms(text: string): string[] {
	const plain = JSON.stringify(text).slice(1, -1);
	const ascii = plain.replace(
		/[^\x20-\x7e]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return [plain, ascii].flatMap((form) => [form, form.replaceAll('/', '\\/')]);
}

/** A text as it stands in a URL or a form: more or less is encoded, in either case of hexadecimal digits. */
function urlForms(text: string): string[] {
	// Half of a surrogate pair cannot be encoded; the round trip replaces it.
	const wellFormed = Buffer.from(text).toString();
	const encoded = encodeURIComponent(wellFormed);
	// RFC 3986 reserves more than browsers encode, and PHP's urlencode the tilde as well.
	const strict = [/[!'()*]/g, /[!'()*~]/g].map((reserved) =>
		encoded.replace(
			reserved,
			(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
		),
	);
	const lax = encodeURI(wellFormed);
	const spaced = [encoded, ...strict, lax].flatMap((form) => [form, form.replaceAll('%20', '+')]);
	return spaced.flatMap((form) => [
		form,
		form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
	]);
}

/** The part of a text's Base64 that does not depend on what stands around it, at each alignment. */
function base64Forms(text: string): string[] {
	const bytes = Buffer.from(text);
	return [0, 1, 2].flatMap((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const first = Math.ceil((before * 8) / 6);
		const last = Math.floor(((before + bytes.length) * 8) / 6);
		const core = encoded.slice(first, last);
		return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
	});
}

/** Every form in which an answer may repeat a secret, the longest first. */
function formsOf(secret: string): string[] {
	const base64 = base64Forms(secret);
	const forms = [secret, ...urlForms(secret), ...base64, ...base64.flatMap(urlForms)];
	return [...new Set([...forms, ...forms.flatMap(jsonForms)])]
		.filter((form) => form.length >= minSecretLength)
		.sort((a, b) => b.length - a.length);
}

/**
 * A function that replaces every secret of a credential in a text by `***`: as it is, escaped for JSON,
 * encoded for a URL, or in Base64. The forms are made with the first text: a delivery that makes no
 * request needs none, and they would be most of its cost.
 */
export function createRedactor(secrets: Secrets): (text: string) => string {
	let hidden: readonly string[] | undefined;
	return (text) => {
		hidden ??= secretFields
			.map((field) =>
				field === 'accessToken' ? accessTokenOf(secrets) : String(secrets[field] ?? '').trim(),
			)
			.filter((secret) => secret.length >= minSecretLength)
			.flatMap(formsOf);
		return hidden.reduce((clean, form) => clean.replaceAll(form, mask), text);
	};
}

/** The same for every text of a value that was parsed, names of fields included. */
export function redactValue(value: unknown, redact: (text: string) => string, depth = 0): unknown {
	if (typeof value === 'string') return redact(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= maxDepth) return mask;
	if (Array.isArray(value)) return value.map((entry) => redactValue(entry, redact, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			redact(name),
			redactValue(entry, redact, depth + 1),
		]),
	);
}
