import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { AutomationKind, StartAutomation } from './automation';
import type { Broadcasts } from './broadcast';
import type { BusinessNumbers } from './businessNumber';
import type { Contacts } from './contact';
import type { Conversation } from './conversation';
import type { FaultRule, GatewayError } from './faults';
import type { Groups } from './group';
import type { InboxConversations } from './inboxConversation';
import type { Leads } from './lead';
import type { ChangeableList, ListChanges, ListName, Lists } from './lists';
import type { Acceptance, Delivery, Kind, Message, RecipientDetails } from './message';
import type { MediaLibrary } from './mediaLibrary';
import type { MediaStore, UploadFile } from './mediaStore';
import type { CodeCheck, CodeReference, CodeStatus, OneTimePassword } from './oneTimePassword';
import type { Plan } from './plan';
import type { PairRate, Rate } from './rate';
import type { Answer, Connection, Secrets } from './request';
import type { Template, TemplateSummary, TemplateSupport } from './template';
import type { TemplateManagement } from './templateManagement';
import type { Inbox, Webhook } from './webhook';

/** The result of a send: what the gateway says about the message, and its answer. */
export interface Accepted {
	readonly acceptance: Acceptance;
	readonly answer: Answer;
}

/** Identifies a template by its name or by the gateway's own id. */
export interface TemplateReference {
	readonly nameOrId: string;
	/** Empty to leave the choice to the gateway. */
	readonly language: string;
}

/** What a gateway looks for in its templates; what is left out does not matter. */
export interface TemplateSearch {
	/** A part of the name, in lower case. */
	readonly text?: string;
	/** Meta's name of a category, in upper case. */
	readonly category?: string;
	/** Meta's language code. */
	readonly language?: string;
}

/** One page of a list of templates. */
export interface TemplatePage<Row extends TemplateSummary = TemplateSummary> {
	readonly templates: readonly Row[];
	/** What the next page is asked for by; `null` after the last one. */
	readonly next: string | null;
}

/** Identifies a message by the gateway's id, by WhatsApp's, or by both. */
export interface MessageReference {
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
}

/** A message in a gateway's list that may be the one that is looked for. */
export interface SimilarMessage extends MessageReference {
	/** Its row of the list, unchanged. */
	readonly raw: unknown;
}

/** What a gateway says about the account behind a credential. */
export interface Inspection {
	/** The account's name; `null` if the gateway does not give it. */
	readonly account: string | null;
	/** The sender's number as the gateway writes it; `null` if it does not give it. */
	readonly sender: string | null;
	/** Permissions that the token is known to lack. */
	readonly missingScopes: readonly string[];
	/** The rate that the account tells; `null` if it does not, or not in a form that is known. */
	readonly rate: Rate | null;
	/** What the gateway says that the user should do, one sentence each; left out for nothing. */
	readonly advice?: readonly string[];
	/** Of the answer that proved the token, names in lower case; empty if they are not known. */
	readonly headers: Answer['headers'];
}

/** The result of a gateway's own check of a number. */
export interface NumberCheck {
	readonly valid: boolean;
	/** Why it is not valid; `null` if it is. */
	readonly reason: string | null;
	readonly raw: unknown;
}

/** What a message may say about its recipient's contact at the gateway. */
export interface RecipientOptions {
	/** The options of Send, all of them texts. Their names are stored in workflows. */
	readonly fields: readonly INodeProperties[];
	/** The kinds of message whose request takes them. */
	readonly kinds: readonly Kind[];
	/** The option by which the gateway finds the person, instead of by the number; left out if none does. */
	readonly identifiedBy?: string;
	/** Checks what was given. Throws `invalidRequest` for what the gateway would refuse. */
	check(details: RecipientDetails): void;
}

/** The requests of a gateway that keeps one-time passwords itself. */
export interface OneTimePasswords {
	/** Sends the code instead of the template's own request; a resend invalidates the code before. */
	send(
		message: Message<'template'>,
		password: OneTimePassword,
		connection: Connection,
	): Promise<Accepted>;
	/** How many digits have the codes that the gateway makes itself, which may begin with zeros. */
	readonly ownCodeLength: number;
	/** Takes an attempt. Throws only where the gateway does not say what became of it. */
	verify(
		reference: CodeReference & { readonly code: string },
		connection: Connection,
	): Promise<CodeCheck>;
	/** Looks at the code, which takes no attempt. */
	status(reference: CodeReference, connection: Connection): Promise<CodeStatus>;
}

