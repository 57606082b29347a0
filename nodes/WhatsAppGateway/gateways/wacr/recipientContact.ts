import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { RecipientOptions } from '../../core/gateway';
import type { Envelope } from '../../core/message';

/**
 * The contact that a message is for: WA.CR skips the look-up by number, and fills the merge fields with
 * this contact. Source: https://docs.app.wa.cr/ (Send Text Message, contact_id)
 */
export const recipientOptions: RecipientOptions = {
	fields: [
		{
			displayName: 'Contact ID',
			name: 'contactId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 42',
			description: 'The ID of an existing contact, so that it is not looked up by its number',
		},
	],
	kinds: ['text', 'template', 'buttons', 'list', 'image', 'video', 'audio', 'document'],
	identifiedBy: 'contactId',
	check({ contactId = '' }) {
		if (/^\d{1,15}$/.test(contactId)) return;
		throw new GatewayError('invalidRequest', 'The Contact ID must be a number, as WA.CR has it.', {
			hint: 'Take contactId from a receipt, or id from Contact: Get. Without the option, WA.CR finds the contact by its number.',
		});
	},
};

/** The field of the contact; none without one. */
export function contactField({ recipient }: Pick<Envelope, 'recipient'>): IDataObject {
	const id = recipient?.['contactId'];
	return id === undefined ? {} : { contact_id: Number(id) };
}
