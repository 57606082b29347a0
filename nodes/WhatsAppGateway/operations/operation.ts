import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { AskingPlace } from '../sendAndWait/askingPlace';
import type { Question } from '../sendAndWait/question';
import type { TemplateContent } from '../core/message';
import type { Need } from '../core/need';
import type { Task } from '../sending/dispatch';
import type { RunMemory } from '../sending/runMemory';
import type { Session } from '../session/session';
import type { NeedsByField } from './needs';

/** One input item, as an operation sees it. */
export interface Item {
	readonly session: Session;
	/** The item's value of a field, expressions resolved. */
	parameter: (name: string, fallback: unknown) => unknown;
	/** What stands in a field, or in `options.` and its name, before it is evaluated; empty for no text. */
	expression: (name: string) => string;
	/** The item's value of the collection Options. */
	readonly options: Readonly<Record<string, unknown>>;
	/** The bytes of the item's file, with its name and type. Throws `mediaRejected`. */
	file: (property: string) => Promise<ItemFile>;
	/** The names of the item's files. */
	fileNames: () => readonly string[];
	/** The workflow's time zone, as the IANA names it. */
	readonly timeZone: string;
	/** Its index among the input items. */
	readonly index: number;
	/** Names workflow, run and node: the same when n8n tries the run again. */
	readonly runKey: string;
	/** Whether one item key can stand for several messages, as in an AI agent's tool. */
	readonly mayRepeatItem: boolean;
	/** Whether an AI agent calls the node, so that values may be the agent's own. */
	readonly isAgentTool: boolean;
	/** The names of the person whose event started the run: number, user id; empty for none. */
	startedBy: () => readonly string[];
	/** Names workflow and node: the same in every run. */
	readonly nodeKey: string;
	/** What remembers the messages of this run. */
	readonly memory: RunMemory;
	/** Where a question of this run is answered. */
	readonly asking: AskingPlace;
	/** What makes the message of this item a question; absent for any other message. */
	readonly question?: QuestionOfItem;
	/** Adds a sentence about this item to the run's hints. */
	note: (sentence: string) => void;
}

/** What makes a message a question that can be answered. */
export interface QuestionOfItem {
	/** Comes back with the statuses of the message, where the gateway carries it. */
	readonly failureTicket: string;
	/** Makes the buttons of a template answer the question. Throws `invalidRequest`, `unsupported`. */
	fillTemplate(content: TemplateContent): TemplateContent;
}

/** A file that an item carries. */
export interface ItemFile {
	readonly data: Buffer;
	readonly mimeType: string;
	readonly name: string;
}

/** What one item gives: any number of output items. */
export type ItemOutput = IDataObject[];

/** What an operation makes of one item, to be run in the queue of its recipient. */
export interface ItemTask extends Task<ItemOutput> {
	/** Whether it sends a message. */
	readonly sends?: true;
	/** What its execution waits for once it has sent the message, and until when. */
	readonly wait?: { readonly question: Question; readonly until: Date };
}

/** What an operation is about. */
export type Resource = 'message' | 'template' | 'contact' | 'phoneNumber' | 'account';

/** One operation: its fields in the editor, and what it makes of an item. */
export interface Operation {
	readonly resource: Resource;
	/** Stored in workflows: never renamed. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** Whether each execution sends anew: what an earlier one has asked cannot be answered any more. */
	readonly asksAnew?: true;
	/** What it needs, if not every gateway can do it. */
	readonly needs?: Need | NeedsByField;
	/** Shown only while the operation is chosen; `index.ts` adds the condition. */
	readonly fields: readonly INodeProperties[];
	/**
	 * Reads and checks everything about one item before anything is sent.
	 * Throws a GatewayError for what cannot be sent.
	 */
	read(item: Item): Promise<ItemTask>;
}
