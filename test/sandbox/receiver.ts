import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { serveSandbox } from '../../sandbox/serve';

export const anna = '+491713920012';

/** A request as a receiver saw it. */
export interface Got {
	readonly method: string;
	readonly url: URL;
	readonly headers: IncomingMessage['headers'];
	/** The exact text of the body. */
	readonly body: string;
	readonly json: Record<string, never> & { readonly event?: string };
}

type Answer = (got: Got) => { readonly status: number; readonly text?: string; to?: string };

/** A server that keeps what it gets. */
export async function receiver(answer: Answer = () => ({ status: 200 })) {
	const got: Got[] = [];
	let answers = answer;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString();
			const one: Got = {
				method: request.method ?? '',
				url: new URL(request.url ?? '/', 'http://127.0.0.1'),
				headers: request.headers,
				body,
				json: body === '' ? {} : JSON.parse(body),
			};
			if (one.method === 'POST') got.push(one);
			const { status, text = '', to } = answers(one);
			response.writeHead(status, to === undefined ? {} : { location: to }).end(text);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		got,
		answer: (next: Answer) => (answers = next),
		/** Waits until so many came, and tells them. */
		async until(count: number, timeoutMs = 5000): Promise<Got[]> {
			const end = Date.now() + timeoutMs;
			while (got.length < count && Date.now() < end) await pause(5);
			expect(got.length).toBeGreaterThanOrEqual(count);
			return got;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Waits so many milliseconds. */
export async function pause(milliseconds: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A served sandbox, asked over HTTP. */
export async function served(retryScale = 0.02) {
	const { url, sandbox, close } = await serveSandbox({ port: 0, retryScale });
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
	/** Steers, and expects that it was understood. */
	const steer = async (path: string, body: object = {}) => {
		const answer = await ask('POST', `/_sandbox/${path}`, body);
		if (answer.status >= 300) throw new Error(answer.text);
		return answer.body;
	};
	/** A text through Meta or Qyvo to Anna; the message as the sandbox keeps it. */
	const send = async (gateway: 'metaCloud' | 'qyvo' | 'xobito', own?: object) => {
		const [path, token, text] = {
			metaCloud: [
				'/metaCloud/v24.0/106540352242922/messages',
				'meta-sandbox-token',
				{ messaging_product: 'whatsapp', to: anna, type: 'text', text: { body: 'Hello' } },
			],
			qyvo: [
				'/qyvo/api/v1/actions/send-text-message',
				'qyvo-sandbox-token',
				{ phone: anna, message: 'Hello' },
			],
			xobito: [
				'/xobito/api/v1/sandbox-shop/messages/send',
				'xobito-sandbox-token',
				{ phone_number: anna, message_body: 'Hello' },
			],
		}[gateway] as [string, string, object];
		const { status } = await ask('POST', path, { ...text, ...own }, token);
		expect(status).toBe(200);
		const message = sandbox.store.messages.at(-1);
		if (message === undefined) throw new Error('Nothing was kept.');
		return message;
	};
	return { url, sandbox, ask, steer, send, close };
}
