import { asObject, asText } from '../../core/narrow';
import { type FieldErrors, readFieldErrors } from '../../gatewayKit/laravel';

/** What a refusal of WA.CR says. */
export interface WacrRefusal {
	/** In upper case with underscores; empty for none. */
	readonly code: string;
	/** Empty for none. */
	readonly text: string;
	readonly fields: FieldErrors | undefined;
}

/** The refused fields in the first place that has a reason for one. */
function findFieldErrors(...places: readonly unknown[]): FieldErrors | undefined {
	return places
		.map(readFieldErrors)
		.find((fields) => fields !== undefined && Object.values(fields).flat().length > 0);
}

/**
 * Code, text and fields of a refusal. Its JSON is not documented: `{error: {code, message, errors}}`,
 * `{code, message, errors}`, `{error: CODE, message}` and Laravel's own are read.
 */
export function readRefusal(value: unknown): WacrRefusal {
	const body = asObject(value);
	const error = asObject(body['error']);
	const isCode = (text: string | null): text is string =>
		text !== null && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(text);
	const codes = [error['code'], body['code'], body['error_code'], body['error'], error['type']];
	const code = codes.map(asText).find(isCode) ?? '';
	const texts = [error['message'], body['message'], body['error'], error['detail']];
	const text = texts.map(asText).find((candidate) => candidate !== null && candidate !== code);
	return {
		code,
		text: text ?? '',
		fields: findFieldErrors(error['errors'], error['details'], body['errors']),
	};
}

/** The permissions that a text names, such as `messages:send`. */
export function findScopes(text: string): string[] {
	return text.match(/\b[a-z]+:(?:read|write|send|sync|delete)\b/g) ?? [];
}
