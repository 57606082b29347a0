import axios, { type AxiosInstance } from 'axios';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from './fault';

/** Who owns the local n8n. It answers on the loopback address only. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Local',
	lastName: 'Owner',
	password: 'Sandbox2026',
} as const;

/** An answer of n8n's REST interface, whatever its status. */
export interface RestAnswer {
	readonly status: number;
	/** The answer's `data` where it has one, else the whole body. */
	readonly data: unknown;
	/** What n8n says about it, on a refusal. */
	readonly message: string;
}

/** The REST interface that n8n's own editor uses, as the owner of the server. */
export class Rest {
	private readonly http: AxiosInstance;

	private constructor(url: string) {
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			timeout: 60_000,
			// The session belongs to the browser that logged in: n8n wants the same id in every call.
			headers: { 'browser-id': randomUUID() },
			validateStatus: () => true,
		});
	}

	/** Sets the owner up where there is none yet, and logs in. Throws {@link HostFault}. */
	static async login(url: string): Promise<Rest> {
		const rest = new Rest(url);
		const settings = await rest.ask('GET', '/rest/settings');
		const users = isRecord(settings) ? settings['userManagement'] : undefined;
		if (isRecord(users) && users['showSetupOnFirstLoad'] === true) {
			await rest.ask('POST', '/rest/owner/setup', owner);
		}
		const answer = await rest.http.post('/rest/login', {
			emailOrLdapLoginId: owner.email,
			password: owner.password,
		});
		if (answer.status !== 200) {
			throw new HostFault(
				`n8n does not let ${owner.email} in: its password is not the one of the first start. Remove the data folder to begin anew.`,
			);
		}
		const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
		rest.http.defaults.headers.common['cookie'] = cookies.join('; ');
		return rest;
	}

	/** One request; a refusal is an answer like another. */
	async send(method: string, path: string, body?: unknown): Promise<RestAnswer> {
		const { status, data } = await this.http.request<unknown>({ method, url: path, data: body });
		const record = isRecord(data) ? data : {};
		return {
			status,
			data: 'data' in record ? record['data'] : data,
			message: typeof record['message'] === 'string' ? record['message'] : '',
		};
	}

	/**
	 * The `data` of a successful answer. Throws {@link HostFault} for a refusal; one that n8n gives
	 * before it looks at the request, because this machine is too busy for its database, is waited out.
	 */
	async ask(method: string, path: string, body?: unknown): Promise<unknown> {
		let answer = await this.send(method, path, body);
		for (let waits = 0; isTooBusy(answer) && waits < mostWaits; waits++) {
			await sleep(busyMs);
			answer = await this.send(method, path, body);
		}
		const { status, data, message } = answer;
		if (status < 200 || status > 299) {
			throw new HostFault(`n8n answered ${status} to ${method} ${path}: ${message}`);
		}
		return data;
	}
}

const busyMs = 500;
const mostWaits = 120;

/** Whether n8n refused a request unread, while its database is out of reach. */
function isTooBusy({ status, message }: RestAnswer): boolean {
	return status === 503 && message.startsWith('Database is not ready');
}

/** Narrows what came over the wire. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list in an answer; an answer that is none gives an empty one. */
export function records(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A field that n8n always fills with text. Throws {@link HostFault} where it does not. */
export function text(value: unknown, field: string): string {
	const found = isRecord(value) ? value[field] : undefined;
	if (typeof found !== 'string') throw new HostFault(`n8n's answer has no ${field}.`);
	return found;
}
