import type { AutomationKind, AutomationStart } from '../../nodes/WhatsAppGateway/core/automation';
import type { Broadcast } from '../../nodes/WhatsAppGateway/core/broadcast';
import type {
	CommentReference,
	ContactChanges,
	ContactFields,
	ContactQuery,
	ContactReference,
	NewComment,
} from '../../nodes/WhatsAppGateway/core/contact';
import type { EventKind } from '../../nodes/WhatsAppGateway/core/event';
import type {
	ChatComponentsChange,
	ProfileChange,
	QrFormat,
	UsageQuery,
} from '../../nodes/WhatsAppGateway/core/businessNumber';
import type {
	Assignment,
	ConversationChanges,
	ConversationQuery,
	ConversationReference,
} from '../../nodes/WhatsAppGateway/core/inboxConversation';
import type { MessageFilters } from '../../nodes/WhatsAppGateway/core/conversation';
import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type {
	Gateway,
	MessageReference,
	TemplateReference,
} from '../../nodes/WhatsAppGateway/core/gateway';
import type {
	LeadFieldChanges,
	LeadFields,
	LeadQuery,
	LeadStatusChange,
	NewLeadField,
} from '../../nodes/WhatsAppGateway/core/lead';
import type {
	ChangeableList,
	ListEntryFields,
	ListName,
} from '../../nodes/WhatsAppGateway/core/lists';
import type { LibraryCopy, LibraryQuery } from '../../nodes/WhatsAppGateway/core/templateLibrary';
import type {
	TemplateChange,
	TemplateDefinition,
	TemplateTarget,
} from '../../nodes/WhatsAppGateway/core/templateManagement';
import type { FileAtAddress } from '../../nodes/WhatsAppGateway/core/mediaLibrary';
import type { MediaKind, Message } from '../../nodes/WhatsAppGateway/core/message';
import type { CodeReference } from '../../nodes/WhatsAppGateway/core/oneTimePassword';
import type { Account, Connection } from '../../nodes/WhatsAppGateway/core/request';
import type { RawDelivery } from '../../nodes/WhatsAppGateway/core/webhook';
import { sendMessage } from '../../nodes/WhatsAppGateway/sending/sendMessage';
import { profileOf } from './profiles';
import { type Exchange, replayer } from './replay';

/**
 * The call of a gateway function. A message may leave out `replyTo` and `key`; the `data` of its file, or
 * of a template's files, is Base64.
 */
