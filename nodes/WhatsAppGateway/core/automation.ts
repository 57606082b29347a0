import type { ContactReference } from './contact';
import type { Connection } from './request';

/** What a gateway does with a contact by itself once it is started: steps over days, or a conversation. */
export type AutomationKind = 'sequence' | 'flow';

/** What is to be started, and for whom. */
export interface AutomationStart {
	/** The gateway's id of the sequence or flow. */
	readonly id: string;
	readonly contact: ContactReference;
	/** Values that its steps can use. */
	readonly context: Readonly<Record<string, unknown>>;
}

/** What became of a start. */
export interface AutomationRun {
	/** `alreadyRunning` if it runs for this contact and was not started again. */
	readonly status: 'started' | 'alreadyRunning';
	/** The gateway's id of what runs; `null` if it does not say. */
	readonly sessionId: string | null;
	/** The gateway's id of the contact; `null` if it does not say. */
	readonly contactId: string | null;
	/** The gateway's answer, unchanged. */
	readonly raw: unknown;
}

/** Starts a sequence or a flow for one contact. Throws `notFound`. */
export type StartAutomation = (
	start: AutomationStart,
	connection: Connection,
) => Promise<AutomationRun>;
