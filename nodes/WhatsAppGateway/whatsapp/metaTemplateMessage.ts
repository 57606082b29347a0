import type { IDataObject } from 'n8n-workflow';

import type { TemplateContent } from '../core/message';
import { parseJson } from '../core/narrow';
import type { Placeholder, Template } from '../core/template';
import { buttonOf } from './placeholders';
import { readProductSections } from './productSections';
import { documentName, fileOf, isFile } from './templateFiles';

/** The buttons of a template that Meta's components can fill. */
export const metaButtonTypes = [
	...(['URL', 'OTP', 'COPY_CODE', 'QUICK_REPLY', 'FLOW', 'CATALOG', 'MPM'] as const),
	...(['ORDER_DETAILS', 'VOICE_CALL'] as const),
] as const;

/** The files of a message as Meta names them, `{link}` or `{id}`, by the placeholder's key. */
export type FileReferences = Readonly<Record<string, IDataObject>>;

/** What the components of a template are made from. */
interface Source extends Pick<TemplateContent, 'values' | 'files'> {
	readonly template: Template;
	readonly references: FileReferences;
}

/** The placeholders of one part: of the template itself, or of one of its cards. */
function ofCard({ template, values }: Source, card: number | undefined): Placeholder[] {
	return template.placeholders.filter(
		(placeholder) => placeholder.card === card && Object.hasOwn(values, placeholder.key),
	);
}

/** A named placeholder has to be sent with its name, or Meta refuses the message. */
function toTextParameter({ name, key }: Placeholder, { values }: Source): IDataObject {
	const text = values[key] ?? '';
	return /^\d+$/.test(name) ? { type: 'text', text } : { type: 'text', parameter_name: name, text };
}

/** The value of a header or of a product by the name of its placeholder. */
function named(placeholders: readonly Placeholder[], { values }: Source) {
	return (name: string) =>
		values[placeholders.find((placeholder) => placeholder.name === name)?.key ?? ''] ?? '';
}

/** The parameters of a header: a file, a place, a product, or the values of its text. */
function headerParameters(placeholders: readonly Placeholder[], source: Source): IDataObject[] {
	const file = placeholders.find(isFile);
	const value = named(placeholders, source);
	if (file !== undefined) {
		const name =
			file.input === 'document' ? documentName(fileOf(source, file), value('filename')) : null;
		const reference = source.references[file.key] ?? { link: source.values[file.key] };
		const content = { ...reference, ...(name !== null && { filename: name }) };
		return [{ type: file.input, [file.input]: content }];
	}
	if (placeholders.some(({ input }) => input === 'latitude')) {
		const place = {
			latitude: Number(value('latitude')),
			longitude: Number(value('longitude')),
			name: value('name'),
			address: value('address'),
		};
		return [{ type: 'location', location: place }];
	}
	if (placeholders.some(({ input }) => input === 'productId')) {
		const product = { product_retailer_id: value('product'), catalog_id: value('catalog') };
		return [{ type: 'product', product }];
	}
	return placeholders.map((placeholder) => toTextParameter(placeholder, source));
}

type ToParameters = (value: (name: string) => string, single: string) => IDataObject[];

const toAction = (action: IDataObject): IDataObject[] => [{ type: 'action', action }];

/**
 * The parameters of a button by Meta's type; every other type is a link. A one-time password goes into
 * the button's link as well.
 */
const buttonParameters: Readonly<Record<string, ToParameters>> = {
	COPY_CODE: (_value, single) => [{ type: 'coupon_code', coupon_code: single }],
	QUICK_REPLY: (_value, single) => [{ type: 'payload', payload: single }],
	FLOW: (value) => {
		const data = value('flow_data');
		return toAction({
			// The value that Meta documents for a flow without a token.
			flow_token: value('flow_token') || 'unused',
			...(data !== '' && { flow_action_data: parseJson(data) as IDataObject }),
		});
	},
	CATALOG: (value) => {
		const thumbnail = value('thumbnail');
		return thumbnail === '' ? [] : toAction({ thumbnail_product_retailer_id: thumbnail });
	},
	MPM: (value) => {
		const sections = readProductSections(value('products')) ?? [];
		return toAction({
			thumbnail_product_retailer_id: value('thumbnail') || (sections[0]?.products[0] ?? ''),
			sections: sections.map(({ title, products }) => ({
				...(title !== null && { title }),
				product_items: products.map((id) => ({ product_retailer_id: id })),
			})),
		});
	},
	ORDER_DETAILS: (value) => toAction({ order_details: parseJson(value('order')) as IDataObject }),
	VOICE_CALL: (value) => [
		...(value('minutes') === ''
			? []
			: [{ type: 'ttl_minutes', ttl_minutes: Number(value('minutes')) }]),
		...(value('payload') === '' ? [] : [{ type: 'payload', payload: value('payload') }]),
	],
};

