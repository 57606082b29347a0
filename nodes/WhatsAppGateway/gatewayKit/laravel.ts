import type { IDataObject } from 'n8n-workflow';

import { type FaultDetails, type FaultRule, GatewayError } from '../core/faults';
import { asObject, asText, asTexts, type JsonObject, parseJson } from '../core/narrow';
import type { TemplatePage } from '../core/gateway';
import type { ListEntry, ListPage } from '../core/lists';
import { maxGatewayText } from '../core/quote';
import type { Answer, Call } from '../core/request';
import type { TemplateSummary } from '../core/template';

/** Refused fields with the reasons for each. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** Laravel's `errors`: refused fields with their reasons; `undefined` if there are none. */
export function readFieldErrors(value: unknown): FieldErrors | undefined {
	const fields = Object.entries(asObject(value)).map(([field, reasons]): [string, string[]] => [
		field,
		typeof reasons === 'string' ? [reasons] : asTexts(reasons),
	]);
	return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

/** The fault of refused fields: the rule's message with the reasons, or else the fields' names. */
export function toFieldFault(
	{ fault, message }: Pick<FaultRule, 'fault' | 'message'>,
	fields: FieldErrors,
	details: FaultDetails,
): GatewayError {
	const reasons = Object.values(fields).flat().join(' ').trim();
	const reason = (reasons === '' ? Object.keys(fields).join(', ') : reasons)
		.slice(0, maxGatewayText)
		.replace(/\.$/, '');
	return new GatewayError(fault, `${message.replace(/\.$/, '')}: ${reason}.`, {
		...details,
		fields,
	});
}

/** A value of a JSON column, which some versions send as text: the value in it. */
export function parseNested(value: unknown): unknown {
	return typeof value === 'string' ? parseJson(value) : value;
}

const pageSize = 100;

/** A list with more pages than this is taken to have no end. */
const maxPages = 1000;

/** One page of a list, and whether another one follows. */
export interface Page {
	readonly rows: readonly JsonObject[];
	readonly hasNext: boolean;
}

/** What is listed. */
export interface Listed {
	readonly path: string;
	readonly query?: IDataObject;
}

/** Finds the rows in an answer, and whether to go on. */
export type ReadPage = (answer: Answer, page: number) => Page;

/** One page of a list with its answer, in one request; the first one is 1. */
async function fetchPage(
	call: Call,
	{ path, query = {} }: Listed,
	page: number,
	readPage: ReadPage,
): Promise<Page & { readonly answer: Answer }> {
	const answer = await call({
		method: 'GET',
		path,
		query: { ...query, page, per_page: pageSize },
	});
	return { ...readPage(answer, page), answer };
}

/**
 * The pages of a list with the answers that they came in, until one is empty or the last.
 */
export async function* fetchPages(
	call: Call,
	listed: Listed,
	readPage: ReadPage,
): AsyncIterable<Page & { readonly answer: Answer }> {
	for (let page = 1; page <= maxPages; page++) {
		const found = await fetchPage(call, listed, page, readPage);
		if (found.rows.length === 0) return;
		yield found;
		if (!found.hasNext) return;
	}
}

/** The rows of one page, by the `next` of the page before, in one request. */
async function fetchRows(
	call: Call,
	listed: Listed,
	cursor: string | null,
	readPage: ReadPage,
): Promise<{ readonly rows: readonly JsonObject[]; readonly next: string | null }> {
	const page = Number(cursor ?? 1);
	const { rows, hasNext } = await fetchPage(call, listed, page, readPage);
	const goesOn = hasNext && rows.length > 0 && page < maxPages;
	return { rows, next: goesOn ? String(page + 1) : null };
}

/** One page of templates, by the `next` of the page before. */
export async function fetchTemplatePage(
	call: Call,
	listed: Listed,
	cursor: string | null,
	readPage: ReadPage,
	toTemplate: (row: JsonObject) => TemplateSummary,
): Promise<TemplatePage> {
	const { rows, next } = await fetchRows(call, listed, cursor, readPage);
	return { templates: rows.map(toTemplate), next };
}

function toEntry(raw: JsonObject): ListEntry[] {
	const id = asText(raw['id']);
	return id === null ? [] : [{ id, name: asText(raw['name']) ?? id, raw }];
}

/** One page of rows that have an id and a name, by the `next` of the page before. */
export async function fetchEntries(
	call: Call,
	listed: Listed,
	cursor: string | null,
	readPage: ReadPage,
): Promise<ListPage> {
	const { rows, next } = await fetchRows(call, listed, cursor, readPage);
	return { entries: rows.flatMap(toEntry), next };
}

/** The id of a list's first row that has one, as it came: a number stays a number. */
export async function firstId(
	rows: AsyncIterable<JsonObject>,
): Promise<number | string | undefined> {
	for await (const { id } of rows) {
		const known = typeof id === 'number' ? id : asText(id);
		if (known !== null) return known;
	}
	return undefined;
}
