import { limit, readLimit, returnAll } from '../fields/listOptions';
import { firstOfPage } from '../fields/onePage';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';
import { needOfBroadcasts } from './sendBroadcast';

/** Lists the gateway's own broadcasts. */
export const getBroadcasts: Operation = {
	resource: 'message',
	value: 'getBroadcasts',
	name: 'Get Many Broadcasts',
	action: 'Get many broadcasts of the gateway',
	description: 'Get the broadcasts of the gateway’s own, with what it counts of each',
	needs: needOfBroadcasts,
	fields: [returnAll, limit, options(timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const broadcasts = requireNeed(needOfBroadcasts, gateway);
		const max = readLimit(item);
		return createTask(null, async () =>
			firstOfPage(await broadcasts.list(connection), max, 'broadcasts', item),
		);
	},
};
