import type { INodeProperties } from 'n8n-workflow';

import type { Kind } from '../core/message';
import type { WindowFallback } from '../sending/windowFallback';
import { readIdempotencyKey } from './messageKeys';
import type { Item } from './operation';
import { readTemplate, templateFields } from './templateContent';

/** What to do outside the customer service window: for every kind that needs it open. */
export const ifWindowClosed: readonly INodeProperties[] = [
	{
		displayName: 'If the Window Is Closed',
		name: 'ifWindowClosed',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Put Out as Not Delivered',
				value: 'report',
				description: 'The item goes on, with the status failed and the reason',
			},
			{
				name: 'Send This Template Instead',
				value: 'template',
				description: 'A template reaches people at any time',
			},
			{
				name: 'Stop',
				value: 'stop',
				description: 'The item is not sent and goes where the node’s setting On Error says',
			},
		],
		default: 'stop',
		description:
			'What to do where the person has not written within the last 24 hours. Where the gateway tells so only later, the node waits until WhatsApp has taken the message.',
	},
	...templateFields.map((field): INodeProperties => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, ifWindowClosed: ['template'] } },
	})),
];

/** Kinds that need no open window, or that no template can replace. */
const kindsWithoutFallback: readonly Kind[] = ['template', 'reaction'];

/** What the user chose for a closed window. A template is read and checked before anything is sent. */
export async function readWindowFallback(
	kind: Kind,
	to: string,
	item: Item,
): Promise<WindowFallback> {
	if (kindsWithoutFallback.includes(kind)) return { action: 'stop' };
	const chosen = item.parameter('ifWindowClosed', 'stop');
	if (chosen === 'report') return { action: 'report' };
	if (chosen !== 'template') return { action: 'stop' };
	const { content } = await readTemplate(item);
	const key = readIdempotencyKey('template', { to, ...content }, item);
	return {
		action: 'sendTemplate',
		template: { kind: 'template', to, replyTo: null, key, ...content },
	};
}
