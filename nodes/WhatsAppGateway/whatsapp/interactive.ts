import type {
	ButtonsContent,
	CtaUrlContent,
	InteractiveText,
	ListContent,
	ListRow,
	ListSection,
	ReplyButton,
} from '../core/interactive';
import { limits, maxCounts } from './limits';
import {
	readEntries,
	readOptional,
	readRequired,
	readShape,
	refuse,
	type Shape,
	withTitle,
} from './shape';
import { encodeWebAddress } from './webAddress';

/** The fields of the text of an interactive message. */
export const textFields = ['header', 'body', 'footer'] as const;

/** Reads the text around an interactive message. Throws `invalidRequest`. */
export function readInteractiveText(input: Shape): InteractiveText {
	return {
		header: readOptional(input['header'], limits.interactiveHeader),
		body: readRequired(input['body'], limits.interactiveBody),
		footer: readOptional(input['footer'], limits.interactiveFooter),
	};
}

/** In code points, well below WhatsApp's limit for an id. */
const maxSlugLength = 100;

/** Makes an id from a title: lower case with underscores, never empty. */
export function toSlug(title: string): string {
	const slug = title
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_|_$/g, '');
	// The normalization may make a text many times as long.
	return slug === '' ? 'option' : [...slug].slice(0, maxSlugLength).join('');
}

/** WhatsApp refuses a message in which two buttons share a title, or two buttons or rows an id. */
function checkUnique(values: readonly string[], attribute: 'title' | 'ID', noun: string): void {
	const duplicate = values.find((value, index) => values.indexOf(value) !== index);
	if (duplicate === undefined) return;
	refuse(
		`Two ${noun} have the same ${attribute} “${duplicate}”.`,
		`Give each of the ${noun} a different ${attribute}.`,
	);
}

/** Fills in missing ids, made from the titles and different from all others. */
export function addIds<T extends { readonly id: string; readonly title: string }>(
	entries: readonly T[],
	noun: string,
): T[] {
	const ids = entries.map(({ id }) => id).filter((id) => id !== '');
	checkUnique(ids, 'ID', noun);
	const usedIds = new Set(ids);
	return entries.map((entry) => {
		if (entry.id !== '') return entry;
		const slug = toSlug(entry.title);
		let id = slug;
		for (let suffix = 2; usedIds.has(id); suffix++) id = `${slug}_${suffix}`;
		usedIds.add(id);
		return { ...entry, id };
	});
}

/** Reads buttons that send a reply, `[{title, id?}]` or plain titles. Throws `invalidRequest`. */
export function readReplyButtons(value: unknown, element = 'Button'): ReplyButton[] {
	const buttons = readEntries(value, 'buttons').map((entry, index): ReplyButton => {
		const name = `${element} ${index + 1}`;
		const button = readShape(withTitle(entry), ['title', 'id'], name);
		return {
			id: readOptional(button['id'], limits.buttonId, name) ?? '',
			title: readRequired(button['title'], limits.buttonTitle, name),
		};
	});
	checkUnique(
		buttons.map(({ title }) => title),
		'title',
		'buttons',
	);
	return buttons;
}

/**
 * Reads reply buttons, `{header?, body, footer?, buttons: [{title, id?}]}`, from a form or from JSON.
 *
 * @param element what the user knows a button as
 * @throws GatewayError `invalidRequest` that names the field and the button
 */
export function readButtons(value: unknown, element = 'Button'): ButtonsContent {
	const input = readShape(value, [...textFields, 'buttons'], 'The message');
	const text = readInteractiveText(input);
	const buttons = readReplyButtons(input['buttons'], element);
	if (buttons.length === 0) refuse('There is no reply button.', 'Add one to three buttons.');
	if (buttons.length > maxCounts.buttons) {
		refuse(
			`There are ${buttons.length} reply buttons; WhatsApp allows at most ${maxCounts.buttons}.`,
			'Remove some, or send a list with up to ten rows.',
		);
	}
	return { ...text, buttons: addIds(buttons, 'buttons') };
}

