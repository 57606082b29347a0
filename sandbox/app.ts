import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { controlRoutes } from './control/controlRoutes';
import { Deliveries } from './webhooks/deliveries';
import { gatewayRoutes } from './faults/gatewayRoutes';
import { dialects } from './gateways';
import { ownMachineOnly } from './control/ownMachineOnly';
import { handsetRoutes } from './handset';
import { Steps } from './webhooks/statusTimeline';
import { Store } from './state/store';

/** The sandbox as a pure handler: a server, a test or a page can be its host. */
export interface Sandbox {
	/** Answers a request; `bindings` are the sockets, where a server is the host. */
	fetch(request: Request, bindings?: object): Promise<Response>;
	readonly store: Store;
	/** Back to the seed. */
	reset(): void;
	/** Ends what is on its way to webhooks. */
	close(): void;
}

/** What may differ from sandbox to sandbox. */
export interface SandboxOptions {
	/** The machine's time in milliseconds since 1970; `Date.now` where absent. */
	readonly now?: () => number;
	/** By what the waits between tries of a webhook are multiplied; 1 where absent. */
	readonly retryScale?: number;
}

const megabyte = 1024 * 1024;

/** Refuses a body over so many megabytes. */
function largest(megabytes: number): MiddlewareHandler {
	return bodyLimit({
		maxSize: megabytes * megabyte,
		onError: (context) =>
			context.json({ message: `The body is larger than ${megabytes} MB.` }, 413),
	});
}

const [words, files] = [largest(1), largest(101)];

/** Only a form may be large: it carries a file. */
const bodyFits: MiddlewareHandler = async (context, next) => {
	const isForm = context.req.header('content-type')?.startsWith('multipart/form-data');
	return await (isForm ? files : words)(context, next);
};

/** A sandbox of its own, with the seed in it. */
export function createSandbox({ now, retryScale = 1 }: SandboxOptions = {}): Sandbox {
	const gateways = dialects.map(({ id }) => id);
	const store = new Store(gateways, now);
	const deliveries = new Deliveries(store, retryScale);
	const steps = new Steps(store, deliveries);
	const end = () => {
		steps.reset();
		deliveries.reset();
	};
	store.watcher = { kept: (message) => steps.kept(message), reset: end };
	const app = new Hono({ strict: false });

	app.use('*', bodyFits);
	// The gateways themselves answer to any host name: an n8n in a container calls them by another.
	app.use('/_sandbox/*', ownMachineOnly);
	app.route('/_sandbox', controlRoutes({ store, deliveries, steps }));
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
		close: end,
	};
}
