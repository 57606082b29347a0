import type { INodeProperties } from 'n8n-workflow';

import type { BusinessNumbers } from '../../core/businessNumber';
import type { Need } from '../../core/need';
import type { Connection } from '../../core/request';
import { gateways } from '../../gateways';
import { readSenderOverrides, senderOptions } from '../fields/senderOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item } from '../operation';

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

/** To do something with the account's own numbers. `action` completes “The gateway cannot …”. */
export function needOfNumbers(action: string): Need<BusinessNumbers> {
	return createNeed(
		({ businessNumbers }) => businessNumbers,
		`cannot ${action}.`,
		() => 'Do it in the gateway’s dashboard.',
	);
}

/** The number that an item is about. Throws `unsupported` where the gateway leaves it to its dashboard. */
export function numberInUse({ session, options }: Item, need: Need<BusinessNumbers>): NumberInUse {
	const { gateway, connectionOf } = session;
	const numbers = requireNeed(need, gateway);
	return { numbers, connection: connectionOf(readSenderOverrides(options, gateway)) };
}
