import type { INodeProperties } from 'n8n-workflow';

import { type ListName, searchMethodOf } from '../core/lists';

/** A field whose value is picked from a list of the account, or typed. */
interface Picker {
	readonly displayName: string;
	readonly name: string;
	readonly description: string;
	readonly list: ListName;
	/** Whether it must be filled in; left out if it must. */
	readonly required?: boolean;
	/** How it is typed. The name is stored in workflows. */
	readonly typed: {
		readonly displayName: string;
		readonly name: string;
		readonly placeholder: string;
	};
}

/**
 * A field that is picked from a list of the account, also within a collection; a text that an earlier version
 * stored stays.
 */
export function picker({ list, typed, required = true, ...field }: Picker): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		...(required && { required }),
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select from the list…',
				typeOptions: { searchListMethod: searchMethodOf(list), searchable: true },
			},
			{ ...typed, type: 'string' },
		],
	};
}
