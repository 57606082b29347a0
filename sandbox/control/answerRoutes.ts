import { Hono } from 'hono';

import type { Budget } from '../state/rateLimits';
import { faultOf } from './faultFields';
import { dialects } from '../gateways';
import { fieldsOf, gatewayField, refuse, wholeField, type Fields } from './controlFields';
import type { Store } from '../state/store';

/** What holds now at each gateway; a limit that there is not is `null`. */
function budgets(store: Store) {
	return dialects.map(({ id, budget: documented }) => {
		const asked = store.budgets.get(id);
		const { requests, windowMs, window } = asked ?? documented ?? {};
		return {
			gateway: id,
			requests: requests ?? null,
			seconds: windowMs === undefined ? null : windowMs / 1000,
			window: window ?? null,
			documented: asked === undefined,
		};
	});
}

/** A rate limit as it was asked for; `undefined` for the documented one. Throws `NotUnderstood`. */
function budgetIn({ requests, seconds }: Fields, documented?: Budget): Budget | undefined {
	if (requests === undefined && seconds === undefined) return undefined;
	const both = 'beside the other, or neither of them for the documented limit.';
	return {
		requests: wholeField(requests, 'requests', 1, 1_000_000) ?? refuse(`requests: ${both}`),
		windowMs: 1000 * (wholeField(seconds, 'seconds', 1, 86_400) ?? refuse(`seconds: ${both}`)),
		window: documented?.window ?? 'rolling',
	};
}

/** Steers how gateways answer: what they do badly, and how much they take. */
export function answerControl(store: Store): Hono {
	const routes = new Hono();

	routes.get('/budget', (context) => context.json({ budgets: budgets(store) }));
	routes.post('/budget', async (context) => {
		const fields = await fieldsOf(context, ['gateway', 'requests', 'seconds']);
		const gateway = gatewayField(fields['gateway'] ?? null);
		const dialect = dialects.find(({ id }) => id === gateway);
		if (dialect === undefined) return refuse('gateway: the one whose limit it is.');
		const budget = budgetIn(fields, dialect.budget);
		if (budget === undefined) store.budgets.delete(dialect.id);
		else store.budgets.set(dialect.id, budget);
		// What went through before counts for the limit that held then.
		store.hits.delete(dialect.id);
		return context.json({ budgets: budgets(store) });
	});

	routes.get('/faults', (context) => context.json({ faults: store.faults.list() }));
	routes.post('/faults', async (context) => {
		store.faults.add(await faultOf(context));
		return context.json({ faults: store.faults.list() }, 201);
	});
	routes.delete('/faults', (context) => {
		store.faults.clear();
		return context.json({ faults: [] });
	});

	return routes;
}
