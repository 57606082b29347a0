import type { INodeProperties } from 'n8n-workflow';

import { eventChoices, defaultEvents } from './events';

/** Which events start a run. */
export const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: eventChoices.map(({ name, value, description }) => ({ name, value, description })),
	default: [...defaultEvents],
	required: true,
	description: 'What starts the workflow',
};

/** An output for each event. */
export const splitOutputs: INodeProperties = {
	displayName: 'Split Into Outputs',
	name: 'splitOutputs',
	type: 'boolean',
	default: false,
	description: 'Whether each chosen event has an output of its own',
};

const types = [
	'audio',
	'button',
	'contacts',
	'document',
	'image',
	'interactive',
	'location',
	'reaction',
	'sticker',
	'text',
	'video',
];

/** What else an event must be to start a run. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'What is filtered out starts no run',
	options: [
		{
			displayName: 'From Numbers',
			name: 'fromNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 171 3920012, +1 415 555 0123',
			description: 'Only from these people; numbers separated by commas',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: types.map((type) => ({
				name: `${type.charAt(0).toUpperCase()}${type.slice(1)}`,
				value: type,
			})),
			default: [],
			description: 'Only messages of these types, as WhatsApp calls them',
		},
		{
			displayName: 'Sender Numbers',
			name: 'businessNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +1 555 010 0100',
			description: 'Only what came to these numbers of yours, where the gateway tells them',
		},
		{
			displayName: 'Text Matches',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. order, or /^order \\d+/',
			description: 'Words that the text must hold, or a pattern between slashes, whatever the case',
		},
	],
};

/** Files that people send. */
export const downloadMedia: INodeProperties = {
	displayName: 'Download Media',
	name: 'downloadMedia',
	type: 'boolean',
	default: false,
	description: 'Whether to put a file that a person sends into the item’s binary data',
};

/** Megabytes where the user names none. */
export const maxFileSize = 16;

/** For files that people send. */
export const mediaLimit: INodeProperties = {
	displayName: 'Largest File (MB)',
	name: 'maxFileSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: maxFileSize,
	description: 'A larger file is not downloaded; the item says so',
};
