import type { INodeProperties } from 'n8n-workflow';

import type { Kind, RecipientDetails } from '../../core/message';
import { readChoice } from '../../n8n/readOption';
import type { MessageName } from '../../sending/sendMemory';
import type { WindowFallback } from '../../sending/withWindowFallback';
import { namesOfGateways } from '../../session/gatewayNames';
import { fallbackDetails } from '../fields/recipientOptions';
import { templateFields } from '../fields/template';
import type { Item } from '../operation';
import { checkTemplateRecipient } from '../recipients/readRecipient';
import { readTemplate } from '../templates/content';
import { carriedKey, gatewayKey } from './messageKeys';

const actionField: INodeProperties = {
	displayName: 'If the 24-Hour Window Is Closed',
	name: 'ifWindowClosed',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Output as Not Delivered',
			value: 'outputAsNotDelivered',
			description: 'The item continues with the status failed and the reason',
		},
		{
			name: 'Send This Template Instead',
			value: 'sendTemplate',
			description: 'A template can be sent at any time',
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'The item is not sent, and the setting On Error of the node applies',
		},
	],
	default: 'stop',
	description:
		'What to do if the person has not written to you within the last 24 hours. Where the gateway reports this only later, the node waits until WhatsApp has accepted the message, unless you leave this at Stop. WhatsApp bills both, the message and the template.',
};

/** The same for a question, which only some templates can ask. */
export const ifWindowClosedToAsk: INodeProperties = {
	...actionField,
	options: actionField.options?.map((option) =>
		'value' in option && option.value === 'sendTemplate'
			? {
					...option,
					description: `A template with as many quick replies as there are choices, in the same order: they are tapped in place of the buttons. Only with ${namesOfGateways(({ setsQuickReplyPayloads }) => setsQuickReplyPayloads === true)}.`,
				}
			: option,
	),
};

/** What to do outside the customer service window: for every kind that needs it open. */
export const ifWindowClosed: readonly INodeProperties[] = [
	actionField,
	...templateFields.map((field): INodeProperties => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, ifWindowClosed: ['sendTemplate'] },
		},
	})),
];

/** Kinds that need no open window, or that no template can replace. */
const kindsWithoutFallback: readonly Kind[] = ['template', 'reaction'];

/** What the user chose for a closed window. A template is read and checked before anything is sent. */
export async function readWindowFallback(
	kind: Kind,
	name: MessageName,
	item: Item,
	recipient: RecipientDetails,
): Promise<WindowFallback> {
	if (kindsWithoutFallback.includes(kind)) return { action: 'stop' };
	const chosen = readChoice(item.parameter('ifWindowClosed', 'stop'), actionField);
	if (chosen === 'outputAsNotDelivered') return { action: 'report' };
	if (chosen !== 'sendTemplate') return { action: 'stop' };
	const { content: read } = await readTemplate(item);
	const content = item.question?.fillTemplate(read) ?? read;
	checkTemplateRecipient(name.to, content);
	const key = gatewayKey('template', name, item);
	const messageKey = carriedKey(key, item);
	return {
		action: 'sendTemplate',
		template: {
			kind: 'template',
			to: name.to,
			replyTo: null,
			recipient: fallbackDetails(recipient, item.session.gateway),
			key,
			messageKey,
			...content,
		},
	};
}
