import type { MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';

/** A JSON object of a request. */
export type Fields = Readonly<Record<string, unknown>>;

/** A refusal: Meta's code and text. */
export interface Refusal {
	readonly code: number;
	readonly text: string;
	readonly details: string;
	readonly status?: 404;
}

/** What a request without fields holds. */
export const none: Fields = {};

/** The objects of a list; something else in it counts as an object without fields. */
export function objects(value: unknown): Fields[] {
	return Array.isArray(value) ? value.map((one) => asRecord(one) ?? none) : [];
}

/** Meta's refusal of a field. */
export function invalid(details: string): Refusal {
	return { code: 100, text: 'Invalid parameter', details };
}

/** Whether a message was refused. */
export function isRefusal(
	value: Refusal | MessageParts | Record<string, string>,
): value is Refusal {
	return 'code' in value && 'details' in value;
}
