import { GatewayError } from '../core/faults';
import type {
	ButtonsContent,
	CtaUrlContent,
	InteractiveText,
	ListContent,
	ListRow,
	ListSection,
	ReplyButton,
} from '../core/message';
import { asObject } from '../core/narrow';
import { checkLength, type Limit, limits, maxCounts } from './limits';

type Input = Readonly<Record<string, unknown>>;

function refuse(message: string, hint: string): never {
	throw new GatewayError('invalidRequest', message, { hint });
}

/** Trims text, and writes a number as text; empty for everything else. */
function toText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Reads a text that must not be empty, and checks its length. */
function readRequired(value: unknown, limit: Limit, element = ''): string {
	const text = toText(value);
	if (text === '') {
		const name = element === '' ? `The field ${limit.field}` : `${element}: ${limit.field}`;
		refuse(`${name} is empty.`, 'Fill it in.');
	}
	checkLength(text, limit, element);
	return text;
}

/** Reads a text that may be empty, which is `null`, and checks its length. */
function readOptional(value: unknown, limit: Limit, element = ''): string | null {
	const text = toText(value);
	if (text === '') return null;
	checkLength(text, limit, element);
	return text;
}

function readInteractiveText(input: Input): InteractiveText {
	return {
		header: readOptional(input['header'], limits.interactiveHeader),
		body: readRequired(input['body'], limits.interactiveBody),
		footer: readOptional(input['footer'], limits.interactiveFooter),
	};
}

/** Reads a list of objects; plain text stands for an object with this title. */
function readEntries(value: unknown): Input[] {
	return (Array.isArray(value) ? value : []).map((entry: unknown) =>
		typeof entry === 'string' || typeof entry === 'number' ? { title: entry } : asObject(entry),
	);
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

/** WhatsApp refuses a message in which two buttons or rows share a title or an id. */
function checkUnique(values: readonly string[], attribute: 'title' | 'ID', noun: string): void {
	const duplicate = values.find((value, index) => values.indexOf(value) !== index);
	if (duplicate === undefined) return;
	refuse(
		`Two ${noun} have the same ${attribute} “${duplicate}”.`,
		`Give each of the ${noun} a different ${attribute}.`,
	);
}

/** Fills in missing ids, made from the titles and different from all others. */
function addIds<T extends { readonly id: string; readonly title: string }>(
	entries: readonly T[],
	noun: string,
): T[] {
	const titles = entries.map(({ title }) => title);
	checkUnique(titles, 'title', noun);
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

/**
 * Reads reply buttons, `{header?, body, footer?, buttons: [{title, id?}]}`, from a form or from JSON.
 *
 * @throws GatewayError `invalidRequest` that names the field and the button
 */
export function readButtons(value: unknown): ButtonsContent {
	const input = asObject(value);
	const text = readInteractiveText(input);
	const buttons = readEntries(input['buttons']).map((button, index): ReplyButton => {
		const element = `Button ${index + 1}`;
		return {
			id: readOptional(button['id'], limits.buttonId, element) ?? '',
			title: readRequired(button['title'], limits.buttonTitle, element),
		};
	});
	if (buttons.length === 0) refuse('There is no reply button.', 'Add one to three buttons.');
	if (buttons.length > maxCounts.buttons) {
		refuse(
			`There are ${buttons.length} reply buttons; WhatsApp allows at most ${maxCounts.buttons}.`,
			'Remove some, or send a list with up to ten rows.',
		);
	}
	return { ...text, buttons: addIds(buttons, 'buttons') };
}

function readRow(row: Input, element: string): ListRow {
	return {
		id: readOptional(row['id'], limits.rowId, element) ?? '',
		title: readRequired(row['title'], limits.rowTitle, element),
		description: readOptional(row['description'], limits.rowDescription, element),
	};
}

/** Reads sections; `rows` without sections are one section without a title. */
function readSections(input: Input): ListSection[] {
	const rows = readEntries(input['rows']);
	const sections = rows.length > 0 ? [{ rows }] : readEntries(input['sections']);
	return sections.map((section, index) => {
		const element = `Section ${index + 1}`;
		const title = readOptional(section['title'], limits.sectionTitle, element);
		if (title === null && sections.length > 1) {
			refuse(
				`The list has ${sections.length} sections, but ${element.toLowerCase()} has no title.`,
				'Give every row a section, or none of them.',
			);
		}
		const sectionRows = readEntries(section['rows']);
		if (sectionRows.length === 0) {
			refuse(`${element} has no rows.`, 'Add rows to it, or remove it.');
		}
		const rowElement = sections.length > 1 ? `${element}, row` : 'Row';
		return {
			title,
			rows: sectionRows.map((row, rowIndex) => readRow(row, `${rowElement} ${rowIndex + 1}`)),
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
	const input = asObject(value);
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

/**
 * Reads a link button, `{header?, body, footer?, button, url}`, from a form or from JSON.
 *
 * @throws GatewayError `invalidRequest` that names the field
 */
export function readCtaUrl(value: unknown): CtaUrlContent {
	const input = asObject(value);
	const text = readInteractiveText(input);
	const button = readRequired(input['button'], limits.buttonText);
	const url = toText(input['url']);
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		refuse('The field URL is not a web address.', 'Enter the whole URL, beginning with https://.');
	}
	return { ...text, button, url };
}
