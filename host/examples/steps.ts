import { randomUUID } from 'node:crypto';

import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { HostFault } from '../fault';
import { receivedMessages } from './expectedMessages';
import { fillPage, openPage, type FormPage } from './fillForm';
import type { AccountNews, UserAction } from './userActions';

/** A caller posts JSON to one of the workflow's webhooks. */
export interface Post {
	/**
	 * The body; `sample` for the pinned one. `{{digits}}` stands for those in the newest message, `{{unique}}`
	 * for what no other run has posted.
	 */
	readonly post: unknown;
	/** The path of the webhook; that of the first one if absent. */
	readonly to?: string;
	/** The answer that must come, if it matters. */
	readonly answer?: unknown;
}

/** A visitor fills in a page of the workflow's form, the first page before any other. */
export interface Fill {
	/** What is entered, by the labels of the fields; `{{digits}}` stands for those in the newest message. */
	readonly fill: Readonly<Record<string, string>>;
	/** What the next page must say. */
	readonly shows: string;
}

/** One step of an example's trial. */
export type Step = (AccountNews | UserAction | Post | Fill) & {
	/** How many messages must have arrived at the phones before; then runs that wait are waited for too. */
	readonly after?: number;
	/** Whether it starts no run of the example. */
	readonly quiet?: boolean;
};

const arrivalTimeoutMs = 60_000;
const pollIntervalMs = 50;

/** Waits until so many messages have arrived in all. Throws {@link HostFault}. */
export async function untilArrived(sandboxUrl: string, count: number): Promise<void> {
	const deadline = Date.now() + arrivalTimeoutMs;
	for (;;) {
		const arrived = (await receivedMessages(sandboxUrl)).length;
		if (arrived >= count) return;
		if (Date.now() > deadline) {
			throw new HostFault(`${arrived} messages have arrived instead of ${count}.`);
		}
		await sleep(pollIntervalMs);
	}
}

/** The first digits in the newest message, such as a one-time password. */
async function newestDigits(sandboxUrl: string): Promise<string> {
	const newest = (await receivedMessages(sandboxUrl)).at(-1)?.text ?? '';
	return /\d+/.exec(newest)?.[0] ?? '';
}

/** Posts a body to an address. Throws {@link HostFault} for an answer that was not expected. */
export async function performPost(
	sandboxUrl: string,
	address: string,
	body: unknown,
	answer?: unknown,
): Promise<void> {
	const digits = await newestDigits(sandboxUrl);
	const text = JSON.stringify(body).replaceAll('{{digits}}', digits);
	const filled: unknown = JSON.parse(text.replaceAll('{{unique}}', randomUUID()));
	const options = { proxy: false, validateStatus: () => true } as const;
	const { status, data } = await axios.post<unknown>(address, filled, options);
	if (status === 404) throw new HostFault(`n8n does not serve ${address}.`);
	if (answer !== undefined && !isDeepStrictEqual(data, answer)) {
		throw new HostFault(`${address} answered ${JSON.stringify(data)} (${status}).`);
	}
}

/**
 * Fills in a page of a form: the one that is open, or the first one at the address. Throws {@link HostFault} if
 * the next page does not say what it must.
 */
export async function performFill(
	sandboxUrl: string,
	address: string,
	{ fill, shows }: Fill,
	open?: FormPage,
): Promise<FormPage> {
	const digits = await newestDigits(sandboxUrl);
	const text = JSON.stringify(fill).replaceAll('{{digits}}', digits);
	const page = open ?? (await openPage(address));
	const next = await fillPage(page, JSON.parse(text) as Fill['fill']);
	if (next.html.includes(shows)) return next;
	throw new HostFault(`The page after ${text} does not say “${shows}”.`);
}
