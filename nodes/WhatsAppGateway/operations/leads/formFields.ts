import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { type LeadFieldChanges, leadFieldTypes, type NewLeadField } from '../../core/lead';
import { asObject } from '../../core/narrow';
import { readChoice, readSwitch } from '../../n8n/readOption';
import { createOnce } from '../createOnce';
import { isGiven } from '../fields/isGiven';
import { entriesOf } from '../fields/listEntries';
import { options } from '../fields/options';
import { fieldText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { needOfLeads } from './fields';

const keyField: INodeProperties = {
	displayName: 'Key',
	name: 'fieldKey',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. seats',
	description:
		'The name of the field in the custom fields of a lead, as Get Many Fields outputs it',
};

const newKey: INodeProperties = {
	...keyField,
	description:
		'The name of the field in the custom fields of a lead: small letters, digits and underscores. It cannot be changed later.',
};

const labelField: INodeProperties = {
	displayName: 'Label',
	name: 'fieldLabel',
	type: 'string',
	default: '',
	placeholder: 'e.g. Number of seats',
	description: 'What the team sees, and what the gateway’s own AI asks for',
};

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'fieldType',
	type: 'options',
	options: Object.entries(leadFieldTypes).map(([value, name]) => ({ name, value })),
	default: 'string',
	description: 'What can be entered; it cannot be changed later',
};

const choicesField: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'string',
	default: '',
	placeholder: 'e.g. Small, Medium, Large',
	description: 'What can be chosen, separated by commas, in the order of the form',
};

const requiredField: INodeProperties = {
	displayName: 'Required',
	name: 'isRequired',
	type: 'boolean',
	default: false,
	description: 'Whether the gateway’s own AI asks for it before it stores a lead',
};

const fieldChanges: INodeProperties = {
	displayName: 'Update Fields',
	name: 'fieldChanges',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'What is not added here stays as it is',
	options: [choicesField, labelField, requiredField],
};

const readKey = (item: Item) =>
	requireText(item, keyField.name, keyField.displayName, 'Enter the key of the field.');

const readChoices = (given: unknown) =>
	entriesOf(given).map((entry) => fieldText(entry, choicesField.displayName));

function readNewField(item: Item): NewLeadField {
	const { parameter } = item;
	const type = readChoice(parameter(typeField.name, typeField.default), typeField);
	return {
		key: readKey(item),
		label: requireText(item, labelField.name, labelField.displayName, 'Enter what the team sees.'),
		type,
		...(type === 'enum' && { choices: readChoices(parameter(choicesField.name, '')) }),
		required: readSwitch(parameter(requiredField.name, false), requiredField),
	};
}

/** Reads what to change. Throws `invalidRequest` for nothing. */
function readChanges(item: Item): LeadFieldChanges {
	const given = asObject(item.parameter(fieldChanges.name, {}));
	const label = fieldText(given[labelField.name], labelField.displayName);
	const choices = readChoices(given[choicesField.name]);
	const required = given[requiredField.name];
	const changes = {
		...(label !== '' && { label }),
		...(choices.length > 0 && { choices }),
		...(isGiven(required) && { required: readSwitch(required, requiredField) }),
	};
	if (Object.keys(changes).length > 0) return changes;
	throw new GatewayError('invalidRequest', 'Nothing is to be changed of the field.', {
		hint: 'Add a field under Update Fields; if it holds an expression, look at what it gives for this item.',
	});
}

/** Lists the fields of leads. */
export const getLeadFields: Operation = {
	resource: 'lead',
	value: 'getFields',
	name: 'Get Many Fields',
	action: 'Get many fields of leads',
	description: 'Get the fields that leads have, with what can be chosen, such as the statuses',
	needs: needOfLeads,
	fields: [options(timeout)],
	async read(item) {
		const { fields } = requireNeed(needOfLeads, item.session.gateway);
		return createTask(null, async () => await fields.list(item.session.connection));
	},
};

/** Adds a field. */
export const createLeadField: Operation = {
	resource: 'lead',
	value: 'createField',
	name: 'Create Field',
	action: 'Create a field of leads',
	description: 'Create a field that leads can have',
	needs: needOfLeads,
	fields: [
		newKey,
		{ ...labelField, required: true },
		typeField,
		{ ...choicesField, displayOptions: { show: { [typeField.name]: ['enum'] } } },
		requiredField,
		options(timeout),
	],
	async read(item) {
		const { fields } = requireNeed(needOfLeads, item.session.gateway);
		const field = readNewField(item);
		const { key, label, type, choices = [], required = null } = field;
		return createOnce(
			item,
			{
				...{ what: 'the field', look: 'with Lead: Get Many Fields', recipient: key, words: field },
				known: { key, label, type, choices, required, builtIn: false, raw: null },
			},
			async (connection) => await fields.create(field, connection),
		);
	},
};

/** Changes a field. */
export const updateLeadField: Operation = {
	resource: 'lead',
	value: 'updateField',
	name: 'Update Field',
	action: 'Update a field of leads',
	description: 'Update the label or the choices of a field that leads can have',
	needs: needOfLeads,
	fields: [keyField, fieldChanges, options(timeout)],
	async read(item) {
		const { fields } = requireNeed(needOfLeads, item.session.gateway);
		const [key, changes] = [readKey(item), readChanges(item)];
		return createTask(key, async () => await fields.update(key, changes, item.session.connection));
	},
};

/** Deletes a field. */
export const deleteLeadField: Operation = {
	resource: 'lead',
	value: 'deleteField',
	name: 'Delete Field',
	action: 'Delete a field of leads',
	description: 'Delete a field that leads can have; leads keep what they have in it',
	needs: needOfLeads,
	fields: [keyField, options(timeout)],
	async read(item) {
		const { fields } = requireNeed(needOfLeads, item.session.gateway);
		const key = readKey(item);
		return createTask(key, async () => {
			await fields.remove(key, item.session.connection);
			return { deleted: true, key };
		});
	},
};
