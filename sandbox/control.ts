import { Hono, type Context } from 'hono';

import { objectOf, plausiblePhone } from './dialect';
import type { Fault } from './faults';
import { dialects } from './gateways';
import { seedPhones, seedTemplates, type SeedTemplate } from './seed';
import type { Store } from './store';

/** The JSON object of a request; throws a sentence where there is none. */
async function steering(context: Context): Promise<Record<string, unknown>> {
	// A form of a foreign website cannot send this type without being asked first.
	if (!context.req.header('content-type')?.startsWith('application/json')) {
		throw new TypeError('Send JSON, with the header Content-Type: application/json.');
	}
	const body = objectOf(await context.req.json().catch(() => undefined));
	if (body === undefined) throw new TypeError('The body is not a JSON object.');
	return body;
}

function refuse(message: string): never {
	throw new TypeError(message);
}

function gatewayField(value: unknown): string | undefined {
	if (value === undefined) return undefined;
	const known = dialects.map(({ id }) => id);
	return known.find((id) => id === value) ?? refuse(`gateway: one of ${known.join(', ')}.`);
}

function wholeField(value: unknown, field: string, least: number): number | undefined {
	if (value === undefined) return undefined;
	if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
	return refuse(`${field}: a whole number from ${least}.`);
}

/** A fault as it was asked for. Throws a sentence that names the field. */
function faultOf(body: Record<string, unknown>): Fault {
	const { gateway, path, times, after = 'before', stallMs, reset, status, headers } = body;
	const code = wholeField(status, 'status', 200);
	if (code !== undefined && code > 599) refuse('status: at most 599.');
	if (after !== 'before' && after !== 'accepted') refuse('after: "before" or "accepted".');
	if (path !== undefined && typeof path !== 'string') refuse('path: the beginning of a path.');
	if (headers !== undefined && objectOf(headers) === undefined) refuse('headers: an object.');
	const given = body['body'];
	const text = given === undefined || typeof given === 'string' ? given : JSON.stringify(given);
	return {
		gateway: gatewayField(gateway),
		path: path as string | undefined,
		times: wholeField(times, 'times', 1) ?? 1,
		after: after as Fault['after'],
		stallMs: wholeField(stallMs, 'stallMs', 0),
		reset: reset === true,
		status: code,
		headers: headers as Record<string, string> | undefined,
		body: text,
	};
}

/** What the sandbox has, for people and for programs. */
export function overview(origin: string) {
	return {
		gateways: dialects.map(({ id, name, token, basePath }) => ({
			id,
			name,
			baseUrl: `${origin}/${id}${basePath}`,
			accessToken: token,
		})),
		phones: seedPhones,
		templates: seedTemplates.map(({ name, category, translations }: SeedTemplate) => ({
			name,
			category,
			languages: Object.entries(translations).map(([language, { status }]) => ({
				language,
				status,
			})),
			body: Object.values(translations)[0]?.body,
		})),
		steering: {
			'GET /_sandbox/phones': 'each phone with its messages and windows',
			'GET /_sandbox/messages': 'all messages; ?phone= &gateway= &direction=inbound|outbound',
			'POST /_sandbox/inbound': 'a person writes: {phone, text, gateway?}',
			'GET|POST /_sandbox/clock': 'the time; {advance: seconds} or {now: ISO 8601}',
			'GET|POST|DELETE /_sandbox/faults':
				'spoil answers: {gateway?, path?, times?, after?, status?, headers?, body?, stallMs?, reset?}',
			'GET /_sandbox/requests': 'the last 500 requests to the gateways',
			'POST /_sandbox/reset': 'back to the beginning',
		},
	};
}

/** `/_sandbox/*`: the only paths that no gateway has. They inspect and steer. */
export function controlRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.onError((error, context) =>
		context.json({ message: error instanceof TypeError ? error.message : 'Not understood.' }, 400),
	);

	routes.get('/', (context) => context.json(overview(new URL(context.req.url).origin)));

	routes.get('/phones', (context) => {
		const seeded = seedPhones.map(({ phone }): string => phone);
		const numbers = new Set([...seeded, ...store.messages.map(({ phone }) => phone)]);
		return context.json({
			now: store.clock.iso(),
			phones: [...numbers].map((phone) => ({
				phone,
				name: seedPhones.find((one) => one.phone === phone)?.name ?? null,
				messages: store.messages.filter((message) => message.phone === phone),
				windows: dialects.map(({ id, name }) => {
					const until = store.windowOpenUntil(id, phone);
					return {
						gateway: id,
						name,
						openUntil: until === undefined ? null : new Date(until).toISOString(),
					};
				}),
			})),
		});
	});

	routes.get('/messages', (context) => {
		const { phone, gateway, direction } = context.req.query();
		return context.json({
			messages: store.messages.filter(
				(message) =>
					(phone === undefined || message.phone === plausiblePhone(phone)) &&
					(gateway === undefined || message.gateway === gateway) &&
					(direction === undefined || message.direction === direction),
			),
		});
	});

	routes.post('/inbound', async (context) => {
		const { phone, text, gateway } = await steering(context);
		const number =
			plausiblePhone(String(phone ?? '')) ?? refuse('phone: a number such as +491713920012.');
		const words =
			typeof text === 'string' && text !== '' ? text : refuse('text: what the person writes.');
		const one = gatewayField(gateway);
		const messages = dialects
			.filter(({ id }) => one === undefined || id === one)
			.map(({ id }) => {
				store.contact(id, number).name ??=
					seedPhones.find((seed) => seed.phone === number)?.name ?? null;
				return store.keep(id, 'inbound', number, { kind: 'text', body: words });
			});
		return context.json({ messages }, 201);
	});

	routes.get('/clock', (context) => context.json({ now: store.clock.iso() }));
	routes.post('/clock', async (context) => {
		const { advance, now } = await steering(context);
		if (typeof advance === 'number' && Number.isFinite(advance))
			store.clock.advance(advance * 1000);
		else if (typeof now === 'string' && !Number.isNaN(Date.parse(now)))
			store.clock.set(Date.parse(now));
		else refuse('advance: seconds, or now: a time in ISO 8601.');
		return context.json({ now: store.clock.iso() });
	});

	routes.post('/reset', (context) => {
		store.reset();
		return context.json({ now: store.clock.iso() });
	});

	routes.get('/requests', (context) => context.json({ requests: store.requests }));

	routes.get('/faults', (context) => context.json({ faults: store.faults.list() }));
	routes.post('/faults', async (context) => {
		store.faults.add(faultOf(await steering(context)));
		return context.json({ faults: store.faults.list() }, 201);
	});
	routes.delete('/faults', (context) => {
		store.faults.clear();
		return context.json({ faults: [] });
	});

	return routes;
}
