import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';

import type { ControlContext } from './controlContext';
import { eventRoutes } from './eventRoutes';
import { faultRoutes } from './faultRoutes';
import type { LiveFeed } from './liveFeed';
import { openApi } from './openApi';
import { overview } from './overview';
import { peopleRoutes } from './peopleRoutes';
import { stateRoutes } from './stateRoutes';
import { streamRoutes } from './streamRoutes';
import { BadControlRequest, notAnObject } from './validation';
import { webhookRoutes } from './webhookRoutes';

/** `/_sandbox/*`: the only paths that no gateway has. They inspect and change the sandbox. */
export function controlRoutes(control: ControlContext, feed: LiveFeed): Hono {
	const routes = new Hono();
	routes.onError((error, context) => {
		if (error instanceof BadControlRequest) return context.json({ message: error.message }, 400);
		// Thrown by Hono for JSON that cannot be parsed.
		if (error instanceof HTTPException) return context.json({ message: notAnObject }, 400);
		throw error;
	});
	routes.get('/', (context) => context.json(overview(new URL(context.req.url).origin)));
	routes.get('/openapi.json', (context) => context.json(openApi(new URL(context.req.url).origin)));
	for (const part of [...[stateRoutes, peopleRoutes, eventRoutes, faultRoutes, webhookRoutes]]) {
		routes.route('/', part(control));
	}
	routes.route('/', streamRoutes(control, feed));
	return routes;
}
