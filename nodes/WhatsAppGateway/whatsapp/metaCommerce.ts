import type { IDataObject } from 'n8n-workflow';

import type {
	CarouselCard,
	CarouselContent,
	CatalogContent,
	OrderDetailsContent,
	OrderStatusContent,
	ProductContent,
	ProductListContent,
} from '../core/interactive';
import { toMetaHeaderFile, toMetaInteractive } from './metaInteractive';

// Meta's JSON of messages with products, and of carousels.
// Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/catalogs/share-products

/** One product as Meta's message content. */
export function toMetaProduct(message: ProductContent): IDataObject {
	const { catalogId, productId } = message;
	return toMetaInteractive('product', message, {
		catalog_id: catalogId,
		product_retailer_id: productId,
	});
}

/** Several products as Meta's message content. */
export function toMetaProductList(message: ProductListContent): IDataObject {
	return toMetaInteractive('product_list', message, {
		catalog_id: message.catalogId,
		sections: message.sections.map(({ title, products }) => ({
			...(title !== null && { title }),
			product_items: products.map((id) => ({ product_retailer_id: id })),
		})),
	});
}

/** A button that opens the catalog as Meta's message content. */
export function toMetaCatalog(message: CatalogContent): IDataObject {
	const { productId } = message;
	return toMetaInteractive('catalog_message', message, {
		name: 'catalog_message',
		...(productId !== null && { parameters: { thumbnail_product_retailer_id: productId } }),
	});
}

/**
 * An order to be paid as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-br/orders
 */
export function toMetaOrderDetails(message: OrderDetailsContent): IDataObject {
	return toMetaInteractive('order_details', message, {
		name: 'review_and_pay',
		parameters: { reference_id: message.reference, ...(message.order as IDataObject) },
	});
}

/** What has become of an order as Meta's message content. */
export function toMetaOrderStatus(message: OrderStatusContent): IDataObject {
	return toMetaInteractive('order_status', message, {
		name: 'review_order',
		parameters: { ...message.update } as IDataObject,
	});
}

function toAction(action: CarouselCard['action']): IDataObject {
	if ('url' in action) {
		const parameters = { display_text: action.button, url: action.url };
		return { name: 'cta_url', parameters };
	}
	const buttons = action.buttons.map(({ id, title }) => ({
		type: 'quick_reply',
		quick_reply: { id, title },
	}));
	return { buttons };
}

/**
 * A carousel as Meta's message content. Meta's example has the type `cta_url` for cards with reply
 * buttons, too.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-media-carousel-messages
 */
export function toMetaCarousel(message: CarouselContent): IDataObject {
	const cards = message.cards.map(({ headerFile, body, action }, index) => ({
		card_index: index,
		type: 'cta_url',
		header: toMetaHeaderFile(headerFile),
		...(body !== null && { body: { text: body } }),
		action: toAction(action),
	}));
	return toMetaInteractive('carousel', message, { cards });
}
