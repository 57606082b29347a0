import type { Broadcasts, StartedBroadcast } from '../../../core/broadcast';
import { GatewayError } from '../../../core/faults';
import { rethrow } from '../../../core/rethrow';
import { readSwitch } from '../../../n8n/readOption';
import { type Done, doOnce, type UnknownSentences } from '../../../sending/doOnce';
import type { MessageName } from '../../../sending/sendMemory';
import { retryUnknownOutcome } from '../../fields/sendOptions';
import type { Item } from '../../operation';
import { readMessageName } from '../messageKeys';
import type { BroadcastItem } from './read';

const contactsOf = (count: number) => (count === 1 ? '1 contact' : `${count} contacts`);

function sentencesOf(gateway: string, name: string, count: number): UnknownSentences {
	const broadcast = `the broadcast “${name}” to ${contactsOf(count)}`;
	return {
		now: `${gateway} did not confirm ${broadcast}, so it is not known whether it was sent.`,
		earlier: `An earlier try may have sent ${broadcast}, so it was not sent again.`,
		hint: `Look for it in the broadcasts of the gateway’s dashboard. If it is not there, switch on the option ${retryUnknownOutcome.displayName} and run this item again.`,
	};
}

/** Stops after a part that was not accepted in this try; what an earlier one left open holds up no other part. */
function stopAfter(error: unknown): void {
	if (!(error instanceof GatewayError)) return rethrow(error);
	const { fault, hint, details } = error;
	if (details.isEarlier === true) return;
	throw new GatewayError(
		// It certainly was not sent, whatever became of the one before it.
		fault === 'unknownOutcome' ? 'temporarilyUnavailable' : fault,
		'This part of the broadcast was not sent, because the part before it was not accepted.',
		{ hint },
	);
}

/** One request of a broadcast. */
export class Part {
	readonly contactIds: string[] = [];
	private name: MessageName | null = null;
	private outcome: Promise<Done<StartedBroadcast>> | null = null;

	/**
	 * @param number from 0, among those of the broadcast
	 * @param opener the item in whose place it is remembered
	 * @param before the request before it
	 */
	constructor(
		readonly number: number,
		private readonly opener: Item,
		private readonly broadcast: BroadcastItem,
		private readonly before: Part | undefined,
	) {}

	/** Announces it, once all of its contacts are known, in the order of the items. */
	expect(): void {
		const { templateId, variables } = this.broadcast;
		const words = { templateId, variables, contactIds: this.contactIds };
		this.name = readMessageName('broadcast', words, this.opener, this.number);
		this.opener.memory.expect(this.name);
	}

	/** Sends it once, after the one before it. Throws the fault of the request for each item that is in it. */
	async send(broadcasts: Broadcasts): Promise<Done<StartedBroadcast>> {
		this.outcome ??= this.start(broadcasts);
		return await this.outcome;
	}

	private async start(broadcasts: Broadcasts): Promise<Done<StartedBroadcast>> {
		await this.before?.send(broadcasts).catch(stopAfter);
		const { name, opener, broadcast, contactIds } = this;
		const { gateway, connection } = opener.session;
		if (name === null) throw new GatewayError('invalidRequest', 'The broadcast was not announced.');
		const context = {
			gateway,
			retryUnknownOutcome: readSwitch(
				opener.options[retryUnknownOutcome.name],
				retryUnknownOutcome,
			),
			memories: opener.memory.all,
			note: opener.note,
		};
		const { templateId, variables } = broadcast;
		const sentences = sentencesOf(gateway.name, broadcast.name, contactIds.length);
		return await doOnce(
			name,
			context,
			sentences,
			async () =>
				await broadcasts.send(
					{ name: broadcast.name, templateId, variables, contactIds },
					connection,
				),
		);
	}
}
