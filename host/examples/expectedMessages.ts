import axios from 'axios';

import { isRecord, recordsOf } from '../rest/narrow';

/** A message at a phone: its text, and the template that it was made from. */
export interface PhoneMessage {
	readonly phone: string;
	readonly kind: string;
	readonly text: string;
	/** Whether the text of an expected message is a regular expression, because a part is random. */
	readonly isPattern?: boolean;
	readonly template?: { readonly name: string; readonly language: string };
}

/** A message, and whether it was expected and has arrived. */
export interface ComparedMessage {
	readonly message: PhoneMessage;
	readonly result: 'arrived' | 'missing' | 'unexpected';
}

/** The messages that the sandbox's phones received, oldest first. */
export async function receivedMessages(sandboxUrl: string): Promise<PhoneMessage[]> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound' },
		proxy: false,
	});
	return recordsOf(isRecord(data) ? data['messages'] : data)
		.filter((message) => message['direction'] === 'outbound')
		.map(({ phone, kind, text, template }) => ({
			phone: String(phone),
			kind: String(kind),
			text: String(text),
			...(isRecord(template)
				? { template: { name: String(template['name']), language: String(template['language']) } }
				: {}),
		}));
}

/** Deletes the sandbox's messages and resets its phones. */
export async function resetSandbox(sandboxUrl: string): Promise<void> {
	await axios.post(`${sandboxUrl}/_sandbox/reset`, undefined, { proxy: false });
}

/**
 * Compares received messages with the expected ones. The order matters for one phone, but not between
 * phones, because the node sends to several recipients at a time.
 */
export function compareMessages(
	expected: readonly PhoneMessage[],
	received: readonly PhoneMessage[],
): ComparedMessage[] {
	const phones = [...new Set([...expected, ...received].map(({ phone }) => phone))];
	return phones.flatMap((phone) => {
		const wanted = expected.filter((message) => message.phone === phone);
		const found = received.filter((message) => message.phone === phone);
		const matches = wanted.map((message, index) => isSame(message, found[index]));
		return [
			...wanted.map((message, index): ComparedMessage => ({
				message,
				result: matches[index] ? 'arrived' : 'missing',
			})),
			...found
				.filter((_message, index) => !matches[index])
				.map((message): ComparedMessage => ({ message, result: 'unexpected' })),
		];
	});
}

function isSameText({ text, isPattern }: PhoneMessage, received: PhoneMessage): boolean {
	return isPattern ? new RegExp(text, 'u').test(received.text) : text === received.text;
}

function isSame(expected: PhoneMessage, received: PhoneMessage | undefined): boolean {
	return (
		received !== undefined &&
		expected.kind === received.kind &&
		isSameText(expected, received) &&
		expected.template?.name === received.template?.name &&
		(expected.template === undefined || expected.template.language === received.template?.language)
	);
}
