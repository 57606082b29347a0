import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../../core/narrow';

/** Recipients that are named; n8n keeps 255 characters. */
const maxRecipients = 8;

/** What n8n allows in the name of a value: letters, digits and underscores, up to 50. */
function toDataName(nodeName: string): string {
	return nodeName.replace(/[^\p{L}\p{N}\p{M}]+/gu, '_').slice(0, 50);
}

/**
 * Tells how far a run has come in the execution's custom data, under the node's name: of a run that is
 * stopped, n8n keeps nothing else.
 */
export class SendProgress {
	private readonly recipients: string[] = [];
	private sent = 0;
	private readonly sentBefore: number;
	private readonly nodeContext: Record<string, unknown>;
	private readonly dataName: string;

	/** @param all how many messages the run has, as far as that is known */
	constructor(
		private readonly context: IExecuteFunctions,
		private all: number,
	) {
		// n8n copies the whole node each time that it is asked for.
		this.dataName = toDataName(context.getNode().name);
		this.nodeContext = context.getContext('node');
		this.sentBefore = Number(asObject(this.nodeContext)['sentInAll'] ?? 0);
		// Absent from the contexts of an older n8n.
		context.onExecutionCancellation?.(() => {
			if (this.all > 0) this.write(true);
		});
	}

	/** All items are read: the run has so many messages. */
	expect(all: number): void {
		this.all = all;
	}

	/** Another message has left. */
	add(to: string | null): void {
		this.sent += 1;
		if (to !== null) this.recipients.unshift(to);
		this.recipients.splice(maxRecipients);
		this.nodeContext['sentInAll'] = this.sentBefore + this.sent;
		if (this.all > 1) this.write(true);
	}

	/** The run has ended by itself. */
	end(): void {
		if (this.all > 1) this.write(false);
	}

	private write(namesRecipients: boolean): void {
		const rounds = this.sentBefore > 0 ? `${this.sentBefore + this.sent} sent, of these ` : '';
		const last = namesRecipients && this.recipients.length > 0;
		const names = last ? `; the last ones: ${this.recipients.join(', ')}` : '';
		const text = `${rounds}${this.sent} of ${this.all} sent${names}`;
		try {
			this.context.customData.set(this.dataName, text);
		} catch {
			// n8n keeps ten values of an execution at most; the workflow has set them all itself.
		}
	}
}
