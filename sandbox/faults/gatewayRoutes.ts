import { Hono } from 'hono';

import { Arrival } from './incomingRequest';
import type { Dialect } from '../gatewayKit/dialect';
import { spoil } from './injectFault';
import type { Store } from '../state/store';

/** One gateway below its id, with the request log and the faults that were asked for around it. */
export function gatewayRoutes(store: Store, dialect: Dialect): Hono {
	const { id } = dialect;
	const app = new Hono();
	const own = dialect.routes(store);
	app.all('*', async (context) => {
		const { method, path, raw } = context.req;
		const below = path.slice(`/${id}`.length) || '/';
		const authorized = dialect.authorized(raw.headers);
		const note = ({ status }: Response) =>
			store.note({ at: store.clock.iso(), gateway: id, method, path, status, authorized });
		const arrival = new Arrival(raw, below);
		const work = async () => await own.fetch(arrival.request(), context.env);
		const phones = store.faults.askForPhones(id, below) ? await arrival.recipients() : [];
		const fault = store.faults.take(id, below, phones);
		if (fault?.twice) await arrival.keep();
		const response =
			fault === undefined
				? await work()
				: await spoil({ context, store, dialect, fault, work, note });
		note(response);
		// A gateway's clock, by which a client tells whether its own is right.
		if (!response.headers.has('date')) {
			response.headers.set('Date', new Date(store.clock.now()).toUTCString());
		}
		return response;
	});
	return app;
}
