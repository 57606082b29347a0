import type { INodeProperties } from 'n8n-workflow';

/** The collection of an operation's optional settings, in alphabetical order. */
export function options(...fields: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}
