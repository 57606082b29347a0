import { toE164, toIsoTime } from '../../core/eventFields';
import type { Accepted } from '../../core/gateway';
import type { Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { previewTemplate } from '../../whatsapp/templatePreview';
import { pages, type Row } from './answers';

/** How far back the list is asked, whatever the two clocks say, in milliseconds. */
const lookBack = 600_000;

/** Times are told in whole seconds, in milliseconds. */
const second = 1000;

/** WA.CR's word for a kind of message. */
const types: Partial<Record<Message['kind'], string>> = {
	buttons: 'interactive',
	list: 'interactive',
};

/** The words of a message; empty where it has none. */
function wordsOf(message: Message): string {
	switch (message.kind) {
		case 'template':
			return previewTemplate(message.template, message.values).body;
		case 'text':
		case 'buttons':
		case 'list':
		case 'ctaUrl':
			return message.body;
		default:
			return 'caption' in message ? (message.caption ?? '') : '';
	}
}

function idsOf(row: Row): string[] {
	return [row['id'], row['message_id']].map(asText).filter((id) => id !== null);
}

/**
 * Whether a row holds a message's words. Around those of templates and of buttons stand a header and a
 * footer; any others are all that there is, or somebody else's longer words would be taken for them.
 */
function holds(row: Row, message: Message): boolean {
	const there = (asText(row['message']) ?? '').trim();
	const words = wordsOf(message).trim();
	const isFramed = message.kind === 'template' || types[message.kind] !== undefined;
	return isFramed ? there.includes(words) : there === words;
}

/** Whether a row is about a message to this person with these words that the API sent. */
function isLike(row: Row, message: Message): boolean {
	const phones = [asObject(row['contact'])['phone'], row['phone'], row['contact_phone']];
	const isTheirs = phones.map(toE164).includes(message.to);
	const isOfKind = asText(row['type']) === (types[message.kind] ?? message.kind);
	// A person at the desk may write the same at the same time.
	const isOurs = asText(row['staff_id']) === null;
	return isTheirs && isOfKind && isOurs && holds(row, message);
}

/**
 * The message in the list of those that went out. Its times are WA.CR's: they are compared by the
 * answer's own date, and without one nothing can be told.
 * Source: https://docs.app.wa.cr/list-messages-28559794e0
 */
export async function find(
	message: Message,
	begun: Date,
	isNew: (id: string) => boolean,
	{ call }: Connection,
): Promise<Accepted | null> {
	const query = {
		sort: '-created_at',
		'filter[direction]': 'outbound',
		'filter[created_at][gte]': new Date(begun.getTime() - lookBack).toISOString(),
	};
	const found: Array<{ readonly answer: Answer; readonly row: Row }> = [];
	for await (const { answer, rows } of pages(call, '/messages', query)) {
		const ahead = Date.parse(answer.headers['date'] ?? '') - Date.now();
		const earliest = begun.getTime() + ahead - second;
		const since = rows.filter((row) => Date.parse(toIsoTime(row['created_at']) ?? '') >= earliest);
		const ours = since.filter((row) => isLike(row, message) && idsOf(row).every(isNew));
		found.push(...ours.map((row) => ({ answer, row })));
		// The newest come first.
		if (since.length < rows.length) break;
	}
	const [only, other] = found;
	if (only === undefined || other !== undefined) return null;
	const { answer, row } = only;
	return {
		acceptance: {
			messageId: asText(row['id']),
			whatsappMessageId: asText(row['message_id']),
			contactId: asText(asObject(row['contact'])['id']),
			status: toDeliveryStatus(asText(row['status'])) ?? 'sent',
		},
		answer: { ...answer, body: row },
	};
}
