import type { Placeholder } from '../core/template';
import { placeholderPattern } from '../whatsapp/placeholders';
import { isFile } from '../whatsapp/templateFiles';

/** The length at which n8n's form cuts a label, in characters. */
const maxLabelLength = 24;

/** How much of the label the text before the placeholder may take. */
const shareBefore = 0.7;

/** Cuts the start off a line, at a space, so that at most `maxLength` characters are left. */
function truncateStart(line: string, maxLength: number): string {
	if (line.length <= maxLength) return line;
	const end = line.slice(line.length - Math.max(maxLength - 1, 0));
	return `…${end.includes(' ') ? end.slice(end.indexOf(' ') + 1) : ''}`;
}

/** Cuts the end off a line, at a space, so that at most `maxLength` characters are left. */
function truncateEnd(line: string, maxLength: number): string {
	if (line.length <= maxLength) return line;
	const start = line.slice(0, Math.max(maxLength - 1, 0));
	return `${start.slice(0, Math.max(start.lastIndexOf(' '), 0))}…`;
}

/** Puts text on one line, and writes its placeholders without inner spaces. */
function normalizeText(text: string): string {
	return text.replace(/\s+/g, ' ').replace(placeholderPattern, '{{$1}}');
}

/** The label of a placeholder's field: the placeholder in its context, `…your order {{2}}. The…`. */
export function placeholderLabel(placeholder: Placeholder): string {
	const { card } = placeholder;
	if (card === undefined) return labelWithin(placeholder, maxLabelLength);
	const prefix = `Card ${card + 1}: `;
	return `${prefix}${labelWithin(placeholder, maxLabelLength - prefix.length)}`;
}

function labelWithin(placeholder: Placeholder, maxLength: number): string {
	const { name, input, card, component, optional, label, before, after } = placeholder;
	if (label !== undefined) return truncateStart(`${before}${label}`, maxLength);
	if (isFile(placeholder)) {
		const what = input === 'gif' ? 'GIF' : input;
		if (card !== undefined) return `${what} (URL/file)`;
		return `${what.charAt(0).toUpperCase()}${what.slice(1)} (URL or file)`;
	}
	// The parameter of a button without a link has no context but the button's own text.
	if (component === 'button' && !before.endsWith('…')) {
		return truncateEnd(`${optional ? 'Payload of ' : ''}${before.replace(/: $/, '')}`, maxLength);
	}
	const mark = `{{${name}}}`;
	const maxContext = Math.max(maxLength - mark.length, 0);
	const start = truncateStart(
		normalizeText(before),
		Math.max(Math.ceil(maxContext * shareBefore), maxContext - after.length),
	);
	return `${start}${mark}${truncateEnd(normalizeText(after), maxContext - start.length)}`.trim();
}
