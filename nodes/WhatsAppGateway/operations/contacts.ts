import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ContactFields, ContactReference, Contacts } from '../core/contact';
import { GatewayError } from '../core/faults';
import { asObject, asTexts, parseJson } from '../core/narrow';
import { readPhone } from '../whatsapp/phone';
import { limit, maxResults, options, returnAll, timeout } from './fields';
import type { Item, Operation } from './operation';

const contact: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number of the contact, or the gateway’s own ID of it',
};

const label: INodeProperties = {
	displayName: 'Tag or Group',
	name: 'label',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. vip',
	description: 'The name of the tag or the group, whichever the gateway has',
};

/** The gateway's function for contacts. Throws `unsupported` where it has none. */
function requireFunction<K extends Exclude<keyof Contacts, 'labelName'>>(
	{ session: { gateway } }: Item,
	name: K,
	what: string,
): NonNullable<Contacts[K]> {
	const found = gateway.contacts?.[name];
	if (found !== undefined) return found;
	throw new GatewayError('unsupported', `${gateway.name} cannot ${what}.`, {
		hint: 'Do it in the gateway’s dashboard, or use another gateway’s credential.',
	});
}

/** Letters, or a length that no number has, make an id; everything else is read as a number. */
function reference({ parameter, session }: Item): ContactReference {
	const given = String(parameter('contact', '') ?? '').trim();
	if (given === '') {
		throw new GatewayError('invalidRequest', 'The field Contact is empty.', {
			hint: 'Write a phone number, or the gateway’s own ID of the contact.',
		});
	}
	if (/[a-z]/i.test(given) || /^\d{1,6}$/.test(given)) return { id: given };
	return { phone: readPhone(given, session.connection.account.defaultCountry, 'Contact').e164 };
}

function labelOf({ parameter }: Item): string {
	const name = String(parameter('label', '') ?? '').trim();
	if (name !== '') return name;
	throw new GatewayError('invalidRequest', 'The field Tag or Group is empty.', {
		hint: 'Write the name of the tag or the group.',
	});
}

/** Names from a list, or from a text with commas; `null` where there are none. */
function namesIn(value: unknown): string[] | null {
	const names = (Array.isArray(value) ? asTexts(value) : String(value ?? '').split(','))
		.map((name) => name.trim())
		.filter((name) => name !== '');
	return names.length > 0 ? names : null;
}

function readCustomFields(value: unknown): Record<string, unknown> {
	const given = typeof value === 'string' ? parseJson(value) : value;
	if (given !== undefined) return { ...asObject(given) };
	throw new GatewayError('invalidRequest', 'The field Gateway’s Own Fields holds no JSON.', {
		hint: 'Write an object such as {"source_id": 3}.',
	});
}

/** Makes a contact, or brings the one of this number up to date. */
export const saveContact: Operation = {
	resource: 'contact',
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	fields: [
		{ ...contact, description: 'The phone number of the contact' },
		{
			displayName: 'Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. name@email.com',
				},
				{
					displayName: 'Gateway’s Own Fields (JSON)',
					name: 'customFields',
					type: 'json',
					default: '{}',
					description: 'Further fields as the gateway’s API names them',
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
		},
		options(timeout),
	],
	async read(item) {
		const save = requireFunction(item, 'save', 'create or update contacts');
		const { connection } = item.session;
		const given = asObject(item.parameter('additionalFields', {}));
		const fields: ContactFields = {
			phone: readPhone(item.parameter('contact', ''), connection.account.defaultCountry, 'Contact')
				.e164,
			name: String(given['name'] ?? '').trim() || null,
			email: String(given['email'] ?? '').trim() || null,
			labels: namesIn(given['labels']),
			customFields: readCustomFields(given['customFields'] ?? {}),
		};
		return {
			recipient: fields.phone,
			run: async () => [{ ...(await save(fields, connection)) } as IDataObject],
		};
	},
};

/** One contact. */
export const getContact: Operation = {
	resource: 'contact',
	value: 'get',
	name: 'Get',
	action: 'Get a contact',
	description: 'Get one contact by phone number or ID',
	fields: [contact, options(timeout)],
	async read(item) {
		const get = requireFunction(item, 'get', 'look up a contact');
		const { connection } = item.session;
		const which = reference(item);
		return {
			recipient: null,
			run: async () => [{ ...(await get(which, connection)) } as IDataObject],
		};
	},
};

/** The contacts of the account. */
export const getContacts: Operation = {
	resource: 'contact',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Get many contacts, all or those that match',
	fields: [
		returnAll,
		limit,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Contains',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. schmidt',
					description: 'A part of the name, the number or the email',
				},
				{
					displayName: 'Tag or Group',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. vip',
					description: 'The name of the tag or the group',
				},
			],
		},
		options(timeout),
	],
	async read(item) {
		const search = requireFunction(item, 'search', 'list contacts');
		const { connection } = item.session;
		const filters = asObject(item.parameter('filters', {}));
		const text = (name: string) => String(filters[name] ?? '').trim() || null;
		const wanted = maxResults(item);
		return {
			recipient: null,
			async run() {
				const found: IDataObject[] = [];
				const query = { text: text('search'), label: text('label') };
				for await (const one of search(query, connection)) {
					if (found.length >= wanted) break;
					found.push({ ...one } as IDataObject);
				}
				return found;
			},
		};
	},
};

/** An operation that gives a contact a label or takes it away. */
function labelOperation(
	name: 'addLabel' | 'removeLabel',
	words: Pick<Operation, 'name' | 'action' | 'description'>,
	what: string,
): Operation {
	return {
		resource: 'contact',
		value: name,
		...words,
		fields: [contact, label, options(timeout)],
		async read(item) {
			const change = requireFunction(item, name, what);
			const { connection } = item.session;
			const which = reference(item);
			const labelName = labelOf(item);
			return {
				recipient: JSON.stringify(which),
				run: async () => [{ ...(await change(which, labelName, connection)) } as IDataObject],
			};
		},
	};
}

export const addLabel = labelOperation(
	'addLabel',
	{
		name: 'Add Tag or Group',
		action: 'Add a tag or group to a contact',
		description: 'Give a contact a tag, or put it into a group',
	},
	'give contacts tags or groups',
);

export const removeLabel = labelOperation(
	'removeLabel',
	{
		name: 'Remove Tag or Group',
		action: 'Remove a tag or group from a contact',
		description: 'Take a tag from a contact, or take it out of a group',
	},
	'take tags or groups from contacts',
);
