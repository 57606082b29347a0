import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../core/gateway';
import type { ListName } from '../core/lists';
import { gateways } from '../gateways';
import { fieldText } from '../n8n/fieldText';
import { picker } from '../n8n/picker';

/** The label of an option that one gateway alone takes: names alone would be the same for several. */
export function optionOf(
	{ name, shortName = name }: Pick<Gateway, 'name' | 'shortName'>,
	label: string,
): string {
	return `${shortName}: ${label}`;
}

/** What is typed instead of picked, where that is no id. */
const typedModes: { readonly [Name in ListName]?: readonly [displayName: string, name: string] } = {
	labels: ['By Name', 'name'],
	senderNumbers: ['By Number', 'number'],
};

/** All fields that a gateway has in its credential. */
const fieldsOf = ({ fields, webhookFields = [] }: Gateway) => [...fields, ...webhookFields];

/** A field of a gateway's credential as an option of a node: picked where the account has a list, or typed. */
function overrideOption(
	gateway: Gateway,
	{ displayName: label, name, placeholder = '' }: INodeProperties,
	description: string,
): INodeProperties {
	const displayName = optionOf(gateway, label);
	const list = gateway.fieldLists?.[name];
	if (list === undefined) {
		return { displayName, name, type: 'string', default: '', placeholder, description };
	}
	const [typedName, mode] = typedModes[list] ?? ['By ID', 'id'];
	const typed = { displayName: typedName, name: mode, placeholder };
	return picker({ displayName, name, description, list, typed, required: false });
}

/**
 * Fields of the credentials that a node may override, as its options.
 *
 * @param namesOf the names of a gateway's fields
 * @param describe completes the description of a field by its label
 */
export function overrideOptions(
	namesOf: (gateway: Gateway) => readonly string[],
	describe: (label: string) => string,
): readonly INodeProperties[] {
	return gateways.flatMap((gateway) =>
		fieldsOf(gateway)
			.filter(({ name }) => namesOf(gateway).includes(name))
			.map((field) => overrideOption(gateway, field, describe(field.displayName))),
	);
}

/**
 * The fields of the account that the options of a node override.
 *
 * @param names those of the gateway's fields that its options can hold
 * @throws GatewayError `invalidRequest` for an option that holds nothing but “undefined”, or an object
 */
export function readOverrides(
	options: Readonly<Record<string, unknown>>,
	gateway: Gateway,
	names: readonly string[] = [],
): Record<string, string> {
	const overrides = fieldsOf(gateway)
		.filter(({ name }) => names.includes(name))
		.map(({ name, displayName }) => {
			const label = optionOf(gateway, displayName);
			return [name, fieldText(options[name], label)] as const;
		});
	return Object.fromEntries(overrides.filter(([, value]) => value !== ''));
}
