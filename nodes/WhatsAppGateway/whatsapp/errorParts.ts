import { asObject, asText, type JsonObject } from '../core/narrow';

/** Fields in which an error, or a list of them, is nested. */
const nestedFields = [
	'error',
	'errors',
	'error_data',
	'details',
	'data',
	'whatsapp_response',
] as const;

/** Fields of a nested error that say what happened. */
const textFields = ['message', 'title', 'details', 'detail'] as const;

const maxDepth = 6;

/** Of a list of errors, so many are read. */
const maxErrors = 10;

/** The objects and the texts of an answer that are about an error. */
interface ErrorParts {
	readonly objects: JsonObject[];
	readonly texts: string[];
}

/** @param isError whether the value is in a field for errors: only then are its texts about one */
function collect(value: unknown, isError: boolean, parts: ErrorParts, depth = 0): void {
	if (depth > maxDepth) return;
	if (typeof value === 'string') {
		if (isError) parts.texts.push(value);
	} else if (Array.isArray(value)) {
		for (const entry of value.slice(0, maxErrors)) collect(entry, isError, parts, depth + 1);
	} else {
		const object = asObject(value);
		parts.objects.push(object);
		if (isError) {
			const texts = textFields.map((field) => asText(object[field]));
			parts.texts.push(...texts.filter((text) => text !== null));
		}
		for (const field of nestedFields) {
			const isNestedError = field !== 'data' && field !== 'whatsapp_response';
			if (field in object) collect(object[field], isError || isNestedError, parts, depth + 1);
		}
		// Refused fields have their reasons below names of their own.
		if (!isError) return;
		for (const reasons of Object.values(object).slice(0, maxErrors)) {
			if (Array.isArray(reasons)) collect(reasons, true, parts, depth + 1);
		}
	}
}

/** The objects of an answer that may be about an error, and the texts that are. */
export function findErrorParts(answer: unknown): ErrorParts {
	const parts: ErrorParts = { objects: [], texts: [] };
	collect(answer, false, parts);
	return parts;
}

/** Whether an object is Meta's own, so that any code in it is Meta's. */
export function isMetaObject(object: JsonObject): boolean {
	return (
		'fbtrace_id' in object ||
		object['type'] === 'OAuthException' ||
		asObject(object['error_data'])['messaging_product'] === 'whatsapp'
	);
}
