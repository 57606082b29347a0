import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Kind, TemplateContent } from '../core/message';
import { templateFields } from './fields/template';
import type { Item } from './operation';
import { readTemplate } from './templateContent';

/** What happens to a message that WhatsApp does not take because the window is closed. */
export type WindowFallback =
	| { readonly then: 'stop' }
	/** Goes on with a receipt that says so. */
	| { readonly then: 'report' }
	| { readonly then: 'template'; readonly content: TemplateContent };

/** What to do outside the customer service window: for every kind that needs it open. */
export const ifWindowClosed: readonly INodeProperties[] = [
	{
		displayName: 'If the Window Is Closed',
		name: 'ifWindowClosed',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Output as Not Delivered',
				value: 'outputAsNotDelivered',
				description: 'The item continues with the status failed and the reason',
			},
			{
				name: 'Send This Template Instead',
				value: 'sendTemplate',
				description: 'A template can be sent at any time',
			},
			{
				name: 'Stop',
				value: 'stop',
				description: 'The item is not sent, and the setting On Error of the node applies',
			},
		],
		default: 'stop',
		description:
			'What to do if the person has not written to you within the last 24 hours. If the gateway reports this only later, the node waits until WhatsApp has accepted the message.',
	},
	...templateFields.map((field): INodeProperties => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, ifWindowClosed: ['sendTemplate'] } },
	})),
];

/** Kinds that need no open window, or that no template can stand in for. */
const kindsWithoutFallback: readonly Kind[] = ['template', 'reaction'];

/** What the user wants to happen; the template is read and checked before anything is sent. */
export async function readWindowFallback(kind: Kind, item: Item): Promise<WindowFallback> {
	const wish = kindsWithoutFallback.includes(kind)
		? 'stop'
		: item.parameter('ifWindowClosed', 'stop');
	if (wish === 'outputAsNotDelivered') return { then: 'report' };
	if (wish === 'sendTemplate')
		return { then: 'template', content: (await readTemplate(item)).content };
	return { then: 'stop' };
}

/**
 * Whether a message certainly did not arrive and a closed window is why, as far as anybody says: some
 * gateways tell no reason, and it is the likeliest one.
 */
export function isClosedWindow(error: unknown): error is GatewayError {
	if (!(error instanceof GatewayError) || error.sent !== 'no') return false;
	if (error.fault === 'windowClosed') return true;
	return error.fault === 'notDelivered' && (error.details.metaCode ?? null) === null;
}
