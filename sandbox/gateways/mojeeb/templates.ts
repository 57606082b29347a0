import { Hono } from 'hono';

import { metaCards } from '../../gatewayKit/missingComponent';
import { placeholdersIn } from '../../gatewayKit/placeholders';
import {
	templateTranslations,
	type TemplateTranslation,
} from '../../gatewayKit/templateTranslations';
import type { Store } from '../../state/store';
import { agentWithoutList } from './account';
import { refused } from './answers';
import { agentRefusal, connectionRefusal } from './envelope';
import { refuseForRateLimit, templateRateLimit } from './rateLimit';

/** By name, then by language, as the list shows them. */
export const templates: readonly TemplateTranslation[] = templateTranslations.toSorted(
	(a, b) => a.seed.name.localeCompare(b.seed.name) || a.language.localeCompare(b.language),
);

/** The field of a button that holds its value. */
export const valueFields: Readonly<Record<string, string>> = {
	URL: 'text',
	COPY_CODE: 'coupon_code',
	QUICK_REPLY: 'payload',
};

/** The content of a row is documented; the names of its fields are not. */
function row({ seed, language, translation }: TemplateTranslation) {
	const { header, buttons = [] } = seed;
	return {
		name: seed.name,
		language,
		status: translation.status,
		category: seed.category,
		header_format: header?.type ?? null,
		header_text: translation.headerText ?? null,
		header_parameters: placeholdersIn(translation.headerText ?? ''),
		body: translation.body,
		body_parameters: placeholdersIn(translation.body),
		footer: translation.footer ?? null,
		...(seed.cards !== undefined && { cards: metaCards(seed.cards) }),
		...(seed.offer !== undefined && {
			limited_time_offer: { text: seed.offer.text, has_expiration: seed.offer.hasExpiration },
		}),
		buttons: buttons.map(({ type, text, url }, index) => ({
			index,
			type,
			text,
			url: url ?? null,
			value_field:
				type !== 'URL' || placeholdersIn(url ?? '').length > 0 ? (valueFields[type] ?? null) : null,
		})),
	};
}

/**
 * The list. Its path is not documented; this is the one that our gateway assumes.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_whatsapp_templates
 */
export function templateRoutes(store: Store): Hono {
	const routes = new Hono();
	// The wording of the documentation is that of a path; the path itself is a guess.
	routes.get('/agents/:agent/connections/:connection/whatsapp/templates', (context) => {
		const { agent, connection } = context.req.param();
		const refusal = connectionRefusal(agent, connection);
		if (refusal !== undefined) return refused(context, refusal);
		return context.json({ data: templates.map(row) });
	});
	routes.get('/whatsapp/templates', async (context, next) => {
		const agentId = context.req.query('agent_id');
		// Below, nothing answers to this address.
		if (agentId === agentWithoutList) return await next();
		const { exceeded } = store.rateLimits.take('mojeeb templates', templateRateLimit);
		if (exceeded !== undefined) {
			return refuseForRateLimit(context, exceeded, 'Too many requests for templates.');
		}
		const refusal = agentRefusal(agentId);
		if (refusal !== undefined) return refused(context, refusal);
		return context.json({ data: templates.map(row) });
	});
	return routes;
}
