import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Task } from '../sending/dispatch';
import type { Session } from '../session/session';

/** One input item, as an operation sees it. */
export interface Item {
	readonly session: Session;
	/** The item's value of a field, expressions resolved. */
	parameter: (name: string, fallback: unknown) => unknown;
	/** The item's value of the collection Options. */
	readonly options: Readonly<Record<string, unknown>>;
	/** The bytes of the item's file, with its name and type. Throws `mediaRejected`. */
	file: (property: string) => Promise<ItemFile>;
	/** Names workflow, execution, node, run and item. */
	readonly itemKey: string;
	/** Whether several messages may come from this place. */
	readonly mayRepeatItem: boolean;
	/** Names workflow and node: the same in every run. */
	readonly nodeKey: string;
	/** Tells the user something about this item that does not stop it. */
	note: (sentence: string) => void;
}

/** A file that an item carries. */
export interface ItemFile {
	readonly data: Buffer;
	readonly mimeType: string;
	readonly name: string;
}

/** What an operation makes of one item: it may be run later, in its lane. */
export interface ItemTask extends Task<IDataObject[]> {
	/** Lets go of what was kept in case that n8n runs the node again. */
	forgetOutcome?(): void;
}

/** What an operation is about. */
export type Resource = 'message' | 'template' | 'contact' | 'phoneNumber' | 'account';

/** One operation: what the editor shows for it, and what it makes of an item. */
export interface Operation {
	readonly resource: Resource;
	/** Stored in workflows, so never renamed. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** Shown only while the operation is chosen; `index.ts` adds the condition. */
	readonly fields: readonly INodeProperties[];
	/**
	 * Reads and checks everything about one item before anything is sent.
	 * Throws a GatewayError for what cannot be sent.
	 */
	read(item: Item): Promise<ItemTask>;
}
