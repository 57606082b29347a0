import type { SimilarMessage } from '../../core/gateway';
import type { Message } from '../../core/message';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { toE164, toIsoTime } from '../../whatsapp/eventFields';
import { previewTemplate } from '../../whatsapp/templatePreview';
import { listPages } from './response';

/** How far before the request the list begins, in milliseconds: the two clocks may differ. */
const clockTolerance = 600_000;

/** WA.CR's times are whole seconds; in milliseconds. */
const timeResolution = 1000;

/** WA.CR's type of a message, where it is not the kind. */
const types: Partial<Record<Message['kind'], string>> = {
	buttons: 'interactive',
	list: 'interactive',
};

/** The text of a message; empty if it has none. */
function textOf(message: Message): string {
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

/**
 * Whether a row holds a message's text. WA.CR adds header and footer to the text of templates and of
 * buttons. Any other text must be the same, or another message with a longer text would match.
 */
function hasText(row: JsonObject, message: Message): boolean {
	const listed = (asText(row['message']) ?? '').trim();
	const text = textOf(message).trim();
	const isFramed = message.kind === 'template' || types[message.kind] !== undefined;
	return isFramed ? listed.includes(text) : listed === text;
}

/** Whether a row is a message to this person with this text that was sent through the API. */
function isMatch(row: JsonObject, message: Message): boolean {
	const phones = [asObject(row['contact'])['phone'], row['phone'], row['contact_phone']];
	const isSamePerson = phones.map(toE164).includes(message.to);
	const isSameKind = asText(row['type']) === (types[message.kind] ?? message.kind);
	// A colleague may write the same in WA.CR at the same time.
	const isFromApi = asText(row['staff_id']) === null;
	return isSamePerson && isSameKind && isFromApi && hasText(row, message);
}

/** A row's time. It is documented as `sent_at`; the list is sorted and filtered by `created_at`. */
function timeOf(row: JsonObject): number {
	return Date.parse(toIsoTime(row['sent_at']) ?? toIsoTime(row['created_at']) ?? '');
}

/**
 * The sent messages with these words to this person. No field of a row tells who made the request, so
 * that none of them is certainly the one that is looked for. The times of the list are WA.CR's, so the
 * answer's `Date` header gives the difference of the clocks; without that header nothing is found.
 * Source: https://docs.app.wa.cr/list-messages-28559794e0
 */
export async function findSimilarMessages(
	message: Message,
	begun: Date,
	{ call }: Connection,
): Promise<SimilarMessage[]> {
	const query = {
		sort: '-created_at',
		'filter[direction]': 'outbound',
		'filter[created_at][gte]': new Date(begun.getTime() - clockTolerance).toISOString(),
	};
	const similar: SimilarMessage[] = [];
	for await (const { answer, rows } of listPages(call, '/messages', query)) {
		const clockDifference = Date.parse(answer.headers['date'] ?? '') - Date.now();
		const earliest = begun.getTime() + clockDifference - timeResolution;
		const recent = rows.filter((row) => timeOf(row) >= earliest);
		const matches = recent.filter((row) => isMatch(row, message));
		similar.push(
			...matches.map((row) => ({
				messageId: asText(row['id']),
				whatsappMessageId: asText(row['message_id']),
				raw: row,
			})),
		);
		// The newest come first.
		if (recent.length < rows.length) break;
	}
	return similar;
}
