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

/** The section before it that has the same fields, as an echo's message has those of a message. */
function twinOf({ schema }: Section, before: readonly Section[]): Section | undefined {
	const fields = JSON.stringify(schema);
	return before.find((section) => JSON.stringify(section.schema) === fields);
}

const fieldHead = ['Field', 'Type', 'What it says'];

/** Each section with a table of its fields, or with the name of the one that has the same. */
function writeSections(sections: readonly Section[]): string[] {
	const repeated: string[] = [];
	return sections.flatMap((section, index) => {
		const { name, description, schema } = section;
		if (repeated.some((outer) => name.startsWith(`${outer}.`))) return [];
		const head = [`### ${inlineCode(name)}`, description];
		const twin = twinOf(section, sections.slice(0, index));
		if (twin === undefined) return [...head, table(fieldHead, fieldRows(schema))];
		repeated.push(name);
		return [...head, `It has the fields of ${inlineCode(twin.name)}.`];
	});
}

/** `docs/events.md`: every event and every field of the item. */
export function eventsPage(schema: Schema): string {
	const kinds = eventOptions.map(({ name, value, description }) => [
		name,
		inlineCode(value),
		description ?? '',
		defaultEvents.includes(value) ? 'yes' : '',
	]);
	return [
		'# What the triggers put out',
		'<!-- `npm run docs` writes this page from the types in core/event.ts, core/eventDetails.ts and core/eventReports.ts. -->',
		'Every event is an item of the same form, whatever the gateway. Every field is always there, `null` where it does not apply; only `mediaNotDownloaded`, `messages`, `automation` and `groupChange` may be absent. To answer a person, put `{{ $json.from ?? $json.contact.userId }}` into _To_: `from` is the number, and people who hide it have a user ID instead. `contact.id` is what the gateway calls the person, which may be an ID of its own.',
		'## Events',
		table(['Event', '`event`', 'What happened', 'Chosen by default'], kinds),
		'The filter _Private Chats Only_, which is on by default, leaves out what happens in groups: an answer to `from` goes to the private chat of the member who wrote; to answer in the group, put `{{ $json.group }}` into _To_. An event comes only if your gateway passes it on. The Meta Cloud API has all of them; the app must be subscribed to the field of its webhook. _Group Changed_ has four of them: `group_lifecycle_update`, `group_participants_update`, `group_settings_update` and `group_status_update`. It is about the group itself, so that the filter does not leave it out.',
		'## The item',
		table(fieldHead, fieldRows(schema)),
		...writeSections(sectionsOf(schema)),
	]
		.join('\n\n')
		.concat('\n');
}
