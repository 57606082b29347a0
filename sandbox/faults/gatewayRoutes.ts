import { Hono } from 'hono';

import type { Dialect, GatewayServices } from '../gatewayKit/dialect';
import { isAuthorized, mountDialect } from '../gatewayKit/mountDialect';
import { loggedContent, logAnswer } from '../state/loggedContent';
import type { Mask } from '../state/secrets';
import type { Timers } from '../state/time';
import type { Fault, FaultQueue } from './faultQueue';
import { IncomingRequest } from './incomingRequest';
import { injectFault } from './injectFault';

/** What a gateway's routes need around them. */
export interface GatewayContext extends GatewayServices {
	readonly faults: FaultQueue;
	/** Of answers that stall or are slow. */
	readonly timers: Timers;
	/** Of what is logged. */
	readonly mask: Mask;
}

/** Whether an answer comes slowly, or is cut: then it is not read before it is sent. */
const comesInPieces = (fault: Fault | undefined) =>
	fault?.slow !== undefined || fault?.truncate !== undefined;

/** One gateway below its id, with the request log and the faults around it. */
export function gatewayRoutes(dialect: Dialect, services: GatewayContext): Hono {
	const { id } = dialect;
	const { store, faults, timers, mask } = services;
	const gateway = mountDialect(dialect, services);
	const app = new Hono();
	app.all('*', async (context) => {
		const { method, path, raw } = context.req;
		const below = path.slice(`/${id}`.length) || '/';
		const authorized = isAuthorized(dialect, raw);
		const at = store.clock.iso();
		const incoming = new IncomingRequest(raw, below);
		const isForm = context.req.header('content-type')?.startsWith('multipart/form-data');
		// A form may carry a large file; it goes to the gateway unread.
		const sent = isForm ? new Uint8Array() : await incoming.buffer();
		const { pathname, search } = new URL(raw.url);
		const log = ({ status, headers }: Response, response = loggedContent(headers, '', mask)) => {
			const common = { at, gateway: id, method, path: mask(path), status, authorized };
			const url = mask(pathname + search);
			// Only now, because the gateway may have found out a code that is masked.
			const request = loggedContent(raw.headers, sent, mask);
			store.requests.add({ ...common, url, request, response });
		};
		const target = { gateway: id, path: below };
		const recipient = faults.needsRecipient(target)
			? await incoming.recipient(dialect.recipientField)
			: undefined;
		const fault = faults.take({ ...target, ...(recipient !== undefined && { recipient }) });
		if (fault?.twice || fault?.receives !== undefined) await incoming.buffer();
		const askGateway = async () =>
			await gateway.fetch(incoming.toGateway(fault?.receives), context.env);
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
		if (comesInPieces(fault)) {
			log(response);
			return response;
		}
		const [kept, answer] = await logAnswer(response, mask);
		log(answer, kept);
		return answer;
	});
	return app;
}
