import { GatewayError } from '../../../core/faults';
import type { TemplateContent } from '../../../core/message';
import type { Item } from '../../operation';

/** Characters of a quick reply's payload. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components */
const maxPayload = 128;

function isQuickReply({ type }: { readonly type: string }): boolean {
	return type.toUpperCase() === 'QUICK_REPLY';
}

/** `1 quick reply`, `2 quick replies` */
function countOf(count: number, noun = 'quick reply'): string {
	const many = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
	return `${count} ${count === 1 ? noun : many}`;
}

/**
 * A template whose quick replies answer a question, in the order of its choices.
 *
 * @throws GatewayError `unsupported` where the gateway cannot set what a quick reply brings back,
 * `invalidRequest` for a template with other buttons
 */
export function answerByTemplate(
	{ session: { gateway } }: Item,
	tickets: readonly string[],
	content: TemplateContent,
): TemplateContent {
	const { name, buttons } = content.template;
	if (gateway.setsQuickReplyPayloads !== true) {
		throw new GatewayError(
			'unsupported',
			`${gateway.name} cannot set what the buttons of a template bring back, so nobody could answer with “${name}”.`,
			{ hint: 'Choose another setting for If the 24-Hour Window Is Closed.' },
		);
	}
	const indexes = [...buttons.keys()].filter((index) => {
		const button = buttons[index];
		return button !== undefined && isQuickReply(button);
	});
	if (indexes.length !== tickets.length) {
		throw new GatewayError(
			'invalidRequest',
			`The template “${name}” has ${countOf(indexes.length)}, and the question has ${countOf(tickets.length, 'choice')}.`,
			{ hint: 'Choose a template with as many quick replies, in the same order.' },
		);
	}
	if (tickets.some((ticket) => ticket.length > maxPayload)) {
		throw new GatewayError(
			'invalidRequest',
			'The ID of this node is too long for the buttons of a template.',
			{ hint: 'Copy the node and paste it: the copy gets an ID of the usual length.' },
		);
	}
	const payloads = indexes.map((index, choice) => [`button_${index}`, tickets[choice] ?? '']);
	return { ...content, values: { ...content.values, ...Object.fromEntries(payloads) } };
}
