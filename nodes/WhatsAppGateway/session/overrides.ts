import type { INodeProperties } from 'n8n-workflow';

import { checkFound } from '../core/foundNothing';
import type { Gateway } from '../core/gateway';
import type { ListName } from '../core/lists';
import { locatorValue } from '../core/locator';
import { gateways } from '../gateways';
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

/** The text of an option; of an expression that found nothing, a list would be that of nobody. */
function optionText(value: unknown, name: string): string {
	const text = String(locatorValue(value) ?? '').trim();
	const field = gateways.flatMap(fieldsOf).find((one) => one.name === name);
	checkFound(text, field?.displayName ?? name);
	return text;
}

/**
 * The fields of the account that the options of a node override.
 *
 * @param textOf reads the value of an option
 * @throws GatewayError `invalidRequest` for an option that holds nothing but “undefined”, or an object
 */
export function readOverrides(
	options: Readonly<Record<string, unknown>>,
	names: readonly string[],
	textOf: (value: unknown, name: string) => string = optionText,
): Record<string, string> {
	const overrides = names.map((name) => [name, textOf(options[name], name)] as const);
	return Object.fromEntries(overrides.filter(([, value]) => value !== ''));
}
