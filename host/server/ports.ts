import getPort from 'get-port';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { HostFault } from '../fault';

const host = '127.0.0.1';
const maxPort = 65_535;

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
	const next = [...getPort.makeRange(Math.min(port + 1, maxPort), maxPort)];
	const proposed = await getPort({ port: next.filter((one) => one !== except), host });
	throw new HostFault(
		`Port ${port}, wanted for ${user}, is taken by another program. Choose another one: ${flag} ${proposed}`,
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
	const port = await getPort({ host, ...(known > 0 && known <= maxPort ? { port: known } : {}) });
	writeFileSync(file, String(port));
	return port;
}
