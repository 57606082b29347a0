import { Hono } from 'hono';

import type { Store } from '../../state/store';
import { account, agentWithoutList, connectionId, members } from './account';
import { refused } from './answers';
import { agentRefusal } from './envelope';

const gateway = 'mojeeb';

const agents = [
	{ id: account.agentId, name: 'Sandbox Shop', is_active: true },
	{ id: agentWithoutList, name: 'Agent Without a List', is_active: true },
];

/** An agent's channels: the first one's number is the one that sends. */
const connections = [
	{
		id: connectionId,
		platform: 'whatsapp',
		name: 'Sandbox Shop',
		phone_number: account.senderNumber,
		is_active: true,
	},
	{
		id: '3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a70',
		platform: 'instagram',
		name: 'sandbox.shop',
		phone_number: null,
		is_active: true,
	},
];

type Connection = Omit<(typeof connections)[number], 'phone_number'> & {
	readonly phone_number: string | null;
};

/**
 * The agents of the key, the channels of one, and the organization's people. That there are lists is documented,
 * their paths and the names of the fields are what our gateway assumes; the second agent has neither of the latter.
 * Sources: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_agents and …/list_connections,
 * …/list_agent_members
 */
export function agentRoutes({ listSizes }: Store): Hono {
	const routes = new Hono();
	routes.get('/agents', (context) => {
		const data = listSizes.rows(gateway, 'agents', agents, (index, name) => ({
			id: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
			name,
			is_active: true,
		}));
		return context.json({ data });
	});
	routes.get('/agents/:agent/connections', async (context, next) => {
		const agent = context.req.param('agent');
		// Below, nothing answers to this address.
		if (agent === agentWithoutList) return await next();
		const refusal = agentRefusal(agent);
		if (refusal !== undefined) return refused(context, refusal);
		const data = listSizes.rows<Connection>(
			gateway,
			'senderNumbers',
			connections,
			(index, name) => ({
				id: `00000000-0000-4000-a000-${String(index).padStart(12, '0')}`,
				platform: 'whatsapp',
				name,
				phone_number: `+1555013${String(index).padStart(4, '0')}`,
				is_active: true,
			}),
		);
		return context.json({ data });
	});
	routes.get('/agents/:agent/members', async (context, next) => {
		const agent = context.req.param('agent');
		if (agent === agentWithoutList) return await next();
		const refusal = agentRefusal(agent);
		if (refusal !== undefined) return refused(context, refusal);
		const data = listSizes.rows(gateway, 'members', members, (index, name) => ({
			user_id: `00000000-0000-4000-b000-${String(index).padStart(12, '0')}`,
			name,
			can_open_agent: true,
		}));
		return context.json({ data });
	});
	return routes;
}
