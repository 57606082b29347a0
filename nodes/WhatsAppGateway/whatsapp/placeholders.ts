import type { Placeholder, PlaceholderInput, Template, TemplateButton } from '../core/template';

export const placeholderPattern = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** A translation may have {{2}} before {{1}}; WhatsApp counts numbered values, wherever they stand. */
function byNumber(a: Placeholder, b: Placeholder): number {
	return Number(a.name) - Number(b.name) || 0;
}

/**
 * The blanks of one text, each once, with the words around its first occurrence: by number, or,
 * where they have names, as a reader meets them.
 */
export function findPlaceholders(
	text: string,
	component: Placeholder['component'] = 'body',
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

/** The blank of a header that is a file, approved with an example and sent with one's own. */
function filePlaceholder(input: Exclude<PlaceholderInput, 'text'>): Placeholder {
	return {
		key: `header_${input}`,
		name: '',
		component: 'header',
		index: null,
		input,
		before: '',
		after: '',
	};
}

/** What a button without a link takes: its blank's name, and whether it may be left out. */
const buttonParameters: Readonly<Record<string, Pick<Placeholder, 'name' | 'optional'>>> = {
	OTP: { name: 'code' },
	COPY_CODE: { name: 'code' },
	// Without a payload of its own, the button's words come back with the tap.
	QUICK_REPLY: { name: 'payload', optional: true },
};

/** The blanks of a button; a form shows its words, for the address behind it says little to a reader. */
function buttonPlaceholders({ type, text, url }: TemplateButton, index: number): Placeholder[] {
	const before = `${text}: `;
	const inUrl = findPlaceholders(url ?? '', 'button', index);
	const blank = buttonParameters[type];
	if (inUrl.length > 0 || blank === undefined) {
		return inUrl.map((one) => ({ ...one, before: `${before}…` }));
	}
	const key = `button_${index}`;
	return [{ key, ...blank, component: 'button', index, input: 'text', before, after: '' }];
}

/** Every blank of a template, from the header to the buttons. */
export function templatePlaceholders({
	header,
	body,
	buttons,
}: Pick<Template, 'header' | 'body' | 'buttons'>): Placeholder[] {
	const inHeader =
		header === null || header.format === 'location'
			? []
			: header.format === 'text'
				? findPlaceholders(header.text ?? '', 'header')
				: [filePlaceholder(header.format)];
	const inButtons = buttons.flatMap(buttonPlaceholders);
	return [...inHeader, ...findPlaceholders(body), ...inButtons];
}