/** Buttons whose component is sent even where nothing of them is filled in. */
const alwaysSent = ['FLOW', 'CATALOG'];

/** The components of the buttons that have a value, and of those that need one without. */
function buttonComponents(
	placeholders: readonly Placeholder[],
	source: Source,
	card: number | undefined,
): IDataObject[] {
	const { template, values } = source;
	const inButtons = placeholders.filter(({ component }) => component === 'button');
	const required =
		card === undefined
			? template.buttons.flatMap(({ type }, index) => (alwaysSent.includes(type) ? [index] : []))
			: [];
	const indexes = new Set([...inButtons.flatMap(({ index }) => index ?? []), ...required]);
	return [...indexes]
		.sort((a, b) => a - b)
		.map((index) => {
			const own = inButtons.filter((placeholder) => placeholder.index === index);
			const type = (own[0] ? buttonOf(template, own[0]) : template.buttons[index])?.type ?? '';
			const single = values[own[0]?.key ?? ''] ?? '';
			const toParameters = buttonParameters[type];
			const parameters = toParameters?.(named(own, source), single) ?? [
				{ type: 'text', text: single },
			];
			return {
				type: 'button',
				sub_type: toParameters === undefined ? 'url' : type.toLowerCase(),
				index: String(index),
				...(parameters.length > 0 && { parameters }),
			};
		});
}

function offerComponent(placeholders: readonly Placeholder[], { values }: Source): IDataObject[] {
	const end = placeholders.find(({ component }) => component === 'offer');
	if (end === undefined) return [];
	const offer = { expiration_time_ms: Date.parse(values[end.key] ?? '') };
	const parameters = [{ type: 'limited_time_offer', limited_time_offer: offer }];
	return [{ type: 'limited_time_offer', parameters }];
}

function orderComponent(placeholders: readonly Placeholder[], { values }: Source): IDataObject[] {
	const order = placeholders.find(({ component }) => component === 'order');
	if (order === undefined) return [];
	const status = parseJson(values[order.key] ?? '') as IDataObject;
	return [{ type: 'order_status', parameters: [{ type: 'order_status', order_status: status }] }];
}

/** The components of the template itself or of one of its cards. */
function toComponents(source: Source, card?: number): IDataObject[] {
	const placeholders = ofCard(source, card);
	const inHeader = placeholders.filter(({ component }) => component === 'header');
	const header = headerParameters(inHeader, source);
	const body = placeholders
		.filter(({ component }) => component === 'body')
		.map((placeholder) => toTextParameter(placeholder, source));
	return [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...offerComponent(placeholders, source),
		...orderComponent(placeholders, source),
		...buttonComponents(placeholders, source, card),
	];
}

/** The carousel with every card, also one without values: Meta wants all of them. */
function carousel(source: Source): IDataObject[] {
	const { placeholders, cards = [] } = source.template;
	const highest = placeholders.reduce((most, { card = -1 }) => Math.max(most, card + 1), 0);
	const count = Math.max(cards.length, highest);
	if (count === 0) return [];
	const filled = Array.from({ length: count }, (_, index) => ({
		card_index: index,
		components: toComponents(source, index),
	}));
	return [{ type: 'carousel', cards: filled }];
}

/**
 * An approved template with its values, as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 */
export function toMetaTemplate(
	{ template, values, files = {} }: Pick<TemplateContent, 'template' | 'values' | 'files'>,
	language: string,
	references: FileReferences = {},
): IDataObject {
	const source = { template, values, files, references };
	const components = [...toComponents(source), ...carousel(source)];
	return {
		type: 'template',
		template: {
			name: template.name,
			language: { code: language },
			...(components.length > 0 && { components }),
		},
	};
}
