import type { EventKind, GatewayEvent } from '../core/event';
import type { Reply } from '../core/eventDetails';
import { asObject, firstText, type JsonObject } from '../core/narrow';
import { actionId, eventId } from './eventFields';
import { kindOfRow } from './messageKinds';
import { formText, orderText, readFormAnswer, readOrder } from './metaContentParts';

/** A message in a gateway's own form. */
interface Row {
	readonly id: string | null;
	/** The gateway's name of its type. */
	readonly type: string;
	/** Where the gateway puts what the message holds; the row itself, if it has no frame. */
	readonly content: JsonObject;
	readonly text: string | null;
	readonly reply: Reply | null;
	/** Whether it holds a file or a place. */
	readonly hasFile: boolean;
	/** The number or id of the person. */
	readonly person: string | null;
	/** The whole row, by which one without an id is known. */
	readonly raw: JsonObject;
}

/** The wamid of the message that a row is about, by Meta's names for it or likely ones. */
function targetOf({ type, content }: Row): string | null {
	return (
		firstText(asObject(content[type]), 'original_message_id', 'message_id') ??
		firstText(content, 'original_message_id', 'ref_message_id', 'reply_to')
	);
}

function detailsOf(kind: EventKind, row: Row): Partial<GatewayEvent> {
	const { content, text } = row;
	switch (kind) {
		case 'reaction': {
			const emoji =
				firstText(asObject(content['reaction']), 'emoji') ?? firstText(content, 'emoji');
			const said = emoji ?? text;
			return { text: said, reaction: { emoji: said, whatsappMessageId: targetOf(row) } };
		}
		case 'edited':
			return { text, edited: { whatsappMessageId: targetOf(row) } };
		case 'deleted':
			return { text: null, message: null, deleted: { whatsappMessageId: targetOf(row) } };
		case 'order': {
			const order = readOrder(content['order'] ?? content);
			return { text: text ?? orderText(order), order };
		}
		case 'formAnswer': {
			const formAnswer = readFormAnswer(content['nfm_reply']);
			return { text: text ?? formText(formAnswer), formAnswer };
		}
		default:
			return { text };
	}
}

/** What a row of a list of messages can be. */
export const rowKinds = [
	...([
		'message',
		'reply',
		'formAnswer',
		'order',
		'reaction',
		'edited',
		'deleted',
		'other',
	] as const),
] satisfies readonly EventKind[];

function kindOf({ type, content, text, reply, hasFile }: Row): EventKind {
	if ('nfm_reply' in content) return 'formAnswer';
	const kind = kindOfRow(type, {
		isReply: reply !== null,
		hasContent: text !== null || hasFile,
	});
	// Without Meta's own form, what changed is not known.
	return kind === 'system' ? 'other' : kind;
}

/**
 * What a message in a gateway's own form is: its kind, its id, and what is particular to the kind. Fields
 * that the gateway does not document are read as Meta has them.
 */
export function readRowKind(row: Row): Pick<GatewayEvent, 'event' | 'id'> & Partial<GatewayEvent> {
	const { id, person, raw } = row;
	const kind = kindOf(row);
	const isAction = kind === 'reaction' || kind === 'edited' || kind === 'deleted';
	const isMessage = kind === 'message' || kind === 'reply';
	const details = detailsOf(kind, row);
	return {
		event: kind,
		id: isAction
			? // The rest of a row changes, when it is read for instance.
				actionId(kind, id, person, [targetOf(row), details.text ?? null])
			: eventId(isMessage ? 'message' : kind, id, raw),
		...details,
	};
}
