import type { IBinaryData, IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { TemplateContent } from '../core/message';
import type { Need } from '../core/need';
import type { KeyStore, KeyStoreSettings } from '../n8n/keyStore';
import type { AskingPlace } from '../sendAndWait/askingPlace';
import type { Question } from '../sendAndWait/question';
import type { Outcome, Task } from '../sending/dispatch';
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
	/** Stores a file where n8n keeps those of items. */
	storeFile: (file: ItemFile) => Promise<IBinaryData>;
	/** The names of the item's files. */
	fileNames: () => readonly string[];
	/** The workflow's time zone, as the IANA names it. */
	readonly timeZone: string;
	/** Its index among the input items. */
	readonly index: number;
	/** Names its place in the run: its index, and where an item has several people the place in their list. */
	readonly place: string;
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
	/** Opens a set of keys that n8n keeps for the node, across runs. */
	readonly openKeys: (settings: KeyStoreSettings) => KeyStore;
	/** Where a question of this run is answered. */
	readonly asking: AskingPlace;
	/** What makes the message of this item a question; absent for any other message. */
	readonly question?: QuestionOfItem;
	/** The values of this person in a list, which go before those of the fields: as JSON has them. */
	readonly ownValues?: unknown;
	/** Of a person in a broadcast; absent for any other message. */
	readonly broadcast?: PersonOfBroadcast;
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

/** Under what a broadcast remembers that a person has it. */
export interface PersonOfBroadcast {
	/** The same for each form of the person's number. */
	readonly person: string;
	readonly keySet: number;
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
	/** The files of the output, by their fields, once it has run. */
	readonly files?: () => IBinaryKeyData;
	/** What its execution waits for once it has sent the message, and until when. */
	readonly wait?: { readonly question: Question; readonly until: Date };
}

/** What an operation is about. */
export type Resource =
	| 'message'
	| 'template'
	| 'contact'
	| 'contactList'
	| 'conversation'
	| 'group'
	| 'lead'
	| 'phoneNumber'
	| 'account'
	| 'media'
	| 'messageLink'
	| 'businessProfile'
	| 'oneTimePassword';

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
	/** Whether the last item is the newest: where all are too many for an agent, it gets the last ones. */
	readonly newestLast?: true;
	/** What it needs, if not every gateway can do it. */
	readonly needs?: Need | NeedsByField;
	/** Shown only while the operation is chosen; `index.ts` adds the condition. */
	readonly fields: readonly INodeProperties[];
	/**
	 * Reads and checks everything about one item before anything is sent.
	 * Throws a GatewayError for what cannot be sent.
	 */
	read(item: Item): Promise<ItemTask>;
	/** Of an operation that writes to many people and gives one report of all; absent for any other. */
	readonly many?: ManyPeople;
	/** A new one for each run, where it knows the people of the run. */
	readonly forRun?: () => Operation;
}

/** A person of whom reading ended with a fault. */
export interface UnreadPerson {
	readonly error: unknown;
	readonly to: string | null;
	/** Of the input item. */
	readonly index: number;
	/** Whether the item's credential could not be opened. */
	readonly isOfCredential: boolean;
}

/** How an operation gets its people, and what it says of them at the end. */
export interface ManyPeople {
	/** The people of one input item, each as an item of its own. Throws a GatewayError for what concerns all. */
	peopleOf(item: Item): readonly Item[];
	/**
	 * Asked once everybody was read: what becomes of those with a fault that is not that of all; `null` for one
	 * that is.
	 */
	settle(people: readonly UnreadPerson[]): ReadonlyArray<ItemTask | null>;
	report(
		people: ReadonlyArray<{ readonly to: string | null }>,
		outcomes: ReadonlyArray<Outcome<ItemOutput>>,
	): IDataObject;
}
