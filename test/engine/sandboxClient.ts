import { get } from 'node:http';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { serveSandbox } from '../../sandbox/serve';
import type { ListMenu, MessageCard } from '../../sandbox/state/message';

/** A message as the sandbox stores it. */
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
	readonly cards: readonly MessageCard[];
	readonly callbackData: string | null;
	readonly about: string | null;
	readonly template: { readonly name: string; readonly language: string } | null;
	readonly whatsappMessageId: string;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** An answered request to a gateway, as the sandbox logs it. */
export interface LoggedRequest {
	readonly at: string;
	readonly gateway: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
}

export const token = 'qyvo-sandbox-token';

/** Phones of the sandbox's seed: only the first one has an open window. */
export const anna = '+491713920012';
export const ben = '+14155550123';
export const chloe = '+447700900456';

/** More phones, with closed windows. */
export const people = Array.from({ length: 20 }, (_, n) => `+49171392${1000 + n}`);

/** The sandbox, served for one test file. */
export async function startSandbox() {
	const { url, close, sandbox } = await serveSandbox({ port: 0 });
	const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
		// No kept-alive connection: a busy server may close it just before it is used again.
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
	const requests = async () =>
		((await ask('GET', 'requests')) as { requests: LoggedRequest[] }).requests;
	/** The credential for the sandbox dialect of a gateway. */
	function account(gateway: string): ICredentialDataDecryptedObject {
		const found = gateways.find(({ id }) => id === gateway);
		if (found === undefined) throw new Error(`The sandbox has no gateway ${gateway}.`);
		const { baseUrl, accessToken, fields } = found;
		return { gateway, baseUrl, accessToken, defaultCountry: 'DE', webhookSecret: '', ...fields };
	}
	return {
		url,
		close,
		/** The sandbox itself, for data that is too large for HTTP. */
		sandbox,
		credentials: account('qyvo'),
		account,
		reset: async () => await ask('POST', 'reset'),
		inbound: async (phone: string, text: string) => await ask('POST', 'inbound', { phone, text }),
		/** Lets a person write whose number is hidden; gives the user id. */
		async inboundHidden(phone: string, text: string): Promise<string> {
			const written = await ask('POST', 'inbound', { phone, text, hidden: true });
			const { messages } = written as { messages: Array<{ hiddenAs: string }> };
			return messages[0]?.hiddenAs ?? '';
		},
		/** Sets the status of an outbound message. */
		progress: async (id: string, status: string, reason?: string) =>
			await ask('POST', 'status', { id, status, reason }),
		/** The inbound messages, oldest first. */
		async received(gateway: string, phone: string): Promise<Delivered[]> {
			const query = new URLSearchParams({ direction: 'inbound', gateway, phone });
			const { messages } = (await ask('GET', `messages?${query}`)) as { messages: Delivered[] };
			return messages;
		},
		/** Replaces the documented rate limit of a gateway. */
		setRateLimit: async (gateway: string, requests: number, seconds: number) =>
			await ask('POST', 'rate-limit', { gateway, requests, seconds }),
		/** Gives every account so many templates more, in three languages each. */
		moreTemplates: async (more: number) => await ask('POST', 'templates', { more }),
		/** Sets the speed of the sandbox's clock. */
		speed: async (speed: number) => await ask('POST', 'clock', { speed }),
		/** Queues a fault for one of the next requests. */
		queueFault: async (fault: Record<string, unknown>) => await ask('POST', 'faults', fault),
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
		/** Waits until every queued fault was used. */
		async faultsMet(): Promise<void> {
			await until(async () => {
				const { faults } = (await ask('GET', 'faults')) as { faults: unknown[] };
				return faults.length === 0 ? true : undefined;
			});
		},
		/** Waits for a number of outbound messages. */
		async deliveredCount(count: number): Promise<void> {
			await until(async () => ((await this.delivered()).length >= count ? true : undefined));
		},
		/** The outbound messages, oldest first. */
		async delivered(): Promise<Delivered[]> {
			const { messages } = (await ask('GET', 'messages?direction=outbound')) as {
				messages: Delivered[];
			};
			return messages;
		},
		/** The paths of the requests, oldest first. */
		async requestPaths(): Promise<string[]> {
			return (await requests()).map(({ path }) => path.replace(/^.*\/api\/v1/, ''));
		},
		/** The last 500 requests, oldest first. */
		requests,
		/** Opens the windows of some phones with an inbound message. */
		async openWindows(phones: readonly string[]): Promise<void> {
			for (const phone of phones) await ask('POST', 'inbound', { phone, text: 'Hello' });
		},
	};
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Polls until a value is found; the timeout of the test ends the wait. */
export async function until<T>(poll: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await poll();
		if (found !== undefined) return found;
		await new Promise<void>((resolve) => setTimeout(resolve, 20));
	}
}
