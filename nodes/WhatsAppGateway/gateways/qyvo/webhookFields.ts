import type { INodeProperties } from 'n8n-workflow';

/** What Qyvo's documentation leaves open about its webhooks. Source: https://www.qyvo.io/docs/webhooks */
export const webhookFields: INodeProperties[] = [
	{
		displayName: 'Webhook Signature Covers',
		name: 'signatureCovers',
		type: 'options',
		options: [
			{ name: 'Timestamp and Body', value: 'timestampAndBody' },
			{
				name: 'Body Alone',
				value: 'body',
				description: 'Without the time, an old delivery that is sent again is accepted',
			},
		],
		default: 'timestampAndBody',
		description: 'Change it only if every event is refused although the signing secret is right',
	},
];
