import type { INodeProperties } from 'n8n-workflow';

import { namesOfGateways } from '../../session/gatewayNames';

/** The recipient's phone number, in any common notation, or user id. */
export const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: `The phone number of the recipient. Spaces, brackets, dashes, 00 and + are all accepted. A number without a country prefix is read in the default country of the credential. To answer an event of the trigger, map its field from, or contact.userId where from is empty: people who hide their number have a user ID instead. To write to a group, map the field group: its ID, or group: and the ID. Only with ${namesOfGateways(({ groups }) => groups !== undefined)}.`,
};

/** The wamid of a message to react to or to mark as read. */
export const whatsappMessageId: INodeProperties = {
	displayName: 'WhatsApp Message ID',
	name: 'whatsappMessageId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. wamid.HBgL…',
	description:
		'Of a received message, message.whatsappMessageId from the trigger; of a sent one, whatsappMessageId from the receipt',
};
