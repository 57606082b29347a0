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

/** What a gateway can do with leads. */
export interface Leads {
	create(fields: LeadFields, connection: Connection): Promise<Lead>;
	/** Lazily: the next page is fetched when it is read. */
	search(query: LeadQuery, connection: Connection): AsyncIterable<Lead>;
	/** By the gateway's id, or the first in the list with a number in E.164. Throws `notFound`. */
	update(
		reference: { readonly id: string } | { readonly phone: string },
		fields: LeadFields,
		connection: Connection,
	): Promise<Lead>;
}
