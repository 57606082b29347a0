import type { Limited } from './rateLimitRefusal';
import type { Slow } from './slowResponse';

/** An answer that a gateway shall spoil; it is used up after so many times. */
export interface Fault {
	/** A gateway's id; absent for any. */
	readonly gateway?: string;
	/** The beginning of the path after the gateway; absent for any. */
	readonly path?: string;
	/** E.164 of whom the request writes to; absent for anybody, and for requests that write to nobody. */
	readonly phone?: string;
	times: number;
	/** `accepted`: the gateway does its work first, and then its answer is spoiled. */
	readonly after: 'before' | 'accepted';
	/** Wait so many milliseconds before anything is answered. */
	readonly stallMs?: number;
	/** Break the connection instead of answering. */
	readonly reset?: boolean;
	readonly status?: number;
	/** Put over the answer's own. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as it stands; absent together with `status` for the gateway's own answer. */
	readonly body?: string;
	/** Refuse the request as one too many. */
	readonly limited?: Limited;
	/** Let the answer trickle. */
	readonly slow?: Slow;
	/** Send so many bytes of the answer, and end as if it were whole. */
	readonly truncate?: number;
	/** Why WhatsApp refuses what the gateway took; `null` for no reason. */
	readonly fails?: string | null;
	/** Let the request reach the gateway two times; the second answer is given. */
	readonly twice?: boolean;
}

const digitsOf = (phone: string) => phone.replace(/\D/g, '');

function fits({ gateway, path }: Fault, ofRequest: { gateway: string; path: string }): boolean {
	return (
		(gateway === undefined || gateway === ofRequest.gateway) &&
		(path === undefined || ofRequest.path.startsWith(path))
	);
}

/** Spoiled answers in the order in which they were asked for. */
export class Faults {
	private queue: Fault[] = [];

	add(fault: Fault): void {
		this.queue.push(fault);
	}

	list(): readonly Fault[] {
		return this.queue;
	}

	clear(): void {
		this.queue = [];
	}

	/** Whether it matters for the next one whom a request writes to. */
	askForPhones(gateway: string, path: string): boolean {
		return this.queue.some((one) => one.phone !== undefined && fits(one, { gateway, path }));
	}

	/**
	 * The first one that is meant for this request, used up by one.
	 * @param phones The numbers to which the request writes.
	 */
	take(gateway: string, path: string, phones: readonly string[] = []): Fault | undefined {
		const written = phones.map(digitsOf);
		const fault = this.queue.find(
			(one) =>
				fits(one, { gateway, path }) &&
				(one.phone === undefined || written.includes(digitsOf(one.phone))),
		);
		if (fault === undefined) return undefined;
		fault.times -= 1;
		if (fault.times <= 0) this.queue = this.queue.filter((one) => one !== fault);
		return fault;
	}
}
