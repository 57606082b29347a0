import type { INodeProperties } from 'n8n-workflow';

import { gateways } from '../../gateways';
import { optionOf } from '../../session/overrides';

/** Labels are English; comparing by a language would load its rules, a fifth of the package's load. */
function byLabel(a: INodeProperties, b: INodeProperties): number {
	const [first, second] = [a.displayName.toLowerCase(), b.displayName.toLowerCase()];
	return Number(first > second) - Number(first < second);
}

/** Whether only one gateway takes an option. n8n cannot hide it from the accounts of others. */
function isOfOneGateway({ displayName }: INodeProperties): boolean {
	return gateways.some((gateway) => displayName.startsWith(optionOf(gateway, '')));
}

/** The collection of an operation's optional settings: first those of every gateway, both in alphabetical order. */
export function options(...fields: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...fields].sort(
			(a, b) => Number(isOfOneGateway(a)) - Number(isOfOneGateway(b)) || byLabel(a, b),
		),
	};
}
