import type { IDataObject } from 'n8n-workflow';

import type { Connection } from './request';
import type { TemplateStatus } from './template';
import type { LibraryCopy, LibraryQuery, LibraryTemplate } from './templateLibrary';

/** Meta's categories, in the order of the form. */
export const templateCategories = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;

/** One of Meta's categories. */
export type TemplateCategory = (typeof templateCategories)[number];

/** How the messages of a template are delivered and counted; what is left out is as it was. */
export interface TemplateSettings {
	/** How long WhatsApp tries to deliver a message, in seconds; -1 for 30 days. */
	readonly timeToLive?: number;
	/** Whether taps on its links are counted. */
	readonly tracksLinks?: boolean;
}

/** A template in one language, as it is given to WhatsApp for review. */
export interface TemplateDefinition extends TemplateSettings {
	/** Lowercase letters, digits and underscores, up to 512. */
	readonly name: string;
	/** Meta's language code (`en`, `pt_BR`). */
	readonly language: string;
	readonly category: TemplateCategory;
	/** Meta's components: HEADER, BODY, FOOTER, BUTTONS, CAROUSEL … */
	readonly components: readonly IDataObject[];
}

/** What is changed of a template; what is left out stays. */
export interface TemplateChange extends TemplateSettings {
	readonly category?: TemplateCategory;
	/** All components: those that are left out are removed. */
	readonly components?: readonly IDataObject[];
}

/** What a gateway says about a template that was created. */
export interface CreatedTemplate {
	/** The gateway's own id. */
	readonly id: string | null;
	readonly name: string;
	readonly language: string;
	/** May be another one than was asked for. */
	readonly category: string | null;
	readonly status: TemplateStatus;
	/** Why WhatsApp rejected it; left out where the gateway does not say. */
	readonly rejectedReason?: string;
	readonly raw: unknown;
}

/** A template by its name or the gateway's own id, in one language. */
export interface TemplateTarget {
	readonly nameOrId: string;
	/** Meta's code; empty for the only one, or for all where all can be meant. */
	readonly language: string;
}

/** A template whose change or removal was accepted. */
export interface ChangedTemplate {
	/** `null` where all of its languages are meant. */
	readonly id: string | null;
	readonly name: string;
	/** `null` where all of its languages are meant. */
	readonly language: string | null;
	readonly raw: unknown;
}

/** Of which template, and of which days. */
export interface TemplateAnalyticsQuery {
	readonly nameOrId: string;
	readonly from: Date;
	readonly to: Date;
}

/** How one template did on one day. */
export interface TemplateDay {
	readonly templateId: string;
	/** ISO 8601, UTC. */
	readonly from: string;
	readonly to: string;
	/** Messages; `null` where the gateway does not say. */
	readonly sent: number | null;
	readonly delivered: number | null;
	readonly read: number | null;
	/** Taps, by button. */
	readonly clicks: ReadonlyArray<{
		readonly type: string;
		readonly button: string;
		readonly count: number;
	}>;
	/** In the currency of the account; `null` where the gateway does not say. */
	readonly amountSpent: number | null;
	readonly raw: unknown;
}

/** Templates that WhatsApp has written and approved. */
export interface TemplateLibrary {
	readonly search: (query: LibraryQuery, connection: Connection) => AsyncIterable<LibraryTemplate>;
	/** Throws `templateNotFound`, and `invalidRequest` for a button that lacks its link or number. */
	readonly copy: (copy: LibraryCopy, connection: Connection) => Promise<CreatedTemplate>;
}

/** What a gateway can do with the account's templates beside listing them. */
export interface TemplateManagement {
	/** Whether it takes {@link TemplateSettings}; left out where they are not documented. */
	readonly settings?: true;
	/** Creates a template in one language. Throws `invalidRequest` for what WhatsApp does not take. */
	readonly create?: (
		definition: TemplateDefinition,
		connection: Connection,
	) => Promise<CreatedTemplate>;
	/** Changes a template in one language. Throws `templateNotFound`, `invalidRequest`. */
	readonly edit?: (
		reference: TemplateTarget,
		change: TemplateChange,
		connection: Connection,
	) => Promise<ChangedTemplate>;
	/** Deletes a template in one language, or in all of them where none is named. */
	readonly remove?: (reference: TemplateTarget, connection: Connection) => Promise<ChangedTemplate>;
	/** Lets the gateway fetch the templates from WhatsApp anew, and gives its answer. */
	readonly sync?: (connection: Connection) => Promise<unknown>;
	/** How a template did, day by day, in every language that it has. */
	readonly analytics?: (
		query: TemplateAnalyticsQuery,
		connection: Connection,
	) => AsyncIterable<TemplateDay>;
	/** Templates that WhatsApp has written. */
	readonly library?: TemplateLibrary;
}
