import { get } from 'node:http';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { serveSandbox } from '../../sandbox/serve';
import type { ListMenu } from '../../sandbox/state/message';

/** A message as the sandbox keeps it: what a person's phone shows. */
export interface Delivered {
	readonly phone: string;
	readonly kind: string;
	readonly text: string;
	readonly id: string;
	readonly gateway: string;
	readonly header: string | null;
	readonly mediaUrl: string | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly string[];
	readonly list: ListMenu | null;
	readonly about: string | null;
	readonly template: { readonly name: string; readonly language: string } | null;
	readonly whatsappMessageId: string;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** A request to a gateway, as the sandbox keeps it when it is answered. */
export interface Asked {
	readonly at: string;
	readonly gateway: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
}

export const token = 'qyvo-sandbox-token';

/** People of the sandbox's seed: the first one wrote an hour ago, the others may be sent templates only. */
export const anna = '+491713920012';
export const ben = '+14155550123';
export const chloe = '+447700900456';

/** Some more people, who have not written yet. */
export const people = Array.from({ length: 20 }, (_, n) => `+49171392${1000 + n}`);

/** The sandbox, served for one test file. */
export async function startSandbox() {
	const { url, close, sandbox } = await serveSandbox({ port: 0 });
	const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
		// Without a connection, which a busy server may close while it is used again.
		const request = new Request(`${url}/_sandbox/${path}`, {
			method,
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const response = await sandbox.fetch(request);
		if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
		return await response.json();
	};
	const { gateways } = (await ask('GET', '')) as {
		gateways: Array<{ id: string; baseUrl: string; accessToken: string; fields: object }>;
	};
	const requests = async () => ((await ask('GET', 'requests')) as { requests: Asked[] }).requests;
	/** The credential of a gateway that the sandbox speaks like. */
	function account(gateway: string): ICredentialDataDecryptedObject {
		const found = gateways.find(({ id }) => id === gateway);
		if (found === undefined) throw new Error(`The sandbox does not speak like ${gateway}.`);
		const { baseUrl, accessToken, fields } = found;
		return { gateway, baseUrl, accessToken, defaultCountry: 'DE', webhookSecret: '', ...fields };
	}
	return {
		url,
		close,
		/** The sandbox itself, for what is too much to be asked over HTTP. */
		sandbox,
		credentials: account('qyvo'),
		account,
		reset: async () => await ask('POST', 'reset'),
		inbound: async (phone: string, text: string) => await ask('POST', 'inbound', { phone, text }),
		/** Lets an outgoing message come this far and no further. */
		progress: async (id: string, status: string, reason?: string) =>
			await ask('POST', 'status', { id, status, reason }),
		/** What people wrote, oldest first. */
		async received(gateway: string, phone: string): Promise<Delivered[]> {
			const query = new URLSearchParams({ direction: 'inbound', gateway, phone });
			const { messages } = (await ask('GET', `messages?${query}`)) as { messages: Delivered[] };
			return messages;
		},
		/** Gives a gateway another rate limit than the documented one. */
		budget: async (gateway: string, requests: number, seconds: number) =>
			await ask('POST', 'rate-limit', { gateway, requests, seconds }),
		/** Lets the sandbox's time run so many times as fast. */
		speed: async (speed: number) => await ask('POST', 'clock', { speed }),
		/** Queues an answer that is not as documented. */
		spoil: async (fault: Record<string, unknown>) => await ask('POST', 'faults', fault),
		/**
		 * Waits until the node has read every answer that the sandbox has noted. Both share one event loop,
		 * so an answer to a later request is read after them.
		 */
		async answersRead(): Promise<void> {
			for (let trip = 0; trip < 3; trip++) {
				await new Promise<void>((resolve, reject) => {
					get(url, { agent: false }, (response) => response.resume().once('end', resolve)).once(
						'error',
						reject,
					);
				});
			}
		},
		/** Waits until every fault has met a request. */
		async faultsMet(): Promise<void> {
			await until(async () => {
				const { faults } = (await ask('GET', 'faults')) as { faults: unknown[] };
				return faults.length === 0 ? true : undefined;
			});
		},
		/** Waits until so many messages went out to the phones. */
		async deliveredCount(count: number): Promise<void> {
			await until(async () => ((await this.delivered()).length >= count ? true : undefined));
		},
		/** What went out to the phones, oldest first. */
		async delivered(): Promise<Delivered[]> {
			const { messages } = (await ask('GET', 'messages?direction=outbound')) as {
				messages: Delivered[];
			};
			return messages;
		},
		/** The paths that were asked of the gateway, oldest first. */
		async asked(): Promise<string[]> {
			return (await requests()).map(({ path }) => path.replace(/^.*\/api\/v1/, ''));
		},
		/** The last 500 requests, oldest first. */
		requests,
		/** How many requests a gateway takes in so many seconds. */
		limit: async (gateway: string, count: number, seconds: number) =>
			await ask('POST', 'rate-limit', { gateway, requests: count, seconds }),
		/** Lets people write, so that they may be written to. */
		async openWindows(phones: readonly string[]): Promise<void> {
			for (const phone of phones) await ask('POST', 'inbound', { phone, text: 'Hello' });
		},
	};
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Waits until a look finds something; the test's own timeout ends a wait in vain. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		await new Promise<void>((resolve) => setTimeout(resolve, 20));
	}
}
