import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Gateway } from '../../core/gateway';
import { type Kind, kindNames, type RecipientDetails } from '../../core/message';
import { gateways } from '../../gateways';
import { credentialOf } from '../../session/gatewayNames';
import { optionOf } from '../../session/overrides';
import { fieldText } from './readText';

/** What a message may say about its recipient's contact, of every gateway. */
export const recipientOptions: readonly INodeProperties[] = gateways.flatMap((gateway) =>
	(gateway.recipientOptions?.fields ?? []).map((field): INodeProperties => ({
		...field,
		displayName: optionOf(gateway, field.displayName),
		type: 'string',
		default: '',
	})),
);

/** Whether a gateway takes an option. */
function takes({ recipientOptions: own }: Pick<Gateway, 'recipientOptions'>, option: string) {
	return own?.fields.some(({ name }) => name === option) === true;
}

/** The options that an item fills in. */
function givenOptions(
	options: Readonly<Record<string, unknown>>,
): Array<[INodeProperties, string]> {
	return recipientOptions
		.map((field): [INodeProperties, string] => [
			field,
			fieldText(options[field.name], field.displayName),
		])
		.filter(([, value]) => value !== '');
}

/**
 * Reads what an item says about its recipient's contact.
 *
 * @throws GatewayError `unsupported` where the gateway, or its request for this kind, does not take it
 */
export function readRecipientDetails(
	kind: Kind,
	options: Readonly<Record<string, unknown>>,
	{ name: gateway, recipientOptions: own }: Gateway,
): RecipientDetails {
	const given = givenOptions(options);
	for (const [{ displayName, name }] of given) {
		if (own === undefined || !takes({ recipientOptions: own }, name)) {
			throw new GatewayError('unsupported', `${gateway} does not take the option ${displayName}.`, {
				hint: `Remove the option, or use ${credentialOf((one) => takes(one, name))}.`,
			});
		}
		if (!own.kinds.includes(kind)) {
			throw new GatewayError(
				'unsupported',
				`${gateway} does not take the option ${displayName} with a message of the kind ${kindNames[kind]}.`,
				{
					hint: 'Remove the option, and save the contact with Contact: Create or Update.',
				},
			);
		}
	}
	const details = Object.fromEntries(given.map(([{ name }, value]) => [name, value]));
	if (given.length > 0) own?.check(details);
	return details;
}

/** The same for a template that is sent instead of another message: what it does not take is left out. */
export function fallbackDetails(
	details: RecipientDetails | undefined,
	{ recipientOptions: own }: Gateway,
): RecipientDetails {
	return own?.kinds.includes('template') === true ? { ...details } : {};
}
