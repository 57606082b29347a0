import { Hono } from 'hono';

import type { Dialect, GatewayServices } from '../gatewayKit/dialect';
import { isAuthorized, mountDialect } from '../gatewayKit/mountDialect';
import type { Timers } from '../state/time';
import type { FaultQueue } from './faultQueue';
import { IncomingRequest } from './incomingRequest';
import { injectFault } from './injectFault';
import { loggedContent, logAnswer, maskedUrl } from './loggedContent';

/** What a gateway's routes need around them. */
export interface GatewayContext extends GatewayServices {
	readonly faults: FaultQueue;
	/** Of answers that stall or are slow. */
	readonly timers: Timers;
}

const nothing = new Uint8Array();

/** One gateway below its id, with the request log and the faults around it. */
export function gatewayRoutes(dialect: Dialect, services: GatewayContext): Hono {
	const { id } = dialect;
	const { store, faults, timers } = services;
	const gateway = mountDialect(dialect, services);
	const app = new Hono();
	app.all('*', async (context) => {
		const { method, path, raw } = context.req;
		const below = path.slice(`/${id}`.length) || '/';
		const authorized = isAuthorized(dialect, raw.headers);
		const at = store.clock.iso();
		const incoming = new IncomingRequest(raw, below);
		const isForm = context.req.header('content-type')?.startsWith('multipart/form-data');
		// A form may carry a large file; it goes to the gateway unread.
		const sent = isForm ? new Uint8Array() : await incoming.buffer();
		const url = maskedUrl(new URL(raw.url));
		const request = loggedContent(raw.headers, sent);
		const log = ({ status, headers }: Response, response = loggedContent(headers, nothing)) => {
			const common = { at, gateway: id, method, path, status, authorized };
			store.requests.add({ ...common, url, request, response });
		};
		const askGateway = async () => await gateway.fetch(incoming.toGateway(), context.env);
		const target = { gateway: id, path: below };
		const recipient = faults.needsRecipient(target)
			? await incoming.recipient(dialect.recipientField)
			: undefined;
		const fault = faults.take({ ...target, ...(recipient !== undefined && { recipient }) });
		if (fault?.twice) await incoming.buffer();
		const response =
			fault === undefined
				? await askGateway()
				: await injectFault({
						context,
						store,
						timers,
						dialect,
						fault,
						askGateway,
						logUnseen: log,
					});
		// The gateway's clock, so that a client can check its own.
		if (!response.headers.has('date')) {
			response.headers.set('Date', new Date(store.clock.now()).toUTCString());
		}
		// An answer with a fault may come slowly, or be cut: it is not read.
		if (fault !== undefined) {
			log(response);
			return response;
		}
		const [kept, answer] = await logAnswer(response);
		log(answer, kept);
		return answer;
	});
	return app;
}
