import type { Placeholder, PlaceholderInput, Template, TemplateButton } from '../core/template';

/** A placeholder in a text, `{{1}}` or `{{first_name}}`. */
export const placeholderPattern = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

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

/** The placeholder of a header that is a file. */
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

/** The placeholder of a button without a link, by the button's type. */
const buttonParameters: Readonly<Record<string, Pick<Placeholder, 'name' | 'optional'>>> = {
	OTP: { name: 'code' },
	COPY_CODE: { name: 'code' },
	// Without a payload, the reply has the button's text.
	QUICK_REPLY: { name: 'payload', optional: true },
};

/** The placeholders of a button, shown after the button's text instead of its link. */
function buttonPlaceholders({ type, text, url }: TemplateButton, index: number): Placeholder[] {
	const before = `${text}: `;
	const inUrl = findPlaceholders(url ?? '', 'button', index);
	const parameter = buttonParameters[type];
	if (inUrl.length > 0 || parameter === undefined) {
		return inUrl.map((placeholder) => ({ ...placeholder, before: `${before}…` }));
	}
	const key = `button_${index}`;
	return [{ key, ...parameter, component: 'button', index, input: 'text', before, after: '' }];
}

/** Every placeholder of a template, from the header to the buttons. */
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
