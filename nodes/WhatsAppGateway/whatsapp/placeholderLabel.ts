import type { Placeholder } from '../core/template';
import { placeholderPattern } from './placeholders';
import { isFile } from './templateFiles';

/**
 * What n8n's form shows of a label, in characters: the switch between Fixed and Expression takes its room in the
 * line even while it cannot be seen, and a longer label pushes the field out of the panel.
 */
const maxLabelLength = 26;

/** How much of the label the text before the placeholder may take. */
const shareBefore = 0.7;

/** What does not stand beside the mark of a cut. */
const gap = '…., ';

/** Cuts the start off a line, at a space, so that at most `maxLength` characters are left. */
function truncateStart(line: string, maxLength: number): string {
	if (line.length <= maxLength) return line;
	const end = line.slice(line.length - Math.max(maxLength - 1, 0));
	const kept = end.includes(' ') ? end.slice(end.indexOf(' ') + 1) : '';
	let begin = 0;
	while (begin < kept.length && gap.includes(kept.charAt(begin))) begin += 1;
	return `…${kept.slice(begin)}`;
}

/** Cuts the end off a line, at a space, so that at most `maxLength` characters are left. */
function truncateEnd(line: string, maxLength: number): string {
	if (line.length <= maxLength) return line;
	const start = line.slice(0, Math.max(maxLength - 1, 0));
	let end = Math.max(start.lastIndexOf(' '), 0);
	while (end > 0 && gap.includes(start.charAt(end - 1))) end -= 1;
	return `${start.slice(0, end)}…`;
}

/** Puts the text around a placeholder on one line, without the other placeholders: each has a label of its own. */
function normalizeText(text: string): string {
	return text.replace(/\s+/g, ' ').replace(placeholderPattern, '…');
}

/** The label of a placeholder's field: the placeholder in its context, `…your order {{2}}. The…`. */
export function placeholderLabel(placeholder: Placeholder, maxLength = maxLabelLength): string {
	const { card } = placeholder;
	if (card === undefined) return labelWithin(placeholder, maxLength);
	const prefix = `Card ${card + 1}: `;
	return `${prefix}${labelWithin(placeholder, maxLength - prefix.length)}`;
}

const answerIdOf = 'Answer ID: ';

/** More of the text around a placeholder than any label shows: a long text is not gone through for each. */
const maxContextRead = 200;

function labelWithin(placeholder: Placeholder, maxLength: number): string {
	const { name, input, card, component, optional, label } = placeholder;
	const before = placeholder.before.slice(-maxContextRead);
	const after = placeholder.after.slice(0, maxContextRead);
	if (label !== undefined) return truncateStart(`${before}${label}`, maxLength);
	if (isFile(placeholder)) {
		const what = input === 'gif' ? 'GIF' : input;
		return card === undefined
			? `${what.charAt(0).toUpperCase()}${what.slice(1)}: link or file`
			: `${what} link/file`;
	}
	// The parameter of a button without a link has no context but the button's own text.
	if (component === 'button' && !before.endsWith('…')) {
		const text = normalizeText(before.replace(/: $/, ''));
		if (optional !== true) return truncateEnd(text, maxLength);
		return `${answerIdOf}${truncateEnd(text, maxLength - answerIdOf.length)}`;
	}
	const mark = `{{${name}}}`;
	const maxContext = Math.max(maxLength - mark.length, 0);
	const start = truncateStart(
		normalizeText(before),
		Math.max(Math.ceil(maxContext * shareBefore), maxContext - after.length),
	);
	return `${start}${mark}${truncateEnd(normalizeText(after), maxContext - start.length)}`.trim();
}
