import type { INodeProperties } from 'n8n-workflow';

import type { BusinessNumbers } from '../core/businessNumber';
import { GatewayError } from '../core/faults';
import type { Connection } from '../core/request';
import { gateways } from '../gateways';
import { readSenderOverrides, senderOptions } from './fields/senderOptions';
import type { Item } from './operation';

const able = gateways.filter(({ businessNumbers }) => businessNumbers !== undefined);

/** Which of the account's numbers is meant, where the gateway has several. */
export const numberOptions: readonly INodeProperties[] = senderOptions.filter(({ name }) =>
	able.some(({ senderFields }) => (senderFields as readonly string[]).includes(name)),
);

/** What a gateway can do with the account's numbers, and the connection to the one that is meant. */
export interface NumberInUse {
	readonly numbers: BusinessNumbers;
	readonly connection: Connection;
}

/**
 * The number that an item is about.
 *
 * @param action completes “The gateway cannot …”
 * @throws GatewayError `unsupported` where the gateway leaves it to its dashboard
 */
export function requireNumber({ session, options }: Item, action: string): NumberInUse {
	const { gateway, connectionOf } = session;
	const { name, businessNumbers: numbers } = gateway;
	if (numbers === undefined) {
		throw new GatewayError('unsupported', `${name} cannot ${action}.`, {
			hint: `Do it in the gateway’s dashboard, or use a credential of ${able.map((one) => one.name).join(' or ')}.`,
		});
	}
	return { numbers, connection: connectionOf(readSenderOverrides(options, gateway)) };
}
