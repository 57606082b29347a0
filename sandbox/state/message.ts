/** The rows of a list, below the button that opens it. */
export interface ShownList {
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

/** A button that answers, with the id under which a tap on it comes back. */
export interface ReplyButton {
	readonly id: string;
	readonly title: string;
}

/** The button or row that a person tapped. */
export interface Tapped extends ReplyButton {
	readonly description: string | null;
}

/** A file that a person sent; its bytes are made when somebody asks for them. */
export interface SentFile {
	readonly id: string;
	readonly mimeType: string;
	readonly fileName: string | null;
	/** Its size. */
	readonly bytes: number;
}

/** A place that a person sent. */
export interface Place {
	readonly latitude: number;
	readonly longitude: number;
	readonly name: string | null;
	readonly address: string | null;
}

/** How far an outgoing message has come. */
export type Progress = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** One message, as the person's phone shows it. */
export interface StoredMessage {
	readonly id: string;
	readonly gateway: string;
	readonly direction: 'inbound' | 'outbound';
	/** E.164 of the person, whoever wrote. */
	readonly phone: string;
	readonly kind: string;
	/** Everything that the person reads, part below part. */
	readonly text: string;
	/** A text, or `[image]` and the like where it is a medium. */
	readonly header: string | null;
	/** Where the header's medium lies; `null` where there is none. */
	readonly mediaUrl: string | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly string[];
	/** Those of the buttons that answer. */
	readonly replies: readonly ReplyButton[];
	/** A list to choose from; `null` where there is none. */
	readonly list: ShownList | null;
	/** The wamid of the message that is quoted, tapped or reacted to; `null` for none. */
	readonly about: string | null;
	/** What the person tapped; then the kind is `button_reply`, `list_reply` or, of a template, `button`. */
	readonly reply: Tapped | null;
	/** The file that the person sent; `null` where there is none. */
	readonly media: SentFile | null;
	/** The place that the person sent; `null` where there is none. */
	readonly location: Place | null;
	/** The id behind which WhatsApp hides the person's number; `null` where it does not. */
	readonly hiddenAs: string | null;
	readonly template: { readonly name: string; readonly language: string } | null;
	/** As it came; {@link Store.statusOf} tells how an outgoing one fares now. */
	readonly status: 'sent' | 'received' | 'failed';
	readonly whatsappMessageId: string;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** What of a message is not the same for every one. */
export interface MessageParts {
	readonly kind: string;
	readonly header?: string | null;
	readonly mediaUrl?: string | null;
	readonly body: string;
	readonly footer?: string | null;
	readonly buttons?: readonly string[];
	readonly list?: ShownList | null;
	readonly replies?: readonly ReplyButton[];
	readonly about?: string | null;
	readonly reply?: Tapped | null;
	readonly media?: SentFile | null;
	readonly location?: Place | null;
	readonly hiddenAs?: string | null;
	readonly template?: StoredMessage['template'];
}

/** A message of its parts. */
export function messageOf(
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
		kind,
		text: [header, body, footer].filter((part) => part !== null && part !== '').join('\n'),
		header,
		mediaUrl: parts.mediaUrl ?? null,
		body,
		footer,
		buttons,
		replies: parts.replies ?? [],
		list: parts.list ?? null,
		about: parts.about ?? null,
		reply: parts.reply ?? null,
		media: parts.media ?? null,
		location: parts.location ?? null,
		hiddenAs: parts.hiddenAs ?? null,
		template,
		status: direction === 'inbound' ? 'received' : 'sent',
		whatsappMessageId: `wamid.${Buffer.from(`${gateway}:${id}`).toString('base64url')}`,
		at,
	};
}
