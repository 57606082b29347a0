import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { messageId, options, timeout } from './fields';
import type { Item, Operation } from './operation';

function idOf({ parameter }: Item, name: string, field: string): string {
	const id = String(parameter(name, '') ?? '').trim();
	if (id !== '') return id;
	throw new GatewayError('invalidRequest', `The field ${field} is empty.`, {
		hint: 'Take it from the receipt of Send, or from the trigger.',
	});
}

/** How a message fares. */
export const getStatus: Operation = {
	resource: 'message',
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get message status',
	description: 'Ask the gateway how far a message has come',
	fields: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.messageId }}',
			description: 'The receipt’s messageId, which is what the gateway’s lookup takes',
		},
		options(timeout),
	],
	async read(item) {
		const { gateway, connection } = item.session;
		const { status } = gateway;
		if (status === undefined) {
			throw new GatewayError(
				'unsupported',
				`${gateway.name} has no lookup of a message’s status.`,
				{
					hint: 'It tells statuses by webhook only.',
				},
			);
		}
		const id = idOf(item, 'messageId', 'Message ID');
		const reference = {
			messageId: id,
			whatsappMessageId: id.startsWith('wamid.') ? id : null,
		};
		return {
			recipient: null,
			run: async () => [
				{ gateway: gateway.id, ...(await status(reference, connection)) } as IDataObject,
			],
		};
	},
};

/** Two blue ticks on the person's phone. */
export const markAsRead: Operation = {
	resource: 'message',
	value: 'markAsRead',
	name: 'Mark as Read',
	action: 'Mark message as read',
	description: 'Show the person that their message was read',
	fields: [messageId, options(timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const { markRead } = gateway;
		if (markRead === undefined) {
			throw new GatewayError('unsupported', `${gateway.name} cannot mark a message as read.`, {
				hint: 'Open the chat in the gateway’s inbox instead.',
			});
		}
		const id = idOf(item, 'whatsappMessageId', 'WhatsApp Message ID');
		return {
			recipient: null,
			async run() {
				const { body } = await markRead(id, connection);
				return [
					{
						gateway: gateway.id,
						whatsappMessageId: id,
						read: true,
						raw: body ?? null,
					} as IDataObject,
				];
			},
		};
	},
};
