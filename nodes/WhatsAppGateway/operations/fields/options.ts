import type { INodeProperties } from 'n8n-workflow';

/** Labels are English; comparing by a language would load its rules, a fifth of the package's load. */
function byLabel(a: INodeProperties, b: INodeProperties): number {
	const [first, second] = [a.displayName.toLowerCase(), b.displayName.toLowerCase()];
	return Number(first > second) - Number(first < second);
}

/** The collection of an operation's optional settings, in alphabetical order. */
export function options(...fields: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...fields].sort(byLabel),
	};
}
