import { setTimeout as sleep } from 'node:timers/promises';

import axios, { type AxiosResponse } from 'axios';

import { HostFault } from '../fault';
import { isRecord } from '../rest/narrow';

/** A page of n8n's form, as a browser has it. */
export interface FormPage {
	/** Where it stands, with n8n's signature. */
	readonly url: string;
	/** The whole page, with n8n's HTML. */
	readonly html: string;
}

const pageTimeoutMs = 60_000;
const pollIntervalMs = 100;

const request = { proxy: false, validateStatus: () => true, responseType: 'text' } as const;

function okOrFault(url: string, { status, data }: AxiosResponse<string>): string {
	if (status === 200) return data;
	throw new HostFault(`${new URL(url).pathname} answered ${status}: ${data.slice(0, 200)}`);
}

/** Opens a page. Throws {@link HostFault}. */
export async function openPage(url: string): Promise<FormPage> {
	return { url, html: okOrFault(url, await axios.get<string>(url, request)) };
}

/** What n8n names a field of a page, by its label. Throws {@link HostFault}. */
function nameOf({ html }: FormPage, label: string): string {
	for (const [, name = '', found] of html.matchAll(/<label[^>]* for='([^']+)'>([^<]*)</g)) {
		if (found === label) return name;
	}
	throw new HostFault(`The page of the form has no field “${label}”.`);
}

/** Lets the run go on to its end from the last page, which has no fields: the script in it does so. */
async function endRun(page: FormPage): Promise<FormPage> {
	if (!page.html.includes('<form')) await axios.post(page.url, undefined, request);
	return page;
}

/** Waits until the run has come to its next page, as the script in n8n's pages does. Throws {@link HostFault}. */
async function nextPage(url: string): Promise<FormPage> {
	const statusUrl = new URL(url);
	statusUrl.pathname += '/n8n-execution-status';
	const deadline = Date.now() + pageTimeoutMs;
	for (;;) {
		const { data: status } = await axios.get<string>(statusUrl.href, request);
		if (status === 'form-waiting') return await endRun(await openPage(url));
		if (!['running', 'new', 'waiting'].includes(status) || Date.now() > deadline) {
			throw new HostFault(`The run of the form has no next page: it is ${status}.`);
		}
		await sleep(pollIntervalMs);
	}
}

/** Fills in a page by the labels of its fields, presses its button, and opens the next page. Throws {@link HostFault}. */
export async function fillPage(
	page: FormPage,
	values: Readonly<Record<string, string>>,
): Promise<FormPage> {
	const form = new FormData();
	for (const [label, value] of Object.entries(values)) form.append(nameOf(page, label), value);
	const text = okOrFault(page.url, await axios.post<string>(page.url, form, request));
	const answer: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
	const waiting = isRecord(answer) ? answer['formWaitingUrl'] : undefined;
	return await nextPage(typeof waiting === 'string' ? waiting : page.url);
}
