import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../core/gateway';
import { gateways } from '../../gateways';
import { optionOf } from './options';
import { fieldText } from './readText';

/** For each gateway, the fields of its credential that a message may override. */
export const senderOptions: readonly INodeProperties[] = gateways.flatMap(
	({ name: gateway, fields, senderFields = [] }) =>
		fields
			.filter(({ name }) => senderFields.includes(name))
			.map(({ displayName, name, placeholder }): INodeProperties => ({
				displayName: optionOf(gateway, displayName),
				name,
				type: 'string',
				default: '',
				placeholder,
				description: `Sends from another ${displayName} than that in the credential`,
			})),
);

/** Reads the fields of the account that an item overrides. */
export function readSenderOverrides(
	options: Readonly<Record<string, unknown>>,
	{ senderFields = [] }: Gateway,
): Record<string, string> {
	const labelOf = (name: string) =>
		senderOptions.find((option) => option.name === name)?.displayName ?? name;
	const overrides = senderFields.map(
		(name) => [name, fieldText(options[name], labelOf(name))] as const,
	);
	return Object.fromEntries(overrides.filter(([, value]) => value !== ''));
}