export type GatewayRequest =
	| { readonly send: Message }
	| { readonly list: true }
	| { readonly get: TemplateReference }
	| { readonly status: MessageReference }
	| { readonly markRead: string; readonly showTyping?: boolean }
	| { readonly checkNumber: string }
	| { readonly inspect: true }
	| { readonly saveContact: ContactFields }
	| { readonly createContacts: readonly ContactFields[] }
	| { readonly removeContacts: readonly ContactReference[] }
	| { readonly getContact: ContactReference }
	| { readonly getContactByEmail: string }
	| { readonly updateContact: readonly [ContactReference, ContactChanges] }
	| { readonly removeContact: ContactReference }
	| { readonly searchContacts: ContactQuery }
	/** One page of a list: its name, what is searched for, and the cursor. */
	| { readonly listEntries: readonly [ListName, string, string | null] }
	/** A change of a list: its name, what is done, and the arguments of it. */
	| {
			readonly changeList:
				| readonly [ChangeableList, 'create', ListEntryFields]
				| readonly [ChangeableList, 'update', string, ListEntryFields]
				| readonly [ChangeableList, 'remove', string];
	  }
	| { readonly startAutomation: readonly [AutomationKind, AutomationStart] }
	| { readonly addComment: readonly [string, NewComment] }
	| { readonly listComments: string }
	| { readonly updateComment: readonly [CommentReference, text: string] }
	| { readonly removeComment: CommentReference }
	| { readonly searchInbox: ConversationQuery }
	| { readonly updateInbox: readonly [ConversationReference, ConversationChanges] }
	| { readonly resumeAi: ConversationReference }
	| { readonly assign: readonly [ConversationReference, Assignment] }
	| { readonly createLead: LeadFields }
	| { readonly searchLeads: LeadQuery }
	| { readonly updateLead: readonly [ContactReference, LeadFields] }
	| { readonly assignLead: readonly [ContactReference, Assignment] }
	| { readonly removeLead: ContactReference }
	| { readonly changeLeadStatus: LeadStatusChange }
	| { readonly listLeadFields: true }
	| { readonly createLeadField: NewLeadField }
	| { readonly updateLeadField: readonly [key: string, LeadFieldChanges] }
	| { readonly removeLeadField: string }
	| { readonly addLabel: readonly [ContactReference, string] }
	| { readonly removeLabel: readonly [ContactReference, string] }
	/** The body of a delivery. */
	| { readonly events: unknown }
	/** The new messages since a time. */
	| { readonly inbox: string | null }
	/** What is new, with what is wanted of lists of their own. */
	| { readonly inboxOf: readonly EventKind[] }
	/** The messages with one person. */
	| { readonly conversation: string }
	/** Those with one person that fit filters, and those of the whole account. */
	| { readonly conversationOf: readonly [string, MessageFilters] }
	| { readonly accountMessages: MessageFilters }
	| { readonly planUsage: true }
	| { readonly createTemplate: TemplateDefinition }
	| { readonly editTemplate: readonly [TemplateTarget, TemplateChange] }
	| { readonly deleteTemplate: TemplateTarget }
	| { readonly syncTemplates: true }
	/** The template, and the days in ISO 8601. */
	| { readonly templateAnalytics: readonly [nameOrId: string, from: string, to: string] }
	| { readonly searchLibrary: LibraryQuery }
	| { readonly copyFromLibrary: LibraryCopy }
	/** Its bytes in Base64. */
	| { readonly uploadMedia: { readonly data: string; mimeType: string; name: string } }
	| { readonly getMedia: string }
	| { readonly deleteMedia: string }
	/** Its bytes in Base64, and what it is to be sent as. */
	| {
			readonly uploadToLibrary: readonly [
				{ readonly data: string; mimeType: string; name: string },
				MediaKind,
			];
	  }
	| { readonly uploadFromAddress: FileAtAddress }
	| { readonly listLibrary: MediaKind | null }
	| { readonly sendBroadcast: Broadcast }
	| { readonly listBroadcasts: true }
	/** Its bytes in Base64. */
	| { readonly uploadForHandle: { readonly data: string; mimeType: string; name: string } }
	| { readonly businessNumbers: true }
	| { readonly getProfile: true }
	| { readonly updateProfile: ProfileChange }
	| { readonly getChatComponents: true }
	| { readonly setChatComponents: ChatComponentsChange }
	/** What is asked about groups, and with what. */
	| { readonly groups: readonly [keyof ReturnType<typeof groupFunctions>, ...unknown[]] }
	| { readonly businessNumber: true }
	/** The days in ISO 8601. */
	| { readonly usage: Omit<UsageQuery, 'from' | 'to'> & { from: string; to: string } }
	/** A number in E.164. */
	| { readonly callPermission: string }
	| { readonly createLink: readonly [message: string, format: QrFormat] }
	| { readonly listLinks: QrFormat | null }
	| { readonly updateLink: readonly [code: string, message: string] }
	| { readonly removeLink: string }
	/** A number in E.164. */
	| { readonly block: string }
	| { readonly unblock: string }
	| { readonly blocked: true }
	| { readonly verifyCode: CodeReference & { readonly code: string } }
	| { readonly codeStatus: CodeReference };

/** The credential of the fixtures. */
function accountOf({ id }: Gateway): Account {
	const common = { baseUrl: 'https://gateway.example/api', defaultCountry: 'DE' };
	return { ...common, ...profileOf(id).account };
}

/** Bytes that a fixture writes in Base64, wherever a file stands in a message. */
function withBytes(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withBytes);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).map(([name, field]: [string, unknown]) => {
		const isFile = name === 'data' && typeof field === 'string';
		return [name, isFile ? Buffer.from(field, 'base64') : withBytes(field)] as const;
	});
	return Object.fromEntries(fields);
}

/** The message of a fixture, with the fields that it may leave out. */
function complete(message: Message): Message {
	return { ...{ replyTo: null, key: 'key-1' }, ...(withBytes(message) as Message) };
}

async function all<T>(rows: AsyncIterable<T> | undefined): Promise<T[]> {
	const listed: T[] = [];
	for await (const row of rows ?? []) listed.push(row);
	return listed;
}

