import type { INodeProperties } from 'n8n-workflow';

import { statusField } from '../conversations/fields';
import { createNeed } from '../needs';

/** What every operation on leads needs. */
export const needOfLeads = createNeed(
	({ leads }) => leads,
	'has no leads.',
	({ contacts }) =>
		contacts?.save === undefined
			? 'Keep them in your CRM.'
			: 'Store the person with Contact: Create or Update.',
);

/** How far a lead has come. */
export const leadStatus: INodeProperties = {
	...statusField,
	description: 'One of the choices of the field status, as Get Many Fields lists them',
};

/** An existing lead. */
export const leadField: INodeProperties = {
	displayName: 'Lead',
	name: 'lead',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number of the lead, or its ID at the gateway',
};
