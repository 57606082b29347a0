import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Need } from '../core/need';
import { accountOperations } from './account';
import { diagnose } from './account/diagnose';
import { agentMayChange } from './account/requestRights';
import { businessNumberOperations } from './businessNumbers';
import { checkNumber } from './businessNumbers/checkNumber';
import { createLink } from './businessNumbers/messageLinks';
import { getProfile } from './businessNumbers/profile';
import { contactOperations } from './contacts';
import { saveContact } from './contacts/contacts';
import { getListEntries } from './contacts/lists';
import { conversationOperations } from './conversations';
import { updateConversation } from './conversations/manage';
import { toolRecipientsNotice, whoMayBeWrittenTo } from './fields/allowedRecipients';
import { groupOperations } from './groups';
import { getGroups } from './groups/manage';
import { leadOperations } from './leads';
import { createLead } from './leads/manage';
import { mediaOperations } from './media';
import { uploadMedia } from './media/upload';
import { messageOperations } from './messages';
import { sendTemplate } from './messages/sendTemplate';
import { needNoticesOf } from './needNotices';
import { oneTimePasswordOperations } from './oneTimePassword';
import { sendCode } from './oneTimePassword/sendCode';
import type { Operation, Resource } from './operation';
import { outputFieldsOf } from './output';
import { templateOperations } from './templates';
import { getTemplates } from './templates/get';
import { toolDescriptionOf } from './toolDescriptions';

/** Every operation of the node, by resource and name; the editor's fields are derived from it. */
export const operations: readonly Operation[] = [
	...accountOperations,
	...businessNumberOperations,
	...contactOperations,
	...conversationOperations,
	...groupOperations,
	...leadOperations,
	...mediaOperations,
	...messageOperations,
	...oneTimePasswordOperations,
	...templateOperations,
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
