import { GatewayError } from '../core/faults';
import { messageId, options, sendOptions, to } from './fields';
import type { Operation } from './operation';
import { readRecipient, prepareSend } from './send';

/** One emoji, however many code points it is made of; or nothing, which takes a reaction back. */
function checkEmoji(emoji: string): void {
	const signs = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(emoji)];
	if (emoji === '' || (signs.length === 1 && /\p{Emoji}/u.test(emoji) && !/^[\d#*]$/.test(emoji))) {
		return;
	}
	throw new GatewayError('invalidRequest', 'The field Emoji does not hold one emoji.', {
		hint: 'Write a single emoji such as 👍, or leave it empty to take the reaction back.',
	});
}

/** An emoji below a message, inside the customer service window. */
export const sendReaction: Operation = {
	resource: 'message',
	value: 'sendReaction',
	name: 'Send Reaction',
	action: 'Send reaction',
	description: 'React to a message with an emoji, or take the reaction back',
	fields: [
		to,
		messageId,
		{
			displayName: 'Emoji',
			name: 'emoji',
			type: 'string',
			default: '',
			placeholder: 'e.g. 👍',
			description: 'One emoji. Empty: takes the reaction back.',
		},
		options(...sendOptions),
	],
	async read(item) {
		const to = readRecipient(item);
		const id = String(item.parameter('whatsappMessageId', '') ?? '').trim();
		const emoji = String(item.parameter('emoji', '') ?? '').trim();
		if (id === '') {
			throw new GatewayError('invalidRequest', 'The field WhatsApp Message ID is empty.', {
				hint: 'Give the id of the message to react to, wamid.…, as the receipt or the trigger tells it.',
			});
		}
		checkEmoji(emoji);
		const preview = { header: null, body: emoji, footer: null, buttons: [] };
		return await prepareSend('reaction', to, { messageId: id, emoji }, preview, item);
	},
};
