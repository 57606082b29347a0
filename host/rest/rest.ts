import axios, { type AxiosInstance } from 'axios';
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { dialectOf, type Dialect } from './dialect';
import { isRecord } from './narrow';

/** The owner of the local n8n, which listens on the loopback address only. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Local',
	lastName: 'Owner',
	password: 'Sandbox2026',
} as const;

/** A response of n8n's REST interface, whatever its status. */
export interface RestResponse {
	readonly status: number;
	/** The response's `data` if it has one, else the whole body. */
	readonly data: unknown;
	/** n8n's sentence about a refusal; empty otherwise. */
	readonly message: string;
}

const databaseRetryMs = 500;
const maxDatabaseRetries = 120;

/** The REST interface that n8n's own editor uses, logged in as the owner. */
export class Rest {
	private readonly http: AxiosInstance;
	private spoken: Dialect = dialectOf('');

	private constructor(url: string) {
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			timeout: 60_000,
			// A busy process may use a connection again that n8n has just closed, as idle for five seconds.
			httpAgent: new Agent({ keepAlive: false }),
			// n8n ties the session to the browser id of the login and wants it in every request.
			headers: { 'browser-id': randomUUID() },
			validateStatus: () => true,
		});
	}

	/** Creates the owner on an empty database, and logs in. Throws {@link HostFault}. */
	static async login(url: string): Promise<Rest> {
		const rest = new Rest(url);
		const settings = await rest.request('GET', '/rest/settings');
		const users = isRecord(settings) ? settings['userManagement'] : undefined;
		if (isRecord(users) && users['showSetupOnFirstLoad'] === true) {
			await rest.request('POST', '/rest/owner/setup', owner);
		}
		const response = await rest.http.post('/rest/login', {
			emailOrLdapLoginId: owner.email,
			password: owner.password,
		});
		if (response.status !== 200) {
			throw new HostFault(
				`n8n rejects the login of ${owner.email}: the password was changed since the first start. Remove the data folder to start with an empty n8n.`,
			);
		}
		const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
		rest.http.defaults.headers.common['cookie'] = cookies.join('; ');
		const known = await rest.request('GET', '/rest/settings');
		rest.spoken = dialectOf(isRecord(known) ? String(known['versionCli']) : '');
		return rest;
	}

	/** How this release differs from others. */
	get dialect(): Dialect {
		return this.spoken;
	}

	/** Sends one request and returns the response, also a refusal. */
	async send(method: string, path: string, body?: unknown): Promise<RestResponse> {
		const { status, data } = await this.http
			.request<unknown>({ method, url: path, data: body })
			.catch((reason: Error) => {
				// What axios throws holds the whole connection, and cannot be written down.
				throw new HostFault(`n8n gave no answer to ${method} ${path}: ${reason.message}`);
			});
		const record = isRecord(data) ? data : {};
		return {
			status,
			data: 'data' in record ? record['data'] : data,
			message: typeof record['message'] === 'string' ? record['message'] : '',
		};
	}

	/**
	 * Sends a request and returns the `data` of a successful response. Repeats the request while n8n
	 * reports that its database is not ready. Throws {@link HostFault} for any other refusal.
	 */
	async request(method: string, path: string, body?: unknown): Promise<unknown> {
		let response = await this.send(method, path, body);
		for (let tries = 0; isDatabaseBusy(response) && tries < maxDatabaseRetries; tries++) {
			await sleep(databaseRetryMs);
			response = await this.send(method, path, body);
		}
		const { status, data, message } = response;
		if (status < 200 || status > 299) {
			throw new HostFault(`n8n answered ${status} to ${method} ${path}: ${message}`);
		}
		return data;
	}
}

/** Whether n8n refused the request before it did anything, since its database answers too slowly. */
function isDatabaseBusy({ status, message }: RestResponse): boolean {
	return status === 503 && message.startsWith('Database is not ready');
}
