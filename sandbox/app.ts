import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { accountWebhooks } from './control/accountWebhooks';
import { controlRoutes } from './control/controlRoutes';
import { LiveFeed } from './control/liveFeed';
import { ownMachineOnly } from './control/ownMachineOnly';
import { FaultQueue } from './faults/faultQueue';
import { gatewayRoutes } from './faults/gatewayRoutes';
import { allDialects } from './gateways';
import { handsetRoutes } from './handset';
import { asRecord } from './state/record';
import { codesIn, createMask } from './state/secrets';
import { Store } from './state/store';
import { machineTime, Timers, type TimeSource } from './state/time';
import { Deliveries, type DeliveriesContext } from './webhooks/deliveries';
import { reachOf } from './webhooks/localAddress';
import { StatusTimeline } from './webhooks/statusTimeline';
import { Subscriptions } from './webhooks/subscriptions';

/** The sandbox as a pure handler: a server, a test or a page can be its host. */
export interface Sandbox {
	/** Answers a request; `bindings` are the sockets, if a server is the host. */
	fetch(request: Request, bindings?: object): Promise<Response>;
	readonly store: Store;
	readonly faults: FaultQueue;
	readonly deliveries: Deliveries;
	/** Back to the seed. */
	reset(): void;
	/** Ends what is on its way to webhooks. */
	close(): void;
	/** Everything, to be kept in a file. */
	save(): object;
	/** Goes on from what was kept. Throws for what cannot have been kept. */
	restore(saved: Readonly<Record<string, unknown>>): void;
}

/** How sandboxes may differ. */
export interface SandboxOptions {
	/** The machine's time if absent. */
	readonly time?: TimeSource;
	/** Host names beside this machine's own by which it is controlled, and to which it delivers. */
	readonly allow?: readonly string[];
	/** Called when something may have changed that is kept. */
	readonly onChange?: () => void;
}

const megabyte = 1024 * 1024;

/** How many of the last one-time codes are masked in what is logged. */
const maxCodes = 100;

/** Refuses a body over so many megabytes. */
function maxBody(megabytes: number): MiddlewareHandler {
	return bodyLimit({
		maxSize: megabytes * megabyte,
		onError: (context) =>
			context.json({ message: `The body is larger than ${megabytes} MB.` }, 413),
	});
}

const [textLimit, fileLimit] = [maxBody(1), maxBody(101)];

const fileTypes = /^(?:multipart\/form-data|application\/octet-stream)/;

/** Only a form, and bytes alone, may be large: they carry a file. */
const limitBody: MiddlewareHandler = async (context, next) => {
	const isFile = fileTypes.test(context.req.header('content-type') ?? '');
	return await (isFile ? fileLimit : textLimit)(context, next);
};

/** Whether a request leaves nothing behind: what is asked of a gateway is kept as a request. */
function isOnlyLookedAt({ method, url }: Request): boolean {
	const { pathname } = new URL(url);
	return (method === 'GET' || method === 'HEAD') && /^\/(_sandbox(\/|$)|[^/]*$)/.test(pathname);
}

/** A sandbox of its own, with the seed in it. Throws one sentence for a gateway without a dialect. */
export function createSandbox({
	time = machineTime,
	allow = [],
	onChange = () => {},
}: SandboxOptions = {}): Sandbox {
	const dialects = allDialects();
	const store = new Store(
		dialects.map(({ id }) => id),
		time,
	);
	const faults = new FaultQueue();
	const timers = new Timers(time);
	// A reset leaves them, as it leaves tokens and templates: a workflow that listens goes on listening.
	const subscriptions = new Subscriptions(reachOf(allow));
	const formatOf: DeliveriesContext['formatOf'] = ({ gateway, from }) => {
		const dialect = dialects.find(({ id }) => id === gateway);
		return from === 'resend' ? dialect?.resend : dialect?.webhook;
	};
	/** One-time codes that went out, which are no state. */
	const codes: string[] = [];
	const mask = createMask(() => [
		...dialects.flatMap(({ access: { tokens, refused = [] }, webhook, resend }) => [
			...[...tokens, ...refused],
			...[webhook, resend].flatMap((format) => format?.secret ?? []),
		]),
		...subscriptions.list().flatMap(({ secret }) => secret ?? []),
		...codes,
	]);
	const deliveries: Deliveries = new Deliveries({
		...{ store, subscriptions, formatOf, time, mask },
		onAttempt: () => feed.mark(),
	});
	const timeline = new StatusTimeline({
		store,
		subscriptions,
		time,
		publish(gateway, event) {
			deliveries.publish(gateway, event);
			onChange();
		},
	});
	const control = { dialects, store, faults, subscriptions, deliveries, timeline, mask };
	const feed = new LiveFeed(control);
	const endWebhooks = () => {
		timeline.reset();
		deliveries.reset();
	};
	store.events.on('outbound', (message) => {
		timeline.track(message);
		codes.push(...codesIn(message));
		codes.splice(0, codes.length - maxCodes);
	});
	store.events.on('news', (gateway, field, value) => {
		deliveries.publish(gateway, { kind: 'account', at: store.clock.iso(), field, value });
	});
	store.events.on('reset', endWebhooks);
	store.events.on('reset', () => faults.clear());

	const app = new Hono({ strict: false });
	app.use('*', limitBody);
	// Whatever changes the sandbox is a request, or a delivery.
	app.use('*', async (context, next) => {
		await next();
		if (context.req.method !== 'GET' || !context.req.path.startsWith('/_sandbox')) feed.mark();
	});
	// The gateways themselves answer to any host name: an n8n in a container calls them by another.
	app.use('/_sandbox/*', ownMachineOnly(subscriptions.reach));
	app.route('/_sandbox', controlRoutes(control, feed));
	for (const dialect of dialects) {
		app.route(`/${dialect.id}${dialect.basePath}/_sandbox`, accountWebhooks(dialect, control));
		const routes = gatewayRoutes(dialect, { store, subscriptions, faults, timers, mask });
		app.route(`/${dialect.id}`, routes);
	}
	app.route('/', handsetRoutes());
	app.notFound((context) =>
		context.json(
			{ message: 'There is nothing here. GET /_sandbox lists what the sandbox has.' },
			404,
		),
	);

	return {
		async fetch(request, bindings) {
			const response = await app.fetch(request, bindings);
			if (!isOnlyLookedAt(request)) onChange();
			return response;
		},
		store,
		faults,
		deliveries,
		reset: () => store.reset(),
		close: endWebhooks,
		save: () => ({
			store: store.save(),
			subscriptions: subscriptions.save(),
			timeline: timeline.save(),
		}),
		restore(saved) {
			store.restore(asRecord(saved['store']) ?? {});
			subscriptions.restore(asRecord(saved['subscriptions']) ?? {});
			timeline.restore(asRecord(saved['timeline']) ?? {});
		},
	};
}
