import getPort from 'get-port';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { HostFault } from '../fault';

const host = '127.0.0.1';
const maxPort = 65_535;
/** Below, many systems give ports to their administrator only, and get-port proposes none. */
const minProposed = 1024;

/**
 * Throws {@link HostFault} if the port is in use; its sentence names the flag, and the next port that is free.
 *
 * @param except a port that is wanted for something else
 */
export async function ensureFree(
	port: number,
	user: string,
	flag: string,
	except: number,
): Promise<void> {
	if ((await getPort({ port, host })) === port) return;
	const first = Math.min(Math.max(port + 1, minProposed), maxPort);
	const next = [...getPort.makeRange(first, maxPort)];
	const proposed = await getPort({ port: next.filter((one) => one !== except), host });
	const why =
		port < minProposed ? 'taken, or only for the administrator' : 'taken by another program';
	throw new HostFault(
		`Port ${port}, wanted for ${user}, is ${why}. Choose another one: ${flag} ${proposed}`,
	);
}

/** A port that is free now; not given out again in this process for 15 seconds. */
export async function freePort(): Promise<number> {
	return await getPort({ host });
}

/**
 * A free port that is the same at the next start, if it is free then: for addresses in workflows, which stay
 * as they are when somebody has edited them.
 *
 * @param file where it is remembered
 */
export async function steadyPort(file: string): Promise<number> {
	const known = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
	const isPort = Number.isInteger(known) && known > 0 && known <= maxPort;
	const port = await getPort({ host, ...(isPort ? { port: known } : {}) });
	writeFileSync(file, String(port));
	return port;
}
