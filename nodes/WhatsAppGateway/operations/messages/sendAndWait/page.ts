import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../../core/faults';
import type { PageSection } from '../../../sendAndWait/page/html';
import { checkPageReachable, defaultLinkText, linkMessage } from '../../../sendAndWait/page/link';
import type { Confirmation } from '../../../sendAndWait/question';
import { failureChoice } from '../../../sendAndWait/ticket';
import { limits } from '../../../whatsapp/limits';
import { fieldText } from '../../fields/readText';
import type { Item, ItemTask, QuestionOfItem } from '../../operation';
import { prepareSend, readRecipient } from '../prepareSend';
import { type Asked, choicesOf, readAsked, readMessage, readResponseType } from './choices';
import { confirmationText } from './fields';

/** The words before the link to the page. */
export const linkText: INodeProperties = {
	displayName: 'Text Before the Link',
	name: 'linkText',
	type: 'string',
	default: defaultLinkText,
	placeholder: 'e.g. Please answer here:',
	description:
		'For gateways without buttons, whose question carries a link to a page with the answers',
};

/** Whether questions are answered on a page: the gateway has no buttons that a person could tap. */
export function needsPage({ session: { gateway } }: Item): boolean {
	return gateway.send.buttons === undefined;
}

function toSections({ kind, content }: Asked): PageSection[] {
	if (kind === 'buttons') {
		const answers = content.buttons.map(({ title }) => ({ title, description: null }));
		return [{ title: null, answers }];
	}
	return content.sections.map(({ title, rows }) => ({
		title,
		answers: rows.map((row) => ({ title: row.title, description: row.description })),
	}));
}

/** The user's own words for the page that thanks; `null` for none. */
function readThanks({ options }: Item): Confirmation | null {
	const text = fieldText(options['confirmationText'], confirmationText.displayName);
	return text === '' ? null : { text, sender: {} };
}

/** A template has no place for the link. */
const withoutLink: QuestionOfItem['fillTemplate'] = ({ template: { name } }) => {
	throw new GatewayError(
		'unsupported',
		`The template “${name}” does not carry the link to the page on which this question is answered.`,
		{
			hint: 'Choose another setting for If the 24-Hour Window Is Closed. Or send a template first, and ask once the person has written.',
		},
	);
};

/** The task that sends a question whose answer is given on a page of the waiting node. */
export async function askOnPage(item: Item, until: Date): Promise<ItemTask> {
	const { asking, options, session } = item;
	const to = readRecipient(item);
	const responseType = readResponseType(item);
	const text = readMessage(item, limits.textBody);
	// The limit of the words above buttons does not hold for a page.
	const asked = readAsked(item, responseType, '?');
	const choices = choicesOf(asked);
	const url = asking.pageUrl().toString();
	const { baseUrl } = session.connection.account;
	checkPageReachable(url, { name: session.gateway.name, baseUrl });
	const given = options['linkText'] ?? defaultLinkText;
	const body = linkMessage(text, fieldText(given, linkText.displayName), url);
	const { footer } = asked.content;
	const preview = { header: null, body, footer: null, buttons: choices.map(({ title }) => title) };
	const task = await prepareSend('text', to, { body }, preview, {
		...item,
		options: { ...options, waitUntil: 'sent' },
		question: { failureTicket: asking.ticket(failureChoice), fillTemplate: withoutLink },
	});
	if (task.sends === undefined) return task;
	const look = asked.kind;
	const page = { text, footer, look, sections: toSections(asked) } as const;
	const { nonce } = asking;
	const confirmation = readThanks(item);
	const question = { via: 'page', responseType, to, nonce, choices, confirmation, page } as const;
	return { ...task, wait: { question, until } };
}
