import type { LiveMessage } from '../../../control/liveView';

/** A message with what other messages say of it. */
export interface ThreadItem {
	readonly message: LiveMessage;
	/** The text now, if it was edited. */
	readonly editedTo: string | null;
	readonly isDeleted: boolean;
	/** By the person, and by the business. */
	readonly reactions: ReadonlyArray<{ readonly emoji: string; readonly by: 'person' | 'business' }>;
	/** The ids of the buttons and rows that were tapped. */
	readonly tapped: readonly string[];
	readonly quoted: LiveMessage | null;
	/** The same for the same content: what is not new is not drawn again. */
	readonly signature: string;
}

/** Kinds that change another message, and are none themselves. */
const changing: Readonly<Record<string, true>> = { reaction: true, edit: true, revoke: true };

type Extras = Omit<ThreadItem, 'message' | 'signature'>;

const nothing: Extras = {
	...{ editedTo: null, isDeleted: false, reactions: [], tapped: [], quoted: null },
};

function withChange(extras: Extras, { kind, body, direction, reply }: LiveMessage): Extras {
	if (kind === 'edit') return { ...extras, editedTo: body };
	if (kind === 'revoke') return { ...extras, isDeleted: true };
	if (kind === 'reaction') {
		const by = direction === 'inbound' ? 'person' : 'business';
		const others = extras.reactions.filter((one) => one.by !== by);
		return { ...extras, reactions: body === '' ? others : [...others, { emoji: body, by }] };
	}
	return reply === null ? extras : { ...extras, tapped: [...extras.tapped, reply.id] };
}

/** A conversation as a phone shows it: reactions, edits and deletions are where they belong. */
export function threadOf(messages: readonly LiveMessage[]): ThreadItem[] {
	const byWamid = new Map(messages.map((message) => [message.whatsappMessageId, message]));
	const extras = new Map<string, Extras>();
	for (const message of messages) {
		if (message.about === null || message.isLost) continue;
		extras.set(message.about, withChange(extras.get(message.about) ?? nothing, message));
	}
	return messages.flatMap((message) => {
		const target = message.about === null ? undefined : byWamid.get(message.about);
		if (changing[message.kind] && (target !== undefined || message.kind !== 'reaction')) return [];
		const own = {
			...(extras.get(message.whatsappMessageId) ?? nothing),
			quoted: target ?? null,
		};
		const { quoted, ...rest } = own;
		const signature = JSON.stringify([rest, quoted?.id, message.state, message.isSeen]);
		return [{ message, ...own, signature }];
	});
}
