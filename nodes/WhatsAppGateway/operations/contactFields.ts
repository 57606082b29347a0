import type { INodeProperties } from 'n8n-workflow';

import type { ContactFields, ContactReference } from '../core/contact';
import { GatewayError } from '../core/faults';
import { checkFound } from '../core/foundNothing';
import { parseGivenJson } from '../core/givenJson';
import { asObject, asTexts } from '../core/narrow';
import { isUserId } from '../core/recipient';
import { readPhone } from '../whatsapp/phone';
import { fieldText, requireText } from './fields/readText';
import type { Item } from './operation';

/** An existing contact. */
export const contact: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number of the contact, or its ID at the gateway',
};

/** A contact to create or to update, which needs a number. */
export const contactPhone: INodeProperties = {
	...contact,
	description: 'The phone number of the contact',
};

/** A label: the gateway calls it a tag or a group. */
export const label: INodeProperties = {
	displayName: 'Tag or Group',
	name: 'label',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. vip',
	description: 'The name of the tag or group, depending on what the gateway has',
};

/** What to store of a contact besides its number. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Custom Fields (JSON)',
			name: 'customFields',
			type: 'json',
			default: '{}',
			description: 'Further fields, named as in the API of the gateway',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nathan Smith',
		},
		{
			displayName: 'Tags or Groups',
			name: 'labels',
			type: 'string',
			default: '',
			placeholder: 'e.g. vip, newsletter',
			description: 'Names separated by commas',
		},
	],
};

/** Which contacts to list. */
export const contactFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. schmidt',
			description: 'Part of the name, the phone number or the email',
		},
		{
			displayName: 'Tag or Group',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. vip',
			description: 'The name of the tag or group',
		},
	],
};

function readContactPhone(input: unknown, { session }: Item): string {
	return readPhone(input, session.connection.account.defaultCountry, contact.displayName).e164;
}

/**
 * Reads the field Contact: text with letters, or with a length that no number has, is an id. WhatsApp's
 * own id of a person is none: gateways know people by their numbers.
 *
 * @throws GatewayError `invalidRequest` where it is empty, `recipientInvalid` for no number
 */
export function readContactReference(item: Item): ContactReference {
	const hint = 'Enter a phone number, or the ID of the contact at the gateway.';
	const text = requireText(item, 'contact', contact.displayName, hint);
	const isId = /[a-z]/i.test(text) || /^\d{1,6}$/.test(text);
	if (isId && !isUserId(text)) return { id: text };
	return { phone: readContactPhone(text, item) };
}

/** Reads the field Tag or Group. Throws `invalidRequest` where it is empty. */
export function readLabel(item: Item): string {
	return requireText(item, 'label', label.displayName, 'Enter the name of the tag or group.');
}

/** Reads names from a list, or from text with commas; `null` for none. */
function readNames(value: unknown): string[] | null {
	const names = (Array.isArray(value) ? asTexts(value) : String(value ?? '').split(','))
		.map((name) => name.trim())
		.filter((name) => name !== '');
	names.forEach((name) => checkFound(name, 'Tags or Groups'));
	return names.length > 0 ? names : null;
}

function readCustomFields(value: unknown): Record<string, unknown> {
	const fields = typeof value === 'string' ? parseGivenJson(value) : value;
	if (fields !== undefined) return { ...asObject(fields) };
	throw new GatewayError('invalidRequest', 'The field Custom Fields (JSON) has no valid JSON.', {
		hint: 'Enter an object such as {"source_id": 3}.',
	});
}

/**
 * Reads what to store of a contact.
 *
 * @throws GatewayError `recipientInvalid` for no number, `invalidRequest` for bad JSON
 */
export function readContactFields(item: Item): ContactFields {
	const fields = asObject(item.parameter('additionalFields', {}));
	return {
		phone: readContactPhone(item.parameter('contact', ''), item),
		name: fieldText(fields['name'], 'Name') || null,
		email: fieldText(fields['email'], 'Email') || null,
		labels: readNames(fields['labels']),
		customFields: readCustomFields(fields['customFields'] ?? {}),
	};
}
