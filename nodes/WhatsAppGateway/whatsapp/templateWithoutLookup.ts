import type {
	HeaderFormat,
	Placeholder,
	Template,
	TemplateButton,
	TemplateHeader,
} from '../core/template';
import { bodyPlaceholder, templatePlaceholders } from './placeholders';

/** What a key says about the template: `header_image` that it has a header with an image. */
interface KeyParts {
	/** The card's index from 0; `undefined` outside a carousel. */
	readonly card: number | undefined;
	/** The key without the card. */
	readonly key: string;
}

const cardKey = /^card_([1-9]|10)_(\w+)$/;

function splitKey(key: string): KeyParts {
	const [, number, rest] = cardKey.exec(key) ?? [];
	return rest === undefined ? { card: undefined, key } : { card: Number(number) - 1, key: rest };
}

/** The keys of headers that are no text, with what they say about the header. */
const headerKeys: ReadonlyArray<readonly [RegExp, HeaderFormat]> = [
	[/^header_image$/, 'image'],
	[/^header_video$/, 'video'],
	[/^header_gif$/, 'gif'],
	[/^header_document(?:_name)?$/, 'document'],
	[/^header_(?:latitude|longitude|location_name|location_address)$/, 'location'],
	[/^header_(?:product|catalog)$/, 'product'],
];

/** The ends of buttons' keys, with the type that has them; a thumbnail alone is a catalog's. */
const buttonTypesByKey: ReadonlyArray<readonly [RegExp, string]> = [
	[/_products$/, 'MPM'],
	[/_flow_(?:token|data)$/, 'FLOW'],
	[/_order$/, 'ORDER_DETAILS'],
	[/_(?:minutes|payload)$/, 'VOICE_CALL'],
	[/_thumbnail$/, 'CATALOG'],
];

const buttonKey = /^button_(\d)(?:_\w+)?$/;

function headerOf(keys: readonly string[]): TemplateHeader | null {
	const inHeader = keys.filter((key) => key.startsWith('header_'));
	const format = headerKeys.find(([pattern]) => inHeader.some((key) => pattern.test(key)))?.[1];
	if (format !== undefined) return { format, text: null, mediaUrl: null };
	if (inHeader.length === 0) return null;
	const text = inHeader.map((key) => `{{${key.replace('header_', '')}}}`).join(' ');
	return { format: 'text', text, mediaUrl: null };
}

/** The buttons up to the last one that has a value; one of an unknown type is filled like a link. */
function buttonsOf(keys: readonly string[]): TemplateButton[] {
	const inButtons = keys.filter((key) => buttonKey.test(key));
	const indexes = inButtons.map((key) => Number(buttonKey.exec(key)?.[1]));
	return Array.from({ length: Math.max(-1, ...indexes) + 1 }, (_, index) => {
		const own = inButtons.filter((key) => key.startsWith(`button_${index}`));
		const type = buttonTypesByKey.find(([pattern]) => own.some((key) => pattern.test(key)))?.[1];
		const url = own.includes(`button_${index}`) ? '{{1}}' : null;
		return { type: type ?? '', text: '', url };
	});
}

/** Keys of parts that are no text. */
const ownKeys = ['offer_expires_at', 'order_status'];

/** The parts of a template, or of a card, that must be there for its keys. */
function partsOf(keys: readonly string[]) {
	const inBody = keys.filter(
		(key) => !key.startsWith('header_') && !buttonKey.test(key) && !ownKeys.includes(key),
	);
	return {
		header: headerOf(keys),
		body: inBody.map((key) => `{{${key}}}`).join('\n'),
		buttons: buttonsOf(keys),
	};
}

/** Keeps the order in which the values are given, and a key that is no name between braces. */
function inGivenOrder(keys: readonly string[], found: readonly Placeholder[]): Placeholder[] {
	return keys
		.map(
			(key): Placeholder =>
				found.find((placeholder) => placeholder.key === key) ?? bodyPlaceholder(key),
		)
		.concat(found.filter(({ key, optional }) => optional !== true && !keys.includes(key)));
}

/**
 * Creates a template of which only the name is known, because the account has no template lookup. Its
 * parts and placeholders are derived from the values, and it counts as approved so that it can be sent.
 */
export function templateWithoutLookup(
	name: string,
	language: string,
	values: Readonly<Record<string, unknown>>,
): Template {
	const keys = Object.keys(values).map(splitKey);
	const keysOf = (wanted: number | undefined) =>
		keys.filter(({ card }) => card === wanted).map(({ key }) => key);
	const cardCount = Math.max(-1, ...keys.map(({ card = -1 }) => card)) + 1;
	const main = keysOf(undefined);
	const parts = {
		...partsOf(main),
		offer: main.includes('offer_expires_at') ? { text: '', hasExpiration: true } : null,
		...(main.includes('order_status') && { hasOrderStatus: true as const }),
		cards: Array.from({ length: cardCount }, (_, card) => partsOf(keysOf(card))),
	};
	return {
		id: name,
		name,
		category: null,
		status: 'approved',
		languages: [language],
		language,
		...parts,
		footer: null,
		placeholders: inGivenOrder(Object.keys(values), templatePlaceholders(parts)),
		unknownParts: [],
	};
}
