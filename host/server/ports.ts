import getPort from 'get-port';

import { HostFault } from '../fault';

const host = '127.0.0.1';

/** Throws {@link HostFault} if the port is in use; its sentence names the flag for another port. */
export async function ensureFree(port: number, user: string, flag: string): Promise<void> {
	if ((await getPort({ port, host })) === port) return;
	throw new HostFault(
		`Port ${port}, wanted for ${user}, is taken by another program. Choose another one: ${flag} ${port + 1}`,
	);
}

/** A port that is free now; not given out again in this process for 15 seconds. */
export async function freePort(): Promise<number> {
	return await getPort({ host });
}
