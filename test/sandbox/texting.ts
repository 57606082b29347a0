import { createSandbox } from '../../sandbox/app';
import { factsFor } from './facts';
import { manualTime } from './manualTime';

/** A person of the seed who wrote an hour ago, and one who did two days ago. */
export const anna = '+491713920012';
export const ben = '+14155550123';

/** An answer with its text, and with its parsed body if it is JSON. */
export interface Answered {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	readonly body: Record<string, unknown>;
}

function parsed(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** A sandbox called directly, with manual time. */
export function texting() {
	const time = manualTime();
	const sandbox = createSandbox({ time });
	const fetched = async (path: string, init: RequestInit) => {
		const response = await sandbox.fetch(new Request(`http://127.0.0.1${path}`, init));
		const text = await response.text();
		const { status, headers } = response;
		return { status, headers, text, body: parsed(text) } satisfies Answered;
	};
	const ask = async (
		gateway: string,
		method: string,
		path: string,
		body?: object | string | FormData,
		more: Record<string, string> = {},
	): Promise<Answered> => {
		const isForm = body instanceof FormData;
		const type: Record<string, string> = isForm ? {} : { 'content-type': 'application/json' };
		return await fetched(`/${gateway}${path}`, {
			method,
			headers: { authorization: `Bearer ${factsFor(gateway).token}`, ...type, ...more },
			...(body !== undefined && {
				body: isForm || typeof body === 'string' ? body : JSON.stringify(body),
			}),
		});
	};
	const control = async (method: string, path: string, fields?: unknown): Promise<Answered> =>
		await fetched(`/_sandbox/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			...(fields !== undefined && { body: JSON.stringify(fields) }),
		});
	return {
		sandbox,
		ask,
		control,
		time,
		/** Advances the machine's time. */
		pass: time.pass,
		/** Sends a text in the gateway's format. */
		text: async (gateway: string, phone = anna, more?: Record<string, string>) => {
			const { path, body } = factsFor(gateway).text;
			return await ask(gateway, 'POST', path, body(phone, 'Hi'), more);
		},
		/** Queues a fault and expects that it is accepted. */
		addFault: async (fault: object) =>
			expect(await control('POST', 'faults', fault)).toMatchObject({ status: 201 }),
		/** The outbound messages. */
		arrived: () =>
			sandbox.store.ledger.messages.filter(({ direction }) => direction === 'outbound'),
	};
}
