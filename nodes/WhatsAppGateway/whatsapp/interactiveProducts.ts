import type {
	CatalogContent,
	ProductContent,
	ProductListContent,
	ProductSection,
} from '../core/interactive';
import { readInteractiveText, readSectionTitle, sectionsOf, textFields } from './interactive';
import { limits, maxCounts } from './limits';
import { readEntries, readOptional, readRequired, readShape, refuse, type Shape } from './shape';

/** Reads one product, `{body?, footer?, catalogId, productId}`. Throws `invalidRequest`. */
export function readProduct(value: unknown): ProductContent {
	const input = readShape(value, ['body', 'footer', 'catalogId', 'productId'], 'The message');
	return {
		body: readOptional(input['body'], limits.interactiveBody),
		footer: readOptional(input['footer'], limits.interactiveFooter),
		catalogId: readRequired(input['catalogId'], limits.catalogId),
		productId: readRequired(input['productId'], limits.productId),
	};
}

function readProductSections(input: Shape): ProductSection[] {
	const sections = sectionsOf(input, 'products');
	return sections.map((section, index) => {
		const products = readEntries(section['products'], 'products').map((product, place) =>
			readRequired(product, limits.productId, `Product ${place + 1}`),
		);
		if (products.length === 0) {
			refuse(`Section ${index + 1} has no products.`, 'Add products to it, or remove it.');
		}
		return { title: readSectionTitle(section, index, sections.length), products };
	});
}

/**
 * Reads products, `{header, body, footer?, catalogId, sections: [{title, products: [id]}]}`, or with
 * `products` instead of `sections`. Throws `invalidRequest`.
 */
export function readProductList(value: unknown): ProductListContent {
	const input = readShape(
		value,
		[...textFields, 'catalogId', 'sections', 'products'],
		'The message',
	);
	// Of all interactive messages, only this one must have a header.
	readRequired(input['header'], limits.interactiveHeader);
	const text = readInteractiveText(input);
	const catalogId = readRequired(input['catalogId'], limits.catalogId);
	const sections = readProductSections(input);
	const count = sections.flatMap(({ products }) => products).length;
	if (count === 0) refuse('There are no products.', 'Add one to thirty products.');
	if (sections.length > maxCounts.sections || count > maxCounts.products) {
		refuse(
			`There are ${count} products in ${sections.length} section${sections.length === 1 ? '' : 's'}; WhatsApp allows at most ${maxCounts.products} products in at most ${maxCounts.sections} sections.`,
			'Remove some, or send several messages.',
		);
	}
	return { ...text, catalogId, sections };
}

/** Reads a button that opens the catalog, `{body, footer?, productId?}`. Throws `invalidRequest`. */
export function readCatalog(value: unknown): CatalogContent {
	const input = readShape(value, ['body', 'footer', 'productId'], 'The message');
	return {
		body: readRequired(input['body'], limits.interactiveBody),
		footer: readOptional(input['footer'], limits.interactiveFooter),
		productId: readOptional(input['productId'], limits.productId),
	};
}
