import { asObject, asObjects, asText, type JsonObject } from '../core/narrow';
import type {
	TemplateButton,
	TemplateCard,
	TemplateHeader,
	TemplateOffer,
	TemplateParts,
} from '../core/template';
import { toHeaderFormat } from './statusNames';

/** What Meta calls a template that tells the status of an order. */
export const orderStatus = 'ORDER_STATUS';

/** The components that Meta documents, and that are read here. */
const knownTypes = [
	'HEADER',
	'BODY',
	'FOOTER',
	'BUTTONS',
	'CAROUSEL',
	'LIMITED_TIME_OFFER',
	'CALL_PERMISSION_REQUEST',
	orderStatus,
];

function typeOf(row: JsonObject): string {
	return asText(row['type'])?.toUpperCase() ?? '';
}

/** A header; `null` for none, and for a format that nobody knows. */
function toMetaHeader(component: JsonObject): TemplateHeader | null {
	const format = toHeaderFormat(asText(component['format']));
	if (format === undefined) return null;
	return { format, text: format === 'text' ? asText(component['text']) : null, mediaUrl: null };
}

/** A button. */
export function toMetaButton(button: JsonObject): TemplateButton {
	return { type: typeOf(button), text: asText(button['text']) ?? '', url: asText(button['url']) };
}

/** A header's format that nobody knows, as words of a sentence; empty for a known one and for none. */
export function unknownFormat(format: string | null, where = ''): string[] {
	const isKnown = format === null || toHeaderFormat(format) !== undefined;
	return isKnown || format.toUpperCase() === 'NONE'
		? []
		: [`the header of the format ${format.toUpperCase()}${where}`];
}

/** The names of the formats and components that nobody knows how to fill, as words of a sentence. */
function unknownPartsIn(components: readonly JsonObject[], where = ''): string[] {
	return components.flatMap((component) => {
		const type = typeOf(component);
		if (type === 'HEADER') return unknownFormat(asText(component['format']), where);
		return knownTypes.includes(type) ? [] : [`the component ${type || 'without a type'}${where}`];
	});
}

function find(components: readonly JsonObject[], type: string): JsonObject {
	return asObject(components.find((candidate) => typeOf(candidate) === type));
}

function cardRows(components: readonly JsonObject[]): JsonObject[][] {
	return asObjects(find(components, 'CAROUSEL')['cards']).map((card) =>
		asObjects(card['components']),
	);
}

function toCard(components: readonly JsonObject[]): TemplateCard {
	return {
		header: toMetaHeader(find(components, 'HEADER')),
		body: asText(find(components, 'BODY')['text']) ?? '',
		buttons: asObjects(find(components, 'BUTTONS')['buttons']).map(toMetaButton),
	};
}

function toOffer(component: JsonObject): TemplateOffer | null {
	if (typeOf(component) === '') return null;
	const offer = asObject(component['limited_time_offer']);
	return { text: asText(offer['text']) ?? '', hasExpiration: offer['has_expiration'] === true };
}

/**
 * The parts of a template from Meta's components, which several gateways pass on.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function readMetaComponents(
	value: unknown,
): TemplateParts & { readonly footer: string | null; readonly unknownParts: readonly string[] } {
	const components = asObjects(value);
	const cards = cardRows(components);
	return {
		...toCard(components),
		footer: asText(find(components, 'FOOTER')['text']),
		offer: toOffer(find(components, 'LIMITED_TIME_OFFER')),
		cards: cards.map(toCard),
		...(typeOf(find(components, orderStatus)) !== '' && { hasOrderStatus: true }),
		unknownParts: [
			...unknownPartsIn(components),
			...cards.flatMap((parts, index) => unknownPartsIn(parts, ` of card ${index + 1}`)),
		],
	};
}
