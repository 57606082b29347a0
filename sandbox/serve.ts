import type { Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';

import { createAdaptorServer } from '@hono/node-server';

import { createSandbox, type Sandbox, type SandboxOptions } from './app';
import { DataFileRefused, openDataFile } from './state/dataFile';
import { StateKeeper } from './state/keepState';

/** A sandbox that listens. */
export interface Served {
	/** Its address on this machine, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly sandbox: Sandbox;
	/** Ends it, with the connections that are still open, and writes what has changed. */
	close(): Promise<void>;
}

/** Where a sandbox listens, and where it keeps its state. */
export interface ServeSettings extends Omit<SandboxOptions, 'onChange'> {
	/** 0 for a free one. */
	readonly port: number;
	/** 127.0.0.1 if absent: only this machine reaches it. */
	readonly hostname?: string;
	/** The file that keeps the state across restarts. */
	readonly data?: string;
	/** Called once if the file cannot be written any more, with the reason. */
	readonly onNotKept?: (reason: unknown) => void;
}

/** Whether a port is free. */
async function isFree(port: number, host: string): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer()
			.once('error', () => resolve(false))
			.listen({ port, host }, () => server.close(() => resolve(true)));
	});
}

/** A free port after this one; 0, which is any, if none of the next twenty is. */
async function nextFree(port: number, host: string): Promise<number> {
	for (let next = port + 1; next <= Math.min(port + 20, 65_535); next += 1) {
		if (await isFree(next, host)) return next;
	}
	return 0;
}

const reasons: Readonly<
	Record<string, (port: number, hostname: string) => string | Promise<string>>
> = {
	async EADDRINUSE(port, hostname) {
		const next = await nextFree(port, hostname);
		const hint = next === 0 ? 'any free one' : 'which is free';
		return `Port ${port} is taken: something else listens there already. Use --port ${next}, ${hint}.`;
	},
	EACCES: (port) => `Port ${port} needs more rights; use one from 1024.`,
	EADDRNOTAVAIL: (port, hostname) =>
		`Port ${port}: this machine has no address ${hostname}. Use 127.0.0.1, or 0.0.0.0 for all of its addresses.`,
	ENOTFOUND: (_, hostname) =>
		`There is no address for the name ${hostname}. Use 127.0.0.1, or 0.0.0.0 for all addresses of this machine.`,
};

/** What listens everywhere is called by the loopback address. */
const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Connections that wait to be accepted. Node's 511 are few for a test with thousands at once: what is beyond
 * is dropped by the system, and looks like a gateway that breaks the connection.
 */
const backlog = 4096;

async function listen(server: Server, port: number, host: string): Promise<number> {
	const refusal = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
		server.once('error', resolve);
		server.listen({ port, host, backlog }, () => resolve(undefined));
	});
	if (refusal === undefined) return (server.address() as AddressInfo).port;
	const sentence = await reasons[refusal.code ?? '']?.(port, host);
	throw sentence === undefined ? refusal : new Error(sentence);
}

/** A sandbox that goes on from its file, and writes each change to it. */
async function openSandbox(
	options: SandboxOptions,
	data: string,
	onNotKept: (reason: unknown) => void,
): Promise<readonly [Sandbox, StateKeeper]> {
	const file = openDataFile(data);
	const sandbox = createSandbox({ ...options, onChange: () => keeper.change() });
	const keeper = new StateKeeper(file, () => sandbox.save(), onNotKept);
	try {
		if (file.state !== undefined) sandbox.restore(file.state);
	} catch {
		sandbox.close();
		throw new DataFileRefused(
			`${data} is damaged. It was left as it is; name another file with --data.`,
		);
	}
	return [sandbox, keeper];
}

/**
 * Puts a sandbox on a local port. Throws an Error whose message is a sentence for a port that is taken, and for
 * a file that is not a sandbox's.
 */
export async function serveSandbox({
	port,
	hostname = '127.0.0.1',
	data,
	onNotKept = () => {},
	...options
}: ServeSettings): Promise<Served> {
	const [sandbox, keeper] =
		data === undefined
			? [createSandbox(options), undefined]
			: await openSandbox(options, data, onNotKept);
	const server = createAdaptorServer({
		fetch: async (request: Request, bindings: object) => await sandbox.fetch(request, bindings),
	}) as Server;
	const chosen = await listen(server, port, hostname).catch((refusal: unknown) => {
		sandbox.close();
		throw refusal;
	});
	keeper?.change();
	const name = everywhere[hostname] ?? hostname;
	return {
		url: `http://${name.includes(':') ? `[${name}]` : name}:${chosen}`,
		port: chosen,
		sandbox,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
			// Before the sandbox forgets what is on its way.
			await keeper?.flush();
			sandbox.close();
		},
	};
}
