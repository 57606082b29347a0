import type { INodeProperties } from 'n8n-workflow';

import { graphApiVersion } from './graphPath';

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
		default: graphApiVersion,
		description:
			'The version of the Graph API, v24.0 or later. Raise it when Meta reports that this one has expired.',
	},
];
