import { createServer, request } from 'node:http';

/** An address before several processes. */
export interface Balancer {
	/** Ends it, with the connections that are still open. */
	close(): Promise<void>;
}

/** A number that is the same for the same text. */
function hashOf(text: string): number {
	let hash = 0;
	for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
	return hash;
}

/**
 * Spreads requests over the processes that serve webhooks, by the path: the deliveries of one trigger all
 * come to one process, which knows repeats without an execution and collects a person's messages into
 * one run. `docs/scaling.md` recommends the same for production.
 */
export async function serveBalancer(targets: readonly string[], port: number): Promise<Balancer> {
	const server = createServer((incoming, answer) => {
		const url = incoming.url ?? '/';
		const target = targets[hashOf(url.split('?')[0] ?? url) % targets.length] ?? '';
		const { method, headers } = incoming;
		const outgoing = request(new URL(url, target), { method, headers }, (answered) => {
			answer.writeHead(answered.statusCode ?? 502, answered.headers);
			answered.pipe(answer);
		});
		// The process is not there: the gateway delivers again.
		outgoing.on('error', () => {
			if (answer.headersSent) answer.destroy();
			else answer.writeHead(502).end();
		});
		incoming.pipe(outgoing);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	return {
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}
