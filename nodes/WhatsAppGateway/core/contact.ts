import type { Connection } from './request';

/** A person as a gateway stores them. Every field is present, `null` if unknown. */
export interface Contact {
	/** The gateway's own id. */
	readonly id: string | null;
	/** E.164. */
	readonly phone: string | null;
	readonly name: string | null;
	readonly email: string | null;
	/** The names of the gateway's tags or groups that the contact has. */
	readonly labels: readonly string[];
	/** Whether the person asked for no more messages; `null` if the gateway does not say. */
	readonly optedOut: boolean | null;
	/** ISO 8601. */
	readonly createdAt: string | null;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** Identifies a contact by the gateway's id or by the number in E.164. */
export type ContactReference = { readonly id: string } | { readonly phone: string };

/** What to store about a person; `null` leaves a field as it is. */
export interface ContactFields {
	/** E.164. */
	readonly phone: string;
	readonly name: string | null;
	readonly email: string | null;
	readonly labels: readonly string[] | null;
	/** Fields of this gateway only, by the names of its API. */
	readonly customFields: Readonly<Record<string, unknown>>;
}

/** What became of a contact that was created together with others. */
export interface BatchContact {
	/** `exists` for one whose number another contact has, which is left as it is. */
	readonly outcome: 'created' | 'exists' | 'refused' | 'unknown';
	/** Why it is so, and what of it could not be done; `null` where there is nothing to say. */
	readonly reason: string | null;
	/** As far as the gateway gives it: of one that exists, `null`. */
	readonly contact: Contact | null;
	/** The gateway's own record of it, unchanged. */
	readonly raw: unknown;
}

/** How a gateway creates many contacts in one request. */
export interface ContactBatch {
	/** The most that one request takes. */
	readonly max: number;
	/** Creates contacts; one for each that was given, in the same order. Their numbers are all different. */
	create(
		contacts: readonly ContactFields[],
		connection: Connection,
	): Promise<readonly BatchContact[]>;
}

/** What became of a contact that was to be deleted together with others. */
export interface BatchRemoval {
	/** `notFound` for one that is not there, `notDeleted` for one that is there still. */
	readonly outcome: 'deleted' | 'notDeleted' | 'notFound' | 'unknown';
	/** Why it is so; `null` where there is nothing to say. */
	readonly reason: string | null;
	/** The gateway's own id; `null` of a number that no contact has. */
	readonly id: string | null;
}

/** How a gateway deletes many contacts in one request. */
export interface ContactBatchRemoval {
	/** The most that one request takes. */
	readonly max: number;
	/** Deletes contacts; one for each that was given, in the same order. Several may be the same contact. */
	remove(
		references: readonly ContactReference[],
		connection: Connection,
	): Promise<readonly BatchRemoval[]>;
}

/**
 * What to change of a contact. What is left out stays; a name or an email that is empty is cleared, and
 * where a gateway keeps nobody without a name, the number becomes it.
 */
export interface ContactChanges {
	readonly name?: string;
	readonly email?: string;
	/** All labels from now on: those that are missing here are taken off. */
	readonly labels?: readonly string[];
	/** Given only to a gateway that {@link Contacts.changesOptOut}. */
	readonly optedOut?: boolean;
	/** Fields of this gateway only, by the names of its API. */
	readonly customFields: Readonly<Record<string, unknown>>;
}

/** What to search for; `null` matches anything. */
export interface ContactQuery {
	readonly text: string | null;
	readonly label: string | null;
	/** Given only to a gateway that has them among its {@link Contacts.filters}: its own ids. */
	readonly others?: Readonly<Partial<Record<ContactFilter, string>>>;
}

/** What the list of contacts of some gateways can be filtered by, beside texts and labels. */
export type ContactFilter = 'type' | 'source' | 'status';

/** An internal note about a person, which the person does not see. Every field is present, `null` if unknown. */
export interface Comment {
	/** The gateway's own id. */
	readonly id: string | null;
	readonly text: string | null;
	/** What kind of note it is, in the gateway's words. */
	readonly label: string | null;
	/** The message that it is about, by WhatsApp's id or the gateway's. */
	readonly aboutMessageId: string | null;
	/** ISO 8601. */
	readonly at: string | null;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** What a gateway takes as a note. */
export interface CommentRules {
	/** Characters. */
	readonly maxLength: number;
	/** Whether a note has a label. */
	readonly hasLabels: boolean;
	/** Whether a note can name the message that it is about. */
	readonly namesMessages: boolean;
}

/** A note to write. */
export interface NewComment {
	/** At least one character, and no more than the gateway takes. */
	readonly text: string;
	/** `null` leaves it to the gateway. */
	readonly label: string | null;
	readonly aboutMessageId: string | null;
}

/** Identifies a note that exists. */
export interface CommentReference {
	/** Of the person whom it is about, in E.164. */
	readonly phone: string;
	/** The gateway's own id. */
	readonly id: string;
}

/** What a gateway can do with contacts. A function that is left out is unsupported. */
export interface Contacts {
	/** The gateway's own name for a label; `null` where it has none. */
	readonly labelName: 'tag' | 'group' | null;
	/** Creates the contact, or updates the one with this number. */
	save?(fields: ContactFields, connection: Connection): Promise<Contact>;
	/**
	 * The fields of the API that say which contact a request is about: a custom field of this name would put
	 * another one in the place of that of the field Contact.
	 */
	readonly keyFields?: {
		/** Of `save` and `batch`. */
		readonly save: readonly string[];
		/** Of `update`, which may give a contact another number. */
		readonly update: readonly string[];
	};
	/** Creates many contacts in one request. */
	readonly batch?: ContactBatch;
	/** Deletes many contacts in one request. */
	readonly batchRemoval?: ContactBatchRemoval;
	/** Changes a contact that exists. Throws `notFound`. */
	update?(
		reference: ContactReference,
		changes: ContactChanges,
		connection: Connection,
	): Promise<Contact>;
	/** Whether `update` can note that a person wants no more messages, or wants them again. */
	readonly changesOptOut?: true;
	/** Deletes a contact for good. Throws `notFound`. */
	remove?(reference: ContactReference, connection: Connection): Promise<void>;
	/** Throws `notFound`. */
	getByEmail?(email: string, connection: Connection): Promise<Contact>;
	/** Throws `notFound`. */
	get?(reference: ContactReference, connection: Connection): Promise<Contact>;
	/** Lazily: the next page is fetched when it is read. */
	search?(query: ContactQuery, connection: Connection): AsyncIterable<Contact>;
	/** What `search` can be asked for beside a text and a label. */
	readonly filters?: readonly ContactFilter[];
	/** Of a gateway with notes. */
	readonly commentRules?: CommentRules;
	/** Writes a note into the chat with a person. Throws `notFound` where there is no chat. */
	addComment?(phone: string, comment: NewComment, connection: Connection): Promise<Comment>;
	/** The notes in the chat with a person, newest first. Throws `notFound` where there is no chat. */
	listComments?(phone: string, connection: Connection): Promise<readonly Comment[]>;
	/** Replaces the text of one of these notes. Throws `notFound`. */
	updateComment?(
		reference: CommentReference,
		text: string,
		connection: Connection,
	): Promise<Comment>;
	/** Deletes one of these notes for good. Throws `notFound`. */
	removeComment?(reference: CommentReference, connection: Connection): Promise<void>;
	/** Throws `notFound`. */
	addLabel?(reference: ContactReference, label: string, connection: Connection): Promise<Contact>;
	/** Throws `notFound`. */
	removeLabel?(
		reference: ContactReference,
		label: string,
		connection: Connection,
	): Promise<Contact>;
}
