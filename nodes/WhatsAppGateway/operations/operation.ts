import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Task } from '../dispatch';
import type { Session } from '../session';

/** One input item, as an operation sees it. */
export interface Item {
	readonly session: Session;
	/** The item's value of a field, expressions resolved. */
	parameter: (name: string, fallback: unknown) => unknown;
	/** Tells the user something about this item that does not stop it. */
	note: (sentence: string) => void;
}

/** What an operation makes of one item: it may be run later, in its lane. */
export type ItemTask = Task<IDataObject[]>;

/** One operation: what the editor shows for it, and what it makes of an item. */
export interface Operation {
	readonly resource: 'message' | 'template';
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

/** A reader of one item's fields, in n8n's execution. */
export function parameterReader(context: IExecuteFunctions, index: number): Item['parameter'] {
	return (name, fallback) =>
		context.getNodeParameter(name, index, fallback as IDataObject, { extractValue: true });
}
