import { type ListName, listNames, readList } from '../../core/lists';
import { createNeed, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';
import { firstOf } from './firstOf';
import { limit, readLimit, returnAll } from './listOptions';
import { options } from './options';
import { timeout } from './runOptions';

/** Creates an operation that gives one of the account's lists. */
export function createListOperation(
	list: ListName,
	texts: Pick<Operation, 'resource' | 'value' | 'name' | 'action' | 'description'>,
): Operation {
	const needs = createNeed(
		({ lists }) => lists?.[list],
		`has no list of ${listNames[list]}.`,
		() => 'Look them up in the gateway’s dashboard.',
	);
	return {
		...texts,
		needs,
		fields: [returnAll, limit, options(timeout)],
		async read(item) {
			const { gateway, connection } = item.session;
			const fetchPage = requireNeed(needs, gateway);
			const maxEntries = readLimit(item);
			return createTask(
				null,
				async () =>
					await firstOf(
						readList(fetchPage, connection, (only) => item.note(`${only} are in the list.`)),
						maxEntries,
					),
			);
		},
	};
}
