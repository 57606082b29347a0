import type { Context, Hono } from 'hono';

import { agentWithoutList } from './account';
import { invalid, refused, type Refusal } from './answers';
import { agentRefusal } from './envelope';

const [defaultLimit, maxLimit] = [20, 100];

/** Where what an agent has of a kind is: the agent without a list of templates has nothing. */
export const pathOfAgent = (name: string) => `/agents/:agent{(?!${agentWithoutList})[^/]+}/${name}`;

/** Refuses what is asked of an agent that is not the key's. */
export function guardAgent(routes: Hono, name: string): void {
	routes.use(`/agents/:agent/${name}/*`, async (context, next) => {
		const agent = context.req.param('agent');
		const refusal = agentRefusal(agent);
		if (agent === agentWithoutList || refusal === undefined) return await next();
		return refused(context, refusal);
	});
}

/** What is not there, or belongs to another agent. */
export const notFound = (what: string): Refusal => ({
	status: 404,
	code: 'not_found',
	message: `This ${what} does not exist.`,
});

/** One page of rows. A limit outside 1 to 100 is taken as the nearest one, and only our own cursors are. */
export function page(context: Context, rows: readonly object[]): Response {
	const { limit, cursor = '0' } = context.req.query();
	const asked = Math.trunc(Number(limit ?? defaultLimit));
	if (Number.isNaN(asked)) return refused(context, invalid('limit', 'limit must be a number.'));
	const start = Number(cursor);
	if (!Number.isInteger(start) || start < 0) {
		return refused(context, invalid('cursor', 'cursor is not one of ours.'));
	}
	const end = start + Math.min(Math.max(asked, 1), maxLimit);
	const hasMore = end < rows.length;
	return context.json({
		data: rows.slice(start, end),
		has_more: hasMore,
		next_cursor: hasMore ? String(end) : null,
	});
}
