import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { RecipientOptions } from '../../core/gateway';
import type { Envelope } from '../../core/message';

/** The options, each with the field of Xobito's `contact`, in the order of its documentation. */
const options = [
	['contactFirstName', 'firstname', 'First Name', 'Anna'],
	['contactLastName', 'lastname', 'Last Name', 'Schmidt'],
	['contactEmail', 'email', 'Email', 'name@email.com'],
	['contactCountry', 'country', 'Country', 'Germany'],
	['contactAssignedId', 'assigned_id', 'Assigned ID', '7'],
	['contactGroups', 'groups', 'Groups', 'vip, newsletter'],
] as const;

/** What is said of each beside its name. */
const purposes: Readonly<Record<string, string>> = {
	contactAssignedId:
		'The ID of the colleague to whom a contact is assigned that Xobito creates for a new number',
	contactGroups:
		'Names of groups, separated by commas, for a contact that Xobito creates for a new number',
};

/**
 * What Xobito stores about a person whose contact it creates with the message, or updates. Templates do
 * not take it. Source: https://documents.xobito.com/api-reference/endpoints/send-text-message
 */
export const recipientOptions: RecipientOptions = {
	fields: options.map(([name, , label, example]): INodeProperties => ({
		displayName: `Contact ${label}`,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: purposes[name] ?? 'For a contact that Xobito creates for a new number',
	})),
	kinds: ['text', 'buttons', 'ctaUrl', 'image', 'video', 'audio', 'document'],
	check({ contactAssignedId }) {
		if (contactAssignedId === undefined || /^\d{1,15}$/.test(contactAssignedId)) return;
		throw new GatewayError('invalidRequest', 'The Contact Assigned ID must be a number.', {
			hint: 'Take the number of the colleague from Xobito, or remove the option.',
		});
	},
};

/** The given fields of `contact`, a number where Xobito counts. */
function givenFields({ recipient }: Pick<Envelope, 'recipient'>): Array<[string, string | number]> {
	return options.flatMap(([name, field]): Array<[string, string | number]> => {
		const value = recipient?.[name];
		if (value === undefined) return [];
		return [[field, field === 'assigned_id' ? Number(value) : value]];
	});
}

/** The field `contact` of a JSON body; none if nothing is given. */
export function contactField(message: Pick<Envelope, 'recipient'>): IDataObject {
	const given = givenFields(message);
	return given.length === 0 ? {} : { contact: Object.fromEntries(given) };
}

/** The same as fields of a form, in PHP's notation. */
export function contactFormFields(message: Pick<Envelope, 'recipient'>): Record<string, string> {
	return Object.fromEntries(
		givenFields(message).map(([field, value]) => [`contact[${field}]`, String(value)]),
	);
}
