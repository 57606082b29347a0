import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { kinds } from '../../core/capabilities';
import { GatewayError } from '../../core/faults';
import type { RecipientOptions } from '../../core/gateway';
import type { Envelope } from '../../core/message';

/** The options, each with WA.CR's field for it. */
const options = [
	['recipientFirstName', 'firstName', 'First Name', 'Asha'],
	['recipientLastName', 'lastName', 'Last Name', 'Menon'],
	['recipientDisplayName', 'displayName', 'Display Name', 'Asha M. (VIP)'],
	['recipientEmail', 'email', 'Email', 'name@email.com'],
] as const;

const replaceOption = 'recipientReplaceDetails';

/**
 * What WA.CR stores about the person with the message, whose contact it creates if there is none.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Contact Details)
 */
export const recipientOptions: RecipientOptions = {
	fields: [
		...options.map(([name, , label, example]): INodeProperties => ({
			displayName: label,
			name,
			type: 'string',
			default: '',
			placeholder: `e.g. ${example}`,
			description: 'For the contact of the person, where it does not have one yet',
		})),
		{
			displayName: 'Replace Details',
			name: replaceOption,
			type: 'string',
			default: '',
			placeholder: 'e.g. true',
			description:
				'Whether the details replace those that the contact has: true or false. A display name that was typed in WA.CR always stays.',
		},
	],
	kinds,
	check({ [replaceOption]: replace = 'false' }) {
		if (replace === 'true' || replace === 'false') return;
		throw new GatewayError('invalidRequest', 'Replace Details must be true or false.', {
			hint: 'Write true, or remove the option to keep what the contact has.',
		});
	},
};

/** The fields of the contact; none without a detail, where replacing means nothing. */
export function contactFields({ recipient }: Pick<Envelope, 'recipient'>): IDataObject {
	const given = options.flatMap(([name, field]): Array<[string, string]> => {
		const value = recipient?.[name];
		return value === undefined ? [] : [[field, value]];
	});
	if (given.length === 0) return {};
	const replaces = recipient?.[replaceOption] === 'true';
	return { ...Object.fromEntries(given), ...(replaces && { override: true }) };
}
