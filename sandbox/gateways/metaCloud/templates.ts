import { Hono } from 'hono';

import { placeholdersIn } from '../../gatewayKit/placeholders';
import {
	templateTranslations,
	translationsOf,
	type TemplateTranslation,
} from '../../gatewayKit/templateTranslations';
import type { SeedButton, SeedCard, SeedHeader } from '../../state/seedTemplate';
import type { Store } from '../../state/store';
import { account } from './account';
import { paged } from './page';
import type { Fields } from './refusal';
import type { TemplateBook } from './templateBook';

/** A template in one language, with Meta's id for it. */
export interface MetaTemplate extends TemplateTranslation {
	readonly id: string;
}

const withIds = (rows: readonly TemplateTranslation[], first: number): MetaTemplate[] =>
	rows.map((row, index) => ({ ...row, id: String(first + index) }));

export const templates: readonly MetaTemplate[] = withIds(
	templateTranslations,
	594_425_479_261_596,
);

function headerRow({ type, mediaUrl }: SeedHeader, text?: string) {
	return {
		type: 'HEADER',
		format: type,
		text,
		...(mediaUrl !== undefined && { example: { header_handle: [mediaUrl] } }),
	};
}

function buttonsRow(buttons: readonly SeedButton[]) {
	return buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : [];
}

function cardRow({ header, body, buttons }: SeedCard) {
	return {
		components: [
			headerRow(header),
			...(body === undefined ? [] : [{ type: 'BODY', text: body }]),
			...buttonsRow(buttons),
		],
	};
}

/** A template as Meta lists it. */
export interface TemplateRow extends Fields {
	readonly id: string;
	readonly name: string;
	readonly language: string;
	readonly status: string;
	readonly category: string;
	readonly components: readonly Fields[];
}

export function templateRow({ id, seed, language, translation }: MetaTemplate): TemplateRow {
	const { header, buttons = [], offer, cards = [], component } = seed;
	const hasOrderStatus = component === 'ORDER_STATUS';
	const named = placeholdersIn(translation.body).some((name) => !/^\d+$/.test(name));
	return {
		name: seed.name,
		language,
		status: translation.status,
		category: seed.category,
		...(hasOrderStatus && { sub_category: component }),
		parameter_format: named ? 'NAMED' : 'POSITIONAL',
		components: [
			...(header === undefined ? [] : [headerRow(header, translation.headerText)]),
			{ type: 'BODY', text: translation.body },
			...(offer === undefined
				? []
				: [
						{
							type: 'LIMITED_TIME_OFFER',
							limited_time_offer: { text: offer.text, has_expiration: offer.hasExpiration },
						},
					]),
			...(translation.footer === undefined ? [] : [{ type: 'FOOTER', text: translation.footer }]),
			...buttonsRow(buttons),
			...(cards.length > 0 ? [{ type: 'CAROUSEL', cards: cards.map(cardRow) }] : []),
			...(component === undefined || hasOrderStatus ? [] : [{ type: component }]),
		],
		...(translation.status === 'APPROVED' && { quality_score: { score: 'GREEN' } }),
		...(translation.status === 'REJECTED' && { rejected_reason: 'INVALID_FORMAT' }),
		id,
	};
}

const perPage = 25;

/** Whether a template passes the filters of a request. That a name is looked for as a part is an assumption. */
function isFound(row: TemplateRow, asked: Readonly<Record<string, string>>): boolean {
	const body = String(row.components.find(({ type }) => type === 'BODY')?.['text'] ?? '');
	const contains = (text: string, part = '') => text.toLowerCase().includes(part.toLowerCase());
	const is = (value: string, wanted = value) => wanted.toLowerCase() === value.toLowerCase();
	return (
		contains(row.name, asked['name']) &&
		contains(body, asked['content']) &&
		contains(`${row.name}\n${body}`, asked['name_or_content']) &&
		is(row.category, asked['category']) &&
		is(row.language, asked['language']) &&
		is(row.status, asked['status'])
	);
}

/** Those that were added, and those of the seed. */
export function allTemplates(store: Store): MetaTemplate[] {
	const more = withIds(translationsOf(store.moreTemplates.all), 694_425_479_261_596);
	return [...more, ...templates];
}

/** All templates of the account as they are now: those that were made first. */
export function templateRows(store: Store, book: TemplateBook): TemplateRow[] {
	return book.current(allTemplates(store).map(templateRow));
}

/** Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates */
export function templateRoutes(store: Store, book: TemplateBook): Hono {
	const routes = new Hono();
	routes.get(`/${account.businessAccountId}/message_templates`, (context) => {
		const asked = context.req.query();
		const found = templateRows(store, book).filter((row) => isFound(row, asked));
		return paged(context, found, perPage);
	});
	return routes;
}
