import { GatewayError } from '../../core/faults';
import { nothingHint } from '../../core/foundNothing';
import { isGiven } from '../fields/isGiven';
import { options } from '../fields/options';
import { fieldText, refuseEmpty, requireText } from '../fields/readText';
import { to, whatsappMessageId } from '../fields/recipient';
import { reactionOptions } from '../fields/sendOptions';
import { needOfKind } from '../needs';
import type { Operation } from '../operation';
import { prepareSend, readRecipient } from './prepareSend';

/**
 * Accepts one emoji of any number of code points, or none, which removes the reaction. Each segment holds a copy of
 * the whole text, so that those of a long text fill the memory: only the first one is looked at.
 */
function checkEmoji(text: string): void {
	const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
	const isEmoji = first?.segment === text && /\p{Emoji}/u.test(text) && !/^[\d#*]$/.test(text);
	if (text === '' || isEmoji) return;
	throw new GatewayError('invalidRequest', 'The field Emoji is not one emoji.', {
		hint: 'Enter a single emoji such as 👍, or leave the field empty to remove the reaction.',
	});
}

/** Reacts to a message with an emoji; needs an open customer service window. */
export const sendReaction: Operation = {
	resource: 'message',
	value: 'sendReaction',
	name: 'Send Reaction',
	action: 'Send reaction',
	description: 'React to a message with an emoji, or remove the reaction',
	needs: needOfKind('reaction'),
	fields: [
		to,
		whatsappMessageId,
		{
			displayName: 'Emoji',
			name: 'emoji',
			type: 'string',
			default: '',
			placeholder: 'e.g. 👍',
			description: 'One emoji. If empty, the reaction is removed.',
		},
		options(...reactionOptions),
	],
	async read(item) {
		const to = readRecipient(item);
		const messageId = requireText(
			item,
			whatsappMessageId.name,
			whatsappMessageId.displayName,
			'Enter the ID of the message to react to, wamid.…, from the receipt or the trigger.',
		);
		const given = item.parameter('emoji', '');
		// Else it would remove the reaction where another one was wanted.
		if (!isGiven(given)) refuseEmpty(given, 'Emoji', nothingHint);
		const emoji = fieldText(given, 'Emoji');
		checkEmoji(emoji);
		const preview = { header: null, body: emoji, footer: null, buttons: [] };
		return await prepareSend('reaction', to, { messageId, emoji }, preview, item);
	},
};
