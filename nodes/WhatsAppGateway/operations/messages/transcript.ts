import type { ChatMessage } from '../../core/conversation';

/** Who wrote, as a model reads it. */
const roleNames = { user: 'User', assistant: 'Assistant' } as const satisfies Record<
	ChatMessage['role'],
	string
>;

/** `2026-11-26 21:40` in a time zone; in UTC where it is unknown. */
function timeFormat(timeZone: string): Intl.DateTimeFormat {
	const form = { dateStyle: 'short', timeStyle: 'short' } as const;
	try {
		return new Intl.DateTimeFormat('sv-SE', { ...form, timeZone });
	} catch {
		return new Intl.DateTimeFormat('sv-SE', { ...form, timeZone: 'UTC' });
	}
}

/**
 * A conversation as text, one message to a paragraph. Further lines of a message are indented, so that
 * nobody can write a line that looks like somebody else’s message.
 *
 * @param timeZone as the IANA names it
 */
export function transcriptOf(messages: readonly ChatMessage[], timeZone: string): string {
	const format = timeFormat(timeZone);
	return messages
		.map(({ role, at, text }) => {
			const words = text.replace(/\r\n|[\n\r\u0085\u2028\u2029]/g, '\n  ');
			return `[${format.format(new Date(at))}] ${roleNames[role]}: ${words}`;
		})
		.join('\n');
}
