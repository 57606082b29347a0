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
		description: 'The ID of the agent that sends, from the page API Keys in Mojeeb’s dashboard',
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
	{
		displayName: 'Connection ID',
		name: 'connectionId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a69',
		description:
			'The ID of the agent’s WhatsApp connection, for the list of templates. Without it, templates may have to be typed by name.',
	},
];
