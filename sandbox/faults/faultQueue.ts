import type { RateLimitRefusal } from './rateLimitRefusal';
import type { SlowResponse } from './slowResponse';

/** A fault that a gateway's answer is to have; it is used up after so many times. */
export interface Fault {
	/** A gateway's id; absent for any. */
	readonly gateway?: string;
	/** The beginning of the path after the gateway; absent for any. */
	readonly path?: string;
	/** E.164 of the recipient; absent for any, and for requests that have none. */
	readonly phone?: string;
	/** Requests that it lets pass first. */
	skip?: number;
	times: number;
	/** `accepted`: the gateway does its work first, and then its answer has the fault. */
	readonly after: 'before' | 'accepted';
	/** Wait so many milliseconds before anything is answered. */
	readonly stallMs?: number;
	/** Break the connection instead of answering. */
	readonly reset?: boolean;
	readonly status?: number;
	/** Replace the answer's own. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as it stands; absent together with `status` for the gateway's own answer. */
	readonly body?: string;
	/** Refuse the request because of the rate limit. */
	readonly limited?: RateLimitRefusal;
	/** Send the answer piece by piece. */
	readonly slow?: SlowResponse;
	/** Send so many bytes of the answer, and end as if it were whole. */
	readonly truncate?: number;
	/** Why WhatsApp refuses what the gateway accepted; `null` for no reason. */
	readonly fails?: string | null;
	/** Let the request reach the gateway two times; the second answer is given. */
	readonly twice?: boolean;
	/** Let so many bytes of the request's body reach the gateway, as when an upload breaks. */
	readonly receives?: number;
}

/** What of a request decides whether a fault is meant for it. */
export interface FaultTarget {
	readonly gateway: string;
	/** After the gateway. */
	readonly path: string;
	/** The recipient's number, as the request has it. */
	readonly recipient?: string;
}

const digitsOf = (phone: string) => phone.replace(/\D/g, '');

function matchesRoute({ gateway, path }: Fault, request: FaultTarget): boolean {
	return (
		(gateway === undefined || gateway === request.gateway) &&
		(path === undefined || request.path.startsWith(path))
	);
}

/** Faults in the order in which they were asked for. */
export class FaultQueue {
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

	/** Whether the recipient decides which fault a request meets. */
	needsRecipient(request: FaultTarget): boolean {
		return this.queue.some((one) => one.phone !== undefined && matchesRoute(one, request));
	}

	/** The first fault that is meant for this request, used up by one. */
	take(request: FaultTarget): Fault | undefined {
		const { recipient } = request;
		const matchesRecipient = ({ phone }: Fault) =>
			phone === undefined || (recipient !== undefined && digitsOf(recipient) === digitsOf(phone));
		const fault = this.queue.find((one) => matchesRoute(one, request) && matchesRecipient(one));
		if (fault === undefined) return undefined;
		if ((fault.skip ?? 0) > 0) {
			fault.skip = (fault.skip ?? 0) - 1;
			return undefined;
		}
		fault.times -= 1;
		if (fault.times <= 0) this.queue = this.queue.filter((one) => one !== fault);
		return fault;
	}
}
