import type { Assignment } from './inboxConversation';
import type { Connection } from './request';

/** Somebody who may buy something, as a gateway stores it beside the contact. `null` is unknown. */
export interface Lead {
	/** The gateway's own id. */
	readonly id: string | null;
	readonly contactId: string | null;
	/** E.164. */
	readonly phone: string | null;
	readonly name: string | null;
	readonly summary: string | null;
	/** In the gateway's words. */
	readonly status: string | null;
	readonly pinned: boolean | null;
	/** The gateway's id of the colleague; `null` also for nobody. */
	readonly assignedTo: string | null;
	/** ISO 8601. */
	readonly createdAt: string | null;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** What to store of a lead. What is left out stays as it is; a text that is empty is cleared. */
export interface LeadFields {
	readonly name?: string;
	/** E.164, or empty. */
	readonly phone?: string;
	readonly summary?: string;
	/** Of a lead that exists. */
	readonly status?: string;
	readonly pinned?: boolean;
	/** Laid over those that the lead has, by the names at the gateway. */
	readonly customFields: Readonly<Record<string, unknown>>;
}

/** Which leads to list; what is left out matches any. */
export interface LeadQuery {
	readonly assignedTo?: string;
	/** Created on this day or later, in UTC. */
	readonly createdSince?: Date;
	/** In the name, or in the number. */
	readonly search?: string;
	readonly status?: string;
}

/** Identifies a lead by the gateway's id, or by a number in E.164. */
export type LeadReference = { readonly id: string } | { readonly phone: string };

/** A change of all leads that match. */
export interface LeadStatusChange {
	/** Those that have one of these statuses, separated by commas; the others are not touched. */
	readonly query: LeadQuery & { readonly status: string };
	readonly newStatus: string;
	/** The most that may change: with more, none does. `null` changes none and counts them. */
	readonly max: number | null;
}

/** How many leads a change has changed, or would change. */
export interface LeadStatusCount {
	readonly count: number;
	/** The gateway's own answer, unchanged. */
	readonly raw: unknown;
}

/** A field of the form that the gateway has for leads. `null` is unknown. */
export interface LeadField {
	/** Its name in the custom fields of a lead. */
	readonly key: string | null;
	readonly label: string | null;
	/** In the gateway's words. */
	readonly type: string | null;
	/** What can be chosen, by the values that leads have; empty where anything can be entered. */
	readonly choices: readonly string[];
	readonly required: boolean | null;
	/** Whether every account has it, so that it cannot be changed. */
	readonly builtIn: boolean | null;
	/** The gateway's own record, unchanged. */
	readonly raw: unknown;
}

/** What to change of a field of leads; what is left out stays. */
export interface LeadFieldChanges {
	readonly label?: string;
	/** All choices from now on, in this order. */
	readonly choices?: readonly string[];
	readonly required?: boolean;
}

/** The types of these fields, by the gateway's names, as forms show them. */
export const leadFieldTypes = {
	string: 'Text (Short)',
	text: 'Text (Long)',
	number: 'Number',
	currency: 'Currency',
	email: 'Email',
	phone: 'Phone Number',
	url: 'URL',
	date: 'Date',
	datetime: 'Date and Time',
	boolean: 'Yes or No',
	enum: 'Choices',
} as const;

/** A field of leads to add. */
export interface NewLeadField extends LeadFieldChanges {
	readonly key: string;
	readonly label: string;
	readonly type: string;
}

/** What a gateway can do with the fields of leads. */
export interface LeadFieldList {
	/** In the order of the form. */
	list(connection: Connection): Promise<readonly LeadField[]>;
	/** Throws `invalidRequest` for a key that another field has. */
	create(field: NewLeadField, connection: Connection): Promise<LeadField>;
	/** Throws `notFound`. */
	update(key: string, changes: LeadFieldChanges, connection: Connection): Promise<LeadField>;
	/** Leads keep what they have in it. Throws `notFound`. */
	remove(key: string, connection: Connection): Promise<void>;
}

/** What a gateway can do with leads. */
export interface Leads {
	create(fields: LeadFields, connection: Connection): Promise<Lead>;
	/** Lazily: the next page is fetched when it is read. */
	search(query: LeadQuery, connection: Connection): AsyncIterable<Lead>;
	/** By the gateway's id, or the first in the list with a number in E.164. Throws `notFound`. */
	update(reference: LeadReference, fields: LeadFields, connection: Connection): Promise<Lead>;
	/** Gives a lead to a colleague, or to nobody. By id or number as `update`. Throws `notFound`. */
	assign(reference: LeadReference, assignment: Assignment, connection: Connection): Promise<Lead>;
	/**
	 * Deletes a lead for good, and gives its id.
	 *
	 * @throws GatewayError `notFound`, and `invalidRequest` where several leads have the number
	 */
	remove(reference: LeadReference, connection: Connection): Promise<string>;
	/** Throws `invalidRequest` where more than the maximum would change. */
	changeStatus(change: LeadStatusChange, connection: Connection): Promise<LeadStatusCount>;
	readonly fields: LeadFieldList;
}
