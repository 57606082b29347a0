import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { addLabel, getContact, getContacts, removeLabel, saveContact } from './contacts';
import { diagnose } from './diagnose';
import { getStatus, markAsRead } from './messageStatus';
import type { Operation, Resource } from './operation';
import { checkNumber } from './phoneNumber';
import { sendContactCard } from './sendContactCard';
import { sendInteractive } from './sendInteractive';
import { sendLocation } from './sendLocation';
import { sendMedia } from './sendMedia';
import { sendReaction } from './sendReaction';
import { sendTemplate } from './sendTemplate';
import { sendText } from './sendText';
import { getTemplate, getTemplates } from './templates';

/**
 * Every operation of the node, by resource and name. The editor's fields and the dispatch are
 * derived from this list.
 */
export const operations: readonly Operation[] = [
	diagnose,
	addLabel,
	saveContact,
	getContact,
	getContacts,
	removeLabel,
	getStatus,
	markAsRead,
	sendContactCard,
	sendInteractive,
	sendLocation,
	sendMedia,
	sendReaction,
	sendTemplate,
	sendText,
	checkNumber,
	getTemplate,
	getTemplates,
];

/** What the operations are about, and the operation that is chosen first. */
const resources: ReadonlyArray<{ value: Resource; name: string; first: Operation }> = [
	{ value: 'account', name: 'Account', first: diagnose },
	{ value: 'contact', name: 'Contact', first: saveContact },
	{ value: 'message', name: 'Message', first: sendTemplate },
	{ value: 'phoneNumber', name: 'Phone Number', first: checkNumber },
	{ value: 'template', name: 'Template', first: getTemplates },
];

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

/** The choices of one resource's field Operation. */
function choices(resource: Resource): INodePropertyOptions[] {
	return operations
		.filter((operation) => operation.resource === resource)
		.map(({ name, value, action, description }) => ({ name, value, action, description }));
}

/** A field of an operation, shown only while the operation is chosen. */
function shownFor({ resource, value }: Operation, field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, resource: [resource], operation: [value] };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}

/** What the editor shows: resource, operation, and the fields of each operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'message',
	},
	...resources.map(({ value, first }): INodeProperties => ({
		...operationField,
		displayOptions: { show: { resource: [value] } },
		options: choices(value),
		default: first.value,
	})),
	...operations.flatMap((operation) => operation.fields.map((field) => shownFor(operation, field))),
];

/** The operation that the node is set to; `undefined` for one that this version does not know. */
export function operationOf(resource: unknown, value: unknown): Operation | undefined {
	return operations.find((one) => one.resource === resource && one.value === value);
}
