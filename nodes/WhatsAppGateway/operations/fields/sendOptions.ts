import type { INodeProperties } from 'n8n-workflow';

import { defaultWaitSeconds } from '../../sending/waitForStatus';
import { namesOfGateways } from '../../session/gatewayNames';
import { allowedRecipients, whoMayBeWrittenTo } from './allowedRecipients';
import { recipientOptions } from './recipientOptions';
import { messagesPerMinute, parallelRecipients, timeout } from './runOptions';
import { senderOptions } from './senderOptions';

const messageKey: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderNumber }}',
	description:
		'Identifies this message when the workflow runs again, for example an order number: this node then sends it to the same person once only, also after a restart. n8n remembers the keys of the last 5,000 messages of a node, or more.',
};

/** Shows the message instead of sending it. */
export const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to output the finished message without sending it',
};

const replyTo: INodeProperties = {
	displayName: 'Reply To',
	name: 'replyTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. wamid.HBgL…',
	description: `The WhatsApp message ID of the message to quote. Only with ${namesOfGateways(({ quotes }) => quotes === true)}.`,
};

/** Sends again what may have been sent. */
export const retryUnknownOutcome: INodeProperties = {
	displayName: 'Retry If Outcome Unknown',
	name: 'retryUnknownOutcome',
	type: 'boolean',
	default: false,
	description:
		'Whether to send again if it is unknown whether the message was sent, for example after a timeout. The recipient may get it twice.',
};

/** The status to wait for. */
export const waitUntil: INodeProperties = {
	displayName: 'Wait Until',
	name: 'waitUntil',
	type: 'options',
	options: [
		{ name: 'Do Not Wait', value: 'none', description: 'The gateway accepted the message' },
		{ name: 'Sent', value: 'sent', description: 'WhatsApp accepted the message' },
		{ name: 'Delivered', value: 'delivered', description: 'The message is on the phone' },
		{ name: 'Read', value: 'read', description: 'The recipient opened the message' },
	],
	default: 'none',
	description: `The status to wait for before the node continues; Delivered and Read only with ${namesOfGateways(({ status }) => status !== undefined)}`,
};

/** How long to wait for it. */
export const maxWait: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: defaultWaitSeconds,
	description: 'How long to wait for the status. After that, the receipt has the last known one.',
};

/**
 * For an operation that waits for an answer: it sends one message, which waits for a status by itself, and
 * which each execution has to send anew, so that no Message Key could replace it.
 */
export const askingOptions: readonly INodeProperties[] = [
	allowedRecipients,
	messagesPerMinute,
	previewOnly,
	retryUnknownOutcome,
	replyTo,
	...senderOptions,
	...recipientOptions,
	timeout,
	whoMayBeWrittenTo,
];

/** For a reaction, of which WhatsApp reports no status. */
export const reactionOptions: readonly INodeProperties[] = [
	...askingOptions,
	messageKey,
	parallelRecipients,
];

/** For every operation that sends a message. */
export const sendOptions: readonly INodeProperties[] = [...reactionOptions, maxWait, waitUntil];
