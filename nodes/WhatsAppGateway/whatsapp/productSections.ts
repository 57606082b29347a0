import { parseGivenJson } from '../core/givenJson';
import { asObject, asText } from '../core/narrow';

/** A section of products. */
export interface ProductSection {
	/** `null` only where there is one section. */
	readonly title: string | null;
	/** The ids that the products have in the catalog. */
	readonly products: readonly string[];
}

function listOf(value: unknown): string[] {
	const entries = Array.isArray(value) ? (value as unknown[]) : [];
	return entries.flatMap((entry) => {
		const object = asObject(entry);
		const id = asText(entry) ?? asText(object['product_retailer_id']) ?? asText(object['id']);
		return id === null ? [] : [id.trim()];
	});
}

/** A section of JSON: `{"title": "New", "products": ["A-1"]}`, or as Meta writes it. */
function toSection(value: unknown): ProductSection {
	const { title, products, product_items: items } = asObject(value);
	return { title: asText(title)?.trim() ?? null, products: listOf(products ?? items) };
}

/** A section of a line: `New: A-1, A-2`, or the ids alone. */
function readLine(line: string): ProductSection {
	const colon = line.indexOf(':');
	const title = colon < 0 ? '' : line.slice(0, colon).trim();
	const ids = line.slice(colon + 1).split(',');
	return {
		title: title === '' ? null : title,
		products: ids.map((id) => id.trim()).filter((id) => id !== ''),
	};
}

/**
 * The products of a multi-product template: `A-1, A-2`, or with sections `New; Old: B-1`
 * (also one line for each), or JSON, a list of ids or of sections.
 *
 * @returns `undefined` for no JSON that looks like some, and where a section has no products
 */
export function readProductSections(value: string): ProductSection[] | undefined {
	const text = value.trim();
	const json = /^[[{]|```/.test(text) ? parseGivenJson(text) : null;
	if (json === undefined) return undefined;
	const entries: readonly unknown[] = Array.isArray(json) ? (json as unknown[]) : [json];
	const isIds = json !== null && entries.every((entry) => asText(entry) !== null);
	const sections =
		json === null
			? text
					.split(/[;\r\n]+/)
					.filter((line) => line.trim() !== '')
					.map(readLine)
			: isIds
				? [{ title: null, products: listOf(entries) }]
				: entries.map(toSection);
	const isWhole = sections.length > 0 && sections.every(({ products }) => products.length > 0);
	return isWhole ? sections : undefined;
}
