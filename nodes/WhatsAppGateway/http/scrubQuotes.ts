import { GatewayError } from '../core/faults';
import type { Request } from '../core/request';

/** Fields of a request that hold no words to a person: names, types, ids, addresses. */
const openFields: ReadonlySet<string> = new Set([
	'type',
	'messaging_product',
	'recipient_type',
	'sub_type',
	'parameter_name',
	'language',
	'code',
	'template_name',
	'template_language',
	'template_id',
	'media_type',
	'message_type',
	'agent_id',
	'from',
	'from_phone_number_id',
	'id',
	'link',
	'media_url',
	'header_media_url',
]);

/** Shorter texts, in characters, are no secret and would blacken ordinary words. */
const minLength = 4;

/** Of a longer text that an answer cuts off, so many characters are enough to know it. */
const knownBeginning = 24;

const maxDepth = 10;

const mask = '…';

/** The words that a request sends to a person, and the person's number. */
function privateTexts(value: unknown, field = '', parent = '', depth = 0): string[] {
	if (depth > maxDepth || openFields.has(field)) return [];
	if (field === 'name' && parent === 'template') return [];
	if (typeof value === 'string') {
		const text = value.trim();
		const bare = text.replace(/^\+/, '');
		return [text, bare].filter((part) => part.length >= minLength);
	}
	if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return [];
	return Object.entries(value).flatMap(([name, entry]) =>
		Array.isArray(value)
			? privateTexts(entry, field, parent, depth + 1)
			: privateTexts(entry, name, field, depth + 1),
	);
}

/** Where a private text, or its beginning, ends in another text that has it at a position. */
function endOf(text: string, hidden: string, start: number): number {
	let length = 0;
	while (length < hidden.length && text[start + length] === hidden[length]) length++;
	return start + length;
}

/** A text without the private ones in it. */
function scrub(text: string, hidden: readonly string[]): string {
	return hidden.reduce((clean, one) => {
		const beginning = one.slice(0, knownBeginning);
		let result = '';
		let rest = clean;
		for (let at = rest.indexOf(beginning); at >= 0; at = rest.indexOf(beginning)) {
			result += `${rest.slice(0, at)}${mask}`;
			rest = rest.slice(endOf(rest, one, at));
		}
		return result + rest;
	}, text);
}

/** Cleans what a sentence quotes. That may itself hold quotation marks, so it ends with the last one. */
function scrubQuoted(sentence: string, clean: (text: string) => string): string {
	const [start, end] = [sentence.indexOf('“'), sentence.lastIndexOf('”')];
	if (start < 0 || end < start) return sentence;
	return `${sentence.slice(0, start)}${clean(sentence.slice(start, end))}${sentence.slice(end)}`;
}

/**
 * The same fault, whose quotes repeat neither what the request wrote to a person nor the person's
 * number. The answer itself stays as it came.
 */
export function scrubQuotes(error: GatewayError, { body, form }: Partial<Request>): GatewayError {
	const hidden = privateTexts(body ?? form?.fields).sort((a, b) => b.length - a.length);
	if (hidden.length === 0) return error;
	const clean = (text: string) => scrub(text, hidden);
	const { fields, gatewayCode } = error.details;
	const message = scrubQuoted(error.message, clean);
	return new GatewayError(
		error.fault,
		// The reasons of refused fields stand behind the sentence, without quotation marks.
		fields === undefined ? message : message.replace(/: .*$/s, clean),
		{
			...error.details,
			hint: error.hint,
			...(typeof gatewayCode === 'string' && { gatewayCode: clean(gatewayCode) }),
			...(fields && {
				fields: Object.fromEntries(
					Object.entries(fields).map(([name, reasons]) => [name, reasons.map(clean)]),
				),
			}),
		},
	);
}
