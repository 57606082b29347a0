import type { INodeProperties } from 'n8n-workflow';

/** What Xobito wants to know beside the token. */
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
			'Of the number that sends templates, where the workspace has several. Empty for its default; other messages always go out from that one.',
	},
];
