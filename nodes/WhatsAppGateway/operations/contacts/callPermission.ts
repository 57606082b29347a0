import { needOfNumbers, numberInUse, numberOptions } from '../businessNumbers/numberInUse';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import type { Operation } from '../operation';
import { createTask } from '../task';
import { contactPhone, readContactPhone } from './fields';

const needs = needOfNumbers('tell whether a person may be called');

/** Gets whether a person may be called. */
export const getCallPermission: Operation = {
	resource: 'contact',
	value: 'getCallPermission',
	name: 'Get Call Permission',
	action: 'Get call permission of a contact',
	description: 'Get whether you may call a person on WhatsApp, or ask for it',
	needs,
	fields: [contactPhone, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs);
		const e164 = readContactPhone(item.parameter(contactPhone.name, ''), item);
		return createTask(e164, async () => await numbers.callPermission(e164, connection));
	},
};
