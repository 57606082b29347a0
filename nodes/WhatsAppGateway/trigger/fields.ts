import type { INodeProperties } from 'n8n-workflow';

import { collectSeconds, joinPolled, markAsRead, showTyping } from './collect/fields';
import type { EventKind } from '../core/event';
import { loadedNotice } from '../n8n/loadedNotice';
import { namesOfGateways } from '../session/gatewayNames';
import { overrideOptions } from '../session/overrides';
import { defaultEvents, eventOptions, polledOnly } from './events';
import { polledEvents } from './polledEvents';
import { acceptUnsigned, urlSecret, verifyToken } from './proofFields';

/** The choice of events, of those that can come. */
function eventsField(kinds: readonly EventKind[]): INodeProperties {
	return {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions
			.filter(({ value }) => kinds.includes(value))
			.map(({ name, value, action, description }) => ({ name, value, action, description })),
		default: [...defaultEvents],
		required: true,
		description: 'The events that start the workflow',
	};
}

/** Whether each event has an output of its own. */
export const splitOutputs: INodeProperties = {
	displayName: 'Split Into Outputs',
	name: 'splitOutputs',
	type: 'boolean',
	default: false,
	description: 'Whether each selected event has an output of its own',
};

const messageTypes = [
	'audio',
	'button',
	'contacts',
	'document',
	'image',
	'interactive',
	'location',
	'order',
	'reaction',
	'sticker',
	'text',
	'video',
];

/** Whether old messages start runs as echoes. */
export const chatHistory: INodeProperties = {
	displayName: 'Include Chat History',
	name: 'chatHistory',
	type: 'boolean',
	default: false,
	description:
		'Whether the event Echo also includes old messages. WhatsApp sends them, often thousands, when a number of the WhatsApp Business app is connected.',
};

/** Whether groups are left out. */
export const privateChatsOnly: INodeProperties = {
	displayName: 'Private Chats Only',
	name: 'privateChatsOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to ignore what happens in groups, where an answer to from goes to the private chat of the member who wrote: to answer in the group, map group into To. Groups are ignored without this filter, too: to include them, add it and switch it off.',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Events that do not match do not start the workflow',
	options: [
		{
			displayName: 'Business Numbers',
			name: 'businessNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +1 555 010 0100',
			description:
				'Only events of these numbers of yours, separated by commas. Without this filter, only events of the number in the credential, if it names one. Has no effect where the gateway does not say which number an event belongs to.',
		},
		{
			displayName: 'From Numbers',
			name: 'fromNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 171 3920012, +1 415 555 0123',
			description:
				'Only events from these people, separated by commas: phone numbers, or the user IDs (contact.userId) of people who hide theirs',
		},
		chatHistory,
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: messageTypes.map((type) => ({
				name: `${type.charAt(0).toUpperCase()}${type.slice(1)}`,
				value: type,
			})),
			default: [],
			description: 'Only messages of these WhatsApp types',
		},
		privateChatsOnly,
		{
			displayName: 'Text Matches',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. order, or /^order \\d+/',
			description:
				'Only messages with this text, or that match a regular expression between slashes. Ignores the case.',
		},
	],
};

/** What both triggers ask for. */
function eventFields(kinds: readonly EventKind[]): INodeProperties[] {
	return [eventsField(kinds), splitOutputs, filters];
}

/** Whether files are fetched. */
export const downloadMedia: INodeProperties = {
	displayName: 'Download Media',
	name: 'downloadMedia',
	type: 'boolean',
	default: false,
	description: 'Whether to download received files into the binary data of the item',
};

/** What to do without the file. */
export const ifNotDownloaded: INodeProperties = {
	displayName: 'If Not Downloaded',
	name: 'ifNotDownloaded',
	type: 'options',
	default: 'continue',
	options: [
		{
			name: 'Continue',
			value: 'continue',
			description: 'Output the message without the file; mediaNotDownloaded says why',
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'Stop the execution; Retry in the list of executions downloads the file again',
		},
	],
	description: 'What to do with a message whose file cannot be downloaded',
};

/** In megabytes. */
export const maxFileSize: INodeProperties = {
	displayName: 'Max File Size (MB)',
	name: 'maxFileSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 16,
	description: 'A larger file is not downloaded, and the item says so',
};

const takeOver: INodeProperties = {
	displayName: 'Take Over the Webhook',
	name: 'takeOver',
	type: 'options',
	default: 'never',
	options: [
		{
			name: 'Never',
			value: 'never',
			description:
				'Publishing and testing are refused while another workflow or service gets the events',
		},
		{
			name: 'When Published',
			value: 'published',
			description: 'While this workflow is published, the events come to it alone',
		},
		{
			name: 'When Published or Tested',
			value: 'always',
			description:
				'Also while the editor listens for a test event: the published workflow gets none meanwhile',
		},
	],
	description: `When this workflow may take over the events of your number from another workflow or service that receives them now. Only with ${namesOfGateways(({ webhook }) => webhook?.subscription !== undefined)}.`,
};

function collection(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}

/** What the chosen gateway needs. */
function steps(method: string, displayName: string, dependsOn: string[]): INodeProperties {
	return loadedNotice({
		displayName,
		name: 'setupSteps',
		method,
		fetched: 'steps',
		dependsOn,
	});
}

/** The node’s id in its address: the editor fills it in, and the steps are loaded with it. */
const webhookId: INodeProperties = {
	displayName: 'Webhook ID',
	name: 'webhookId',
	type: 'hidden',
	default: '={{ $webhookId }}',
};

/** The fields of the webhook trigger. */
export const webhookFields: readonly INodeProperties[] = [
	steps('getSetupSteps', 'Gateway Setup', ['options.urlSecret']),
	webhookId,
	...eventFields(
		eventOptions.map(({ value }) => value).filter((kind) => !polledOnly.includes(kind)),
	),
	collection([
		...[acceptUnsigned, collectSeconds, downloadMedia, ifNotDownloaded, markAsRead, maxFileSize],
		...[urlSecret, showTyping, takeOver, verifyToken],
	]),
];

/** For each gateway, the fields of its credential that a poll may override. */
const pollOptions = overrideOptions(
	({ pollFields = [] }) => pollFields,
	(label) => `Polls with another ${label} than that in the credential`,
);

/** The fields of the polling trigger. */
export const pollingFields: readonly INodeProperties[] = [
	steps('getPollingSteps', 'What This Gateway Lists', ['events']),
	...eventFields(polledEvents),
	collection([downloadMedia, ifNotDownloaded, maxFileSize, joinPolled, ...pollOptions]),
];
