import type { INodeProperties } from 'n8n-workflow';

import { readSwitch } from '../../n8n/readOption';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { whatsappMessageId } from '../fields/recipient';
import { timeout } from '../fields/runOptions';
import { needOfMarkAsRead, needOfStatus, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';

const idHint = 'Take it from the receipt of a Send operation, or from the trigger.';

/** Gets the delivery status of a message. */
export const getStatus: Operation = {
	resource: 'message',
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get message status',
	description: 'Get the delivery status of a message from the gateway',
	needs: needOfStatus,
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
		const status = requireNeed(needOfStatus, gateway);
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

const showTyping: INodeProperties = {
	displayName: 'Show Typing',
	name: 'showTyping',
	type: 'boolean',
	default: true,
	description:
		'Whether the person also sees that you are typing, until your next message arrives, for at most 25 seconds',
};

/** Shows the sender two blue ticks. */
export const markAsRead: Operation = {
	resource: 'message',
	value: 'markAsRead',
	name: 'Mark as Read',
	action: 'Mark message as read',
	description: 'Show the person that their message was read',
	needs: needOfMarkAsRead,
	fields: [whatsappMessageId, options(showTyping, timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const markRead = requireNeed(needOfMarkAsRead, gateway);
		const { name, displayName } = whatsappMessageId;
		const wamid = requireText(item, name, displayName, idHint);
		// Without the option, nothing shows that an answer is coming: there may be none.
		const given = item.options['showTyping'] ?? '';
		const typing = given !== '' && readSwitch(given, showTyping);
		return createTask(null, async () => {
			const { body } = await markRead(wamid, connection, { showTyping: typing });
			return { gateway: gateway.id, whatsappMessageId: wamid, read: true, raw: body ?? null };
		});
	},
};
