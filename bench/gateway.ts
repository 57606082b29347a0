import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { bigAccount, templatePage } from './templates';

/** A certificate and its key, in PEM. */
export interface Tls {
	readonly cert: string;
	readonly key: string;
}

/** What a gateway has counted. */
export interface Counts {
	/** Messages that it accepted. */
	readonly messages: number;
	/** Requests of any kind. */
	readonly requests: number;
	/** New connections. */
	readonly connections: number;
	/** The most requests that were in flight at the same time. */
	readonly mostAtOnce: number;
}

/** A server of the loopback address that answers as Meta's Cloud API does, without any limit. */
export interface Gateway {
	/** Its address, without a slash at the end. */
	readonly url: string;
	/** Milliseconds from a request until its answer. */
	latency: number;
	/** What came since the last call. */
	take(): Counts;
	close(): Promise<void>;
}

const noCounts: Counts = { messages: 0, requests: 0, connections: 0, mostAtOnce: 0 };

/** The number's own page, of which Account: Diagnose reads the rate: 1,000 messages in a second. */
const sender = {
	id: '106540352242922',
	display_phone_number: '+49 151 00000000',
	verified_name: 'Bench',
	throughput: { level: 'HIGH' },
	is_on_biz_app: false,
	health_status: { can_send_message: 'AVAILABLE', entities: [] },
};

let messageNumber = 0;

function answerMessage(body: string): unknown {
	const { to } = JSON.parse(body) as { to: string };
	const digits = to.replace('+', '');
	return {
		messaging_product: 'whatsapp',
		contacts: [{ input: to, wa_id: digits }],
		messages: [{ id: `wamid.bench.${++messageNumber}` }],
	};
}

/** Starts a gateway; with a certificate, it speaks https. */
export async function serveGateway(tls?: Tls): Promise<Gateway> {
	let counts = { ...noCounts };
	let atOnce = 0;
	const gateway = { latency: 0 };
	const handle = (request: http.IncomingMessage, response: http.ServerResponse) => {
		const chunks: Buffer[] = [];
		atOnce++;
		counts = {
			...counts,
			requests: counts.requests + 1,
			mostAtOnce: Math.max(counts.mostAtOnce, atOnce),
		};
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			setTimeout(() => {
				atOnce--;
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(answer(request, Buffer.concat(chunks).toString())));
			}, gateway.latency);
		});
	};
	const answer = (request: http.IncomingMessage, body: string): unknown => {
		const url = new URL(request.url ?? '/', 'http://gateway');
		if (request.method === 'POST' && url.pathname.endsWith('/messages')) {
			counts = { ...counts, messages: counts.messages + 1 };
			return answerMessage(body);
		}
		if (url.pathname.endsWith('/message_templates')) {
			return templatePage(url, url.pathname.includes(`/${bigAccount}/`));
		}
		return sender;
	};
	const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
	server.on(tls ? 'secureConnection' : 'connection', () => {
		counts = { ...counts, connections: counts.connections + 1 };
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return Object.assign(gateway, {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		take() {
			const taken = counts;
			counts = { ...noCounts };
			return taken;
		},
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	});
}