function readRow(entry: unknown, element: string): ListRow {
	const row = readShape(withTitle(entry), ['title', 'description', 'id'], element);
	return {
		id: readOptional(row['id'], limits.rowId, element) ?? '',
		title: readRequired(row['title'], limits.rowTitle, element),
		description: readOptional(row['description'], limits.rowDescription, element),
	};
}

/** The sections of a message; entries without sections are one section without a title. */
export function sectionsOf(input: Shape, entries: string): Shape[] {
	const rows = readEntries(input[entries], entries);
	const sections = readEntries(input['sections'], 'sections');
	if (rows.length > 0 && sections.length > 0) {
		refuse(
			`The message has both “${entries}” and “sections”.`,
			`Put all ${entries} into sections, or leave the sections out.`,
		);
	}
	return (rows.length > 0 ? [{ [entries]: rows }] : sections).map((section, index) =>
		readShape(section, ['title', entries], `Section ${index + 1}`),
	);
}

/** Reads the title of a section, which only a single one may lack. */
export function readSectionTitle(section: Shape, index: number, count: number): string | null {
	const element = `Section ${index + 1}`;
	const title = readOptional(section['title'], limits.sectionTitle, element);
	if (title !== null || count === 1) return title;
	return refuse(
		`The list has ${count} sections, but ${element.toLowerCase()} has no title.`,
		'Give every row a section, or none of them.',
	);
}

function readSections(input: Shape): ListSection[] {
	const sections = sectionsOf(input, 'rows');
	return sections.map((section, index) => {
		const element = `Section ${index + 1}`;
		const title = readSectionTitle(section, index, sections.length);
		const rows = readEntries(section['rows'], 'rows');
		if (rows.length === 0) refuse(`${element} has no rows.`, 'Add rows to it, or remove it.');
		const rowElement = sections.length > 1 ? `${element}, row` : 'Row';
		return {
			title,
			rows: rows.map((row, rowIndex) => readRow(row, `${rowElement} ${rowIndex + 1}`)),
		};
	});
}

/**
 * Reads a list, `{header?, body, footer?, button, sections: [{title, rows: [{title, id?,
 * description?}]}]}`, or with `rows` instead of `sections`, from a form or from JSON.
 *
 * @throws GatewayError `invalidRequest` that names the field, the section and the row
 */
export function readList(value: unknown): ListContent {
	const input = readShape(value, [...textFields, 'button', 'sections', 'rows'], 'The message');
	const text = readInteractiveText(input);
	const button = readRequired(input['button'], limits.buttonText);
	const sections = readSections(input);
	const rows = sections.flatMap((section) => section.rows);
	if (rows.length === 0) refuse('The list has no rows.', 'Add one to ten rows.');
	if (sections.length > maxCounts.sections || rows.length > maxCounts.rows) {
		refuse(
			`The list has ${rows.length} rows in ${sections.length} section${sections.length === 1 ? '' : 's'}; WhatsApp allows at most ${maxCounts.rows} rows in at most ${maxCounts.sections} sections.`,
			'Remove rows, or ask in two steps.',
		);
	}
	const rowsWithIds = addIds(rows, 'rows');
	let start = 0;
	return {
		...text,
		button,
		sections: sections.map((section) => ({
			title: section.title,
			rows: rowsWithIds.slice(start, (start += section.rows.length)),
		})),
	};
}

/** Reads the address that a button opens. Throws `invalidRequest`. */
export function readButtonUrl(value: unknown, element = ''): string {
	const given = readRequired(value, limits.url, element);
	return (
		encodeWebAddress(given) ??
		refuse(
			`${element === '' ? 'The field URL' : `${element}: URL`} is not a web address.`,
			'Enter the whole URL, beginning with https://.',
		)
	);
}

/**
 * Reads a link button, `{header?, body, footer?, button, url}`, from a form or from JSON.
 *
 * @throws GatewayError `invalidRequest` that names the field
 */
export function readCtaUrl(value: unknown): CtaUrlContent {
	const input = readShape(value, [...textFields, 'button', 'url'], 'The message');
	const text = readInteractiveText(input);
	const button = readRequired(input['button'], limits.buttonText);
	return { ...text, button, url: readButtonUrl(input['url']) };
}
