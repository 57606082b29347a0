import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a sandbox and counts how many requests are under way at once. */
export async function startProxy(target: string) {
	let open = 0;
	let widest = 0;
	const { hostname, port: behind } = new URL(target);
	const server = createServer((incoming, outgoing) => {
		open += 1;
		widest = Math.max(widest, open);
		outgoing.on('close', () => (open -= 1));
		const { method, url, headers } = incoming;
		const onward = forward({ hostname, port: behind, method, path: url, headers });
		onward.on('response', (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		/** An address of the sandbox as it is reached through here. */
		through: (address: unknown) => String(address).replace(target, `http://127.0.0.1:${port}`),
		widest: () => widest,
		async close(): Promise<void> {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
