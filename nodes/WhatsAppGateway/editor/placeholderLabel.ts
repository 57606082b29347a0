import type { Placeholder } from '../core/template';
import { placeholderPattern } from '../whatsapp/placeholders';

/** What n8n's form shows of a field's label before it cuts it off, in characters. */
const labelLength = 24;

/** The end of a line, cut at a word to fit so many characters. */
function tail(line: string, room: number): string {
	if (line.length <= room) return line;
	const cut = line.slice(line.length - Math.max(room - 1, 0));
	return `…${cut.includes(' ') ? cut.slice(cut.indexOf(' ') + 1) : ''}`;
}

/** The beginning of a line, likewise. */
function head(line: string, room: number): string {
	if (line.length <= room) return line;
	const cut = line.slice(0, Math.max(room - 1, 0));
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0))}…`;
}

/** A field's label: the blank between the template's own words, `…your order {{2}}. The…`. */
export function placeholderLabel(placeholder: Placeholder): string {
	const { name, input, component, optional, before, after } = placeholder;
	if (input !== 'text') return `Header ${input} (URL)`;
	// What a button without a link takes has no words around it but the button's own.
	if (component === 'button' && !before.endsWith('…')) {
		return head(`${optional ? 'Payload of ' : ''}${before.replace(/: $/, '')}`, labelLength);
	}
	const [wordsBefore, wordsAfter] = [before, after].map((text) =>
		text.replace(/\s+/g, ' ').replace(placeholderPattern, '{{$1}}'),
	);
	const mark = `{{${name}}}`;
	const room = labelLength - mark.length;
	const left = tail(wordsBefore ?? '', Math.max(Math.ceil(room * 0.7), room - after.length));
	return `${left}${mark}${head(wordsAfter ?? '', room - left.length)}`.trim();
}
