import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { LeadFields } from '../../core/lead';
import { asObject } from '../../core/narrow';
import { readSwitch } from '../../n8n/readOption';
import { createOnce } from '../createOnce';
import {
	contactPhone,
	customFields,
	name,
	nameOfReference,
	readContactPhone,
	readCustomFields,
	readReference,
} from '../contacts/fields';
import { isGiven } from '../fields/isGiven';
import { options } from '../fields/options';
import { fieldText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { leadField, leadStatus, needOfLeads } from './fields';

const phone: INodeProperties = {
	...contactPhone,
	displayName: 'Phone Number',
	name: 'phone',
	required: false,
	description: 'The gateway makes a contact with this number, or takes the one that it has',
};

const summary: INodeProperties = {
	displayName: 'Summary',
	name: 'summary',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Wants an offer for 20 seats',
};

/** The fields that the business has defined for its leads; there is no metadata. */
const leadCustomFields: INodeProperties = {
	...customFields,
	description: 'Further fields of the lead, by their names at the gateway',
};

const pinned: INodeProperties = {
	displayName: 'Pinned',
	name: 'pinned',
	type: 'boolean',
	default: true,
	description: 'Whether it stands above the others, for the whole team',
};

const leadFields: INodeProperties = {
	displayName: 'Lead Fields',
	name: 'leadFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [leadCustomFields, name, phone, summary],
};

const leadChanges: INodeProperties = {
	...leadFields,
	displayName: 'Update Fields',
	description: 'What is not added here stays as it is, and a text that is empty is cleared',
	options: [leadCustomFields, name, phone, pinned, leadStatus, summary],
};

const hasWords = (value: unknown) => isGiven(value) && String(value).trim() !== '';

/**
 * Reads what to store.
 *
 * @param counts whether what a text holds is to be stored: an empty one clears a field of a lead that exists
 * @throws GatewayError `recipientInvalid` for no number, `invalidRequest` for nothing and for bad JSON
 */
function readFields(item: Item, counts: (value: unknown) => boolean): LeadFields {
	const fields = asObject(item.parameter(leadFields.name, {}));
	const texts = [name, summary].flatMap((field) => {
		const value = fields[field.name];
		return counts(value) ? [[field.name, fieldText(value, field.displayName)] as const] : [];
	});
	const number = fields[phone.name];
	const status = fieldText(fields[leadStatus.name], leadStatus.displayName);
	const given = {
		...Object.fromEntries(texts),
		...(counts(number) && { phone: hasWords(number) ? readContactPhone(number, item) : '' }),
		...(hasWords(fields[pinned.name]) && { pinned: readSwitch(fields[pinned.name], pinned) }),
		...(status !== '' && { status }),
		customFields: readCustomFields(fields[customFields.name] ?? {}),
	};
	if (Object.keys(given).length + Object.keys(given.customFields).length > 1) return given;
	throw new GatewayError('invalidRequest', 'Nothing is to be stored of the lead.', {
		hint: 'Add a field; if it holds an expression, look at what it gives for this item.',
	});
}

/** Creates a lead. */
export const createLead: Operation = {
	resource: 'lead',
	value: 'create',
	name: 'Create',
	action: 'Create a lead',
	description: 'Create a lead, with the contact that it belongs to',
	needs: needOfLeads,
	fields: [leadFields, options(timeout)],
	async read(item) {
		const { create } = requireNeed(needOfLeads, item.session.gateway);
		const fields = readFields(item, hasWords);
		const { name = null, phone = null, summary = null } = fields;
		return createOnce(
			item,
			{
				...{ what: 'the lead', look: 'with Lead: Get Many', recipient: phone, words: fields },
				known: {
					...{ id: null, contactId: null, phone, name, summary, status: null, pinned: null },
					...{ assignedTo: null, createdAt: null, raw: null },
				},
			},
			async (connection) => await create(fields, connection),
		);
	},
};

/** Changes a lead. */
export const updateLead: Operation = {
	resource: 'lead',
	value: 'update',
	name: 'Update',
	action: 'Update a lead',
	description: 'Update a lead that exists: its status, its summary, its fields',
	needs: needOfLeads,
	fields: [leadField, leadChanges, options(timeout)],
	async read(item) {
		const { update } = requireNeed(needOfLeads, item.session.gateway);
		const reference = readReference(item, leadField);
		const fields = readFields(item, isGiven);
		return createTask(
			nameOfReference(reference),
			async () => await update(reference, fields, item.session.connection),
		);
	},
};

/** Deletes a lead. */
export const deleteLead: Operation = {
	resource: 'lead',
	value: 'delete',
	name: 'Delete',
	action: 'Delete a lead',
	description: 'Delete a lead permanently; the contact and the conversation stay',
	needs: needOfLeads,
	fields: [leadField, options(timeout)],
	async read(item) {
		const { remove } = requireNeed(needOfLeads, item.session.gateway);
		const reference = readReference(item, leadField);
		return createTask(nameOfReference(reference), async () => {
			const id = await remove(reference, item.session.connection);
			return { deleted: true, id };
		});
	},
};
