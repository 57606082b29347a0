import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createAdaptorServer } from '@hono/node-server';

import { createSandbox, type Sandbox, type SandboxOptions } from './app';

/** A sandbox that listens. */
export interface Served {
	/** Its address, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly sandbox: Sandbox;
	/** Ends it, with the connections that are still open. */
	close(): Promise<void>;
}

/** Where a sandbox listens. */
export interface ServeSettings extends SandboxOptions {
	/** 0 for a free one. */
	readonly port: number;
	/** 127.0.0.1 if absent: only this machine reaches it. */
	readonly hostname?: string;
}

const reasons: Readonly<Record<string, (port: number, hostname: string) => string>> = {
	EADDRINUSE: (port) => `Port ${port} is taken: something else listens there already.`,
	EACCES: (port) => `Port ${port} needs more rights; use one from 1024.`,
	EADDRNOTAVAIL: (port, hostname) => `Port ${port}: this machine has no address ${hostname}.`,
};

/**
 * Connections that wait to be accepted. Node's 511 are few for a test with thousands at once: what is beyond
 * is dropped by the system, and looks like a gateway that breaks the connection.
 */
const backlog = 4096;

/** Puts a sandbox on a local port. Throws an Error whose message names a port that is taken. */
export async function serveSandbox({
	port,
	hostname = '127.0.0.1',
	...options
}: ServeSettings): Promise<Served> {
	const sandbox = createSandbox(options);
	const server = createAdaptorServer({
		fetch: async (request: Request, bindings: object) => await sandbox.fetch(request, bindings),
	}) as Server;
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const sentence = reasons[error.code ?? '']?.(port, hostname);
			reject(sentence === undefined ? error : new Error(sentence));
		});
		server.listen({ port, host: hostname, backlog }, resolve);
	});
	const { port: chosen } = server.address() as AddressInfo;
	return {
		url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${chosen}`,
		port: chosen,
		sandbox,
		async close() {
			sandbox.close();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}
