import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../../core/faults';
import type { ButtonsContent, ListContent } from '../../../core/interactive';
import { asObject } from '../../../core/narrow';
import { readChoice } from '../../../n8n/readOption';
import type { Choice, ResponseType } from '../../../sendAndWait/question';
import { writeToolParameters } from '../../../sendAndWait/toolReview';
import { readButtons, readList } from '../../../whatsapp/interactive';
import { checkLength, type Limit, limits } from '../../../whatsapp/limits';
import { fieldText, requireText } from '../../fields/readText';
import { formatText } from '../../fields/textFormat';
import type { Item } from '../../operation';
import { listType } from '../interactive/replies';
import { approvalType, approveLabel, choicesField, declineLabel, responseType } from './fields';

/** A question as a message of buttons or a list, whose ids are still the user's own. */
export type Asked =
	| { readonly kind: 'buttons'; readonly content: ButtonsContent }
	| { readonly kind: 'list'; readonly content: ListContent };

/** The words of the question. Throws `invalidRequest` for none, or for more than fit. */
export function readMessage(item: Item, limit: Limit = limits.interactiveBody): string {
	const { expression, asking } = item;
	const given = requireText(item, 'message', 'Message', 'Enter the question.');
	const whole = writeToolParameters(given, expression('message'), asking.toolParameters);
	const message = formatText(whole, item);
	checkLength(message, { ...limit, field: 'Message' });
	return message;
}

/** The buttons of an approval. */
function approvalButtons({ parameter }: Item): Choice[] {
	const values = asObject(asObject(parameter('approvalOptions', {}))['values']);
	const label = ({ name, displayName, default: fallback }: INodeProperties) => {
		const title = fieldText(values[name], displayName) || String(fallback);
		checkLength(title, { ...limits.buttonTitle, field: displayName });
		return title;
	};
	const approve = { id: 'approve', title: label(approveLabel) };
	if (readChoice(values['approvalType'], approvalType) === 'single') return [approve];
	return [approve, { id: 'decline', title: label(declineLabel) }];
}

/** The buttons of a choice, still unchecked. Throws `invalidRequest` where there are none. */
function choiceButtons({ parameter }: Item): unknown {
	const { name, displayName } = choicesField;
	const buttons = asObject(parameter(name, {}))['choice'];
	if (Array.isArray(buttons) && buttons.length > 0) return buttons;
	throw new GatewayError('invalidRequest', `The field ${displayName} is empty.`, {
		hint: 'Add one to three choices.',
	});
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
	const buttons = type === 'approval' ? approvalButtons(item) : choiceButtons(item);
	return { kind: 'buttons', content: readButtons({ ...text, buttons }, 'Choice') };
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
