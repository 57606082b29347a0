import type { INodeProperties } from 'n8n-workflow';

import type { MessageFilters } from '../../core/conversation';
import { GatewayError } from '../../core/faults';
import { asObject } from '../../core/narrow';
import { readChoice } from '../../n8n/readOption';
import { fieldText } from '../fields/readText';
import type { Item } from '../operation';

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. refund',
	description: 'Part of the text of the message',
};

const direction: INodeProperties = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Received', value: 'inbound' },
		{ name: 'Sent', value: 'outbound' },
	],
	default: 'inbound',
};

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Delivered', value: 'delivered' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Read', value: 'read' },
		{ name: 'Sent', value: 'sent' },
	],
	default: 'failed',
	description: 'How far a message that was sent has come',
};

const type: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Audio', value: 'audio' },
		{ name: 'Document', value: 'document' },
		{ name: 'Image', value: 'image' },
		{ name: 'Interactive', value: 'interactive' },
		{ name: 'Template', value: 'template' },
		{ name: 'Text', value: 'text' },
		{ name: 'Video', value: 'video' },
	],
	default: 'text',
};

/** The fields, with what a gateway calls each. */
const fields: ReadonlyArray<readonly [keyof MessageFilters, INodeProperties]> = [
	['direction', direction],
	['text', search],
	['status', status],
	['type', type],
];

/** Which messages to list. */
export const messageFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: fields.map(([, field]) => field),
};

/**
 * Reads which messages to list; an expression that gives nothing asks for nothing.
 *
 * @throws GatewayError `unsupported` for a filter that the gateway does not have, `invalidRequest` for a value
 * that there is not
 */
export function readMessageFilters(item: Item): MessageFilters {
	const { gateway } = item.session;
	const given = asObject(item.parameter(messageFilters.name, {}));
	const filters = fields.flatMap(([filter, field]) => {
		const text = fieldText(given[field.name], field.displayName);
		if (text === '') return [];
		if (gateway.conversation?.filters?.includes(filter) !== true) {
			throw new GatewayError(
				'unsupported',
				`${gateway.name} has no filter for ${field.displayName}.`,
				{
					hint: `Remove the filter ${field.displayName}; a Filter node after this one can do it.`,
				},
			);
		}
		return [[filter, field.type === 'options' ? readChoice(text, field) : text] as const];
	});
	return Object.fromEntries(filters) as MessageFilters;
}
