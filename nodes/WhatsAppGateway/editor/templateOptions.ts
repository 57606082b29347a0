import { compareByApproval, type TemplateSummary } from '../core/template';

/** A row of a list, with the words that it is found by beside its label. */
export interface ListedTemplate extends TemplateSummary {
	/** Its text, where the list has it. */
	readonly body?: string;
}

/** The languages of two rows of one template, as far as it can be sent in them. */
function mergeLanguages(
	earlier: ListedTemplate | undefined,
	row: ListedTemplate,
): readonly string[] {
	const known = earlier?.languages ?? [];
	if (earlier?.status === 'approved' && row.status !== 'approved') return known;
	if (earlier?.status !== 'approved' && row.status === 'approved') return row.languages;
	return [...new Set([...known, ...row.languages])];
}

/** Merges rows of the same name: some gateways list each language of a template separately. */
function mergeByName(rows: readonly ListedTemplate[]): ListedTemplate[] {
	const merged = new Map<string, ListedTemplate>();
	for (const row of rows) {
		const earlier = merged.get(row.name);
		merged.set(row.name, {
			...row,
			category: row.category ?? earlier?.category ?? null,
			status: earlier?.status === 'approved' ? 'approved' : row.status,
			languages: mergeLanguages(earlier, row),
			body: [earlier?.body, row.body].filter((text) => text !== undefined).join('\n'),
		});
	}
	return [...merged.values()].sort(compareByApproval);
}

const maxLanguagesShown = 4;

/** `order_confirmation (en, de) – Utility`; `Not approved (pending): winter_sale (en) – Marketing`. */
function templateLabel({ name, languages, category, status }: TemplateSummary): string {
	const listed = languages.slice(0, maxLanguagesShown).join(', ');
	const more =
		languages.length > maxLanguagesShown ? ` +${languages.length - maxLanguagesShown}` : '';
	return [
		// First: neither the list nor the field of the chosen one has room for a long line.
		status === 'approved' ? '' : `Not approved (${status}): `,
		name,
		languages.length === 0 ? '' : ` (${listed}${more})`,
		category === null ? '' : ` – ${category.charAt(0)}${category.slice(1).toLowerCase()}`,
	].join('');
}

/** The words of a filter, in lower case. */
export function filterWords(filter: string): string[] {
	return filter
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '');
}

/** An option of the template list. */
export interface TemplateOption {
	readonly name: string;
	readonly value: string;
}

/** The options of the template list whose labels or texts contain every word of the filter. */
export function templateOptions(rows: readonly ListedTemplate[], filter: string): TemplateOption[] {
	const words = filterWords(filter);
	return mergeByName(rows)
		.map((row) => {
			const label = templateLabel(row);
			const text = `${label}\n${row.body ?? ''}`.toLowerCase();
			return { label, value: row.name, isFound: words.every((word) => text.includes(word)) };
		})
		.filter(({ isFound }) => isFound)
		.map(({ label, value }) => ({ name: label, value }));
}
