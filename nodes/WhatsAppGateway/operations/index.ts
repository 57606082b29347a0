import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from './operation';
import { sendTemplate } from './sendTemplate';
import { sendText } from './sendText';
import { getTemplate, getTemplates } from './templates';

/** Every operation of the node. The editor's fields and the dispatch are derived from this list. */
export const operations: readonly Operation[] = [sendTemplate, sendText, getTemplate, getTemplates];

/** The choices of one resource's field Operation. */
function choices(resource: Operation['resource']): INodePropertyOptions[] {
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
		options: [
			{ name: 'Message', value: 'message' },
			{ name: 'Template', value: 'template' },
		],
		default: 'message',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: choices('message'),
		default: 'sendTemplate',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['template'] } },
		options: choices('template'),
		default: 'getAll',
	},
	...operations.flatMap((operation) => operation.fields.map((field) => shownFor(operation, field))),
];

/** The operation that the node is set to; `undefined` for one that this version does not know. */
export function operationOf(resource: unknown, value: unknown): Operation | undefined {
	return operations.find((one) => one.resource === resource && one.value === value);
}
