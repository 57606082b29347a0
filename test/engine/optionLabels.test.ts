import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { nodeType, pollingType, triggerType } from './engine';

interface Collection {
	readonly place: string;
	readonly fields: readonly INodeProperties[];
}

function isField(option: object): option is INodeProperties {
	return 'displayName' in option && 'type' in option;
}

/** The collections of a form and of the collections in it, each with where it is shown. */
function collectionsIn(fields: readonly INodeProperties[], where: string): Collection[] {
	return fields.flatMap(({ name, type, options = [], displayOptions }) => {
		const place = `${where} ${name} ${JSON.stringify(displayOptions?.show ?? {})}`;
		const own = options.filter(isField);
		if (type === 'collection') {
			return [{ place, fields: own }, ...collectionsIn(own, place)];
		}
		return options.flatMap((option) =>
			'values' in option ? collectionsIn(option.values, place) : [],
		);
	});
}

const collections = [nodeType, triggerType, pollingType].flatMap(
	({ description: { name, properties } }) => collectionsIn(properties, name),
);

test('no two options of a collection have the same label', () => {
	expect(collections.length).toBeGreaterThan(20);
	const repeated = collections.flatMap(({ place, fields }) => {
		const labels = fields.map(({ displayName }) => displayName);
		return labels
			.filter((label, index) => labels.indexOf(label) !== index)
			.map((label) => `${place}: ${label}`);
	});
	expect(repeated).toEqual([]);
});

/** Characters after which n8n cuts off the label of an option in a form of its usual width. */
const shown = 24;

test('no two options of a collection look the same where n8n cuts their labels off', () => {
	const alike = collections.flatMap(({ place, fields }) => {
		const labels = fields.map(({ displayName }) => displayName.slice(0, shown));
		return labels
			.filter((label, index) => labels.indexOf(label) !== index)
			.map((label) => `${place}: ${label}`);
	});
	expect(alike).toEqual([]);
});

test('an option of one gateway’s own begins with its name', () => {
	const own = (gateways as readonly Gateway[]).flatMap((gateway) => {
		const { fields, senderFields, recipientOptions, shortName = gateway.name } = gateway;
		return [
			...fields.filter(({ name }) => senderFields?.includes(name) === true),
			...(recipientOptions?.fields ?? []),
		].map(({ name, displayName }) => [name, `${shortName}: ${displayName}`] as const);
	});
	const expected = new Map<string, string>(own);
	expect(expected.get('contactEmail')).toBe('Xobito: Contact Email');
	expect(expected.get('phoneNumberId')).toBe('Meta: Phone Number ID');
	expect(expected.get('recipientEmail')).toBe('WA.CR Dev: Email');
	const labels = collections.flatMap(({ fields }) =>
		fields
			.filter(({ name }) => expected.has(name))
			.map(({ name, displayName }) => [name, displayName]),
	);
	expect(new Set(labels.map(([name]) => name))).toEqual(new Set(expected.keys()));
	for (const [name, label] of labels)
		expect([name, label]).toEqual([name, expected.get(name ?? '')]);
});

test('no description leaves open which gateways it is about', () => {
	const texts = [nodeType, triggerType, pollingType].map(({ description }) =>
		JSON.stringify(description.properties),
	);
	for (const text of texts)
		expect(text).not.toMatch(
			/not every gateway|at some gateways|have one at the gateway|if the gateway (?:supports|can)/i,
		);
});