function deliveryOf(json: unknown): RawDelivery {
	return { headers: {}, query: {}, body: Buffer.from(JSON.stringify(json)), json };
}

/** What a gateway does with the account's templates. */
async function manageTemplates(
	{ templateManagement }: Gateway,
	request: GatewayRequest,
	connection: Connection,
): Promise<unknown> {
	if ('createTemplate' in request) {
		return await templateManagement?.create?.(request.createTemplate, connection);
	}
	if ('editTemplate' in request) {
		return await templateManagement?.edit?.(...request.editTemplate, connection);
	}
	if ('deleteTemplate' in request) {
		return await templateManagement?.remove?.(request.deleteTemplate, connection);
	}
	if ('syncTemplates' in request) return await templateManagement?.sync?.(connection);
	if ('searchLibrary' in request) {
		return await all(templateManagement?.library?.search(request.searchLibrary, connection));
	}
	if ('copyFromLibrary' in request) {
		return await templateManagement?.library?.copy(request.copyFromLibrary, connection);
	}
	if ('templateAnalytics' in request) {
		const [nameOrId, from, to] = request.templateAnalytics;
		const query = { nameOrId, from: new Date(from), to: new Date(to) };
		return await all(templateManagement?.analytics?.(query, connection));
	}
	return undefined;
}

/** What a gateway does with one of the account's lists. */
async function changeList(
	{ listChanges }: Gateway,
	asked: Extract<GatewayRequest, { changeList: unknown }>['changeList'],
	connection: Connection,
): Promise<unknown> {
	const changes = listChanges?.[asked[0]];
	if (asked[1] === 'create') return await changes?.create(asked[2], connection);
	if (asked[1] === 'update') return await changes?.update(asked[2], asked[3], connection);
	await changes?.remove(asked[2], connection);
	return null;
}

/** What a gateway does with leads. */
async function callLeads(
	{ leads }: Gateway,
	request: GatewayRequest,
	connection: Connection,
): Promise<unknown> {
	if ('createLead' in request) return await leads?.create(request.createLead, connection);
	if ('updateLead' in request) return await leads?.update(...request.updateLead, connection);
	if ('searchLeads' in request) return await all(leads?.search(request.searchLeads, connection));
	if ('assignLead' in request) return await leads?.assign(...request.assignLead, connection);
	if ('removeLead' in request) return await leads?.remove(request.removeLead, connection);
	if ('changeLeadStatus' in request) {
		return await leads?.changeStatus(request.changeLeadStatus, connection);
	}
	if ('listLeadFields' in request) return await leads?.fields.list(connection);
	if ('createLeadField' in request) {
		return await leads?.fields.create(request.createLeadField, connection);
	}
	if ('updateLeadField' in request) {
		return await leads?.fields.update(...request.updateLeadField, connection);
	}
	if (!('removeLeadField' in request)) return undefined;
	await leads?.fields.remove(request.removeLeadField, connection);
	return null;
}

/** What a gateway does with the conversations of its shared inbox. */
async function callInbox(
	{ inboxConversations }: Gateway,
	request: GatewayRequest,
	connection: Connection,
): Promise<unknown> {
	if ('searchInbox' in request) {
		return await all(inboxConversations?.search(request.searchInbox, connection));
	}
	if ('updateInbox' in request) {
		return await inboxConversations?.update(...request.updateInbox, connection);
	}
	if ('resumeAi' in request)
		return await inboxConversations?.resumeAi(request.resumeAi, connection);
	if ('assign' in request) return await inboxConversations?.assign(...request.assign, connection);
	return undefined;
}

/** What a gateway does with files by their ids. */
async function callMedia(
	{ media, mediaLibrary, uploadForHandle }: Gateway,
	request: GatewayRequest,
	connection: Connection,
): Promise<unknown> {
	if ('uploadMedia' in request) {
		const { uploadMedia: file } = request;
		const data = Buffer.from(file.data, 'base64');
		return await media?.upload({ ...file, data }, connection);
	}
	if ('uploadForHandle' in request) {
		const { uploadForHandle: file } = request;
		const data = Buffer.from(file.data, 'base64');
		return await uploadForHandle?.({ ...file, data }, connection);
	}
	if ('getMedia' in request) return await media?.get(request.getMedia, connection);
	if ('deleteMedia' in request) return await media?.remove(request.deleteMedia, connection);
	if ('uploadToLibrary' in request) {
		const [file, kind] = request.uploadToLibrary;
		const data = Buffer.from(file.data, 'base64');
		return await mediaLibrary?.upload({ ...file, data }, kind, connection);
	}
	if ('uploadFromAddress' in request) {
		return await mediaLibrary?.uploadFrom(request.uploadFromAddress, connection);
	}
	if ('listLibrary' in request) return await mediaLibrary?.list(request.listLibrary, connection);
	return undefined;
}

