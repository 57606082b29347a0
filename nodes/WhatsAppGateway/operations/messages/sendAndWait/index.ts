import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { GatewayError } from '../../../core/faults';
import { asObject } from '../../../core/narrow';
import { readChoice, readNumber, readSwitch } from '../../../n8n/readOption';
import { digestOfProof } from '../../../sendAndWait/proof';
import type { Choice, Confirmation, Question } from '../../../sendAndWait/question';
import { failureChoice } from '../../../sendAndWait/ticket';
import { checkLength, limits } from '../../../whatsapp/limits';
import { options } from '../../fields/options';
import { fieldText } from '../../fields/readText';
import { to } from '../../fields/recipient';
import { readSenderOverrides } from '../../fields/senderOptions';
import { askingOptions } from '../../fields/sendOptions';
import { whitespaceOption } from '../../fields/template';
import { textFormat } from '../../fields/textFormat';
import type { Item, ItemTask, Operation } from '../../operation';
import { prepareSend, readRecipient } from '../prepareSend';
import { ifWindowClosed, ifWindowClosedToAsk } from '../windowFallback';
import { type Asked, choicesOf, readAsked, readResponseType, withIds } from './choices';
import {
	askingNotice,
	confirmationText,
	confirmTap,
	footer,
	limitAmount,
	limitUnit,
	limitWaitTime,
	questionFields,
} from './fields';
import { askOnPage, linkText, needsPage } from './page';
import { answerByTemplate } from './template';

const minuteMs = 60_000;
const unitMs: Readonly<Record<string, number>> = {
	minutes: minuteMs,
	hours: 60 * minuteMs,
	days: 24 * 60 * minuteMs,
};

/** The amount as a fault names it. */
const amountOfLimit = {
	...limitAmount,
	displayName: `${limitWaitTime.displayName}: ${limitAmount.displayName}`,
};

/** Until when to wait. Throws `invalidRequest` for a wrong limit. */
function readLimit(given: Item['options']): Date {
	const values = asObject(asObject(given['limitWaitTime'])['values']);
	const unit = unitMs[readChoice(values['resumeUnit'], limitUnit)];
	if (unit === undefined) return WAIT_INDEFINITELY;
	const until = Date.now() + readNumber(values['resumeAmount'], amountOfLimit) * unit;
	return new Date(Math.min(until, WAIT_INDEFINITELY.getTime()));
}

/** The message that confirms the tap; `null` for none. Throws `invalidRequest` for one that is too long. */
function readConfirmation(
	{ options: given, session }: Item,
	choices: readonly Choice[],
): Confirmation | null {
	if (!readSwitch(given['confirmTap'], confirmTap)) return null;
	const field = confirmationText.displayName;
	const text = fieldText(given['confirmationText'], field) || String(confirmationText.default);
	const limit = { ...limits.textBody, field, hint: 'Shorten it by {excess}.' };
	// After the tap nobody would learn that it cannot be sent.
	for (const { title } of choices)
		checkLength(
			text.replaceAll('{title}', () => title),
			limit,
		);
	return { text, sender: readSenderOverrides(given, session.gateway) };
}

/** One execution waits for one answer. Throws `invalidRequest` before anything is sent. */
function checkOneItem({ asking: { itemCount } }: Item): void {
	if (itemCount === 1) return;
	throw new GatewayError(
		'invalidRequest',
		`One run asks one person, and this one has ${itemCount} items: the first answer would end the wait for all of them.`,
		{
			hint: 'To ask one after the other, put the node into Loop Over Items. To ask all at once, call a sub-workflow once for each item, with Wait for Sub-Workflow Completion off.',
		},
	);
}

/** Refuses tickets that are longer than WhatsApp's ids. Throws `invalidRequest`. */
function checkTickets({ kind }: Asked, tickets: readonly string[]): void {
	const { maxCharacters } = kind === 'list' ? limits.rowId : limits.buttonId;
	if (tickets.every((ticket) => ticket.length <= maxCharacters)) return;
	throw new GatewayError(
		'invalidRequest',
		'The ID of this node is too long to stand in a button.',
		{ hint: 'Copy the node and paste it: the copy gets an ID of the usual length.' },
	);
}

/** The task that sends a question whose answer is a tap in the chat. */
async function askInChat(item: Item): Promise<ItemTask> {
	const { asking } = item;
	const to = readRecipient(item);
	const responseType = readResponseType(item);
	const asked = readAsked(item, responseType);
	const choices = choicesOf(asked);
	const tickets = choices.map((_choice, index) => asking.ticket(String(index)));
	checkTickets(asked, tickets);
	const until = readLimit(item.options);
	const confirmation = readConfirmation(item, choices);
	const { kind, content } = withIds(asked, tickets);
	const { body, footer } = content;
	const preview = { header: null, body, footer, buttons: choices.map(({ title }) => title) };
	const task = await prepareSend(kind, to, content, preview, {
		...item,
		// Where the gateway can be asked, a message that does not leave is not waited for.
		options: { ...item.options, waitUntil: 'sent' },
		question: {
			failureTicket: asking.ticket(failureChoice),
			fillTemplate: (template) => answerByTemplate(item, tickets, template),
		},
	});
	if (task.sends === undefined) return task;
	const { nonce } = asking;
	const proofDigest = digestOfProof(item.session.prove(asking.question()));
	const asks = { responseType, to, nonce, proofDigest, choices, confirmation };
	const question: Question = { via: 'chat', ...asks };
	return { ...task, wait: { question, until } };
}

/** Asks a person, and waits for the answer. */
export const sendAndWait: Operation = {
	resource: 'message',
	// n8n knows nodes that wait for an answer by this value.
	value: 'sendAndWait',
	name: 'Send and Wait for Response',
	action: 'Send message and wait for response',
	description: 'Ask a person, and go on with what they tap: in the chat, or on a page',
	asksAnew: true,
	fields: [
		askingNotice,
		to,
		...questionFields,
		ifWindowClosedToAsk,
		...ifWindowClosed.slice(1),
		options(
			...askingOptions,
			textFormat,
			whitespaceOption,
			limitWaitTime,
			confirmTap,
			confirmationText,
			footer,
			linkText,
		),
	],
	async read(item) {
		checkOneItem(item);
		return await (needsPage(item) ? askOnPage(item, readLimit(item.options)) : askInChat(item));
	},
};
