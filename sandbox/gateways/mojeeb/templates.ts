import { Hono } from 'hono';

import { spend } from '../../state/rateLimits';
import { seedTemplates, type SeedTemplate, type Translation } from '../../state/seed';
import type { Store } from '../../state/store';
import { blanksIn } from '../../gatewayKit/placeholders';
import { agentWithoutList } from './account';
import { refused } from './answers';
import { agentRefusal } from './envelope';
import { templateBudget, tooMany } from './limit';

/** A template in one language, which is the unit of the list. */
export interface MojeebTemplate {
	readonly seed: SeedTemplate;
	readonly language: string;
	readonly translation: Translation;
}

/** By name, then by language, as the list shows them. */
export const templates: readonly MojeebTemplate[] = seedTemplates
	.flatMap((seed: SeedTemplate) =>
		Object.entries(seed.translations).map(([language, translation]) => ({
			seed,
			language,
			translation,
		})),
	)
	.sort((a, b) => a.seed.name.localeCompare(b.seed.name) || a.language.localeCompare(b.language));

/** The field of a button that carries its value. */
export const valueFields: Readonly<Record<string, string>> = {
	URL: 'text',
	COPY_CODE: 'coupon_code',
	QUICK_REPLY: 'payload',
};

/** What a row tells is documented; the names of its fields are not. */
function row({ seed, language, translation }: MojeebTemplate) {
	const { header, buttons = [] } = seed;
	return {
		name: seed.name,
		language,
		status: translation.status,
		category: seed.category,
		header_format: header?.type ?? null,
		header_text: translation.headerText ?? null,
		header_parameters: blanksIn(translation.headerText ?? ''),
		body: translation.body,
		body_parameters: blanksIn(translation.body),
		footer: translation.footer ?? null,
		buttons: buttons.map(({ type, text, url }, index) => ({
			index,
			type,
			text,
			url: url ?? null,
			value_field:
				type !== 'URL' || blanksIn(url ?? '').length > 0 ? (valueFields[type] ?? null) : null,
		})),
	};
}

/**
 * The list. Its path is not documented; this is the one that our gateway assumes.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_whatsapp_templates
 */
export function templateRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.get('/whatsapp/templates', async (context, next) => {
		const agentId = context.req.query('agent_id');
		// Below, nothing answers to this address.
		if (agentId === agentWithoutList) return await next();
		const { exhausted } = spend(store, 'mojeeb templates', templateBudget);
		if (exhausted !== undefined) {
			return tooMany(context, exhausted, 'Too many requests for templates.');
		}
		const refusal = agentRefusal(agentId);
		if (refusal !== undefined) return refused(context, refusal);
		return context.json({ data: templates.map(row) });
	});
	return routes;
}
