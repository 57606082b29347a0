import { GatewayError, type FaultName } from '../core/faults';
import type { Receipt } from '../core/message';
import { asObject } from '../core/narrow';
import type { MessageName, Recalled, SendMemory } from './sendMemory';
import type { KnownTurn } from './turns';

/** A fault as n8n stores it. */
interface StoredFault {
	readonly fault: FaultName;
	readonly message: string;
	readonly hint: string;
	readonly metaCode: number | null;
	readonly gatewayCode: string | null;
	readonly httpStatus: number | null;
}

/** What became of the message of one item. */
interface Note {
	/** Another person at the same place is another message. */
	readonly to: string;
	readonly turn: number;
	readonly receipt?: Receipt;
	readonly unknown?: StoredFault;
	/** How often it certainly was not sent. */
	readonly unsent: number;
}

/** The notes of one run of the node, by place. */
type Notes = Record<string, Note>;

function toStored({ fault, message, hint, details }: GatewayError): StoredFault {
	const { metaCode, gatewayCode, httpStatus } = details;
	return {
		...{ fault, message, hint },
		metaCode: metaCode ?? null,
		gatewayCode: gatewayCode ?? null,
		httpStatus: httpStatus ?? null,
	};
}

function toFault({ fault, message, ...details }: StoredFault): GatewayError {
	return new GatewayError(fault, message, { ...details, sent: 'unknown', isEarlier: true });
}

/**
 * What a run has sent, in the part of n8n's context that belongs to the node. n8n keeps it for Retry
 * On Fail and stores it with an execution that stops, so that Retry in the list of executions has it.
 * It lives as long as its run: nothing of a run under way is ever forgotten.
 */
export class RunNotes implements SendMemory {
	private readonly notes: Notes;

	/**
	 * @param context the node's part of n8n's context, which is changed
	 * @param run distinguishes the runs of the node within one execution
	 * @param isRecent whether the gateways' promises to send once still hold for this run
	 */
	constructor(
		private readonly context: Record<string, unknown>,
		private readonly run: string,
		private readonly isRecent: boolean,
	) {
		const runs = asObject(context['sent']) as Record<string, Notes>;
		this.notes = runs[run] ?? {};
		context['sent'] = { ...runs, [run]: this.notes };
	}

	private noteOf({ place, to }: MessageName): Note | undefined {
		const note = Object.hasOwn(this.notes, place) ? this.notes[place] : undefined;
		return note?.to === to ? note : undefined;
	}

	private write(name: MessageName, change: Partial<Note>): void {
		const { to, turn } = name;
		this.notes[name.place] = { ...(this.noteOf(name) ?? { to, turn, unsent: 0 }), ...change };
	}

	/** Whether an earlier try of this run has sent something, or may have. */
	get hasEarlierSends(): boolean {
		return Object.values(this.notes).some(({ receipt, unknown }) => receipt ?? unknown);
	}

	/** The turns that earlier tries of this run have given. */
	turns(): KnownTurn[] {
		return Object.entries(this.notes).map(([place, { to, turn }]) => ({ to, place, turn }));
	}

	/** How often the message at a place certainly was not sent. */
	unsentAt(place: string): number {
		return Object.hasOwn(this.notes, place) ? (this.notes[place]?.unsent ?? 0) : 0;
	}

	expect(): void {}

	async recall(name: MessageName): Promise<Recalled> {
		const { isRecent } = this;
		const { receipt, unknown } = this.noteOf(name) ?? {};
		if (receipt !== undefined) return { state: 'sent', kept: receipt, isRecent: false };
		if (unknown !== undefined) return { state: 'unknown', fault: toFault(unknown), isRecent };
		return { state: 'new' };
	}

	rememberSent(name: MessageName, receipt: Receipt): void {
		this.write(name, { receipt });
	}

	rememberUnknown(name: MessageName, fault: GatewayError): void {
		this.write(name, { unknown: toStored(fault) });
	}

	rememberUnsent(name: MessageName): void {
		this.write(name, { unsent: (this.noteOf(name)?.unsent ?? 0) + 1 });
	}

	release(): void {}

	async close(): Promise<void> {}

	/** The run has succeeded: n8n does not try it again. */
	forget(): void {
		const others = { ...asObject(this.context['sent']) };
		delete others[this.run];
		if (Object.keys(others).length > 0) this.context['sent'] = others;
		else delete this.context['sent'];
	}
}
