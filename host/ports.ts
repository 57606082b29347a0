import { createServer } from 'node:net';

import { HostFault } from './fault';

const loopback = '127.0.0.1';

/** Refuses a port that somebody serves already, and names the flag that chooses another one. */
export async function ensureFree(port: number, what: string, flag: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch {
		throw new HostFault(
			`Port ${port}, wanted for ${what}, is taken by another program. Choose another one: ${flag} ${port + 1}`,
		);
	}
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, loopback, () => {
			const address = server.address();
			const bound = typeof address === 'object' && address !== null ? address.port : port;
			server.close(() => resolve(bound));
		});
	});
}
