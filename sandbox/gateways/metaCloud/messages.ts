import { Hono, type Context } from 'hono';

import type { MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { businessNumbers } from './account';
import { refused } from './answers';
import type { Blocklist } from './blocklist';
import { readContacts } from './contactCards';
import { contents } from './content';
import type { Uploads } from './media';
import { fits, unexpectedKey } from './parts';
import { invalid, isRefusal, none, type Fields, type Refusal } from './refusal';
import type { GroupBook } from './groups/book';
import { groupRefusal, readGroup, readRecipient, userIdNotSupported } from './recipient';
import type { TemplateBook } from './templateBook';
import { isForMarketingOnly, isMarketing, isOneTimePassword, templateParts } from './template';
import { currentTemplates } from './currentTemplates';
import type { MetaTemplate } from './templates';

const id = 'metaCloud';

/** Where messages are sent to, below the version and the number. */
export const messagesPath = '/messages';

/**
 * Where marketing templates may be sent to as well, and those with a GIF have to be.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/send-marketing-messages
 */
export const marketingPath = '/marketing_messages';

// Meta may also take the message and report the closed window by webhook alone; the sandbox always
// refuses at once.
const windowClosed: Refusal = {
	code: 131047,
	text: 'Re-engagement message',
	details:
		'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

/**
 * Messages of a number to one person: so many at once, and one more after so many milliseconds.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
const [pairBurst, pairEveryMs] = [45, 6000];

const tooManyToOnePerson: Refusal = {
	code: 131056,
	text: '(#131056) (Business Account, Consumer Account) pair rate limit hit',
	details:
		'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
};

const notWhatsApp = invalid("Invalid parameter: messaging_product must be 'whatsapp'");

/** What a message meets at the gateway. */
interface Circumstances {
	readonly windowIsOpen: boolean;
	/** Whether the person is named by a user id. */
	readonly isHidden: boolean;
	readonly isGroup: boolean;
	readonly isMarketingPath: boolean;
	readonly uploads: Uploads;
	/** The templates of the account. */
	readonly known: readonly MetaTemplate[];
	readonly now: Date;
}

/** A template as the person sees it, or why it does not go by this path. */
function readTemplate(
	template: Fields,
	{ isHidden, isMarketingPath, uploads, known, now }: Circumstances,
): MessageParts | Refusal {
	if (isHidden && isOneTimePassword(template, known)) return userIdNotSupported;
	if (isMarketingPath && !isMarketing(template, known)) {
		return invalid('Only marketing templates can be sent by marketing_messages');
	}
	if (!isMarketingPath && isForMarketingOnly(template, known)) {
		return invalid('A GIF header can be sent by marketing_messages only');
	}
	return templateParts(template, { findUpload: (upload) => uploads.get(upload), known, now });
}

function partsOf(message: Fields, circumstances: Circumstances): MessageParts | Refusal {
	const { windowIsOpen, isMarketingPath, uploads, known } = circumstances;
	if (message['messaging_product'] !== 'whatsapp') return notWhatsApp;
	const callbackData = message['biz_opaque_callback_data'];
	if (callbackData !== undefined && !fits(callbackData, maxCallbackData)) {
		return invalid('biz_opaque_callback_data must have 1 to 512 characters');
	}
	const type = String(message['type'] ?? 'text');
	const template = asRecord(message['template']) ?? none;
	if (circumstances.isGroup) {
		const isCode = type === 'template' && isOneTimePassword(template, known);
		const refusal = groupRefusal(message, isCode);
		if (refusal !== undefined || isMarketingPath) return refusal ?? notForGroups;
	}
	if (type === 'template' || isMarketingPath) {
		return readTemplate(template, circumstances);
	}
	const read = Object.hasOwn(contents, type) ? contents[type] : undefined;
	if (read === undefined && type !== 'contacts') {
		return { code: 131051, text: 'Unsupported message type', details: `type ${type}` };
	}
	const parts =
		read === undefined
			? readContacts(message['contacts'])
			: read(asRecord(message[type]) ?? none, (upload) => uploads.get(upload));
	return isRefusal(parts) || windowIsOpen ? parts : windowClosed;
}

const notForGroups = invalid('Only people get messages by marketing_messages.');

/** Whether free-form messages go through; in a group, whoever wrote opens the window for all. */
function isOpen(
	store: Store,
	{ phone, group }: { readonly phone: string; readonly group?: string },
	groups: GroupBook,
): boolean {
	const people = groups.get(group ?? '')?.participants.map((one) => `+${one}`) ?? [phone];
	return people.some((one) => store.windows.openUntil(id, one) !== undefined);
}

/** What the sender wants back with each status. */
const maxCallbackData = 512;

/** Two blue ticks below what a person wrote, and three dots if an answer is being written. */
function readAnswer(context: Context, store: Store, given: Fields): Response {
	const { message_id: wamid, typing_indicator: typing } = given;
	const fields = ['messaging_product', 'status', 'message_id', 'typing_indicator'];
	const unexpected = unexpectedKey(given, fields, 'messages');
	if (unexpected !== undefined) {
		return refused(context, 400, 100, 'Invalid parameter', { details: unexpected.details });
	}
	if (typing !== undefined && asRecord(typing)?.['type'] !== 'text') {
		return refused(context, 400, 100, 'Invalid parameter', {
			details: 'typing_indicator.type must be text',
		});
	}
	const known = store.ledger.messages.find(
		(one) => one.gateway === id && one.direction === 'inbound' && one.whatsappMessageId === wamid,
	);
	if (known !== undefined) {
		const isTyping = typing !== undefined;
		store.people.answer({ gateway: id, phone: known.phone, wamid: String(wamid), isTyping });
		return context.json({ success: true });
	}
	return refused(context, 400, 100, 'Invalid parameter', { details: 'message_id is not known' });
}

function accepted(context: Context, contact: object, wamid: string, group?: string): Response {
	return context.json({
		messaging_product: 'whatsapp',
		contacts: [contact],
		messages: [
			{ id: wamid, ...(group !== undefined && { group_id: group }), message_status: 'accepted' },
		],
	});
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages */
export function messageRoutes(
	store: Store,
	{
		uploads,
		book,
		blocklist,
		groups,
	}: {
		readonly uploads: Uploads;
		readonly book: TemplateBook;
		readonly blocklist: Blocklist;
		readonly groups: GroupBook;
	},
): Hono {
	const routes = new Hono();
	const ids = businessNumbers.map(({ phoneNumberId }) => phoneNumberId).join('|');
	const paths = [messagesPath, marketingPath].map((path) => `/:number{${ids}}${path}`);
	routes.on('POST', paths, async (context) => {
		const message = asRecord(await context.req.json().catch(() => undefined)) ?? none;
		if (message['status'] === 'read') return readAnswer(context, store, message);
		const isGroup = message['recipient_type'] === 'group';
		const recipient = isGroup
			? readGroup(message, groups)
			: readRecipient(message, store.ledger.messages);
		if (recipient === 'dropped') {
			const wamid = `wamid.${Buffer.from(store.ids.next('01J1Z')).toString('base64url')}`;
			return accepted(context, { input: String(message['to']) }, wamid);
		}
		const number = context.req.param('number') ?? '';
		if (!('code' in recipient) && !isGroup && blocklist.has(number, recipient.phone)) {
			return refused(context, 400, 130403, 'Business blocked the user', {
				details:
					'Unable to deliver the message. This business has blocked the end user on WhatsApp',
			});
		}
		const parts =
			'code' in recipient
				? recipient
				: partsOf(message, {
						windowIsOpen: isOpen(store, recipient, groups),
						isGroup,
						isHidden: recipient.userId !== null,
						isMarketingPath: context.req.path.endsWith(marketingPath),
						uploads,
						known: currentTemplates(book),
						now: new Date(store.clock.now()),
					});
		if ('code' in recipient || isRefusal(parts)) {
			const { code, text, details, status = 400 } = parts as Refusal;
			return refused(context, status, code, text, { details });
		}
		const { phone, userId, group } = recipient;
		const pair = `${id} ${context.req.param('number')} ${group ?? phone}`;
		if (!store.rateLimits.takeOfBurst(pair, pairBurst, pairEveryMs)) {
			const { code, text, details } = tooManyToOnePerson;
			return refused(context, 400, code, text, { details });
		}
		const callbackData = message['biz_opaque_callback_data'];
		const about = asRecord(message['context'])?.['message_id'];
		const { whatsappMessageId } = store.ledger.record(id, 'outbound', phone, {
			businessNumber: businessNumbers.find(
				({ phoneNumberId }) => phoneNumberId === context.req.param('number'),
			)?.key,
			...(typeof about === 'string' && { about }),
			...(typeof callbackData === 'string' && { callbackData }),
			...parts,
			hiddenAs: userId,
			...(group !== undefined && { group }),
		});
		if (group !== undefined) {
			return accepted(context, { input: group, wa_id: group }, whatsappMessageId, group);
		}
		const contact =
			userId === null
				? { input: String(message['to']), wa_id: phone.replace('+', '') }
				: { input: userId, user_id: userId };
		return accepted(context, contact, whatsappMessageId);
	});
	return routes;
}
