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
import { checkLength, counts, type Limit, limits } from './limits';

type Given = Readonly<Record<string, unknown>>;

function refuse(message: string, hint: string): never {
	throw new GatewayError('invalidRequest', message, { hint });
}

/** A text as it was given, trimmed; empty where there is none. */
function trimmedText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A text that must be there and fit. */
function required(value: unknown, limit: Limit, where = ''): string {
	const text = trimmedText(value);
	if (text === '') {
		const what = where === '' ? `The field ${limit.field}` : `${where}: ${limit.field}`;
		refuse(`${what} is empty.`, 'Fill it in.');
	}
	checkLength(text, limit, where);
	return text;
}

/** A text that may be left out, and must fit where it is there. */
function optional(value: unknown, limit: Limit, where = ''): string | null {
	const text = trimmedText(value);
	if (text === '') return null;
	checkLength(text, limit, where);
	return text;
}

function readTextAround(given: Given): InteractiveText {
	return {
		header: optional(given['header'], limits.interactiveHeader),
		body: required(given['body'], limits.interactiveBody),
		footer: optional(given['footer'], limits.interactiveFooter),
	};
}

/** A list of objects; a bare text stands for an object with this title. */
function entries(value: unknown): Given[] {
	return (Array.isArray(value) ? value : []).map((entry: unknown) =>
		typeof entry === 'string' || typeof entry === 'number' ? { title: entry } : asObject(entry),
	);
}

/** Well below what an id may have, in code points. */
const maxSlugLength = 100;

/** An id from a title: what stays of it in lower case with underscores; never empty. */
export function slug(title: string): string {
	const plain = title
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
	// Taking letters apart may make a text many times as long.
	return plain === '' ? 'option' : [...plain].slice(0, maxSlugLength).join('');
}

/** Refuses what is the same twice, which WhatsApp would refuse as well. */
function checkUnique(values: readonly string[], what: string, noun: string): void {
	const twice = values.find((value, index) => values.indexOf(value) !== index);
	if (twice === undefined) return;
	refuse(
		`Two ${noun} have the same ${what} “${twice}”.`,
		`Give each of the ${noun} ${what === 'ID' ? 'an ID' : 'a title'} of its own.`,
	);
}

/** Ids as they were given; where none was, made from the title and different from all others. */
function withIds<T extends { readonly id: string; readonly title: string }>(
	rows: readonly T[],
	noun: string,
): T[] {
	checkUnique(
		rows.map(({ title }) => title),
		'title',
		noun,
	);
	const given = rows.map(({ id }) => id).filter((id) => id !== '');
	checkUnique(given, 'ID', noun);
	const taken = new Set(given);
	return rows.map((row) => {
		if (row.id !== '') return row;
		const base = slug(row.title);
		let id = base;
		for (let next = 2; taken.has(id); next++) id = `${base}_${next}`;
		taken.add(id);
		return { ...row, id };
	});
}

/**
 * Reply buttons from what a form or JSON gives: `{header?, body, footer?, buttons: [{title, id?}]}`.
 * Throws `invalidRequest` that names field and button.
 */
export function readButtons(value: unknown): ButtonsContent {
	const given = asObject(value);
	const around = readTextAround(given);
	const buttons = entries(given['buttons']).map((button, index): ReplyButton => {
		const where = `Button ${index + 1}`;
		return {
			id: optional(button['id'], limits.buttonId, where) ?? '',
			title: required(button['title'], limits.buttonTitle, where),
		};
	});
	if (buttons.length === 0) refuse('There is no reply button.', 'Add one to three buttons.');
	if (buttons.length > counts.buttons) {
		refuse(
			`There are ${buttons.length} reply buttons; WhatsApp takes at most ${counts.buttons}.`,
			'Remove some, or send a list, which takes up to ten rows.',
		);
	}
	return { ...around, buttons: withIds(buttons, 'buttons') };
}

function readRow(row: Given, where: string): ListRow {
	return {
		id: optional(row['id'], limits.rowId, where) ?? '',
		title: required(row['title'], limits.rowTitle, where),
		description: optional(row['description'], limits.rowDescription, where),
	};
}

/** Sections as they are given; rows without sections make one without a title. */
function readSections(given: Given): ListSection[] {
	const rows = entries(given['rows']);
	const sections = rows.length > 0 ? [{ rows }] : entries(given['sections']);
	return sections.map((section, index) => {
		const where = `Section ${index + 1}`;
		const title = optional(section['title'], limits.sectionTitle, where);
		if (title === null && sections.length > 1) {
			refuse(
				`The list has ${sections.length} sections, but ${where.toLowerCase()} has no title.`,
				'Give every row a section, or none of them.',
			);
		}
		const own = entries(section['rows']);
		if (own.length === 0) refuse(`${where} has no rows.`, 'Add rows to it, or remove it.');
		const place = sections.length > 1 ? `${where}, row` : 'Row';
		return { title, rows: own.map((row, at) => readRow(row, `${place} ${at + 1}`)) };
	});
}

/**
 * A list from what a form or JSON gives: `{header?, body, footer?, button, sections: [{title, rows:
 * [{title, id?, description?}]}]}`, or `rows` instead of `sections`. Throws `invalidRequest`.
 */
export function readList(value: unknown): ListContent {
	const given = asObject(value);
	const around = readTextAround(given);
	const button = required(given['button'], limits.buttonText);
	const sections = readSections(given);
	const rows = sections.flatMap((section) => section.rows);
	if (rows.length === 0) refuse('The list has no rows.', 'Add one to ten rows.');
	if (sections.length > counts.sections || rows.length > counts.rows) {
		refuse(
			`The list has ${rows.length} rows in ${sections.length} section${sections.length === 1 ? '' : 's'}; WhatsApp takes at most ${counts.rows} rows in all, in at most ${counts.sections} sections.`,
			'Remove rows, or ask in two steps.',
		);
	}
	const named = withIds(rows, 'rows');
	let at = 0;
	return {
		...around,
		button,
		sections: sections.map((section) => ({
			title: section.title,
			rows: named.slice(at, (at += section.rows.length)),
		})),
	};
}

/**
 * A link button from what a form or JSON gives: `{header?, body, footer?, button, url}`.
 * Throws `invalidRequest`.
 */
export function readCtaUrl(value: unknown): CtaUrlContent {
	const given = asObject(value);
	const around = readTextAround(given);
	const button = required(given['button'], limits.buttonText);
	const url = trimmedText(given['url']);
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		refuse(
			'The field URL is not a web address.',
			'Write the whole address, beginning with https://.',
		);
	}
	return { ...around, button, url };
}