/** How a gateway's refusals become faults: the rules, which the faults page prints, and their reader. */
export interface GatewayFaults {
	readonly rules: readonly FaultRule[];
	/** The fault of an answer that is no success. */
	read(answer: Answer): GatewayError;
}

/** Everything the package knows about one gateway: one folder, one export. */
export interface Gateway {
	/** The folder's name. Stored in credentials, so never rename it. */
	readonly id: string;
	readonly name: string;
	/** Its name before the label of an option of its own, where n8n cuts off after some 25 characters. */
	readonly shortName?: string;
	/** The gateway's page that shows a user where to find the access token. */
	readonly docs: string;
	/** The address of the API, without a trailing slash. */
	readonly baseUrl: string;
	/** What the credential's form should say beside what the gateway supports, one sentence each. */
	readonly credentialNotes?: readonly string[];
	/** Fields of the credential that are shown for this gateway only. */
	readonly fields: readonly INodeProperties[];
	/** Those about incoming events, which stand below the signing secret. */
	readonly webhookFields?: readonly INodeProperties[];
	/**
	 * The fields that say how to talk to the gateway and not who sends: changing one makes no other
	 * account, so that what was sent stays known.
	 */
	readonly settingFields?: readonly string[];
	/** The fields that a message may override, such as its sender. */
	readonly senderFields?: readonly string[];
	/** The fields that a polling trigger may override, such as whose messages it reads. */
	readonly pollFields?: readonly string[];
	/** The lists from which a node picks such a field, by the field's name; it is typed where it has none. */
	readonly fieldLists?: Readonly<Record<string, ListName>>;
	/** What a message may say about its recipient's contact; left out if nothing. */
	readonly recipientOptions?: RecipientOptions;
	/**
	 * A harmless GET that proves the access token: its path below the base URL, in which `{field}`
	 * stands for a field of the credential, statuses beside 2xx that prove it as well, and what to do after a
	 * 400, as a sentence.
	 */
	readonly probe: {
		readonly path: string;
		readonly acceptedStatuses?: readonly number[];
		readonly afterBadRequest?: string;
	};
	/** Adds the secrets to a request. */
	authenticate(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions;
	/** The documented rate limit: a number of requests in a number of seconds. */
	readonly budget: Rate;
	/**
	 * Where the rate for messages is one of each sender and not of the account: Meta's codes of refusals that
	 * are about it. Any other refusal is about the whole account.
	 */
	readonly senderRateCodes?: readonly number[];
	/** How many messages one person may get, where the gateway documents that. */
	readonly pairRate?: PairRate;
	/** One function for each kind of message. A kind that is left out is unsupported. */
	readonly send: {
		readonly [K in Kind]?: (message: Message<K>, connection: Connection) => Promise<Accepted>;
	};
	/** Whether a message can go to a person whose number is hidden, by the user id. */
	readonly addressesUserIds?: true;
	/** Writes a text so that its own merge fields stay as they are written; left out if it fills none. */
	readonly keepMergeFields?: (text: string) => string;
	/** Whether a message can quote another one. */
	readonly quotes?: true;
	/** Whether a text can show a picture of its first link, or leave it out. */
	readonly linkPreviews?: true;
	/** Whether an audio file can be sent as a recorded voice message. */
	readonly voiceMessages?: true;
	/** Whether an interactive message can have a file above its text. */
	readonly headerFiles?: true;
	/** Whether the payload of a template's quick reply can be set, and comes back with the tap. */
	readonly setsQuickReplyPayloads?: true;
	/** Whether a marketing template can go by WhatsApp's own way for marketing. */
	readonly marketingMessages?: true;
	/** Whether each status of a message brings its key back. */
	readonly carriesMessageKey?: true;
	/** The types of files that an upload takes; left out for any. */
	readonly uploadTypes?: readonly string[];
	/** The header of a message's key, if the gateway sends once for the same key twice. */
	readonly idempotencyHeader?: string;
	readonly templates?: {
		/**
		 * Every template of the account; the next page is fetched when it is read. Throws
		 * `unsupported` if this account does not list them.
		 */
		list(connection: Connection): AsyncIterable<TemplateSummary>;
		/**
		 * One page of the templates that fit a search, in one request; left out if there are no pages. It
		 * may give others as well: who asks looks at each.
		 *
		 * @param cursor the `next` of the page before; `null` for the first one
		 */
		readonly page?: (
			search: TemplateSearch,
			cursor: string | null,
			connection: Connection,
		) => Promise<TemplatePage>;
		/**
		 * One template with its text; `null` if this account does not list its templates.
		 * Throws `templateNotFound` with the names that exist.
		 */
		get(reference: TemplateReference, connection: Connection): Promise<Template | null>;
		/** What it can fill; a template with another part is refused before anything is sent. */
		readonly support: TemplateSupport;
	};
	/** How templates are created, changed and measured; left out if that is for the dashboard alone. */
	readonly templateManagement?: TemplateManagement;
	/** A message's status now. Throws `notFound`, or `unsupported` if the account has no lookup. */
	readonly status?: (reference: MessageReference, connection: Connection) => Promise<Delivery>;
	/**
	 * The messages in the gateway's list of sent ones that are to this person, have these words, and were
	 * sent after a request of unknown outcome began. Another workflow may have sent the same words at the
	 * same moment, so a message in the list makes it likely that the request arrived; it proves nothing.
	 *
	 * @param sentAfter by our own clock
	 */
	readonly findSimilarMessages?: (
		message: Message,
		sentAfter: Date,
		connection: Connection,
	) => Promise<readonly SimilarMessage[]>;
	/** Shows the person that a message was read. */
	readonly markRead?: (
		whatsappMessageId: string,
		connection: Connection,
		options: {
			/** Whether the person also sees that an answer is being written. */
			readonly showTyping: boolean;
		},
	) => Promise<Answer>;
	readonly contacts?: Contacts;
	/** Those who may buy something; left out if the API has no such list. */
	readonly leads?: Leads;
	/** Starts what the gateway does with a contact by itself. A kind that is left out is unsupported. */
	readonly startAutomation?: { readonly [K in AutomationKind]?: StartAutomation };
	/**
	 * Whether a start is asked of the hook of a flow, which is named by its address, and which starts the flow
	 * again with each request.
	 */
	readonly startsByHook?: true;
	/** The lists from which the form picks. A list that is left out does not exist. */
	readonly lists?: Lists;
	/** The lists whose entries can be created, renamed and deleted; a list that is left out cannot. */
	readonly listChanges?: { readonly [Name in ChangeableList]?: ListChanges };
	/** Its own requests for one-time passwords; left out if a code is a template like any other. */
	readonly oneTimePassword?: OneTimePasswords;
	/** The messages with one person; left out if it lists none. */
	readonly conversation?: Conversation;
	/** Who answers the conversations of its shared inbox; left out if the API has none of it. */
	readonly inboxConversations?: InboxConversations;
	/** What the account's plan allows, and how much of it is used; left out if the API does not tell. */
	readonly plan?: Plan;
	/** The gateway's own check of a number in E.164; `null` if this account does not have it. */
	readonly checkNumber?: (phone: string, connection: Connection) => Promise<NumberCheck | null>;
	/** Proves the token and reads the account behind it. */
	readonly inspect: (connection: Connection) => Promise<Inspection>;
	/** Files that people sent; left out if their addresses at the gateway need no token. */
	readonly files?: {
		/** Origins beside the API's that accept the access token for files, `https://…`. */
		readonly origins: readonly string[];
		/** The address of a file by its id; `null` if there is none. */
		locate(id: string, connection: Connection): Promise<string | null>;
	};
	/** Files by their ids, uploaded and received; left out if it gives files no ids. */
	readonly media?: MediaStore;
	/** Its own library of files, whose ids no message can name; left out if it has none. */
	readonly mediaLibrary?: MediaLibrary;
	/** Its own broadcasts, which tell nothing of any one person; left out if it has none. */
	readonly broadcasts?: Broadcasts;
	/**
	 * Uploads a file that a template shows for its review, or that becomes the profile's picture, and gives
	 * the handle that names it; left out if no handle names a file.
	 */
	readonly uploadForHandle?: (file: UploadFile, connection: Connection) => Promise<string>;
	/** The account's own numbers, their profile and who is blocked; left out if the API has none of it. */
	readonly businessNumbers?: BusinessNumbers;
	/** WhatsApp groups, and which messages they take; left out if the API has none. */
	readonly groups?: Groups;
	/** How it delivers events; left out if it does not. */
	readonly webhook?: Webhook;
	/** What to use instead of something that it lacks, as sentences, where that is more than another gateway. */
	readonly instead?: { readonly contacts?: string; readonly webhook?: string };
	/** How to poll for received messages; left out if that is impossible. */
	readonly inbox?: Inbox;
	/** What is assumed where the documentation says nothing, as sentences for the README. */
	readonly assumptions: readonly string[];
	/** How its refusals become faults. */
	readonly faults: GatewayFaults;
}
