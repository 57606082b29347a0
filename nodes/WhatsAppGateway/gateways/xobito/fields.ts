import type { INodeProperties } from 'n8n-workflow';

/** What Xobito needs beside the token. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Workspace Subdomain',
		name: 'subdomain',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. acme',
		description: 'The part before .xobito.com in the address of your dashboard',
	},
	{
		displayName: 'Sender Phone Number ID',
		name: 'senderPhoneNumberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 106540352242922',
		description:
			'The number that sends templates, if the workspace has several. Leave it empty for the default number, which sends all other messages.',
	},
];
