import type { INodeProperties } from 'n8n-workflow';

import type { ContactFields, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { givenList, parseGivenJson } from '../../core/givenJson';
import { type ListName, listNames } from '../../core/lists';
import { asObject, type JsonObject } from '../../core/narrow';
import { isUserId } from '../../core/recipient';
import { picker } from '../../n8n/picker';
import { namesOfGateways } from '../../session/gatewayNames';
import { readPhone } from '../../whatsapp/phone';
import { readRecord } from '../../whatsapp/shape';
import { fieldText, readText, requireText } from '../fields/readText';
import type { Item } from '../operation';

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

/** An existing contact, where some gateways know people by their emails, too. */
export const contactOrEmail: INodeProperties = {
	...contact,
	description: 'The phone number of the contact, its ID at the gateway, or its email',
};

/** A contact to create or to update, which needs a number. */
export const contactPhone: INodeProperties = {
	...contact,
	description: 'The phone number of the contact',
};

/** The gateways whose contacts have labels, by name. */
export const withLabels = namesOfGateways(({ contacts }) => (contacts?.labelName ?? null) !== null);

/** The gateways that have a list, by name. */
const withList = (list: ListName) => namesOfGateways(({ lists }) => lists?.[list] !== undefined);

/** A label by its name: the gateway calls it a tag or a group. */
export const label = picker({
	displayName: 'Tag or Group',
	name: 'label',
	description: `The tag or group, depending on what the gateway has. Only with ${withLabels}.`,
	list: 'labels',
	typed: { displayName: 'By Name', name: 'name', placeholder: 'e.g. vip' },
});

/** What the gateway's API has beside our own fields. */
export const customFields: INodeProperties = {
	displayName: 'Custom Fields (JSON)',
	name: 'customFields',
	type: 'json',
	default: '{}',
	description:
		'Further fields, named as in the API of the gateway. Where contacts have metadata, any other name is stored there.',
};

/** The email of a contact. */
export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. name@email.com',
};

/** What a person is called. */
export const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan Smith',
};

/** The tags or groups of a contact. */
export const labels: INodeProperties = {
	displayName: 'Tags or Groups',
	name: 'labels',
	type: 'string',
	default: '',
	placeholder: 'e.g. vip, newsletter',
	description: `Names separated by commas. Only with ${withLabels}.`,
};

/** Where a contact comes from and how far it has come, with the field of the API that holds its id. */
export const menus = [
	{
		list: 'sources',
		apiField: 'source_id',
		field: picker({
			displayName: 'Source',
			name: 'source',
			description: `Where the contact comes from. Only with ${withList('sources')}.`,
			list: 'sources',
			required: false,
			typed: { displayName: 'By ID', name: 'id', placeholder: 'e.g. 3' },
		}),
	},
	{
		list: 'statuses',
		apiField: 'status_id',
		field: picker({
			displayName: 'Status',
			name: 'status',
			description: `How far the contact has come. Only with ${withList('statuses')}.`,
			list: 'statuses',
			required: false,
			typed: { displayName: 'By ID', name: 'id', placeholder: 'e.g. 2' },
		}),
	},
] as const satisfies ReadonlyArray<{ list: ListName; apiField: string; field: INodeProperties }>;

/** What to store of a contact besides its number. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [customFields, email, name, ...menus.map(({ field }) => field), labels],
};

/** Reads a contact's number, in E.164. Throws `recipientInvalid`. */
export function readContactPhone(input: unknown, { session }: Item): string {
	return readPhone(input, session.connection.account.defaultCountry, contact.displayName).e164;
}

/**
 * Reads a person's number, or an id: text with letters, or with a length that no number has. WhatsApp's own id
 * of a person is none: gateways know people by their numbers.
 *
 * @throws GatewayError `invalidRequest` where it is empty, `recipientInvalid` for no number
 */
