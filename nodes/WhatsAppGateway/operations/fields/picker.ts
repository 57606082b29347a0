import type { INodeProperties } from 'n8n-workflow';

import type { ListName } from '../../core/lists';

/** A field whose value is picked from a list of the account, or typed. */
interface Picker {
	readonly displayName: string;
	readonly name: string;
	readonly description: string;
	readonly list: ListName;
	/** How it is typed. The name is stored in workflows. */
	readonly typed: {
		readonly displayName: string;
		readonly name: string;
		readonly placeholder: string;
	};
}

/** The node's method that searches a list, as `editor/listSearch.ts` names it. */
function searchMethodOf(list: ListName): string {
	return `search${list.charAt(0).toUpperCase()}${list.slice(1)}`;
}

/** A required field that is picked from a list of the account; a text that an earlier version stored stays. */
export function picker({ list, typed, ...field }: Picker): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${field.displayName.toLowerCase()}…`,
				typeOptions: { searchListMethod: searchMethodOf(list), searchable: true },
			},
			{ ...typed, type: 'string' },
		],
	};
}
