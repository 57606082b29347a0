import { defaultEvents, eventOptions } from '../../nodes/WhatsAppGateway/trigger/events';
import { inlineCode, table } from '../docs/markdown';
import type { Schema } from './schema';

/** The sections of the page: what is said of each part of the item. */
interface Section {
	readonly name: string;
	readonly description: string;
	readonly schema: Schema;
}

function objectOf({ type, items, properties }: Schema): Schema | undefined {
	if (type === 'array') return items && objectOf(items);
	return properties && { type, properties };
}

/** A field's type in words. */
function typeOf(schema: Schema): string {
	const { type, nullable, enum: values, items, properties } = schema;
	const types = [type].flat();
	if (types.length > 2) return 'anything';
	const [first = ''] = types;
	const word =
		first === 'array' ? `list of ${items === undefined ? 'anything' : typeOf(items)}s` : first;
	const named = first === 'object' && properties === undefined ? 'object of any fields' : word;
	const shown =
		values === undefined || values.length > 4 ? named : values.map(inlineCode).join(', ');
	return nullable === true || types.includes('null') ? `${shown} or null` : shown;
}

function fieldRows({ properties = {} }: Schema): string[][] {
	return Object.entries(properties).map(([name, schema]) => [
		inlineCode(name),
		typeOf(schema),
		schema.description ?? '',
	]);
}

/** The objects within an object, each after the one that holds it. */
function sectionsOf(schema: Schema, prefix = ''): Section[] {
	return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
		const object = objectOf(field);
		if (object === undefined) return [];
		const path = `${prefix}${name}${field.type === 'array' ? '[]' : ''}`;
		const own = { name: path, description: field.description ?? '', schema: object };
		return [own, ...sectionsOf(object, `${path}.`)];
	});
}

/** Whether a section is told by the one of the same fields before it: an echo's message. */
function isTold({ schema }: Section, before: readonly Section[]): boolean {
	const fields = JSON.stringify(schema);
	return before.some((section) => JSON.stringify(section.schema) === fields);
}

/** `docs/events.md`: every event and every field of the item. */
export function eventsPage(schema: Schema): string {
	const sections = sectionsOf(schema);
	const told = sections.filter((section, index) => !isTold(section, sections.slice(0, index)));
	const kinds = eventOptions.map(({ name, value, description }) => [
		name,
		inlineCode(value),
		description ?? '',
		defaultEvents.includes(value) ? 'yes' : '',
	]);
	const head = ['Field', 'Type', 'What it says'];
	return [
		'# What the triggers put out',
		'<!-- `npm run docs` writes this page from the types in core/event.ts and core/eventDetails.ts. -->',
		'Every event is an item of the same form, whatever the gateway. Each field is always there, and `null` where it does not apply. What an event is follows from its type, so that nothing starts your workflow as a message that nobody wrote.',
		'## Events',
		table(['Event', '`event`', 'What happened', 'Chosen by default'], kinds),
		'In a group, nothing starts a run while _Private Chats Only_ is on, as it is by default: an answer would go to the private chat of the member. Only a gateway that passes an event on can tell it; the Meta Cloud API has all of them, where the app is subscribed to the field of its webhook.',
		'## The item',
		table(head, fieldRows(schema)),
		...told.flatMap(({ name, description, schema: object }) => [
			`### ${inlineCode(name)}`,
			description,
			table(head, fieldRows(object)),
		]),
		'`echo.message` has the fields of `message`.',
	]
		.join('\n\n')
		.concat('\n');
}
