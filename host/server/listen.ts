import { serve } from '@hono/node-server';

/** A server of this process that listens. */
export interface Listening {
	/** Its address, without a slash at the end. */
	readonly url: string;
	/** Ends it, with the connections that are still open. */
	close(): Promise<void>;
}

const hostname = '127.0.0.1';

/** Puts a handler on a port of the loopback address; 0 for any free one. */
export async function listen(
	fetch: (request: Request) => Response | Promise<Response>,
	port = 0,
): Promise<Listening> {
	return await new Promise((resolve, reject) => {
		const server = serve({ fetch, port, hostname }, (address) => {
			resolve({
				url: `http://${hostname}:${address.port}`,
				async close() {
					const closed = new Promise<void>((ended) => server.close(() => ended()));
					if ('closeAllConnections' in server) server.closeAllConnections();
					await closed;
				},
			});
		});
		server.once('error', reject);
	});
}
