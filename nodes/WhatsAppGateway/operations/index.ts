import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Need } from '../core/need';
import { startFlow, startSequence } from './automations';
import { blockContact, getBlockedContacts, unblockContact } from './blocklist';
import { getBusinessNumbers, getChatComponents, setChatComponents } from './businessNumbers';
import { getProfile, updateProfile } from './businessProfile';
import { deleteContact, updateContact } from './changeContact';
import { addComment, getComments } from './comments';
import { createContacts } from './contactBatch';
import { createListEntry, deleteListEntry, getListEntries, updateListEntry } from './contactLists';
import { addLabel, getContact, getContacts, removeLabel, saveContact } from './contacts';
import {
	assignConversation,
	getConversations,
	resumeAi,
	unassignConversation,
	updateConversation,
} from './conversations';
import { diagnose } from './diagnose';
import { toolRecipientsNotice, whoMayBeWrittenTo } from './fields/allowedRecipients';
import { getMessages } from './getMessages';
import { createGroup, deleteGroup, getGroup, getGroups, updateGroup } from './groups/manage';
import {
	approveJoinRequests,
	getInviteLink,
	getJoinRequests,
	rejectJoinRequests,
	removeParticipants,
	resetInviteLink,
} from './groups/people';
import { createLead, getLeads, updateLead } from './leads';
import { getLabels, getMessageBots, getTemplateBots } from './lists';
import { createLink, deleteLink, getLinks, updateLink } from './messageLinks';
import { getStatus, markAsRead } from './messageStatus';
import { needNoticesOf } from './needNotices';
import type { Operation, Resource } from './operation';
import { getCodeStatus, verifyCode } from './oneTimePassword/checkCode';
import { resendCode, sendCode } from './oneTimePassword/sendCode';
import { outputFieldsOf } from './output';
import { deleteMedia, downloadMedia, getMedia, uploadMedia } from './media';
import { checkNumber } from './phoneNumber';
import { rawRequest } from './rawRequest';
import { agentMayChange } from './requestRights';
import { sendAndWait } from './sendAndWait';
import { sendContactCard } from './sendContactCard';
import { sendInteractive } from './sendInteractive';
import { sendLocation } from './sendLocation';
import { sendMedia } from './sendMedia';
import { sendRaw } from './sendRaw';
import { sendReaction } from './sendReaction';
import { sendTemplate } from './sendTemplate';
import { sendText } from './sendText';
import { sendToMany } from './sendToMany';
import { getTemplate, getTemplates } from './templates';
import { getTemplateAnalytics } from './templateAnalytics';
import { createTemplate, deleteTemplate, editTemplate, syncTemplates } from './templateManagement';
import { toolDescriptionOf } from './toolDescriptions';
import { getBusinessNumber, getCallPermission, getUsage } from './usage';

/** Every operation of the node, by resource and name; the editor's fields are derived from it. */
export const operations: readonly Operation[] = [
	diagnose,
	getUsage,
	getMessageBots,
	getTemplateBots,
	rawRequest,
	getProfile,
	updateProfile,
	addComment,
	addLabel,
	blockContact,
	createContacts,
	saveContact,
	deleteContact,
	getContact,
	getCallPermission,
	getComments,
	getContacts,
	getBlockedContacts,
	getLabels,
	removeLabel,
	startFlow,
	startSequence,
	unblockContact,
	updateContact,
	createListEntry,
	deleteListEntry,
	getListEntries,
	updateListEntry,
	assignConversation,
	getConversations,
	resumeAi,
	unassignConversation,
	updateConversation,
	approveJoinRequests,
	createGroup,
	deleteGroup,
	getGroup,
	getInviteLink,
	getGroups,
	getJoinRequests,
	rejectJoinRequests,
	removeParticipants,
	resetInviteLink,
	updateGroup,
	createLead,
	getLeads,
	updateLead,
	deleteMedia,
	downloadMedia,
	getMedia,
	uploadMedia,
	createLink,
	deleteLink,
	getLinks,
	updateLink,
	getMessages,
	getStatus,
	markAsRead,
	sendAndWait,
	sendContactCard,
	sendInteractive,
	sendLocation,
	sendMedia,
	sendRaw,
	sendReaction,
	sendTemplate,
	sendText,
	sendToMany,
	getCodeStatus,
	resendCode,
	sendCode,
	verifyCode,
	checkNumber,
	getBusinessNumber,
	getBusinessNumbers,
	getChatComponents,
	setChatComponents,
	createTemplate,
	deleteTemplate,
	editTemplate,
	getTemplate,
	getTemplateAnalytics,
	getTemplates,
	syncTemplates,
];

