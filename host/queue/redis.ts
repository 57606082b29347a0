import net from 'node:net';
import os from 'node:os';

import { startChild, type Child } from '../server/child';
import type { ServiceOptions } from './programs';

/** Whether a program listens on this port. */
async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = net.connect({ port, host: '127.0.0.1' });
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}

/** Starts a Redis that keeps nothing on the disk. Throws {@link HostFault}. */
export async function startRedis(
	program: string,
	{ port, log, signal }: ServiceOptions,
): Promise<Child> {
	return await startChild({
		name: 'Redis',
		command: program,
		args: [
			...['--port', String(port), '--bind', '127.0.0.1'],
			...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
		],
		cwd: os.tmpdir(),
		env: { PATH: process.env['PATH'] },
		...{ log, signal },
		isReady: async () => await isListening(port),
	});
}
