import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import type { Need } from '../core/need';
import { withEditorSession } from './editorSession';
import { escapeHtml } from './html';

/** A method that loads what the node's gateway lacks, and what to do about it; nothing where it lacks nothing. */
function createNeedNotice({ find, lack }: Need) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await withEditorSession(this, async ({ gateway }) => {
			if (find(gateway) !== undefined) return { fields: [], emptyFieldsNotice: '' };
			const { message, hint } = lack(gateway);
			return { fields: [], emptyFieldsNotice: escapeHtml(`${message} ${hint}`) };
		});
	};
}

/** The methods that load the notices of what a gateway lacks, by their names. */
export function createNeedNotices(needs: Readonly<Record<string, Need>>) {
	return Object.fromEntries(
		Object.entries(needs).map(([method, need]) => [method, createNeedNotice(need)]),
	);
}