/** What a gateway does with the account's own numbers. */
async function callNumbers(
	{ businessNumbers: numbers }: Gateway,
	request: GatewayRequest,
	connection: Connection,
): Promise<unknown> {
	if ('businessNumbers' in request) return await all(numbers?.list(connection));
	if ('getProfile' in request) return await numbers?.profile.get(connection);
	if ('updateProfile' in request) {
		return await numbers?.profile.update(request.updateProfile, connection);
	}
	if ('getChatComponents' in request) return await numbers?.chatComponents.get(connection);
	if ('setChatComponents' in request) {
		return await numbers?.chatComponents.set(request.setChatComponents, connection);
	}
	if ('businessNumber' in request) return await numbers?.get(connection);
	if ('usage' in request) {
		const { from, to, ...query } = request.usage;
		return await numbers?.usage({ ...query, from: new Date(from), to: new Date(to) }, connection);
	}
	if ('callPermission' in request) {
		return await numbers?.callPermission(request.callPermission, connection);
	}
	if ('createLink' in request) {
		return await numbers?.links.create(...request.createLink, connection);
	}
	if ('listLinks' in request) return await all(numbers?.links.list(request.listLinks, connection));
	if ('updateLink' in request) {
		return await numbers?.links.update(...request.updateLink, connection);
	}
	if ('removeLink' in request) return await numbers?.links.remove(request.removeLink, connection);
	if ('block' in request) return await numbers?.blocklist.block(request.block, connection);
	if ('unblock' in request) return await numbers?.blocklist.unblock(request.unblock, connection);
	if ('blocked' in request) return await all(numbers?.blocklist.list(connection));
	return undefined;
}

/** What a gateway can do with groups, by the name in a fixture. */
export function groupFunctions({ groups }: Gateway) {
	return {
		create: groups?.create,
		get: groups?.get,
		page: groups?.page,
		update: groups?.update,
		remove: groups?.remove,
		getInviteLink: groups?.inviteLink.get,
		resetInviteLink: groups?.inviteLink.reset,
		removeParticipants: groups?.removeParticipants,
		joinRequests:
			groups && (async (id: string, to: Connection) => await all(groups.joinRequests.list(id, to))),
		approve: groups?.joinRequests.approve,
		reject: groups?.joinRequests.reject,
	};
}

async function callGroups(
	gateway: Gateway,
	[name, ...given]: Extract<GatewayRequest, { readonly groups: unknown }>['groups'],
	connection: Connection,
): Promise<unknown> {
	const ask = groupFunctions(gateway)[name] as
		((...all: readonly unknown[]) => Promise<unknown>) | undefined;
	return await ask?.(...given.map(withBytes), connection);
}

