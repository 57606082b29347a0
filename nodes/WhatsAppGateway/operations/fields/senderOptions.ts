import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../core/gateway';
import { overrideOptions, readOverrides } from '../../session/overrides';

/** For each gateway, the fields of its credential that a message may override. */
export const senderOptions: readonly INodeProperties[] = overrideOptions(
	({ senderFields = [] }) => senderFields,
	(label) => `The ${label} to use instead of that in the credential`,
);

/** Reads the fields of the account that an item overrides. */
export function readSenderOverrides(
	options: Readonly<Record<string, unknown>>,
	gateway: Gateway,
): Record<string, string> {
	return readOverrides(options, gateway, gateway.senderFields);
}
