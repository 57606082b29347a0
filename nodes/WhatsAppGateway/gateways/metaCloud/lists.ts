import type { FetchListPage } from '../../core/lists';
import { asText, firstText, type JsonObject } from '../../core/narrow';
import { graphPath } from './graphPath';
import { fetchRowPage } from './pages';
import type { FieldList } from './readFields';

const pageSize = 100;

/** One page of what a WhatsApp Business Account has, each row with a label for its entry. */
function listOf(
	edge: string,
	names: readonly string[],
	labelOf: (row: JsonObject) => ReadonlyArray<string | null>,
): FetchListPage {
	const fields: FieldList = { names: ['id', ...names], required: ['id'] };
	return async (_search, cursor, connection) => {
		const { account } = connection;
		const path = graphPath(account, account['businessAccountId'], edge);
		const query = { fields, limit: pageSize };
		const { rows, next } = await fetchRowPage(path, query, cursor, connection);
		const entries = rows.flatMap((raw) => {
			const id = asText(raw['id']);
			if (id === null) return [];
			const label = labelOf(raw).filter((part) => part !== null);
			return [{ id, name: label.length === 0 ? id : label.join(' – '), raw }];
		});
		return { entries, next };
	};
}

/** A word of Meta's in a label; `null` for those that are as they should be, and for what is not known. */
function remark(
	row: JsonObject,
	field: string,
	usual: readonly string[],
	before = '',
): string | null {
	const word = asText(row[field]);
	if (word === null || usual.includes(word)) return null;
	return `${before}${word.toLowerCase().replaceAll('_', ' ')}`;
}

/**
 * The lists of a WhatsApp Business Account. The catalogs need a permission of their own.
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers ,
 * https://developers.facebook.com/docs/whatsapp/flows/reference/flowsapi and
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/product_catalogs
 */
export const lists = {
	phoneNumbers: listOf(
		'phone_numbers',
		['display_phone_number', 'verified_name', 'quality_rating', 'status'],
		(row) => [
			firstText(row, 'display_phone_number'),
			firstText(row, 'verified_name'),
			remark(row, 'quality_rating', ['UNKNOWN', 'NA'], 'quality '),
			remark(row, 'status', ['CONNECTED']),
		],
	),
	whatsAppFlows: listOf('flows', ['name', 'status'], (row) => [
		firstText(row, 'name'),
		remark(row, 'status', ['PUBLISHED']),
	]),
	catalogs: listOf('product_catalogs', ['name'], (row) => [firstText(row, 'name')]),
} as const;
