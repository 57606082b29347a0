import type { SimilarMessage } from '../../core/gateway';
import type { Message } from '../../core/message';
import type { JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { previewTemplate } from '../../whatsapp/templatePreview';
import {
	idOf,
	isInbound,
	messageTypeOf,
	readConversation,
	templateNameOf,
	textOf,
	timeOf,
	wamidOf,
} from './conversationRows';
import { toMessageId } from './messageId';

/** How far before the request the conversation is read from, in milliseconds: the two clocks may differ. */
const clockTolerance = 600_000;

/** Times may be whole seconds; in milliseconds. */
const timeResolution = 1000;

/** WhatsApp's types that are kinds of their own; every other kind is an interactive message. */
const ownTypes: readonly string[] = [
	...['text', 'template', 'image', 'video', 'audio', 'document', 'sticker'],
	...['location', 'contacts', 'reaction'],
];

/** WhatsApp's type of a message; `null` where it may be any. */
function typeOf({ kind }: Message): string | null {
	if (kind === 'raw') return null;
	return ownTypes.includes(kind) ? kind : 'interactive';
}

/** The words of a message; `null` for a kind that has none, of which a row may show anything. */
function wordsOf(message: Message): string | null {
	if ('body' in message) return message.body ?? '';
	return 'caption' in message ? (message.caption ?? '') : null;
}

/** Whether a row is of this template, by its name or, where the row has none, by its words. */
function isOfTemplate(row: JsonObject, { template, values }: Message<'template'>): boolean {
	const name = templateNameOf(row);
	if (name !== null) return name === template.name;
	return textOf(row)?.includes(previewTemplate(template, values).body) === true;
}

function isMatch(row: JsonObject, message: Message): boolean {
	const [listedType, type] = [messageTypeOf(row), typeOf(message)];
	if (listedType !== null && type !== null && listedType !== type) return false;
	if (message.kind === 'template') return isOfTemplate(row, message);
	const words = wordsOf(message);
	return words === null || (textOf(row) ?? '').trim() === words.trim();
}

/**
 * The sent messages to this person since the request that may be the one that is looked for, as the
 * vendor's own plugin settles it: by time and template. The times are WA.CR's, so the answer's `Date` gives
 * the difference of the clocks; without that header nothing is found.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow (src/Jobs/Stages/Poll.php)
 */
export async function findSimilarMessages(
	message: Message,
	begun: Date,
	connection: Connection,
): Promise<SimilarMessage[]> {
	const { to } = message;
	const after = new Date(begun.getTime() - clockTolerance).toISOString();
	const { rows, headers } = await readConversation(to, after, connection);
	const clockDifference = Date.parse(headers['date'] ?? '') - Date.now();
	const earliest = begun.getTime() + clockDifference - timeResolution;
	return rows
		.filter((row) => !isInbound(row) && Date.parse(timeOf(row)) >= earliest)
		.filter((row) => isMatch(row, message))
		.map((row) => ({
			messageId: toMessageId(to, idOf(row) ?? wamidOf(row)),
			whatsappMessageId: wamidOf(row),
			raw: row,
		}));
}
