import { Hono, type Context } from 'hono';

import { refused } from '../answers';
import { inviteLink, type Group, type GroupBook } from './book';
import { numberRoutes } from './numberRoutes';
import { decide, removePeople } from './people';
import { product, readBody } from './request';
import { readSettings, update } from './settings';

function groupIdRoutes(book: GroupBook): Hono {
	const routes = new Hono();
	/** An id that is none of a group is left to the other routes. */
	const withGroup =
		(answer: (context: Context, group: Group) => Response | Promise<Response>) =>
		async (context: Context, next: () => Promise<void>) => {
			const id = context.req.param('group') ?? '';
			const group = book.get(id);
			if (group !== undefined) return await answer(context, group);
			if (!id.startsWith('Y2FwaV9ncm91cD')) return await next();
			return refused(context, 400, 131041, 'Group unknown');
		};
	const path = '/:group{[A-Za-z0-9_-]+}';

	routes.get(path, withGroup(readSettings));
	routes.post(
		path,
		withGroup(async (context, group) => await update(context, group, book)),
	);
	routes.delete(
		path,
		withGroup((context, group) => {
			book.remove(group);
			const row = { type: 'group_delete', request_id: book.nextId('REQUEST') };
			book.tell('group_lifecycle_update', group, row);
			return context.json({ success: 'true' });
		}),
	);
	routes.get(
		`${path}/invite_link`,
		withGroup((context, group) => context.json({ ...product, invite_link: inviteLink(group) })),
	);
	routes.post(
		`${path}/invite_link`,
		withGroup(async (context, group) => {
			const given = await readBody(context, []);
			if (given instanceof Response) return given;
			const renewed = { ...group, code: book.nextId('LINK') };
			book.set(renewed);
			return context.json({ ...product, invite_link: inviteLink(renewed) });
		}),
	);
	routes.delete(
		`${path}/participants`,
		withGroup(async (context, group) => await removePeople(context, group, book)),
	);
	routes.get(
		`${path}/join_requests`,
		withGroup((context, group) =>
			context.json({
				data: group.joinRequests.map(({ id, waId, at }) => ({
					join_request_id: id,
					wa_id: waId,
					creation_timestamp: String(at),
				})),
				paging: { cursors: { before: 'A', after: 'B' } },
			}),
		),
	);
	routes.post(
		`${path}/join_requests`,
		withGroup(async (context, group) => await decide(context, group, book, true)),
	);
	routes.delete(
		`${path}/join_requests`,
		withGroup(async (context, group) => await decide(context, group, book, false)),
	);
	return routes;
}

/**
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/error-codes
 */
export function groupRoutes(book: GroupBook): Hono {
	const routes = new Hono();
	routes.route('/', numberRoutes(book));
	routes.route('/', groupIdRoutes(book));
	return routes;
}
