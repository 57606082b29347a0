import axios from 'axios';

import { isRecord, records } from './rest';

/** What must arrive at a phone: its exact words, and for a template which one. */
export interface Arrival {
	readonly phone: string;
	readonly kind: string;
	readonly text: string;
	readonly template?: { readonly name: string; readonly language: string };
}

/** An arrival that was compared with what had to come. */
export interface Compared {
	readonly arrival: Arrival;
	readonly verdict: 'arrived' | 'missing' | 'unexpected';
}

/** What the sandbox's phones received, the oldest first. */
export async function readArrivals(sandboxUrl: string): Promise<Arrival[]> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound' },
		proxy: false,
	});
	return records(isRecord(data) ? data['messages'] : data)
		.filter((message) => message['direction'] === 'outbound')
		.map(({ phone, kind, text, template }) => ({
			phone: String(phone),
			kind: String(kind),
			text: String(text),
			...(isRecord(template)
				? { template: { name: String(template['name']), language: String(template['language']) } }
				: {}),
		}));
}

/** Empties the sandbox's ledger and puts its phones back to how they begin. */
export async function resetSandbox(sandboxUrl: string): Promise<void> {
	await axios.post(`${sandboxUrl}/_sandbox/reset`, undefined, { proxy: false });
}

/**
 * Compares what came with what had to come. The order counts at each phone; between phones it does
 * not, because several are served at a time.
 */
export function compare(expected: readonly Arrival[], arrived: readonly Arrival[]): Compared[] {
	const phones = [...new Set([...expected, ...arrived].map(({ phone }) => phone))];
	return phones.flatMap((phone) => {
		const wanted = expected.filter((arrival) => arrival.phone === phone);
		const came = arrived.filter((arrival) => arrival.phone === phone);
		const same = wanted.map((arrival, at) => sameArrival(arrival, came[at]));
		return [
			...wanted.map((arrival, at): Compared => ({
				arrival,
				verdict: same[at] ? 'arrived' : 'missing',
			})),
			...came
				.filter((_arrival, at) => !same[at])
				.map((arrival): Compared => ({ arrival, verdict: 'unexpected' })),
		];
	});
}

function sameArrival(expected: Arrival, arrived: Arrival | undefined): boolean {
	return (
		arrived !== undefined &&
		expected.kind === arrived.kind &&
		expected.text === arrived.text &&
		expected.template?.name === arrived.template?.name &&
		(expected.template === undefined || expected.template.language === arrived.template?.language)
	);
}
