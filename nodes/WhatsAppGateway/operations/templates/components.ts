import type { IDataObject } from 'n8n-workflow';

import { asObject, asObjects } from '../../core/narrow';
import { readChoice, readNumber, readSwitch } from '../../n8n/readOption';
import { refuse, requireRecord } from '../../whatsapp/shape';
import {
	type DefinedButton,
	type DefinedButtonType,
	type DefinedHeader,
	toPasswordComponents,
	toTemplateComponents,
} from '../../whatsapp/templateDefinition';
import { fieldText, readText } from '../fields/readText';
import type { Item } from '../operation';
import {
	buttonType,
	componentsJson,
	expiresAfter,
	headerExample,
	headerFormat,
	passwordCategory,
	recommendation,
} from './contentFields';

function readHeader(item: Item): DefinedHeader | null {
	const format = readChoice(item.parameter('headerFormat', 'none'), headerFormat);
	if (format === 'none') return null;
	if (format === 'LOCATION') return { format };
	if (format === 'TEXT') return { format, text: readText(item, 'headerText', 'Header Text') };
	const sample = readText(item, headerExample.name, headerExample.displayName);
	return { format: format as 'IMAGE' | 'VIDEO' | 'DOCUMENT', sample };
}

function readButton(given: Readonly<Record<string, unknown>>): DefinedButton {
	return {
		type: readChoice(given['type'], buttonType) as DefinedButtonType,
		text: fieldText(given['text'], 'Text'),
		url: fieldText(given['url'], 'URL'),
		urlExample: fieldText(given['urlExample'], 'URL Example'),
		phoneNumber: fieldText(given['phoneNumber'], 'Phone Number'),
		code: fieldText(given['code'], 'Code'),
	};
}

function readExamples({ parameter }: Item): Map<string, string> {
	const given = asObjects(asObject(parameter('placeholderExamples', {}))['example']);
	const examples = new Map<string, string>();
	for (const { placeholder, value } of given) {
		const name = fieldText(placeholder, 'Placeholder').replace(/[{}\s]/g, '');
		if (examples.has(name)) refuse(`{{${name}}} has two examples.`, 'Remove one of them.');
		examples.set(name, fieldText(value, 'Example'));
	}
	return examples;
}

/** A component in Meta's own words. Throws `invalidRequest` for what is no object. */
function toComponent(given: unknown, index: number): IDataObject {
	return { ...(requireRecord(given, `Component ${index + 1}`) as IDataObject) };
}

function readJson(item: Item): IDataObject[] {
	const value = componentsJson.read(item);
	const list = Array.isArray(value) ? value : asObject(value)['components'];
	if (Array.isArray(list) && list.length > 0) {
		return list.map(toComponent);
	}
	return refuse(
		'The field Components (JSON) must be a list of components.',
		'Write it as [{"type": "BODY", "text": "Hello"}].',
	);
}

/**
 * Reads the components of a template.
 *
 * @param category Meta's name; one-time passwords have no words of their own
 * @throws GatewayError `invalidRequest` for what WhatsApp would refuse
 */
export function readComponents(item: Item, category: string): IDataObject[] {
	const { parameter } = item;
	if (parameter('specifyContent', 'fields') === 'json') return readJson(item);
	if (category === passwordCategory) {
		return toPasswordComponents(
			readText(item, 'copyButtonText', 'Copy Button'),
			readNumber(parameter('codeExpiresAfter', expiresAfter.default), expiresAfter),
			readSwitch(parameter('securityRecommendation', true), recommendation),
		);
	}
	const given = asObjects(asObject(parameter('templateButtons', {}))['button']);
	return toTemplateComponents({
		header: readHeader(item),
		body: readText(item, 'bodyText', 'Body'),
		footer: readText(item, 'footerText', 'Footer'),
		buttons: given.map(readButton),
		examples: readExamples(item),
	});
}
