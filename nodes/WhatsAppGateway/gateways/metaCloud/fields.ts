import type { INodeProperties } from 'n8n-workflow';

/** What Meta needs beside the token. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Phone Number ID',
		name: 'phoneNumberId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 106540352242922',
		description: 'The ID of the sender, from API Setup in WhatsApp Manager; not the phone number',
	},
	{
		displayName: 'Business Account ID',
		name: 'businessAccountId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 102290129340398',
		description: 'The ID of the WhatsApp Business Account that owns the templates',
	},
	{
		displayName: 'Graph API Version',
		name: 'graphApiVersion',
		type: 'string',
		default: 'v24.0',
		description:
			'The version of the Graph API. Raise it when Meta reports that this one has expired.',
	},
];
