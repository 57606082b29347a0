import type { INodeProperties } from 'n8n-workflow';

import type { ConversationQuery } from '../../core/inboxConversation';
import { asObject } from '../../core/narrow';
import { readSwitch } from '../../n8n/readOption';
import { assigneeField } from '../fields/assignment';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { readMoment } from '../fields/readMoment';
import { fieldText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { needOfInbox, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { isGiven, readField, searchField, statusField, urgentField } from './fields';

const needOfList = needOfInbox('search', 'list the conversations of a shared inbox');

const sinceField: INodeProperties = {
	displayName: 'Active Since',
	name: 'activeSince',
	type: 'dateTime',
	default: '',
	description: 'Those with a message since then',
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [sinceField, assigneeField, readField, searchField, statusField, urgentField],
};

/** Reads which conversations to list. Throws `invalidRequest`. */
function readQuery(item: Item): ConversationQuery {
	const fields = asObject(item.parameter(filtersField.name, {}));
	const since = readMoment(fields[sinceField.name], sinceField, item);
	const texts = [assigneeField, searchField, statusField].flatMap(({ name, displayName }) => {
		const text = fieldText(fields[name], displayName);
		return text === '' ? [] : [[name, text] as const];
	});
	const switches = [readField, urgentField].flatMap((field) => {
		const value = fields[field.name];
		return isGiven(value) ? [[field.name, readSwitch(value, field)] as const] : [];
	});
	return {
		...(since !== undefined && { activeSince: since }),
		...Object.fromEntries<unknown>([...texts, ...switches]),
	};
}

/** Lists the conversations of the shared inbox. */
export const getConversations: Operation = {
	resource: 'conversation',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many conversations',
	description:
		'Get the conversations of the gateway’s shared inbox, the most recently active first',
	needs: needOfList,
	fields: [returnAll, limit, filtersField, options(timeout)],
	async read(item) {
		const find = requireNeed(needOfList, item.session.gateway);
		const [query, max] = [readQuery(item), readLimit(item)];
		return createTask(null, async () => await firstOf(find(query, item.session.connection), max));
	},
};
