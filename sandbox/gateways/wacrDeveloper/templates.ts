import { Hono } from 'hono';

import type { Store } from '../../state/store';
import { allTemplates, templateRow } from '../metaCloud/templates';
import { channels, uuidOf } from './account';
import { ok } from './answers';

/**
 * Meta's rows with UUIDs of WA.CR, in one answer; all of them are of the first number's account.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
export function templateList(store: Store): Hono {
	const routes = new Hono();
	routes.get('/templates', (context) => {
		const status = context.req.query('status');
		const waba = context.req.query('wabaId');
		const isOwn = waba === undefined || waba === channels[0].wabaId;
		const templates = (isOwn ? allTemplates(store).map(templateRow) : [])
			.filter((template) => status === undefined || template.status === status)
			.map((template) => ({ ...template, id: uuidOf(template.id) }));
		return ok(context, { templates });
	});
	return routes;
}
