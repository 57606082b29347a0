import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject, firstText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { readPages } from '../../core/seenCursors';
import { askPlaces, type Place } from './places';
import { rowsIn } from './rows';

/** What an agent of Mojeeb has lists of: in the plural, as in answers and in sentences. */
export type RecordName = 'contacts' | 'conversations' | 'leads' | 'notes' | 'lead fields';

/** The most that one page has. */
const pageSize = 100;

/** Asks at each address, and says at which there was an answer. Throws `unsupported` where there was none. */
export async function askRecords(
	name: RecordName,
	places: readonly Place[],
	request: Omit<Request, 'path'>,
	{ call }: Connection,
): Promise<{ readonly place: Place; readonly body: unknown }> {
	const found = await askPlaces(places, async (place) => {
		const query = { ...place.query, ...request.query };
		const asked = { ...request, path: place.path, ...(Object.keys(query).length > 0 && { query }) };
		return { place, body: (await call(asked)).body };
	});
	if (found !== null) return found;
	throw new GatewayError('unsupported', `Mojeeb does not give the ${name} of this account.`, {
		hint: 'Look at them in Mojeeb’s dashboard.',
	});
}

/** The record of an answer, which may be in an envelope: `data`, or this name. */
export function recordIn(body: unknown, envelope: string): JsonObject {
	const whole = asObject(body);
	return asObject(whole['data'] ?? whole[envelope] ?? whole);
}

/** The rows of a page and the cursor of the next one; the fields of the page are likely ones. */
function pageIn(body: unknown, name: RecordName): { rows: JsonObject[]; next: string | null } {
	const { pagination, meta, ...page } = asObject(body);
	const next = [page, asObject(pagination), asObject(meta)]
		.map((place) => firstText(place, 'next_cursor'))
		.find((cursor) => cursor !== null);
	return { rows: rowsIn(body, name), next: next ?? null };
}

/** All rows of a list, in Mojeeb's order; the next page is fetched when it is read. */
export async function* listRecords(
	name: RecordName,
	allPlaces: readonly Place[],
	filters: IDataObject,
	connection: Connection,
): AsyncGenerator<JsonObject, void> {
	let places = allPlaces;
	const pages = readPages(async (cursor) => {
		const query: IDataObject = {
			limit: pageSize,
			...filters,
			...(cursor !== null && { cursor }),
		};
		const { place, body } = await askRecords(name, places, { method: 'GET', query }, connection);
		places = [place];
		return pageIn(body, name);
	});
	for await (const { rows } of pages) yield* rows;
}
