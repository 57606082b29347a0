import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { resolveOutputSchemaPath } from 'n8n-core';

import type { GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { eventOptions } from '../../nodes/WhatsAppGateway/trigger/events';
import { toItem, withDownload } from '../../nodes/WhatsAppGateway/trigger/item';
import { readMetaWebhook } from '../../nodes/WhatsAppGateway/whatsapp/metaWebhook';
import { eventsPage } from '../../scripts/eventSchema/eventsPage';
import { eventSchema, type Schema, schemaFile, schemaText } from '../../scripts/eventSchema/schema';
import { fixturesOf } from '../gateways/fixtures';
import { metaPayloads } from '../metaPayloads';

const root = path.resolve(__dirname, '../..');
const schema = eventSchema();

function typeName(value: unknown): string {
	return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** What is wrong with a value, by the keywords that the schema has. */
function problems(value: unknown, { type, nullable, ...more }: Schema, at = 'item'): string[] {
	const types = [type, ...(nullable === true ? ['null'] : [])].flat();
	if (!types.includes(typeName(value))) return [`${at} is ${typeName(value)}`];
	if (more.enum !== undefined && value !== null && !more.enum.includes(String(value))) {
		return [`${at} is ${String(value)}`];
	}
	if (Array.isArray(value)) {
		const { items } = more;
		return items ? value.flatMap((one, index) => problems(one, items, `${at}[${index}]`)) : [];
	}
	if (typeof value !== 'object' || value === null || more.properties === undefined) return [];
	const { properties, required = [] } = more;
	const fields = Object.entries(value);
	return [
		...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} lacks`),
		...fields.flatMap(([name, one]) => {
			const field = properties[name];
			return field ? problems(one, field, `${at}.${name}`) : [`${at}.${name} is not in the schema`];
		}),
	];
}

const itemProblems = (event: GatewayEvent) => problems(toItem(event).json, schema);

test('docs/events.md and the schema that ships match the types; `npm run docs` writes them', () => {
	expect(readFileSync(path.join(root, 'docs/events.md'), 'utf8')).toBe(eventsPage(schema));
	expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText(schema));
});

test('n8n looks for the schema of the triggers at its place in what ships', () => {
	const nodeDir = path.join(root, 'dist/nodes/WhatsAppGateway');
	for (const versionFallback of [false, true]) {
		const found = resolveOutputSchemaPath({ nodeDir, version: 1, versionFallback });
		expect(found && readFileSync(found, 'utf8')).toBe(schemaText(schema));
	}
});

test('the schema knows each kind of event', () => {
	const kinds = new Set(eventOptions.map(({ value }): string => value));
	expect(new Set(schema.properties?.['event']?.enum)).toEqual(kinds);
});

test.each(metaPayloads)('every event validates: %s', (_title, payloads) => {
	for (const { name, payload } of payloads) {
		const found = readMetaWebhook(payload, 'metaCloud').flatMap(itemProblems);
		expect([name, found]).toEqual([name, []]);
	}
});

test.each(gateways.map(({ id }) => id))('every event of the fixtures validates: %s', (gateway) => {
	const events = fixturesOf(gateway).flatMap(([, { ask, gives }]) =>
		('events' in ask || 'inbox' in ask || 'inboxOf' in ask) && Array.isArray(gives)
			? (gives as GatewayEvent[])
			: [],
	);
	expect(events.flatMap(itemProblems)).toEqual([]);
});

test('an item without its file validates, and one with a field of its own does not', () => {
	const [event] = readMetaWebhook({}, 'metaCloud');
	if (event === undefined) throw new Error('An event is missing.');
	const { json } = withDownload(toItem(event), { reason: 'It is gone.' });
	expect(problems(json, schema)).toEqual([]);
	expect(problems({ ...json, extra: 1, id: undefined }, schema)).toHaveLength(2);
});

test('no folder of the nodes has a schema that n8n would take for the action node', () => {
	expect(readdirSync(path.dirname(schemaFile))).toEqual(['v1.0.0.json']);
});
