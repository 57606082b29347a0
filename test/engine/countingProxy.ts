import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Forwards to a sandbox and counts how many requests are in progress at once.
 *
 * @param holdUntil each request is delayed until this many have been in progress at once
 */
export async function startProxy(target: string, { holdUntil = 1 } = {}) {
	let open = 0;
	let widest = 0;
	let held: Array<() => void> = [];
	const { hostname, port: behind } = new URL(target);
	const server = createServer((incoming, outgoing) => {
		open += 1;
		widest = Math.max(widest, open);
		outgoing.on('close', () => (open -= 1));
		held.push(() => {
			const { method, url, headers } = incoming;
			const onward = forward({ hostname, port: behind, method, path: url, headers });
			onward.on('response', (answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			});
			incoming.pipe(onward);
		});
		if (widest < holdUntil) return;
		for (const release of held) release();
		held = [];
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		/** A URL of the sandbox, through this proxy. */
		through: (address: unknown) => String(address).replace(target, `http://127.0.0.1:${port}`),
		widest: () => widest,
		async close(): Promise<void> {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
