import { GatewayError } from '../core/faults';
import type { Gateway, TemplatePage, TemplateReference, TemplateSearch } from '../core/gateway';
import type { Connection } from '../core/request';
import type { Template, TemplateSummary } from '../core/template';

/** The templates of an account, each fetched once per session. */
export interface TemplateCache {
	/**
	 * One template in one language; `null` where this account has no template lookup.
	 *
	 * @throws GatewayError `templateNotFound`
	 */
	get(reference: TemplateReference): Promise<Template | null>;
	/** @throws GatewayError `unsupported` where this account has no template lookup */
	list(): AsyncIterable<TemplateSummary>;
	/**
	 * One page of the templates that fit a search; all at once where the gateway has no pages.
	 *
	 * @throws GatewayError `unsupported` as `list`
	 */
	page(search: TemplateSearch, cursor: string | null): Promise<TemplatePage>;
}

/** Looks templates up through a gateway. */
export function createTemplateCache(gateway: Gateway, connection: Connection): TemplateCache {
	const cached = new Map<string, Promise<Template | null>>();
	const { templates } = gateway;
	const list = () => {
		if (templates !== undefined) return templates.list(connection);
		throw new GatewayError('unsupported', `${gateway.name} has no list of templates.`, {
			hint: 'Look them up in the gateway’s dashboard. They can be sent by name and language.',
		});
	};
	return {
		list,
		async get(reference) {
			if (templates === undefined) return null;
			const key = JSON.stringify([reference.nameOrId, reference.language]);
			const fetched = cached.get(key) ?? templates.get(reference, connection);
			cached.set(key, fetched);
			return await fetched;
		},
		async page(search, cursor) {
			if (templates?.page !== undefined) return await templates.page(search, cursor, connection);
			const all: TemplateSummary[] = [];
			for await (const template of list()) all.push(template);
			return { templates: all, next: null };
		},
	};
}
