import { Hono } from 'hono';

import type { ControlContext } from './controlContext';
import { eventRoutes } from './eventRoutes';
import { faultRoutes } from './faultRoutes';
import type { LiveFeed } from './liveFeed';
import { openApi } from './openApi';
import { overview } from './overview';
import { peopleRoutes } from './peopleRoutes';
import { stateRoutes } from './stateRoutes';
import { streamRoutes } from './streamRoutes';
import { answerRefusal } from './validation';
import { webhookRoutes } from './webhookRoutes';

/** `/_sandbox/*`: the only paths that no gateway has. They inspect and change the sandbox. */
export function controlRoutes(control: ControlContext, feed: LiveFeed): Hono {
	const routes = new Hono();
	routes.onError(answerRefusal);
	routes.get('/', (context) => context.json(overview(new URL(context.req.url).origin)));
	routes.get('/openapi.json', (context) => context.json(openApi(new URL(context.req.url).origin)));
	for (const part of [stateRoutes, peopleRoutes, eventRoutes, faultRoutes, webhookRoutes]) {
		routes.route('/', part(control));
	}
	routes.route('/', streamRoutes(control, feed));
	return routes;
}
