import type { IDataObject } from 'n8n-workflow';

import type { ItemTask } from './operation';

/**
 * Creates a task whose result, one object or a list, becomes the output.
 *
 * @param recipient whose tasks keep their order; `null` where the order does not matter
 */
export function createTask(
	recipient: string | null,
	run: () => Promise<object | readonly object[]>,
): ItemTask {
	return {
		recipient,
		async run() {
			const result = await run();
			return [result].flat().map((entry) => ({ ...entry }) as IDataObject);
		},
	};
}
