import type { IDataObject } from 'n8n-workflow';

import { missingIdFault } from '../../core/acceptance';
import type {
	Group,
	GroupPage,
	GroupPerson,
	GroupRequest,
	Groups,
	GroupSettings,
	GroupSummary,
	InviteLink,
} from '../../core/group';
import type { FetchListPage } from '../../core/lists';
import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import { isUserId } from '../../core/recipient';
import type { Connection, Request } from '../../core/request';
import { requireAny } from '../../gatewayKit/record';
import { requireRows } from '../../gatewayKit/rows';
import { toE164, toIsoTime, toNumber } from '../../whatsapp/eventFields';
import { graphPath } from './graphPath';
import { decideJoinRequests, listJoinRequests } from './joinRequests';
import { type FieldList, readFields } from './readFields';

const product = { messaging_product: 'whatsapp' } as const;

/** Without them, Meta gives the id alone. */
const infoFields: FieldList = {
	names: [
		...['subject', 'description', 'join_approval_mode', 'suspended', 'creation_timestamp'],
		...['participants', 'total_participant_count'],
	],
	required: ['subject'],
};

const perPage = 100;

/** A person of a group: since usernames, any of the fields may be missing. */
function toGroupPerson(row: JsonObject): GroupPerson {
	const input = asText(row['input']);
	const isId = input !== null && isUserId(input);
	return {
		phone: toE164(row['wa_id']) ?? toE164(input),
		userId: asText(row['user_id']) ?? (isId ? input : null),
		username: asText(row['username']),
	};
}

function toSummary(row: JsonObject): GroupSummary {
	return {
		id: asText(row['id']) ?? '',
		subject: asText(row['subject']),
		createdAt: toIsoTime(row['created_at'] ?? row['creation_timestamp']),
		raw: row,
	};
}

/** What Meta will do. It documents an answer for few of these requests, and any 2xx accepts them. */
async function request(asked: Request, { call }: Connection): Promise<GroupRequest> {
	const { body } = await call({ ...asked, acceptsAnyAnswer: true });
	return { requestId: asText(asObject(body)['request_id']), raw: body ?? null };
}

async function get(id: string, connection: Connection): Promise<Group> {
	const path = graphPath(connection.account, id);
	const { body } = await readFields(path, { fields: infoFields }, connection);
	const row = requireAny(asObject(body), ['id', 'subject'], 'Meta', 'group');
	const { suspended } = row;
	const { raw, ...summary } = toSummary(row);
	return {
		...summary,
		id: summary.id || id,
		description: asText(row['description']),
		joinApprovalMode: asText(row['join_approval_mode']),
		suspended: typeof suspended === 'boolean' ? suspended : null,
		participantCount: toNumber(row['total_participant_count']),
		participants: asObjects(row['participants']).map(toGroupPerson),
		raw,
	};
}

async function page(cursor: string | null, { account, call }: Connection): Promise<GroupPage> {
	const { body } = await call({
		method: 'GET',
		path: graphPath(account, account['phoneNumberId'], 'groups'),
		query: { limit: perPage, ...(cursor !== null && { after: cursor }) },
	});
	const { data, paging } = asObject(body);
	const { cursors, next } = asObject(paging);
	const after = asText(asObject(cursors)['after']);
	return {
		groups: requireRows(asObject(data)['groups'], 'Meta', body, 'groups').map(toSummary),
		next: asText(next) === null ? null : after,
	};
}

/** Words go as JSON, and the picture in a request of its own: Meta documents no form with both. */
async function update(
	id: string,
	{ picture, ...words }: GroupSettings,
	connection: Connection,
): Promise<GroupRequest> {
	const path = graphPath(connection.account, id);
	const asked: Request[] = [];
	if (Object.keys(words).length > 0) {
		asked.push({ method: 'POST', path, body: { ...product, ...words } });
	}
	if (picture !== undefined) {
		const file = { field: 'file', mimeType: 'image/jpeg', ...picture };
		asked.push({ method: 'POST', path, form: { fields: product, file } });
	}
	const done: GroupRequest[] = [];
	for (const one of asked) done.push(await request(one, connection));
	return {
		requestId: done.find(({ requestId }) => requestId !== null)?.requestId ?? null,
		raw: done.length === 1 ? done[0]?.raw : done.map(({ raw }) => raw),
	};
}

async function linkOf(
	method: 'GET' | 'POST',
	id: string,
	{ account, call }: Connection,
): Promise<InviteLink> {
	const path = graphPath(account, id, 'invite_link');
	const { body } = await call({ method, path, ...(method === 'POST' && { body: product }) });
	const inviteLink = asText(asObject(body)['invite_link']);
	if (inviteLink !== null) return { inviteLink, raw: body };
	throw missingIdFault('Meta', account, 'each invite link', { sent: 'no', raw: body });
}

function toUser(person: string): IDataObject {
	return isUserId(person) ? { user_id: person } : { user: person };
}

/** The groups of the number, for the picker: Meta has no search. */
export const groupList: FetchListPage = async (_search, cursor, connection) => {
	const { groups: listed, next } = await page(cursor, connection);
	const entries = listed.map(({ id, subject, raw }) => ({ id, name: subject ?? id, raw }));
	return { entries, next };
};

/**
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/groups
 */
export const groups: Groups = {
	sends: ['text', 'template', 'image', 'video', 'audio', 'document', 'sticker', 'raw'],
	async create({ subject, description, joinApprovalMode }, connection) {
		const { account } = connection;
		const path = graphPath(account, account['phoneNumberId'], 'groups');
		const body = {
			...product,
			subject,
			...(description !== undefined && { description }),
			join_approval_mode: joinApprovalMode,
		};
		return await request({ method: 'POST', path, body }, connection);
	},
	get,
	page,
	update,
	async remove(id, connection) {
		const path = graphPath(connection.account, id);
		return await request({ method: 'DELETE', path }, connection);
	},
	inviteLink: {
		get: async (id, connection) => await linkOf('GET', id, connection),
		reset: async (id, connection) => await linkOf('POST', id, connection),
	},
	async removeParticipants(id, people, connection) {
		const path = graphPath(connection.account, id, 'participants');
		const body = { ...product, participants: people.map(toUser) };
		return await request({ method: 'DELETE', path, body }, connection);
	},
	joinRequests: {
		list: listJoinRequests,
		approve: async (...asked) => await decideJoinRequests('POST', ...asked),
		reject: async (...asked) => await decideJoinRequests('DELETE', ...asked),
	},
};
