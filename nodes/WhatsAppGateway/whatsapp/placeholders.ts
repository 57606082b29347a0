import type {
	HeaderFormat,
	Placeholder,
	TemplateButton,
	TemplateHeader,
	TemplateParts,
} from '../core/template';
import { buttonTypes, isCodeButton } from './buttonTypes';

/** A placeholder in a text, `{{1}}` or `{{first_name}}`. */
export const placeholderPattern = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** The names of a text's placeholders, each once, in reading order. */
export function placeholderNames(text: string): string[] {
	return [...new Set([...text.matchAll(placeholderPattern)].map(([, name]) => name ?? ''))];
}

/** Whether the placeholders of a template's components have names, which Meta has to know. */
export function haveNames(components: ReadonlyArray<{ readonly text?: unknown }>): boolean {
	const texts = components.map(({ text }) => (typeof text === 'string' ? text : ''));
	return texts.flatMap(placeholderNames).some((name) => !/^\d+$/.test(name));
}

/** A translation may have {{2}} before {{1}}; WhatsApp takes the values by number. */
function byNumber(a: Placeholder, b: Placeholder): number {
	return Number(a.name) - Number(b.name) || 0;
}

/**
 * The placeholders of a text, each once, with the text around its first occurrence: by number, or in
 * reading order if they have names.
 */
export function findPlaceholders(
	text: string,
	component: 'header' | 'body' | 'button' = 'body',
	index: number | null = null,
): Placeholder[] {
	const prefix = { header: 'header_', body: '', button: `button_${index}` }[component];
	const found = new Map<string, Placeholder>();
	for (const match of text.matchAll(placeholderPattern)) {
		const name = match[1];
		if (name === undefined || found.has(name)) continue;
		found.set(name, {
			key: component === 'button' ? prefix : `${prefix}${name}`,
			name,
			component,
			index,
			input: 'text',
			before: text.slice(0, match.index),
			after: text.slice(match.index + match[0].length),
		});
	}
	return [...found.values()].sort(byNumber);
}

/** A value that stands in no text. */
type LooseValue = Pick<Placeholder, 'key' | 'name' | 'input' | 'optional' | 'label'>;

/**
 * The values of a header that is no text. A document without a name is shown as “Untitled”; the four
 * values of a place are all required.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
const headerValues: Readonly<Record<Exclude<HeaderFormat, 'text'>, readonly LooseValue[]>> = {
	image: [{ key: 'header_image', name: '', input: 'image' }],
	video: [{ key: 'header_video', name: '', input: 'video' }],
	gif: [{ key: 'header_gif', name: '', input: 'gif' }],
	document: [
		{ key: 'header_document', name: '', input: 'document' },
		{
			key: 'header_document_name',
			name: 'filename',
			input: 'fileName',
			optional: true,
			label: 'Document file name',
		},
	],
	location: [
		{ key: 'header_latitude', name: 'latitude', input: 'latitude', label: 'Latitude' },
		{ key: 'header_longitude', name: 'longitude', input: 'longitude', label: 'Longitude' },
		{ key: 'header_location_name', name: 'name', input: 'text', label: 'Name of the place' },
		{
			key: 'header_location_address',
			name: 'address',
			input: 'text',
			label: 'Address of the place',
		},
	],
	product: [
		{ key: 'header_product', name: 'product', input: 'productId', label: 'Product ID' },
		{ key: 'header_catalog', name: 'catalog', input: 'productId', label: 'Catalog ID' },
	],
};

/** The placeholders of a header. */
function headerPlaceholders(header: TemplateHeader | null): Placeholder[] {
	if (header === null) return [];
	if (header.format === 'text') return findPlaceholders(header.text ?? '', 'header');
	return headerValues[header.format].map((value) => ({
		...value,
		component: 'header',
		index: null,
		before: '',
		after: '',
	}));
}

/** The placeholders of a button, shown after the button's text instead of its link. */
function buttonPlaceholders({ type, text, url }: TemplateButton, index: number): Placeholder[] {
	const before = `${text}: `;
	const inUrl = findPlaceholders(url ?? '', 'button', index);
	const values = buttonTypes[type]?.values ?? [];
	if (inUrl.length > 0 || values.length === 0) {
		return inUrl.map((placeholder) => ({ ...placeholder, before: `${before}…` }));
	}
	return values.map(({ keyEnd, ...value }) => ({
		key: `button_${index}${keyEnd}`,
		...value,
		component: 'button',
		index,
		before,
		after: '',
	}));
}

/** The placeholders of a header, a body and buttons, with the code of a button taken from the body. */
function textPlaceholders({
	header,
	body,
	buttons,
}: Pick<TemplateParts, 'header' | 'body' | 'buttons'>): Placeholder[] {
	const inBody = findPlaceholders(body);
	const onlyKey = inBody.length === 1 ? inBody[0]?.key : undefined;
	const inButtons = buttons.flatMap((button, index) =>
		buttonPlaceholders(button, index).map((placeholder): Placeholder =>
			onlyKey !== undefined && isCodeButton(button)
				? { ...placeholder, optional: true, sameAs: onlyKey }
				: placeholder,
		),
	);
	return [...headerPlaceholders(header), ...inBody, ...inButtons];
}

const offerEnd: Placeholder = {
	key: 'offer_expires_at',
	name: 'expires_at',
	component: 'offer',
	index: null,
	input: 'time',
	label: 'Offer ends at',
	before: '',
	after: '',
};

const orderPlaceholder: Placeholder = {
	key: 'order_status',
	name: 'order_status',
	component: 'order',
	index: null,
	input: 'orderStatus',
	label: 'Order status (JSON)',
	before: '',
	after: '',
};

/** Every placeholder of a template, from the header to the buttons and the cards. */
export function templatePlaceholders({
	offer,
	cards,
	hasOrderStatus,
	...texts
}: TemplateParts): Placeholder[] {
	const inCards = cards.flatMap((part, card) =>
		textPlaceholders(part).map((placeholder) => ({
			...placeholder,
			key: `card_${card + 1}_${placeholder.key}`,
			card,
		})),
	);
	const main = textPlaceholders(texts);
	const inButtons = main.filter(({ component }) => component === 'button');
	const above = main.filter(({ component }) => component !== 'button');
	return [
		...above,
		...(offer?.hasExpiration ? [offerEnd] : []),
		...(hasOrderStatus === true ? [orderPlaceholder] : []),
		...inButtons,
		...inCards,
	];
}

/** The button that a placeholder belongs to; `undefined` for one outside of buttons. */
export function buttonOf(
	{ buttons, cards }: Pick<TemplateParts, 'buttons' | 'cards'>,
	{ card, index }: Placeholder,
): TemplateButton | undefined {
	if (index === null) return undefined;
	return (card === undefined ? buttons : cards[card]?.buttons)?.[index];
}

/** A placeholder of the body of which only the key is known. */
export function bodyPlaceholder(key: string): Placeholder {
	return {
		key,
		name: key,
		component: 'body',
		index: null,
		input: 'text',
		before: '',
		after: '',
	};
}
