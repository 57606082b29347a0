import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address that answers when the test says so: it holds runs at one place. */
export interface Gate {
	readonly url: string;
	/** Resolves when so many have asked, with their processes. */
	readonly arrived: Promise<number[]>;
	/** Answers all, and all that ask later. */
	open(): void;
}

/** Serves POST requests on a free port until this process ends; returns the address. */
export async function servePosts(
	answer: (body: unknown, response: ServerResponse) => void,
): Promise<string> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => answer(JSON.parse(Buffer.concat(chunks).toString()), response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** @param count how many are waited for */
export async function openGate(count: number): Promise<Gate> {
	const waiting: ServerResponse[] = [];
	const pids: number[] = [];
	let isOpen = false;
	let arrive: (pids: number[]) => void = () => undefined;
	const arrived = new Promise<number[]>((resolve) => (arrive = resolve));
	const url = await servePosts((body, response) => {
		pids.push((body as { pid: number }).pid);
		if (isOpen) response.end('{}');
		else waiting.push(response);
		if (pids.length >= count) arrive(pids);
	});
	return {
		url,
		arrived,
		open() {
			isOpen = true;
			for (const response of waiting.splice(0)) response.end('{}');
		},
	};
}

/** A gate that opens by itself when so many have asked: they go on at once. */
export async function openBarrier(count: number): Promise<Gate> {
	const gate = await openGate(count);
	void gate.arrived.then(gate.open);
	return gate;
}

/** An address that is called when changes begin and end. */
export interface Watch {
	readonly url: string;
	/** The most changes that were under way at the same moment. */
	most(): number;
}

/** Watches changes, of which one at a time is allowed. */
export async function openWatch(): Promise<Watch> {
	let [now, most] = [0, 0];
	const url = await servePosts((body, response) => {
		now += (body as { event: string }).event === 'begin' ? 1 : -1;
		most = Math.max(most, now);
		response.end('{}');
	});
	return { url, most: () => most };
}
