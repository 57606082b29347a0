import type { Failure } from '../core/message';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import { findErrorParts, isMetaObject } from './errorParts';
import { findMetaCode } from './metaErrors';

/** Fields that hold Meta's code, in Meta's own objects and in those that gateways make of them. */
const codeFields = ['code', 'error_code', 'meta_code', 'error_subcode'] as const;

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
	const parts = findErrorParts(answer);
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
