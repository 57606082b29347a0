import type { INodeProperties } from 'n8n-workflow';

import type { ContactChanges } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject } from '../../core/narrow';
import { readSwitch } from '../../n8n/readOption';
import { namesOfGateways } from '../../session/gatewayNames';
import { isGiven } from '../fields/isGiven';
import { fieldText, fieldTexts } from '../fields/readText';
import type { Item } from '../operation';
import {
	customFields,
	email,
	labels,
	menus,
	name,
	readCustomFields,
	readMenus,
	withLabels,
} from './fields';

const optedOut: INodeProperties = {
	displayName: 'Opted Out',
	name: 'optedOut',
	type: 'boolean',
	default: true,
	description: `Whether the person wants no more marketing messages. Only with ${namesOfGateways(({ contacts }) => contacts?.changesOptOut === true)}.`,
};

/** What to change of a contact: here, an empty field clears what is stored. */
export const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'What is not added here stays as it is',
	options: [
		customFields,
		{ ...email, description: 'If it is empty, the stored email is cleared' },
		{
			...name,
			description:
				'If it is empty, the stored name is cleared; where every contact needs one, the number takes its place',
		},
		optedOut,
		...menus.map(({ field }) => field),
		{
			...labels,
			description: `Names separated by commas, which replace all tags or groups that the contact has. If it is empty, all are taken off. Only with ${withLabels}.`,
		},
	],
};

/** Reads Opted Out; none for an empty cell of a sheet, which is no wish. */
function readOptedOut(value: unknown, { session: { gateway } }: Item): { optedOut?: boolean } {
	if (!isGiven(value) || (typeof value === 'string' && value.trim() === '')) return {};
	if (gateway.contacts?.changesOptOut === true) return { optedOut: readSwitch(value, optedOut) };
	throw new GatewayError('unsupported', `${gateway.name} does not change Opted Out by its API.`, {
		hint: 'Remove the field Opted Out, and change it in the dashboard of the gateway.',
	});
}

/**
 * Reads what to change of a contact; an expression that gives nothing changes nothing.
 *
 * @throws GatewayError `invalidRequest` for bad JSON, and where nothing is to be changed; `unsupported`
 * for a field that the gateway does not have
 */
export function readContactChanges(item: Item): ContactChanges {
	const { keyFields } = item.session.gateway.contacts ?? {};
	const fields = asObject(item.parameter(updateFields.name, {}));
	const changes = {
		...(isGiven(fields['name']) && { name: fieldText(fields['name'], name.displayName) }),
		...(isGiven(fields['email']) && { email: fieldText(fields['email'], email.displayName) }),
		...(isGiven(fields['labels']) && { labels: fieldTexts(fields['labels'], labels.displayName) }),
		...readOptedOut(fields['optedOut'], item),
		customFields: {
			...readCustomFields(fields['customFields'] ?? {}, keyFields?.update),
			...readMenus(fields, item),
		},
	};
	const count = Object.keys(changes).length - 1 + Object.keys(changes.customFields).length;
	if (count > 0) return changes;
	throw new GatewayError('invalidRequest', 'Nothing is to be changed of the contact.', {
		hint: 'Add a field under Update Fields; if it holds an expression, look at what it gives for this item.',
	});
}
