import type { INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../core/narrow';
import { picker } from '../../../n8n/picker';
import { readCatalog, readProduct, readProductList } from '../../../whatsapp/interactiveProducts';
import type { InteractiveType } from './interactiveType';
import { groupIntoSections } from './sections';

const catalogId = picker({
	displayName: 'Catalog',
	name: 'catalogId',
	description: 'The catalog in Meta’s Commerce Manager that is connected to your number',
	list: 'catalogs',
	typed: { displayName: 'By ID', name: 'id', placeholder: 'e.g. 194836987003835' },
});

const productId: INodeProperties = {
	displayName: 'Product ID',
	name: 'productId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. di9ozbzfi4',
	description: 'The Content ID of the product in the catalog',
};

/** One product. */
export const productType: InteractiveType<'product'> = {
	kind: 'product',
	name: 'Product',
	description: 'One product of your catalog',
	header: 'none',
	hasFooter: true,
	shape: '{"body", "catalogId", "productId"}',
	fields: [catalogId, productId],
	form: ({ parameter }) => ({
		catalogId: parameter('catalogId', ''),
		productId: parameter('productId', ''),
	}),
	read: readProduct,
	buttons: ({ productId: id }) => [`View ${id}`],
};

/** Up to thirty products. */
export const productListType: InteractiveType<'productList'> = {
	kind: 'productList',
	name: 'Product List',
	description: 'Up to thirty products of your catalog',
	header: 'text',
	hasFooter: true,
	shape:
		'{"header", "body", "catalogId", "products": ["di9ozbzfi4"]} or "sections": [{"title", "products"}]',
	fields: [
		catalogId,
		{
			displayName: 'Products',
			name: 'products',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, maxAllowedFields: 30, sortable: true },
			placeholder: 'Add product',
			default: { product: [{ productId: '', section: '' }] },
			description: 'One to thirty products. Products of the same section are shown together.',
			options: [
				{
					displayName: 'Product',
					name: 'product',
					values: [
						productId,
						{
							displayName: 'Section',
							name: 'section',
							type: 'string',
							default: '',
							placeholder: 'e.g. New',
							description:
								'The title of the product’s section, up to 24 characters. Not needed if there is one section.',
						},
					],
				},
			],
		},
	],
	form: ({ parameter }) => ({
		catalogId: parameter('catalogId', ''),
		sections: groupIntoSections(asObject(parameter('products', {}))['product']).map(
			({ title, entries }) => ({ title, products: entries.map(({ productId: id }) => id) }),
		),
	}),
	read: readProductList,
	buttons: ({ sections }) => ['View items', ...sections.flatMap(({ products }) => products)],
};

/** A button that opens the catalog. */
export const catalogType: InteractiveType<'catalog'> = {
	kind: 'catalog',
	name: 'Catalog',
	description: 'One button that opens your catalog',
	header: 'none',
	hasFooter: true,
	shape: '{"body", "productId"}',
	fields: [
		{
			...productId,
			name: 'thumbnailProductId',
			required: false,
			description: 'The Content ID of the product whose picture is shown. Optional.',
		},
	],
	form: ({ parameter }) => ({ productId: parameter('thumbnailProductId', '') }),
	read: readCatalog,
	buttons: () => ['View catalog'],
};
