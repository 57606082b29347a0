import type { INodeProperties } from 'n8n-workflow';

import type { Template, TemplateValues } from '../../core/template';
import { gateways } from '../../gateways';
import { readSwitch } from '../../n8n/readOption';
import type { Item } from '../operation';

/** The gateways that fill merge fields, as words of a sentence. */
const fillers = gateways
	.filter(({ keepMergeFields }) => keepMergeFields !== undefined)
	.map(({ name }) => name)
	.join(' and ');

/** Whether the gateway fills its own merge fields in what is sent. */
export const mergeFields: INodeProperties = {
	displayName: 'Merge Fields',
	name: 'mergeFields',
	type: 'boolean',
	default: true,
	description: `Whether merge fields such as @{contact_first_name} are filled by ${fillers}. Switch it off for text that customers wrote: an invisible character then keeps them as they are. Other gateways fill none.`,
};

/** A text as the user wants its merge fields to be treated. */
export function withMergeFields(
	text: string,
	{ options, session: { gateway } }: Pick<Item, 'options' | 'session'>,
): string {
	const areFilled = readSwitch(options[mergeFields.name], mergeFields);
	return areFilled ? text : (gateway.keepMergeFields?.(text) ?? text);
}

/** The values of a template, of which the gateway fills merge fields in the body's. */
export function valuesWithMergeFields(
	{ placeholders }: Template,
	values: TemplateValues,
	item: Pick<Item, 'options' | 'session'>,
): TemplateValues {
	const inBody = new Set(
		placeholders.filter(({ component }) => component === 'body').map(({ key }) => key),
	);
	const written = Object.entries(values).map(([key, value]) => [
		key,
		inBody.has(key) ? withMergeFields(value, item) : value,
	]);
	return Object.fromEntries(written) as TemplateValues;
}
