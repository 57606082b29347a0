import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import type { ChoiceList } from '../core/contact';
import { withEditorSession } from './editorSession';

/** The entries of one of the gateway's own lists; of a gateway without it, one that says so. */
async function loadChoices(
	context: ILoadOptionsFunctions,
	list: ChoiceList,
): Promise<INodePropertyOptions[]> {
	return await withEditorSession(context, async ({ gateway, connection }) => {
		const entries = gateway.contacts?.listChoices?.(list, connection);
		if (entries === undefined) return [{ name: `${gateway.name} takes none here`, value: '' }];
		const options: INodePropertyOptions[] = [];
		for await (const { id, name } of entries) options.push({ name, value: id });
		return options;
	});
}

/** Loads where contacts can come from. */
export async function getContactSources(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await loadChoices(this, 'source');
}

/** Loads how far contacts can have come. */
export async function getContactStatuses(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await loadChoices(this, 'status');
}