/** The resources in alphabetical order, each with its default operation. */
const resources: ReadonlyArray<{
	readonly value: Resource;
	readonly name: string;
	readonly defaultOperation: Operation;
}> = [
	{ value: 'account', name: 'Account', defaultOperation: diagnose },
	{ value: 'businessProfile', name: 'Business Profile', defaultOperation: getProfile },
	{ value: 'contact', name: 'Contact', defaultOperation: saveContact },
	{ value: 'contactList', name: 'Contact List', defaultOperation: getListEntries },
	{ value: 'conversation', name: 'Conversation', defaultOperation: updateConversation },
	{ value: 'group', name: 'Group', defaultOperation: getGroups },
	{ value: 'lead', name: 'Lead', defaultOperation: createLead },
	{ value: 'media', name: 'Media', defaultOperation: uploadMedia },
	{ value: 'message', name: 'Message', defaultOperation: sendTemplate },
	{ value: 'messageLink', name: 'Message Link', defaultOperation: createLink },
	{ value: 'oneTimePassword', name: 'One-Time Password', defaultOperation: sendCode },
	{ value: 'phoneNumber', name: 'Phone Number', defaultOperation: checkNumber },
	{ value: 'template', name: 'Template', defaultOperation: getTemplates },
];

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

/** The options of one resource's field Operation. */
function operationOptions(resource: Resource): INodePropertyOptions[] {
	return operations
		.filter((operation) => operation.resource === resource)
		.map(({ name, value, action, description }) => ({ name, value, action, description }));
}

/** Shows a field only while its operation is selected. */
function showFor({ resource, value }: Operation, field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, resource: [resource], operation: [value] };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}

/**
 * The notice of what an agent could be talked into, where an option prevents it: not where a person is asked, or
 * where the agent may not write unless it is switched on.
 */
function noticesOf({ fields, asksAnew }: Operation): INodeProperties[] {
	if (asksAnew === true || fields.includes(agentMayChange)) return [];
	const entries = fields.find(({ name }) => name === 'options')?.options ?? [];
	const isLimited = entries.some(({ name }) => name === whoMayBeWrittenTo.name);
	return isLimited ? [toolRecipientsNotice] : [];
}

/** The fields of an operation, each with the notices that belong below it. */
function withNeedNotices(operation: Operation): INodeProperties[] {
	const notices = needNoticesOf(operation);
	const below = (name: string | null) =>
		notices.filter((notice) => notice.below === name).map(({ field }) => field);
	return [...below(null), ...operation.fields.flatMap((field) => [field, ...below(field.name)])];
}

/** The fields of an operation, with the choice of its output above the options. */
function fieldsOf(operation: Operation): INodeProperties[] {
	const fields = withNeedNotices(operation);
	const end = fields.findIndex(({ name }) => name === 'options');
	const place = end < 0 ? fields.length : end;
	return [
		...fields.slice(0, place),
		...outputFieldsOf(operation),
		...noticesOf(operation),
		...fields.slice(place),
	];
}

/** The node's fields: resource, operation, and the fields of each operation. */
export const properties: INodeProperties[] = [
	...operations.flatMap((operation) =>
		toolDescriptionOf(operation).map((field) => showFor(operation, field)),
	),
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'message',
	},
	...resources.map(({ value, defaultOperation }): INodeProperties => ({
		...operationField,
		displayOptions: { show: { resource: [value] } },
		options: operationOptions(value),
		default: defaultOperation.value,
	})),
	...operations.flatMap((operation) =>
		fieldsOf(operation).map((field) => showFor(operation, field)),
	),
];

/** What operations need, by the methods that load the notices of it. */
export const needsByMethod: Readonly<Record<string, Need>> = Object.fromEntries(
	operations.flatMap(needNoticesOf).map(({ method, need }) => [method, need]),
);

/** Finds an operation; `undefined` for one that this version does not know. */
export function operationOf(resource: unknown, value: unknown): Operation | undefined {
	return operations.find(
		(operation) => operation.resource === resource && operation.value === value,
	);
}
