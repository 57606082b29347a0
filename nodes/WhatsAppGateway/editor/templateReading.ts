import type { TemplatePage, TemplateSearch } from '../core/gateway';
import { BoundedMap } from '../core/boundedMap';
import { SeenCursors } from '../core/seenCursors';
import type { TemplateSummary } from '../core/template';
import { type ListedTemplate, type TemplateOption, templateOptions } from './templateOptions';
import { templateSearches } from './templateSearches';

/** Fewer options do not fill the open list, and n8n asks for more only where one scrolls to its end. */
const minOptions = 10;

/** Pages that one part reads: whoever searches for what is not there does not read all of a long list. */
const maxPagesRead = 30;

/** A part of the list, as n8n shows it below the parts before. */
export interface OptionsPage {
	readonly options: readonly TemplateOption[];
	readonly isLast: boolean;
	/** How many templates were looked through so far, where the part ends for that alone; else `null`. */
	readonly cutAfter: number | null;
}

/** Asks the gateway for one page. */
export type FetchPage = (search: TemplateSearch, cursor: string | null) => Promise<TemplatePage>;

function toListed(row: TemplateSummary): ListedTemplate {
	const { id, name, category, status, languages } = row;
	const { body } = row as ListedTemplate;
	return { id, name, category, status, languages, ...(body !== undefined && { body }) };
}

/**
 * A list of templates that is read as far as it is shown. Each name is shown once. One that is not approved
 * in the pages read so far waits for the end, because a later page may have it in an approved language; and
 * so does the last name of a page, whose other languages may follow on the next one.
 */
export class TemplateReading {
	private readonly pages: OptionsPage[] = [];
	private readonly shown = new Set<string>();
	private readonly searches: readonly TemplateSearch[];
	private waiting: ListedTemplate[] = [];
	private ready: TemplateOption[] = [];
	private search = 0;
	private cursor: string | null = null;
	private cursors = new SeenCursors();
	private before = '';
	private rowCount = 0;
	private last: Promise<unknown> = Promise.resolve();

	/** @param category the only one that is shown, as Meta names it; those of unknown category are as well */
	constructor(
		private readonly filter: string,
		private readonly category?: string,
	) {
		this.searches =
			category === undefined
				? templateSearches(filter)
				: templateSearches(filter).map((search) => ({ ...search, category }));
	}

	/** A part of the list, the first one is 0. Parts before it that were not read are read first. */
	async page(index: number, fetchPage: FetchPage): Promise<OptionsPage> {
		const read = this.last.then(async () => {
			while (this.pages.length <= index && this.pages.at(-1)?.isLast !== true) {
				this.pages.push(await this.readPage(fetchPage));
			}
			return this.pages[index] ?? { options: [], isLast: true, cutAfter: null };
		});
		this.last = read.catch(() => undefined);
		return await read;
	}

	private async readPage(fetchPage: FetchPage): Promise<OptionsPage> {
		let isLast = false;
		for (let page = 0; page < maxPagesRead; page++) {
			if (isLast || this.ready.length >= minOptions) break;
			const { templates, next } = await fetchPage(this.searches[this.search] ?? {}, this.cursor);
			const content = JSON.stringify(templates.map(({ id, name }) => [id, name]));
			const isRepeated = templates.length > 0 && this.cursor !== null && content === this.before;
			this.before = content;
			// The same page twice: the gateway has ignored the cursor, and the list would never end.
			this.cursor = isRepeated ? null : this.cursors.follow(next);
			if (this.cursor === null) {
				this.search += 1;
				this.cursors = new SeenCursors();
			}
			isLast = this.cursor === null && this.search >= this.searches.length;
			this.rowCount += templates.length;
			this.add(templates, isLast);
		}
		const options = this.ready;
		this.ready = [];
		const isCut = !isLast && options.length < minOptions;
		return { options, isLast, cutAfter: isCut ? this.rowCount : null };
	}

	private isWanted({ category }: TemplateSummary): boolean {
		const isOfAny = this.category === undefined || category === null;
		return isOfAny || category.toUpperCase() === this.category;
	}

	private add(templates: readonly TemplateSummary[], isLast: boolean): void {
		const isNew = ({ name }: TemplateSummary) => !this.shown.has(name);
		const wanted = templates.filter((template) => isNew(template) && this.isWanted(template));
		this.waiting = [...this.waiting, ...wanted.map(toListed)];
		const approved = new Set(
			this.waiting.filter(({ status }) => status === 'approved').map(({ name }) => name),
		);
		const lastName = templates.at(-1)?.name;
		const isComplete = ({ name }: TemplateSummary) =>
			isLast || (approved.has(name) && name !== lastName);
		const options = templateOptions(this.waiting.filter(isComplete), this.filter);
		for (const { value } of options) this.shown.add(value);
		this.waiting = this.waiting.filter(isNew);
		this.ready.push(...options);
	}
}

/** A list that is open in an editor; in milliseconds. */
const maxOpenMs = 10 * 60_000;

/** The lists that are open, by account and filter. */
const readings = new BoundedMap<string, TemplateReading>({ maxEntries: 20, maxIdleMs: maxOpenMs });

/**
 * The list to which a part belongs: a new one for the first part. A later part of a list that this process
 * does not know any more is read from the beginning.
 */
export function openReading(
	accountKey: string,
	filter: string,
	index: number,
	category?: string,
): TemplateReading {
	const key = JSON.stringify([accountKey, filter, category]);
	if (index === 0) readings.delete(key);
	return readings.getOrCreate(key, () => new TemplateReading(filter, category));
}
