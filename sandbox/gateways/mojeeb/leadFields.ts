import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, refused, type Refusal } from './answers';
import type { Fields } from './envelope';
import { statuses } from './leads';
import { guardAgent, notFound, pathOfAgent } from './records';

// Sources of this file, which name fields and no paths: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/
// list_lead_fields, …/create_lead_field, …/update_lead_field and …/delete_lead_field. The paths, the names of the types
// and the label of a choice are those that our gateway assumes.

interface LeadField {
	readonly key: string;
	readonly label: string;
	readonly type: string;
	readonly options: readonly Fields[] | null;
	readonly required: boolean;
	readonly built_in: boolean;
}

const builtIn = (key: string, type = 'string', options: LeadField['options'] = null): LeadField => {
	const label = key.charAt(0).toUpperCase() + key.slice(1).replace('_', ' ');
	return { key, label, type, options, required: key === 'name', built_in: true };
};

const first = [builtIn('name'), builtIn('phone', 'phone'), builtIn('summary', 'text')];
const last = [
	builtIn(
		'status',
		'enum',
		statuses.map((value) => ({ value, label: value })),
	),
	builtIn('assigned_to', 'owner'),
	builtIn('notes', 'text'),
	builtIn('created_at', 'timestamp'),
];

const maxOwn = 50;
const keyForm = /^[a-z][a-z0-9_]*$/;
const reserved = [
	...['id', 'agent_id', 'status', 'created_at', 'updated_at', 'conversation_id', 'name', 'email'],
	...['phone', 'summary', 'source', 'captured_at', 'user_message'],
];
const types = [
	...['string', 'text', 'number', 'currency', 'email', 'phone', 'url', 'date', 'datetime'],
	...['timestamp', 'boolean', 'enum'],
];
const ofUpdate = ['label', 'options', 'required'];
const ofCreate = [...ofUpdate, 'key', 'type'];

function optionsRefusal(options: unknown, type: string): Refusal | undefined {
	if (type !== 'enum') return invalid('options', 'Only a field of the type enum has options.');
	if (!Array.isArray(options)) return invalid('options', 'options must be a list.');
	const values = options.map((option) => asRecord(option)?.['value']);
	const isGood =
		values.every((value) => typeof value === 'string' && value !== '') &&
		new Set(values).size === values.length;
	return isGood ? undefined : invalid('options', 'Each option has a value, and all are distinct.');
}

/** Why what is given is not stored; `undefined` where it is. */
function fieldRefusal(given: Fields, known: readonly string[], type: string): Refusal | undefined {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown !== undefined) return invalid(unknown, `${unknown} cannot be given.`);
	const { label = 'Label', required = false, options } = given;
	if (typeof label !== 'string' || label === '' || /[<>]/.test(label)) {
		return invalid('label', 'label must be a text without angle brackets.');
	}
	if (typeof required !== 'boolean') return invalid('required', 'required must be true or false.');
	return options === undefined ? undefined : optionsRefusal(options, type);
}

function newFieldRefusal(given: Fields, fields: readonly LeadField[]): Refusal | undefined {
	const { key, type, label } = given;
	if (typeof key !== 'string' || !keyForm.test(key) || reserved.includes(key)) {
		return invalid('key', 'key has small letters, digits and underscores, and is not reserved.');
	}
	if (label === undefined) return invalid('label', 'label is required.');
	if (!types.includes(String(type))) return invalid('type', 'type is none of ours.');
	const refusal = fieldRefusal(given, ofCreate, String(type));
	if (refusal !== undefined) return refusal;
	if (fields.some((field) => field.key === key)) {
		return { status: 409, code: 'field_key_taken', message: `There is a field ${key}.` };
	}
	if (fields.filter((field) => !field.built_in).length < maxOwn) return undefined;
	const message = `An agent has at most ${maxOwn} custom fields.`;
	return { status: 422, code: 'lead_field_limit_reached', message };
}

/** The fields of the agent's form for leads: those of its own stand between the built-in ones. */
export function leadFieldRoutes(store: Store): Hono {
	const routes = new Hono();
	const kept = store.memories.of<readonly LeadField[]>('mojeeb lead fields');
	store.events.on('reset', () => kept.clear());
	const own = () => kept.get('all') ?? [];
	const all = () => [...first, ...own(), ...last];
	const bodyOf = async (context: Context) =>
		asRecord(await context.req.json().catch(() => undefined)) ?? {};

	/** The field in the path, if it is there and may be changed. */
	function find(context: Context): LeadField | Refusal {
		const field = all().find(({ key }) => key === context.req.param('key'));
		if (field === undefined) return notFound('field');
		const message = 'Built-in fields cannot be changed.';
		return field.built_in ? { status: 422, code: 'system_field', message } : field;
	}

	guardAgent(routes, 'lead-fields');
	const path = pathOfAgent('lead-fields');
	routes.get(path, (context) => context.json({ data: all() }));

	routes.post(path, async (context) => {
		const given = await bodyOf(context);
		const refusal = newFieldRefusal(given, all());
		if (refusal !== undefined) return refused(context, refusal);
		const empty = { options: null, required: false, built_in: false };
		const field = { ...empty, ...given } as unknown as LeadField;
		kept.set('all', [...own(), field]);
		return context.json(field, 201);
	});

	routes.patch(`${path}/:key`, async (context) => {
		const field = find(context);
		if ('code' in field) return refused(context, field);
		const given = await bodyOf(context);
		const refusal = fieldRefusal(given, ofUpdate, field.type);
		if (refusal !== undefined) return refused(context, refusal);
		const after = { ...field, ...given };
		kept.set(
			'all',
			own().map((one) => (one === field ? after : one)),
		);
		return context.json(after);
	});

	routes.delete(`${path}/:key`, (context) => {
		const field = find(context);
		if ('code' in field) return refused(context, field);
		kept.set(
			'all',
			own().filter((one) => one !== field),
		);
		return context.body(null, 204);
	});
	return routes;
}
