import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';

/**
 * The rows that n8n keeps in its database, which the engine alone has not: in memory, by the rules of n8n's own
 * `deduplication-helper.js`. Those of the real one are met in `test/host`.
 */
const rows = new Map<string, Set<unknown>>();

const nameOf = ({ workflow, node }: ICheckProcessedContextData) => `${workflow.id} ${node?.id}`;

const store: IDataDeduplicator = {
	async checkProcessedAndRecord(items, _scope, data, { maxEntries }) {
		const name = nameOf(data);
		const row = rows.get(name) ?? new Set();
		rows.set(name, row);
		const added = items.filter((item) => !row.has(item));
		const known = items.filter((item) => row.has(item));
		added.forEach((item) => row.add(item));
		for (const oldest of row) {
			if (maxEntries === undefined || row.size <= maxEntries) break;
			row.delete(oldest);
		}
		return { new: added, processed: known };
	},
	async removeProcessed(items, _scope, data) {
		for (const item of items) rows.get(nameOf(data))?.delete(item);
	},
	async clearAllProcessedItems(_scope, data) {
		rows.delete(nameOf(data));
	},
	async getProcessedDataCount(_scope, data) {
		return rows.get(nameOf(data))?.size ?? 0;
	},
};

/** Gives the engine n8n's store of processed items, once in a test file. */
export async function keepProcessedItems(): Promise<void> {
	await DataDeduplicationService.init(store);
}

/** Forgets what n8n has stored. */
export function forgetProcessedItems(): void {
	rows.clear();
}
