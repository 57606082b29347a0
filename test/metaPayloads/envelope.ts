/** Anything of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** One delivery of Meta's webhook, and what a person who knows WhatsApp would call it. */
export interface MetaPayload {
	readonly name: string;
	/** The kind of each event in it, in order; written by hand. */
	readonly becomes: string;
	/** Whether a person said something in a private chat: only then a run may start by default. */
	readonly personSpeaks: boolean;
	readonly payload: Json;
}

/** The number that people write to, and another one of the same account. */
export const numbers = {
	first: { display_phone_number: '15550100100', phone_number_id: '106540352242922' },
	second: { display_phone_number: '+1 555-010-0199', phone_number_id: '106540352242999' },
} as const;

/** People, as they stand in a payload's contacts. */
export const profiles = {
	ben: { profile: { name: 'Ben Carter' }, wa_id: '14155550123' },
	anna: {
		profile: { name: 'Anna Schmidt', username: 'anna.schmidt' },
		wa_id: '491713920012',
		user_id: 'DE.90214477310058816644',
	},
	hidden: {
		profile: { name: 'Carla', username: '@carla' },
		user_id: 'US.13491208655302741918',
	},
} as const;

/** How each of them is named in a row. */
export const senders = {
	ben: { from: '14155550123' },
	anna: { from: '491713920012', from_user_id: 'DE.90214477310058816644' },
	hidden: { from_user_id: 'US.13491208655302741918' },
} as const;

export type Person = keyof typeof senders;

/** 2026-11-20T10:00:00Z, and a second later for each row. */
const firstSecond = 1_795_168_800;
let rows = 0;

/** An id and a time of a row's own. */
export function stamp(prefix = 'wamid.IN'): { id: string; timestamp: string } {
	rows += 1;
	return { id: `${prefix}${rows}`, timestamp: String(firstSecond + rows) };
}

/** A change of a field. */
export function change(field: string, value: Json): Json {
	return { value, field };
}

/** A payload of some changes, each in an entry of the account. */
export function payloadOf(...changes: readonly Json[]): Json {
	const entry = changes.map((one) => ({ id: '102290129340398', changes: [one] }));
	return { object: 'whatsapp_business_account', entry };
}

/** A payload of one change, with the time that entries about an account have. */
export function accountPayload(field: string, value: Json): Json {
	rows += 1;
	const changes = [change(field, value)];
	const entry = [{ id: '102290129340398', time: firstSecond + rows, changes }];
	return { object: 'whatsapp_business_account', entry };
}

/** What a value of a number begins with. */
export function valueOf(more: Json, number: keyof typeof numbers = 'first'): Json {
	return { messaging_product: 'whatsapp', metadata: numbers[number], ...more };
}

/** A row of a message. */
export function messageRow(content: Json, person: Person = 'ben'): Json {
	return { ...senders[person], ...stamp(), ...content };
}

/** A payload of one message. */
export function messagePayload(content: Json, person: Person = 'ben', field = 'messages'): Json {
	const messages = [messageRow(content, person)];
	return payloadOf(change(field, valueOf({ contacts: [profiles[person]], messages })));
}

/** A message that a person wrote or tapped in a private chat. */
export function spoken(name: string, becomes: string, content: Json, person?: Person): MetaPayload {
	return { name, becomes, personSpeaks: true, payload: messagePayload(content, person) };
}

/** What comes in the same list and is no message. */
export function silent(name: string, becomes: string, content: Json, person?: Person): MetaPayload {
	return { name, becomes, personSpeaks: false, payload: messagePayload(content, person) };
}

/** Any other payload that no person's message is in. */
export function quiet(name: string, becomes: string, payload: Json): MetaPayload {
	return { name, becomes, personSpeaks: false, payload };
}
