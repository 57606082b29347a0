import { GatewayError } from '../core/faults';
import { options } from './fields/options';
import { requireText } from './fields/readText';
import { whatsappMessageId } from './fields/recipient';
import { timeout } from './fields/runOptions';
import type { Operation } from './operation';
import { createTask } from './task';

const idHint = 'Take it from the receipt of a Send operation, or from the trigger.';

/** Gets the delivery status of a message. */
export const getStatus: Operation = {
	resource: 'message',
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get message status',
	description: 'Get the delivery status of a message from the gateway',
	fields: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.messageId }}',
			description: 'The messageId of the receipt',
		},
		options(timeout),
	],
	async read(item) {
		const { gateway, connection } = item.session;
		const { status } = gateway;
		if (status === undefined) {
			throw new GatewayError('unsupported', `${gateway.name} has no status lookup for messages.`, {
				hint: 'Its statuses come by webhook only: use the WhatsApp Gateway Trigger.',
			});
		}
		const messageId = requireText(item, 'messageId', 'Message ID', idHint);
		const reference = {
			messageId,
			whatsappMessageId: messageId.startsWith('wamid.') ? messageId : null,
		};
		return createTask(null, async () => ({
			gateway: gateway.id,
			...(await status(reference, connection)),
		}));
	},
};

/** Shows the sender two blue ticks. */
export const markAsRead: Operation = {
	resource: 'message',
	value: 'markAsRead',
	name: 'Mark as Read',
	action: 'Mark message as read',
	description: 'Show the person that their message was read',
	fields: [whatsappMessageId, options(timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const { markRead } = gateway;
		if (markRead === undefined) {
			throw new GatewayError('unsupported', `${gateway.name} cannot mark a message as read.`, {
				hint: 'Open the chat in the gateway’s inbox instead.',
			});
		}
		const { name, displayName } = whatsappMessageId;
		const wamid = requireText(item, name, displayName, idHint);
		return createTask(null, async () => {
			const { body } = await markRead(wamid, connection);
			return { gateway: gateway.id, whatsappMessageId: wamid, read: true, raw: body ?? null };
		});
	},
};
