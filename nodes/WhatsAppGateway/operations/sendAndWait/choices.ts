import type { ButtonsContent, ListContent } from '../../core/interactive';
import { GatewayError } from '../../core/faults';
import { asObject } from '../../core/narrow';
import { readChoice } from '../../n8n/readOption';
import type { Choice, ResponseType } from '../../sendAndWait/question';
import { writeToolParameters } from '../../sendAndWait/toolReview';
import { readButtons, readList } from '../../whatsapp/interactive';
import { checkLength, type Limit, limits } from '../../whatsapp/limits';
import { fieldText } from '../fields/readText';
import { listType } from '../interactive/replies';
import type { Item } from '../operation';
import { approvalType, responseType } from './fields';

/** A question as a message of buttons or a list, whose ids are still the user's own. */
export type Asked =
	| { readonly kind: 'buttons'; readonly content: ButtonsContent }
	| { readonly kind: 'list'; readonly content: ListContent };

/** The words of the question. Throws `invalidRequest` for none, or for more than fit. */
export function readMessage(
	{ parameter, expression, asking }: Item,
	limit: Limit = limits.interactiveBody,
): string {
	const given = fieldText(parameter('message', ''), 'Message');
	const message = writeToolParameters(given, expression('message'), asking.toolParameters);
	if (message !== '') {
		checkLength(message, { ...limit, field: 'Message' });
		return message;
	}
	throw new GatewayError('invalidRequest', 'The field Message is empty.', {
		hint: 'Enter the question.',
	});
}

/** The buttons of an approval. */
function approvalButtons({ parameter }: Item): Choice[] {
	const values = asObject(asObject(parameter('approvalOptions', {}))['values']);
	const label = (name: string, fallback: string) => fieldText(values[name], name) || fallback;
	const approve = { id: 'approve', title: label('approveLabel', 'Approve') };
	if (readChoice(values['approvalType'], approvalType) === 'single') return [approve];
	return [approve, { id: 'decline', title: label('disapproveLabel', 'Decline') }];
}

/** Reads which type of response the user has chosen. Throws `invalidRequest`. */
export function readResponseType({ parameter }: Item): ResponseType {
	return readChoice(parameter('responseType', 'approval'), responseType) as ResponseType;
}

/** Reads the question and what can be answered. Throws `invalidRequest` that names the field. */
export function readAsked(item: Item, type: ResponseType, body = readMessage(item)): Asked {
	const text = { body, footer: fieldText(item.options['footer'], 'Footer') };
	if (type === 'list') {
		return { kind: 'list', content: readList({ ...text, ...listType.form(item) }) };
	}
	const buttons =
		type === 'approval' ? approvalButtons(item) : asObject(item.parameter('choices', {}))['choice'];
	return { kind: 'buttons', content: readButtons({ ...text, buttons }) };
}

/** What can be tapped, in order. */
export function choicesOf({ kind, content }: Asked): Choice[] {
	const entries =
		kind === 'buttons' ? content.buttons : content.sections.flatMap(({ rows }) => rows);
	return entries.map(({ id, title }) => ({ id, title }));
}

/** The same question with other ids. */
export function withIds(asked: Asked, ids: readonly string[]): Asked {
	let next = 0;
	const renamed = <T extends { readonly id: string }>(entries: readonly T[]): T[] =>
		entries.map((entry) => ({ ...entry, id: ids[next++] ?? entry.id }));
	if (asked.kind === 'buttons') {
		const { content } = asked;
		return { kind: 'buttons', content: { ...content, buttons: renamed(content.buttons) } };
	}
	const sections = asked.content.sections.map((section) => ({
		...section,
		rows: renamed(section.rows),
	}));
	return { kind: 'list', content: { ...asked.content, sections } };
}
