/** An answer that a gateway shall spoil; it is used up after so many times. */
export interface Fault {
	/** A gateway's id; absent for any. */
	readonly gateway?: string;
	/** The beginning of the path after the gateway; absent for any. */
	readonly path?: string;
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

	/** The first one that is meant for this request, used up by one. */
	take(gateway: string, path: string): Fault | undefined {
		const fault = this.queue.find(
			(one) =>
				(one.gateway === undefined || one.gateway === gateway) &&
				(one.path === undefined || path.startsWith(one.path)),
		);
		if (fault === undefined) return undefined;
		fault.times -= 1;
		if (fault.times <= 0) this.queue = this.queue.filter((one) => one !== fault);
		return fault;
	}
}
