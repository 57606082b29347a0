import { createListOperation } from '../fields/listOperation';

/** Lists the tags or groups of the account. */
export const getLabels = createListOperation('labels', {
	resource: 'contact',
	value: 'getLabels',
	name: 'Get Many Tags or Groups',
	action: 'Get many tags or groups',
	description: 'Get the tags or groups of the account, whatever contacts have them',
});
