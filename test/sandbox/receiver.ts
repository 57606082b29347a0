import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { serveSandbox } from '../../sandbox/serve';
import { factsFor } from './facts';
import { manualTime } from './manualTime';

export const anna = '+491713920012';

/** A received request. */
export interface Got {
	readonly method: string;
	readonly url: URL;
	readonly headers: IncomingMessage['headers'];
	/** The exact text of the body. */
	readonly body: string;
	readonly json: Record<string, never> & { readonly event?: string };
}

interface Answered {
	readonly status: number;
	readonly text?: string;
	readonly to?: string;
}

type Answer = (got: Got) => Answered | Promise<Answered>;

/** A server that records its requests. */
export async function receiver(answer: Answer = () => ({ status: 200 })) {
	const got: Got[] = [];
	let arrived = () => {};
	let answers = answer;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			const body = Buffer.concat(chunks).toString();
			const one: Got = {
				method: request.method ?? '',
				url: new URL(request.url ?? '/', 'http://127.0.0.1'),
				headers: request.headers,
				body,
				json: body === '' ? {} : JSON.parse(body),
			};
			if (one.method === 'POST') got.push(one);
			arrived();
			const { status, text = '', to } = await answers(one);
			response.writeHead(status, to === undefined ? {} : { location: to }).end(text);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		got,
		answer: (next: Answer) => (answers = next),
		/** Waits for a number of requests, without a timeout of its own. */
		async until(count: number): Promise<Got[]> {
			while (got.length < count) await new Promise<void>((resolve) => (arrived = resolve));
			return got;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A sandbox served over HTTP, with manual time. */
export async function served() {
	const time = manualTime();
	const { url, sandbox, close } = await serveSandbox({ port: 0, time });
	const ask = async (method: string, path: string, body?: unknown, token?: string) => {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: {
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(token !== undefined && { authorization: `Bearer ${token}` }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
	};
	/** Calls the control API. */
	const control = async (path: string, body: object = {}) => {
		const answer = await ask('POST', `/_sandbox/${path}`, body);
		if (answer.status >= 300) throw new Error(answer.text);
		return answer.body;
	};
	/** Sends a text through a gateway to Anna; returns the stored message. */
	const send = async (gateway: string, own?: object) => {
		const { token, text } = factsFor(gateway);
		const path = `/${gateway}${text.path}`;
		const { status } = await ask('POST', path, { ...text.body(anna, 'Hello'), ...own }, token);
		expect(status).toBe(text.accepted);
		const message = sandbox.store.ledger.messages.at(-1);
		if (message === undefined) throw new Error('Nothing was kept.');
		return message;
	};
	/** Waits until no delivery is in progress. */
	const settled = async () => await sandbox.deliveries.settled();
	/** Advances the time and waits for its deliveries. */
	const pass = async (milliseconds: number) => {
		await settled();
		time.pass(milliseconds);
		await settled();
	};
	return { url, sandbox, time, ask, control, send, settled, pass, close };
}
