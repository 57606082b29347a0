import type { Template, TemplateValues } from './template';

/** Free-form words, deliverable inside the customer service window only. */
export interface TextContent {
	/** 1 to 4096 characters; WhatsApp markup (`*bold*`, `_italic_`) is allowed. */
	readonly body: string;
}

/** An approved template and the words for its placeholders. */
export interface TemplateContent {
	readonly template: Template;
	/** As Meta spells it (`en`, `en_US`); `null` leaves the choice to the gateway. */
	readonly language: string | null;
	/** One non-empty string for each of the template's placeholders, by `Placeholder.key`. */
	readonly values: TemplateValues;
}

/** What each kind of message carries beside its recipient. */
export interface Contents {
	readonly text: TextContent;
	readonly template: TemplateContent;
}

export type Kind = keyof Contents;

/** The kinds in the order in which tables show them, with the words a user reads. */
export const kindNames = {
	text: 'Text',
	template: 'Template',
} as const satisfies Record<Kind, string>;

/** One outgoing message, ready to be sent: checked, complete, gateway-neutral. */
export type Message<K extends Kind = Kind> = {
	readonly [P in K]: { readonly kind: P; readonly to: string } & Contents[P];
}[K];

/** How far a message is known to have come; see {@link statusRank}. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** A status never moves to a lower rank; `failed` stands apart and ends the row. */
export const statusRank = {
	queued: 0,
	sent: 1,
	delivered: 2,
	read: 3,
	failed: 4,
} as const satisfies Record<DeliveryStatus, number>;

/** What a gateway says about a message that it took: the part of the receipt that only it knows. */
export interface Acceptance {
	/** What the gateway's own status lookup takes. */
	readonly messageId: string | null;
	/** Meta's id of the message, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	readonly contactId: string | null;
	readonly status: DeliveryStatus;
	/** The number as WhatsApp knows it, E.164, where the gateway names it; it wins over what was typed. */
	readonly to?: string;
}

/** The one answer to every send, whoever carried it. Every field is present, `null` where unknown. */
export interface Receipt {
	readonly gateway: string;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
	readonly contactId: string | null;
	/** E.164 with the leading `+`. */
	readonly to: string;
	/** What the workflow asked for. */
	readonly kind: Kind;
	/** What was put on the wire; differs from `kind` where a template stood in for a text. */
	readonly sentAs: Kind;
	readonly status: DeliveryStatus;
	/** How many requests it took; 1 where the first one went through. */
	readonly attempts: number;
	readonly idempotencyKey: string | null;
	/** Whether the gateway answered from its memory of an earlier request with the same key. */
	readonly replayed: boolean;
	readonly correlationId: string | null;
	/** ISO 8601, UTC: when the gateway's answer arrived. */
	readonly sentAt: string;
	/** The gateway's own answer, untouched. */
	readonly raw: unknown;
}
