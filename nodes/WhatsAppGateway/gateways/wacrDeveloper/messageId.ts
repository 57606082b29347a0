/** A message by its person and WA.CR's or WhatsApp's id. */
interface NamedMessage {
	/** E.164. */
	readonly person: string;
	readonly id: string;
}

/** Whether a text has the form of WA.CR's own ids. */
export function isUuid(text: string): boolean {
	return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** A number as WA.CR's addresses have it. */
export function digitsOf(person: string): string {
	return person.replace('+', '');
}

/**
 * The id of a message for its look-up. WA.CR shows a message only in the conversation with its person, so
 * that the id names both: `491713920012:wamid.…`.
 */
export function toMessageId(person: string, id: string | null): string | null {
	return id === null ? null : `${digitsOf(person)}:${id}`;
}

/** The parts of such an id; `null` for any other. */
export function readMessageId(messageId: string): NamedMessage | null {
	const [, digits, id] = /^(\d{7,15}):(.+)$/s.exec(messageId) ?? [];
	return digits === undefined || id === undefined ? null : { person: `+${digits}`, id };
}
