/** The number of an account that has only one, and the first one of an account with several. */
export const mainNumber = 'main';

/** The rows of a list, below the button that opens it. */
export interface ListMenu {
	readonly button: string;
	readonly sections: ReadonlyArray<{
		readonly title: string | null;
		readonly rows: ReadonlyArray<{
			readonly id: string;
			readonly title: string;
			readonly description: string | null;
		}>;
	}>;
}

/** A button that sends a reply, with the ID of the reply. */
export interface ReplyButton {
	readonly id: string;
	readonly title: string;
}

/** A button that opens a page. */
export interface LinkButton {
	readonly title: string;
	readonly url: string;
}

/** The button or row that a person tapped. */
export interface TappedReply extends ReplyButton {
	readonly description: string | null;
}

/** A file that a person sent. */
export interface SentFile {
	readonly id: string;
	readonly mimeType: string;
	readonly fileName: string | null;
	/** Its size. */
	readonly bytes: number;
	/** Its bytes in Base64, if somebody attached it on the phone page; the others are made on request. */
	readonly content?: string;
}

/** A location that was sent. */
export interface Location {
	readonly latitude: number;
	readonly longitude: number;
	readonly name: string | null;
	readonly address: string | null;
}

/** One of the cards that a message shows beside each other. */
export interface MessageCard {
	/** `[image]` or `[video]`. */
	readonly header: string;
	readonly mediaUrl: string;
	readonly body: string;
	readonly buttons: readonly string[];
	/** Those of the buttons that send a reply. */
	readonly replies: readonly ReplyButton[];
	/** Those of the buttons that open a page. */
	readonly links?: readonly LinkButton[];
}

/** What a person did in WhatsApp that only a gateway with WhatsApp's own form passes on. */
export interface Original {
	/** WhatsApp's word for it. */
	readonly type: string;
	/** What stands below that word. */
	readonly content: unknown;
}

/** How far an outgoing message has come. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** One message, as the person's phone shows it. */
export interface StoredMessage {
	readonly id: string;
	readonly gateway: string;
	readonly direction: 'inbound' | 'outbound';
	/** E.164 of the person, in both directions. */
	readonly phone: string;
	/** Which of the account's numbers the person sees, of an account that has several. */
	readonly businessNumber: string;
	readonly kind: string;
	/** Everything that the person reads, part below part. */
	readonly text: string;
	/** A text, or `[image]` and the like for a file. */
	readonly header: string | null;
	/** The address of the header's file; `null` for none. */
	readonly mediaUrl: string | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly string[];
	/** Those of the buttons that send a reply. */
	readonly replies: readonly ReplyButton[];
	/** Those of the buttons that open a page. */
	readonly links: readonly LinkButton[];
	/** A list to choose from; `null` for none. */
	readonly list: ListMenu | null;
	/** Cards beside each other; none for other messages. */
	readonly cards: readonly MessageCard[];
	/** What the sender wants back with each status; `null` for nothing. */
	readonly callbackData: string | null;
	/** The wamid of the message that is quoted, tapped or reacted to; `null` for none. */
	readonly about: string | null;
	/** What the person tapped; then the kind is `button_reply`, `list_reply` or, of a template, `button`. */
	readonly reply: TappedReply | null;
	/** The file that the person sent; `null` for none. */
	readonly media: SentFile | null;
	/** The location that was sent; `null` for none. */
	readonly location: Location | null;
	/** The id behind which WhatsApp hides the person's number; `null` if it does not. */
	readonly hiddenAs: string | null;
	/** A reaction, an edit, an order and so on; `null` for what every gateway knows. */
	readonly original: Original | null;
	/** The group it was written in; `null` for a private chat. */
	readonly group: string | null;
	readonly template: { readonly name: string; readonly language: string } | null;
	/** When it was recorded; `Statuses.of` gives an outgoing one's status now. */
	readonly status: 'sent' | 'received' | 'failed';
	readonly whatsappMessageId: string;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** The parts of a message that differ from kind to kind. */
export interface MessageParts {
	readonly kind: string;
	readonly header?: string | null;
	readonly mediaUrl?: string | null;
	readonly body: string;
	readonly footer?: string | null;
	readonly buttons?: readonly string[];
	readonly list?: ListMenu | null;
	readonly replies?: readonly ReplyButton[];
	readonly links?: readonly LinkButton[];
	readonly cards?: readonly MessageCard[];
	readonly callbackData?: string | null;
	readonly about?: string | null;
	readonly reply?: TappedReply | null;
	readonly media?: SentFile | null;
	readonly location?: Location | null;
	readonly hiddenAs?: string | null;
	readonly businessNumber?: string;
	readonly original?: Original | null;
	readonly group?: string | null;
	readonly template?: StoredMessage['template'];
}

/** What is read on the cards of a template. */
function cardLines({ kind, cards = [] }: MessageParts): string[] {
	if (kind !== 'template') return [];
	return cards.map(({ header, body }) => [header, body].filter((part) => part !== '').join(' '));
}

/** A message of its parts. */
export function buildMessage(
	envelope: Pick<StoredMessage, 'id' | 'gateway' | 'direction' | 'phone' | 'at'>,
	parts: MessageParts,
): StoredMessage {
	const { id, gateway, direction, phone, at } = envelope;
	const { kind, header = null, body, footer = null, buttons = [], template = null } = parts;
	return {
		id,
		gateway,
		direction,
		phone,
		businessNumber: parts.businessNumber ?? mainNumber,
		kind,
		text: [header, body, footer, ...cardLines(parts)]
			.filter((part) => part !== null && part !== '')
			.join('\n'),
		header,
		mediaUrl: parts.mediaUrl ?? null,
		body,
		footer,
		buttons,
		replies: parts.replies ?? [],
		links: parts.links ?? [],
		list: parts.list ?? null,
		cards: parts.cards ?? [],
		callbackData: parts.callbackData ?? null,
		about: parts.about ?? null,
		reply: parts.reply ?? null,
		media: parts.media ?? null,
		location: parts.location ?? null,
		hiddenAs: parts.hiddenAs ?? null,
		original: parts.original ?? null,
		group: parts.group ?? null,
		template,
		status: direction === 'inbound' ? 'received' : 'sent',
		whatsappMessageId: `wamid.${Buffer.from(`${gateway}:${id}`).toString('base64url')}`,
		at,
	};
}

/** What a person sees of a file: its kind above, its caption below. */
export function fileParts(
	kind: 'image' | 'video' | 'audio' | 'document' | 'sticker',
	address: string,
	{ caption = '', fileName = '' }: { caption?: string; fileName?: string } = {},
): MessageParts {
	return {
		kind,
		header: `[${kind}${fileName === '' ? '' : ` ${fileName}`}]`,
		mediaUrl: address,
		body: caption,
	};
}
