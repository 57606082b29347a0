import type { Connection } from './request';

/** A person as a gateway keeps them. Every field is present, `null` where unknown. */
export interface Contact {
	/** The gateway's own id. */
	readonly id: string | null;
	/** E.164. */
	readonly phone: string | null;
	readonly name: string | null;
	readonly email: string | null;
	/** The names of the gateway's tags or groups that the contact has. */
	readonly labels: readonly string[];
	/** Whether the person asked not to be written to; `null` where the gateway does not say. */
	readonly optedOut: boolean | null;
	/** ISO 8601. */
	readonly createdAt: string | null;
	/** The gateway's own record, untouched. */
	readonly raw: unknown;
}

/** Which contact: exactly one of them is set. */
export type ContactReference = { readonly id: string } | { readonly phone: string };

/** What is to be kept about a person; `null` leaves what is there. */
export interface ContactFields {
	/** E.164. */
	readonly phone: string;
	readonly name: string | null;
	readonly email: string | null;
	readonly labels: readonly string[] | null;
	/** Further fields of the gateway's own, as its API names them. */
	readonly customFields: Readonly<Record<string, unknown>>;
}

/** What is searched for; `null` for anything. */
export interface ContactQuery {
	readonly text: string | null;
	readonly label: string | null;
}

/** What a gateway can do with contacts. A function left out is unsupported, and the node says so. */
export interface Contacts {
	/** What the gateway calls what this package calls a label. */
	readonly labelName: 'tag' | 'group';
	/** Makes the contact, or brings the one of this number up to date. */
	save?(fields: ContactFields, connection: Connection): Promise<Contact>;
	/** Throws `notFound`. */
	get?(reference: ContactReference, connection: Connection): Promise<Contact>;
	/** Page after page, as long as somebody asks for more. */
	search?(query: ContactQuery, connection: Connection): AsyncIterable<Contact>;
	/** Throws `notFound`. */
	addLabel?(reference: ContactReference, label: string, connection: Connection): Promise<Contact>;
	/** Throws `notFound`. */
	removeLabel?(
		reference: ContactReference,
		label: string,
		connection: Connection,
	): Promise<Contact>;
}
