import type { FetchListPage, ListEntry } from '../../core/lists';
import { asText, asTexts, firstText, type JsonObject } from '../../core/narrow';
import { fetchChannels, maxChannels } from './channels';
import { maxListed } from './contacts';
import { rowsIn } from './response';

/** A number of the workspace: its name, and whether it cannot send at present. */
function toChannel(raw: JsonObject): ListEntry[] {
	const id = asText(raw['id']);
	if (id === null) return [];
	const status = asText(raw['status']);
	const label = [
		firstText(raw, 'displayPhone'),
		firstText(raw, 'verifiedName', 'name'),
		raw['isDefault'] === true ? 'default' : null,
		status === null || status === 'connected' ? null : status,
	].filter((part) => part !== null);
	return [{ id, name: label.length === 0 ? id : label.join(' – '), raw }];
}

/** The workspace's numbers, in one answer; the search is not documented. */
const listChannels: FetchListPage = async (_search, _cursor, connection) => {
	const rows = await fetchChannels(connection);
	const isCut = rows.length >= maxChannels;
	return {
		entries: rows.flatMap(toChannel),
		next: null,
		...(isCut && { only: `Only ${maxChannels} channels` }),
	};
};

/** The tags that contacts have, by name: WA.CR has no list of tags, and one answer has 500 contacts. */
const listTags: FetchListPage = async (_search, _cursor, { call }) => {
	const query = { limit: maxListed };
	const { body } = await call({ method: 'GET', path: '/v1/contacts', query });
	const contacts = rowsIn(body, 'contacts');
	const names = new Set(contacts.flatMap(({ tags }) => asTexts(tags)));
	const isCut = contacts.length >= maxListed;
	return {
		entries: [...names].sort().map((name) => ({ id: name, name, raw: { name } })),
		next: null,
		...(isCut && { only: `Only tags of ${maxListed} contacts` }),
	};
};

/** The lists of a workspace. Source: https://github.com/kdctek/n8n-nodes-wacr */
export const lists = { channels: listChannels, labels: listTags } as const;
