import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../core/gateway';
import { overrideOptions, readOverrides } from '../../session/overrides';
import { fieldText } from './readText';

/** For each gateway, the fields of its credential that a message may override. */
export const senderOptions: readonly INodeProperties[] = overrideOptions(
	({ senderFields = [] }) => senderFields,
	(label) => `The ${label} to use instead of that in the credential`,
);

/** Reads the fields of the account that an item overrides. */
export function readSenderOverrides(
	options: Readonly<Record<string, unknown>>,
	{ senderFields = [] }: Gateway,
): Record<string, string> {
	const labelOf = (name: string) =>
		senderOptions.find((option) => option.name === name)?.displayName ?? name;
	return readOverrides(options, senderFields, (value, name) => fieldText(value, labelOf(name)));
}
