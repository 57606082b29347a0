import { needOfNumbers, numberInUse, numberOptions } from '../businessNumbers/numberInUse';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import type { Operation } from '../operation';
import { createTask } from '../task';
import { contactPhone, readContactPhone } from './fields';

/** What each operation needs. */
const needs = {
	block: needOfNumbers('block people'),
	list: needOfNumbers('list who is blocked'),
};

/** Creates an operation that changes whether a person is blocked. */
function createBlockOperation(
	value: 'block' | 'unblock',
	texts: Pick<Operation, 'name' | 'action' | 'description'>,
): Operation {
	return {
		resource: 'contact',
		value,
		...texts,
		needs: needs.block,
		fields: [contactPhone, options(timeout, ...numberOptions)],
		async read(item) {
			const { numbers, connection } = numberInUse(item, needs.block);
			const input = item.parameter(contactPhone.name, '');
			const e164 = readContactPhone(input, item);
			return createTask(e164, async () => ({
				...(await numbers.blocklist[value](e164, connection)),
				blocked: value === 'block',
			}));
		},
	};
}

/** Blocks a person. */
export const blockContact = createBlockOperation('block', {
	name: 'Block',
	action: 'Block a contact',
	description: 'Block a person who wrote within the last 24 hours: neither side can write any more',
});

/** Takes a block back. */
export const unblockContact = createBlockOperation('unblock', {
	name: 'Unblock',
	action: 'Unblock a contact',
	description: 'Let a person who was blocked write again',
});

/** Lists the people who are blocked. */
export const getBlockedContacts: Operation = {
	resource: 'contact',
	value: 'getBlocked',
	name: 'Get Many Blocked',
	action: 'Get many blocked contacts',
	description: 'Get many of the people who are blocked',
	needs: needs.list,
	fields: [returnAll, limit, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.list);
		const maxPeople = readLimit(item);
		return createTask(
			null,
			async () => await firstOf(numbers.blocklist.list(connection), maxPeople),
		);
	},
};
