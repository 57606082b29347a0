import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Contents, Envelope, Kind, Message } from '../../core/message';
import { toRecipientFields } from '../../core/recipient';
import { readSwitch } from '../../n8n/readOption';
import { deliverParts, type Part } from '../../sending/deliverParts';
import type { DeliveryContext } from '../../sending/deliveryContext';
import type { Preview } from '../../whatsapp/templatePreview';
import { fieldText } from '../fields/readText';
import { readRecipientDetails } from '../fields/recipientOptions';
import { readSenderOverrides } from '../fields/senderOptions';
import { previewOnly, retryUnknownOutcome } from '../fields/sendOptions';
import { checkGroupKind } from '../groups/groupRecipient';
import { needOfKind, requireNeed } from '../needs';
import type { Item, ItemTask } from '../operation';
import { checkTemplateRecipient } from '../recipients/readRecipient';
import { carriedKey, gatewayKey, readMessageName } from './messageKeys';
import { checkStatusWait, readStatusWait } from './statusWait';
import { readWindowFallback } from './windowFallback';

export { readPerson, readRecipient } from '../recipients/readRecipient';

/** The id of the message to quote; `null` for none. Throws `unsupported` where the gateway cannot. */
function readReplyTo({ options, session: { gateway } }: Item): string | null {
	const id = fieldText(options['replyTo'], 'Reply To');
	if (id === '' || gateway.quotes === true) return id || null;
	throw new GatewayError('unsupported', `${gateway.name} cannot quote a message.`, {
		hint: 'Remove the option Reply To.',
	});
}

/** A complete message of one kind. */
function toMessage<K extends Kind>(kind: K, envelope: Envelope, content: Contents[K]): Message {
	// TypeScript cannot see that a kind and its own content make a message of this kind.
	return { kind, ...envelope, ...content } as unknown as Message;
}

/** What tells a message from another one: a code is made anew for each try of the same message. */
function wordsOf<K extends Kind>(content: Contents[K]): object {
	if (!('template' in content) || content.oneTimePassword === undefined) return content;
	const { template, language, oneTimePassword } = content;
	const { purpose, isResend } = oneTimePassword;
	return { template: template.name, language, purpose, isResend };
}

/** What is the same for every message of an item. */
function deliveryContextOf(item: Item): Omit<DeliveryContext, 'releaseWhile'> {
	const { gateway, sleep, limits } = item.session;
	return {
		gateway,
		connection: item.session.connectionOf(readSenderOverrides(item.options, gateway)),
		sleep,
		note: item.note,
		retryUnknownOutcome: readSwitch(item.options['retryUnknownOutcome'], retryUnknownOutcome),
		memories: item.memory.all,
		maxWait: limits.maxWait,
	};
}

/**
 * The task that delivers a message or, with the option Preview Only, shows it.
 *
 * @param further what follows in messages of its own, after the content: the parts of a long text
 */
export async function prepareSend<K extends Kind>(
	kind: K,
	to: string,
	content: Contents[K],
	preview: Preview,
	item: Item,
	further: ReadonlyArray<Contents[K]> = [],
): Promise<ItemTask> {
	const { gateway } = item.session;
	requireNeed(needOfKind(kind), gateway);
	checkGroupKind(kind, to, gateway);
	if ('template' in content) checkTemplateRecipient(to, content);
	const replyTo = readReplyTo(item);
	const recipient = readRecipientDetails(kind, item.options, gateway);
	const wait = readStatusWait(item.options);
	checkStatusWait(wait, gateway);
	const contents = [content, ...further].map((one, part) => {
		// Only the first part quotes a message.
		const quoted = part === 0 ? replyTo : null;
		const name = readMessageName(to, { kind, replyTo: quoted, ...wordsOf(one) }, item, part);
		return { content: one, replyTo: quoted, name };
	});
	const [first] = contents;
	if (first === undefined) throw new GatewayError('invalidRequest', 'The message is empty.');
	const fallback = await readWindowFallback(kind, first.name, item, recipient);
	if (readSwitch(item.options['previewOnly'], previewOnly)) {
		const recipient = { ...toRecipientFields(to) };
		const shown: IDataObject = { preview: true, gateway: gateway.id, ...recipient, kind };
		return { recipient: null, run: async () => [{ ...shown, ...preview }] };
	}
	contents.forEach(({ name }) => item.memory.expect(name));
	const parts = contents.map(({ content: one, replyTo: quoted, name }, index): Part => {
		const key = gatewayKey(kind, name, item);
		const messageKey = carriedKey(key, item);
		const envelope = { to, replyTo: quoted, recipient, key, messageKey };
		const isLast = index === contents.length - 1;
		return {
			message: toMessage(kind, envelope, one),
			// What has begun is not replaced by a template; the last part shows that all have come.
			options: {
				name,
				fallback: index === 0 ? fallback : { action: 'stop' },
				wait: isLast ? wait : null,
			},
		};
	});
	const context = deliveryContextOf(item);
	return {
		recipient: to,
		run: async (releaseWhile) => {
			const receipt = await deliverParts(parts, { ...context, releaseWhile });
			return [{ ...receipt } as IDataObject];
		},
		sends: true,
	};
}
