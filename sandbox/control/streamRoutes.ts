import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

import type { ControlContext } from './controlContext';
import { endpoints } from './endpoints';
import type { LiveFeed } from './liveFeed';
import { valid } from './validation';

/** Milliseconds after which a page that lost the sandbox looks for it again. */
const retry = 700;

/** Seconds between two signs of life, so that neither side takes the line for dead. */
const heartbeatMs = 20_000;

/** What the page follows, and where it leads to. */
export function streamRoutes({ store }: ControlContext, feed: LiveFeed): Hono {
	const routes = new Hono();

	routes.get('/stream', (context) =>
		streamSSE(context, async (stream) => {
			let queue: Promise<unknown> = Promise.resolve();
			const end = feed.follow((update) => {
				const data = JSON.stringify(update);
				queue = queue.then(async () => await stream.writeSSE({ event: 'update', data, retry }));
			});
			const beat = setInterval(() => {
				queue = queue.then(async () => await stream.writeSSE({ event: 'beat', data: '' }));
			}, heartbeatMs).unref();
			await new Promise<void>((resolve) => stream.onAbort(resolve));
			clearInterval(beat);
			end();
		}),
	);

	routes.post('/guide', valid('json', endpoints['POST /guide'].json), (context) => {
		store.guide = context.req.valid('json');
		return context.json(store.guide);
	});

	return routes;
}