export function readReference(
	item: Item,
	{ name, displayName }: Pick<INodeProperties, 'name' | 'displayName'>,
): ContactReference {
	const what = displayName.toLowerCase();
	const hint = `Enter a phone number, or the ID of the ${what} at the gateway.`;
	const text = requireText(item, name, displayName, hint);
	const isId = /[a-z]/i.test(text) || /^\d{1,6}$/.test(text);
	if (isId && !isUserId(text)) return { id: text };
	const { defaultCountry } = item.session.connection.account;
	return { phone: readPhone(text, defaultCountry, displayName).e164 };
}

/** Reads the field Contact. Throws as {@link readReference}. */
export function readContactReference(item: Item): ContactReference {
	return readReference(item, contact);
}

/** The number or the id, by which a fault names what it is about, and tasks keep their order. */
export function nameOfReference(reference: ContactReference): string {
	return 'id' in reference ? reference.id : reference.phone;
}

/** Reads an email in the field Contact; `null` for anything else. */
export function readContactEmail(item: Item): string | null {
	const text = readText(item, contact.name, contact.displayName);
	return /^[^\s@]+@[^\s@]+$/.test(text) ? text : null;
}

/** Reads the field Tag or Group. Throws `invalidRequest` where it is empty. */
export function readLabel(item: Item): string {
	return requireText(item, 'label', label.displayName, 'Enter the name of the tag or group.');
}

/** Reads names from a list, or from text with commas. Throws `invalidRequest` for what is no name. */
function readNames(value: unknown): string[] {
	const entries = givenList(value) ?? String(value ?? '').split(',');
	return entries
		.map((entry) => fieldText(entry, labels.displayName))
		.filter((entry) => entry !== '');
}

/**
 * Reads {@link customFields}.
 *
 * @param keys names that are those of another field
 * @throws GatewayError `invalidRequest` for bad JSON, and for one of these names
 */
export function readCustomFields(
	value: unknown,
	keys: readonly string[] = [],
): Record<string, unknown> {
	const fields = typeof value === 'string' ? parseGivenJson(value) : value;
	const { displayName } = customFields;
	if (fields !== undefined) {
		const record = readRecord(fields, displayName);
		const key = keys.find((one) => Object.hasOwn(record ?? {}, one));
		if (key === undefined) return { ...record };
		throw new GatewayError(
			'invalidRequest',
			`The custom field “${key}” names a contact, which the field ${contact.displayName} does already.`,
			{ hint: `Remove it from ${displayName}.` },
		);
	}
	throw new GatewayError('invalidRequest', `The field ${displayName} has no valid JSON.`, {
		hint: 'Enter an object such as {"source_id": 3}.',
	});
}

/** Reads source and status, in the fields of the API. Throws `unsupported` where the gateway has none. */
export function readMenus(
	fields: JsonObject,
	{ session: { gateway } }: Item,
): Record<string, unknown> {
	const given = menus.flatMap(({ list, apiField, field }) => {
		const id = fieldText(fields[field.name], field.displayName);
		if (id === '') return [];
		if (gateway.lists?.[list] === undefined) {
			throw new GatewayError('unsupported', `${gateway.name} has no ${listNames[list]}.`, {
				hint: `Remove the field ${field.displayName}.`,
			});
		}
		return [[apiField, /^\d{1,15}$/.test(id) ? Number(id) : id] as const];
	});
	return Object.fromEntries(given);
}

/**
 * Reads what to store of a contact.
 *
 * @throws GatewayError `recipientInvalid` for no number, `invalidRequest` as {@link readCustomFields}
 */
export function readContactFields(item: Item): ContactFields {
	const { keyFields } = item.session.gateway.contacts ?? {};
	const fields = asObject(item.parameter('additionalFields', {}));
	const names = readNames(fields['labels']);
	return {
		phone: readContactPhone(item.parameter('contact', ''), item),
		name: fieldText(fields['name'], 'Name') || null,
		email: fieldText(fields['email'], 'Email') || null,
		labels: names.length > 0 ? names : null,
		customFields: {
			...readCustomFields(fields['customFields'] ?? {}, keyFields?.save),
			...readMenus(fields, item),
		},
	};
}
