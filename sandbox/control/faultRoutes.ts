import { Hono } from 'hono';

import { namedFaults } from '../faults/namedFaults';
import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import { refuse, valid } from './validation';

/** What each gateway enforces now; a limit that there is not is `null`. */
function listRateLimits({ store, dialects }: ControlContext) {
	return dialects.map(({ id, rateLimit: { documented } }) => {
		const override = store.rateLimits.override(id);
		const { requests, windowMs, window } = override ?? documented ?? {};
		return {
			gateway: id,
			requests: requests ?? null,
			seconds: windowMs === undefined ? null : windowMs / 1000,
			window: window ?? null,
			documented: override === undefined,
		};
	});
}

/** Controls how gateways answer: their faults and their rate limits. */
export function faultRoutes(control: ControlContext): Hono {
	const { store, faults, dialects } = control;
	const routes = new Hono();

	routes.get('/rate-limit', (context) => context.json({ rateLimits: listRateLimits(control) }));
	routes.post('/rate-limit', valid('json', endpoints['POST /rate-limit'].json), (context) => {
		const { gateway, requests, seconds } = context.req.valid('json');
		const dialect =
			dialects.find(({ id }) => id === gateway) ?? refuse('gateway: the one whose limit it is.');
		const window = dialect.rateLimit.documented?.window ?? 'rolling';
		const limit =
			requests === undefined || seconds === undefined
				? undefined
				: { requests, windowMs: seconds * 1000, window };
		store.rateLimits.setOverride(gateway, limit);
		return context.json({ rateLimits: listRateLimits(control) });
	});

	routes.get('/faults/named', (context) => context.json({ faults: namedFaults }));
	routes.get('/faults', (context) => context.json({ faults: faults.list() }));
	routes.post('/faults', valid('json', endpoints['POST /faults'].json), (context) => {
		faults.add(context.req.valid('json'));
		return context.json({ faults: faults.list() }, 201);
	});
	routes.delete('/faults', (context) => {
		faults.clear();
		return context.json({ faults: [] });
	});

	return routes;
}