async function callGateway(
	gateway: Gateway,
	request: GatewayRequest,
	connection: Connection,
): Promise<unknown> {
	const { templates, status, markRead, checkNumber, contacts, inspect, oneTimePassword } = gateway;
	if ('send' in request) {
		return (await sendMessage(complete(request.send), { gateway, connection })).acceptance;
	}
	if ('list' in request) return await all(templates?.list(connection));
	if ('get' in request) return await templates?.get(request.get, connection);
	if ('status' in request) return await status?.(request.status, connection);
	if ('markRead' in request) {
		const { showTyping = false } = request;
		return (await markRead?.(request.markRead, connection, { showTyping }))?.body;
	}
	if ('checkNumber' in request) return await checkNumber?.(request.checkNumber, connection);
	if ('saveContact' in request) return await contacts?.save?.(request.saveContact, connection);
	if ('createContacts' in request) {
		return await contacts?.batch?.create(request.createContacts, connection);
	}
	if ('removeContacts' in request) {
		return await contacts?.batchRemoval?.remove(request.removeContacts, connection);
	}
	if ('getContact' in request) return await contacts?.get?.(request.getContact, connection);
	if ('getContactByEmail' in request) {
		return await contacts?.getByEmail?.(request.getContactByEmail, connection);
	}
	if ('updateContact' in request) {
		return await contacts?.update?.(...request.updateContact, connection);
	}
	if ('removeContact' in request) {
		await contacts?.remove?.(request.removeContact, connection);
		return null;
	}
	if ('listEntries' in request) {
		const [name, search, cursor] = request.listEntries;
		return await gateway.lists?.[name]?.(search, cursor, connection);
	}
	if ('changeList' in request) return await changeList(gateway, request.changeList, connection);
	if ('startAutomation' in request) {
		const [kind, start] = request.startAutomation;
		return await gateway.startAutomation?.[kind]?.(start, connection);
	}
	if ('sendBroadcast' in request) {
		return await gateway.broadcasts?.send(request.sendBroadcast, connection);
	}
	if ('listBroadcasts' in request) return await gateway.broadcasts?.list(connection);
	if ('addComment' in request) {
		return await contacts?.addComment?.(...request.addComment, connection);
	}
	if ('listComments' in request) {
		return await contacts?.listComments?.(request.listComments, connection);
	}
	if ('updateComment' in request) {
		return await contacts?.updateComment?.(...request.updateComment, connection);
	}
	if ('removeComment' in request) {
		await contacts?.removeComment?.(request.removeComment, connection);
		return null;
	}
	if ('searchContacts' in request) {
		return await all(contacts?.search?.(request.searchContacts, connection));
	}
	if ('addLabel' in request) return await contacts?.addLabel?.(...request.addLabel, connection);
	if ('removeLabel' in request) {
		return await contacts?.removeLabel?.(...request.removeLabel, connection);
	}
	if ('groups' in request) return await callGroups(gateway, request.groups, connection);
	if ('events' in request) return gateway.webhook?.events(deliveryOf(request.events));
	if ('inbox' in request) return await all(gateway.inbox?.listSince(request.inbox, connection));
	if ('inboxOf' in request) {
		return await all(gateway.inbox?.listSince(null, connection, request.inboxOf));
	}
	if ('conversation' in request) {
		return await all(gateway.conversation?.list(request.conversation, connection));
	}
	if ('conversationOf' in request) {
		const [person, filters] = request.conversationOf;
		return await all(gateway.conversation?.list(person, connection, filters));
	}
	if ('accountMessages' in request) {
		return await all(gateway.conversation?.listAll?.(request.accountMessages, connection));
	}
	if ('planUsage' in request) return await gateway.plan?.usage(connection);
	if ('verifyCode' in request) {
		return await oneTimePassword?.verify(request.verifyCode, connection);
	}
	if ('codeStatus' in request) return await oneTimePassword?.status(request.codeStatus, connection);
	if (!('inspect' in request)) {
		return (
			(await manageTemplates(gateway, request, connection)) ??
			(await callMedia(gateway, request, connection)) ??
			(await callNumbers(gateway, request, connection)) ??
			(await callInbox(gateway, request, connection)) ??
			(await callLeads(gateway, request, connection))
		);
	}
	const { account, sender, missingScopes, advice = [], rate } = await inspect(connection);
	return {
		...{ account, sender, missingScopes },
		...(advice.length > 0 && { advice }),
		...(rate && { rate }),
	};
}

/**
 * The result of a call, and its HTTP requests.
 *
 * @param account fields of the credential beside those of the profile
 */
export async function performRequest(
	gateway: Gateway,
	request: GatewayRequest,
	exchanges: readonly Exchange[],
	account: Readonly<Record<string, string>> = {},
) {
	const { call, requests } = replayer(gateway, exchanges);
	const connection = { account: { ...accountOf(gateway), ...account }, call };
	const [result] = await Promise.allSettled([callGateway(gateway, request, connection)]);
	return { result, requests };
}

/** A fault as fixtures write it: its name, its sentence, and its details. */
export function describeFault(error: unknown): Record<string, unknown> {
	if (!(error instanceof GatewayError)) return { notAFault: String(error) };
	const { fault, message, hint, sent, retryable, details } = error;
	return { ...details, fault, message, hint, sent, retryable };
}
