import type { INodeProperties } from 'n8n-workflow';

/** What the developer API takes beside the token. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Sender Channel ID',
		name: 'senderChannelId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5f0c2a7e-3b1d-4c8a-9e6f-7a2b1c0d9e8f',
		description:
			'The ID of a channel, or of a WhatsApp Business Account, if the workspace has several numbers. Leave it empty to answer on the number that was written to, else on the default one.',
	},
	{
		displayName: 'Flow Signing Secret',
		name: 'flowSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'For Contact: Start Flow only: the signing secret of the trigger Webhook received in the Auto Flow. Leave it empty for a flow whose trigger has none.',
	},
];

/** What the polling trigger needs, because there is no list of new messages. */
export const webhookFields: INodeProperties[] = [
	{
		displayName: 'Tag of Polled Contacts',
		name: 'polledTag',
		type: 'string',
		default: '',
		placeholder: 'e.g. n8n',
		description:
			'For the polling trigger, which reads the conversation of each contact with this tag: at most 50. Leave it empty for all contacts.',
	},
];
