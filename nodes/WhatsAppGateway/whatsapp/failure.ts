import type { Failure } from '../core/message';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import { findMetaCode } from './metaErrors';

/** Fields that hold Meta's code, in Meta's own objects and in those that gateways make of them. */
const codeFields = ['code', 'error_code', 'meta_code', 'error_subcode'] as const;

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

/** Whether an object is Meta's own, so that any code in it is Meta's. */
function isMetaObject(object: JsonObject): boolean {
	return (
		'fbtrace_id' in object ||
		object['type'] === 'OAuthException' ||
		asObject(object['error_data'])['messaging_product'] === 'whatsapp'
	);
}

function codeIn(object: JsonObject): number | null {
	const code = asText(object['code']);
	if (isMetaObject(object) && code !== null && /^\d{1,6}$/.test(code)) return Number(code);
	return (
		codeFields
			.map((field) => findMetaCode(asText(object[field])))
			.find((found) => found !== null) ?? null
	);
}

/**
 * Meta's code in an answer, wherever a gateway passes it on: in a field for codes, in Meta's own error
 * object at any depth, or in a text about an error. `null` if there is none.
 *
 * @param text what the gateway's reader takes for the text of the refusal
 */
export function findMetaCodeIn(answer: unknown, text: string | null): number | null {
	const parts: ErrorParts = { objects: [], texts: [] };
	collect(answer, false, parts);
	const codes = [
		...parts.objects.map(codeIn),
		findMetaCode(text),
		...parts.texts.map(findMetaCode),
	];
	return codes.find((code) => code !== null) ?? null;
}

/** Why a message was not delivered, by the row or the answer that says so. */
export function readFailure(row: JsonObject): Failure {
	const errors = [asObject(row['error']), ...asObjects(row['errors'])];
	const inError = errors.map((error) => firstText(error, 'message', 'title', 'details'));
	const reason =
		firstText(row, 'error_message', 'status_message', 'failure_reason', 'reason', 'error') ??
		inError.find((text) => text !== null) ??
		null;
	return { reason, metaCode: findMetaCodeIn(row, reason) };
}
