import type { INodeProperties } from 'n8n-workflow';

/** What every request to send needs beside the key. Source: https://docs.mojeeb.app/docs/developers/quickstart */
export const fields: INodeProperties[] = [
	{
		displayName: 'Agent ID',
		name: 'agentId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41',
		description: 'Of the agent that sends. Mojeeb’s dashboard shows it on the page API Keys.',
	},
	{
		displayName: 'Sender Number',
		name: 'senderNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +15557654321',
		description:
			'The WhatsApp number of this agent that sends, with its country prefix and without spaces',
	},
];
