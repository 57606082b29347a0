import { setTimeout as sleep } from 'node:timers/promises';

import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { controlRoutes } from './control';
import type { Fault } from './faults';
import { dialects } from './gateways';
import { handsetRoutes } from './handset';
import { Store } from './store';

/** The sandbox as a pure handler: a server, a test or a page can be its host. */
export interface Sandbox {
	fetch(request: Request, bindings?: object): Promise<Response>;
	readonly store: Store;
	/** Back to the seed. */
	reset(): void;
}

const largestBody = 1024 * 1024;

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Breaks the connection where there is one; answers 502 where the handler is called directly. */
function breakOff(context: Context): Response {
	const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>;
	outgoing?.destroy();
	return context.body(null, 502);
}

/** What a spoiled request is answered with; `undefined` for the gateway's own answer. */
async function spoiled(context: Context, fault: Fault): Promise<Response | undefined> {
	if (fault.stallMs !== undefined) await sleep(fault.stallMs, undefined, { ref: false });
	if (fault.reset) return breakOff(context);
	if (fault.status === undefined && fault.body === undefined) return undefined;
	return new Response(fault.body ?? '', {
		status: fault.status ?? 200,
		headers: { 'content-type': 'application/json', ...fault.headers },
	});
}

/** One gateway below its id, with the request log and the faults that were asked for around it. */
function gatewayRoutes(store: Store, dialect: (typeof dialects)[number]): Hono {
	const app = new Hono();
	const own = dialect.routes(store);
	app.all('*', async (context) => {
		const { method, path } = context.req;
		const below = path.slice(`/${dialect.id}`.length);
		const answer = async () => {
			const url = new URL(context.req.url);
			url.pathname = below;
			return await own.fetch(new Request(url, context.req.raw), context.env);
		};
		const fault = store.faults.take(dialect.id, below);
		const real = fault === undefined || fault.after === 'accepted' ? await answer() : undefined;
		const response = (fault && (await spoiled(context, fault))) ?? real ?? (await answer());
		store.note({
			at: store.clock.iso(),
			gateway: dialect.id,
			method,
			path,
			status: response.status,
			authorized: response.status !== 401,
		});
		return response;
	});
	return app;
}

/** A sandbox of its own, with the seed in it. */
export function createSandbox(): Sandbox {
	const store = new Store(dialects.map(({ id }) => id));
	const app = new Hono();

	// A website that a user visits must not be able to steer the sandbox through the browser.
	app.use('*', async (context, next) => {
		const { hostname } = new URL(context.req.url);
		if (loopback.has(hostname)) return await next();
		return context.json({ message: 'The sandbox answers on the loopback address only.' }, 403);
	});
	app.use(
		'*',
		bodyLimit({
			maxSize: largestBody,
			onError: (context) => context.json({ message: 'The body is larger than 1 MB.' }, 413),
		}),
	);
	app.route('/_sandbox', controlRoutes(store));
	for (const dialect of dialects) app.route(`/${dialect.id}`, gatewayRoutes(store, dialect));
	app.route('/', handsetRoutes());
	app.notFound((context) =>
		context.json(
			{ message: 'There is nothing here. GET /_sandbox tells what the sandbox has.' },
			404,
		),
	);

	return {
		fetch: async (request, bindings) => await app.fetch(request, bindings),
		store,
		reset: () => store.reset(),
	};
}
