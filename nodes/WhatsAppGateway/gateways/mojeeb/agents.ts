import { GatewayError } from '../../core/faults';
import type { FetchListPage, ListEntry } from '../../core/lists';
import { firstText, type JsonObject } from '../../core/narrow';
import type { Call } from '../../core/request';
import { toE164 } from '../../whatsapp/eventFields';
import { askPlaces, placesOf, type Place } from './places';
import { rowsIn } from './rows';

/** What the agents are listed at. That there is a list is documented, its path is not. */
const agentPlaces: readonly Place[] = [{ path: '/v1/agents' }];

/** The rows of a list. Throws `unsupported` where it is at none of the addresses. */
async function fetchRows(places: readonly Place[], name: string, call: Call) {
	const rows = await askPlaces(places, async (place) =>
		rowsIn((await call({ method: 'GET', ...place })).body, name),
	);
	if (rows !== null) return rows;
	throw new GatewayError('unsupported', `Mojeeb does not list the ${name} of this account.`, {
		hint: 'Copy what is needed from Mojeeb’s dashboard.',
	});
}

/** A row that says that it is no longer in use. */
function isInactive(row: JsonObject): boolean {
	const status = firstText(row, 'status')?.toLowerCase();
	const isOff = [row['is_active'], row['active']].includes(false);
	return isOff || (status !== undefined && !['active', 'connected'].includes(status));
}

function label(parts: ReadonlyArray<string | null>, row: JsonObject): string {
	const known = parts.filter((part) => part !== null);
	return [...known, ...(isInactive(row) ? ['not active'] : [])].join(' – ');
}

/**
 * The agents that the key may act for.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_agents
 */
const listAgents: FetchListPage = async (_search, _cursor, { call }) => {
	const rows = await fetchRows(agentPlaces, 'agents', call);
	const entries = rows.flatMap((raw): ListEntry[] => {
		const id = firstText(raw, 'id', 'agent_id');
		if (id === null) return [];
		return [{ id, name: label([firstText(raw, 'name', 'display_name') ?? id], raw), raw }];
	});
	return { entries, next: null };
};

/** A connection's WhatsApp number; `null` for a channel of another kind. */
function numberOf(row: JsonObject): string | null {
	const channel = firstText(row, 'platform', 'channel', 'type')?.toLowerCase();
	if (channel !== undefined && !channel.includes('whatsapp')) return null;
	return toE164(firstText(row, 'phone_number', 'phone', 'display_phone_number', 'number'));
}

/**
 * The WhatsApp numbers of the agent, whose entries have the number as their id: that is what a request names.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_connections
 */
const listNumbers: FetchListPage = async (_search, _cursor, { account, call }) => {
	const rows = await fetchRows(placesOf(account, 'connections'), 'connections', call);
	const entries = rows.flatMap((raw): ListEntry[] => {
		const number = numberOf(raw);
		if (number === null) return [];
		return [
			{ id: number, name: label([number, firstText(raw, 'name', 'display_name')], raw), raw },
		];
	});
	return { entries, next: null };
};

/**
 * The people of the organization, those who cannot open the agent among them: they can be assigned nothing.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_agent_members
 */
const listMembers: FetchListPage = async (_search, _cursor, { account, call }) => {
	const rows = await fetchRows(placesOf(account, 'members'), 'members', call);
	const entries = rows.flatMap((raw): ListEntry[] => {
		const id = firstText(raw, 'user_id', 'id');
		if (id === null) return [];
		const name = firstText(raw, 'name', 'full_name', 'display_name', 'email') ?? id;
		const remark = raw['can_open_agent'] === false ? 'cannot open the agent' : null;
		return [{ id, name: label([name, remark], raw), raw }];
	});
	return { entries, next: null };
};

/** The lists of an account. */
export const lists = {
	agents: listAgents,
	senderNumbers: listNumbers,
	members: listMembers,
} as const;
