import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createAdaptorServer } from '@hono/node-server';

import { createSandbox, type Sandbox } from './app';

export interface Served {
	readonly url: string;
	readonly port: number;
	readonly sandbox: Sandbox;
	/** Ends it, with the connections that are still open. */
	close(): Promise<void>;
}

export interface ServeSettings {
	/** 0 for a free one. */
	readonly port: number;
	readonly hostname?: string;
}

/** Puts a sandbox on a local port. Throws an Error whose message names a port that is taken. */
export async function serveSandbox({
	port,
	hostname = '127.0.0.1',
}: ServeSettings): Promise<Served> {
	const sandbox = createSandbox();
	const server = createAdaptorServer({
		fetch: async (request: Request, bindings: object) => await sandbox.fetch(request, bindings),
	}) as Server;
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(
				error.code === 'EADDRINUSE'
					? new Error(`Port ${port} is taken: something else listens there already.`)
					: error,
			);
		});
		server.listen(port, hostname, resolve);
	});
	const { port: chosen } = server.address() as AddressInfo;
	return {
		url: `http://${hostname}:${chosen}`,
		port: chosen,
		sandbox,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}
