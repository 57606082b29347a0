import type { Broadcasts, StartedBroadcast } from '../../../core/broadcast';
import { GatewayError } from '../../../core/faults';
import { rethrow } from '../../../core/rethrow';
import { readSwitch } from '../../../n8n/readOption';
import { type Done, doOnce, type UnknownSentences } from '../../../sending/doOnce';
import { idempotencyKey } from '../../../sending/idempotencyKey';
import type { MessageName } from '../../../sending/sendMemory';
import { retryUnknownOutcome } from '../../fields/sendOptions';
import type { Item } from '../../operation';
import { readMessageName, readOwnKey } from '../messageKeys';
import type { BroadcastItem } from './read';

const contactsOf = (count: number) => (count === 1 ? '1 contact' : `${count} contacts`);

function sentencesOf(gateway: string, name: string, count: number): UnknownSentences {
	const broadcast = `the broadcast “${name}” to ${contactsOf(count)}`;
	return {
		now: `${gateway} did not confirm ${broadcast}, so it is not known whether it was sent.`,
		earlier: `An earlier try may have sent ${broadcast}, so it was not sent again.`,
		hint: `Look for it with Message: Get Many Broadcasts, or in the gateway’s dashboard. If it is not there, switch on the option ${retryUnknownOutcome.displayName} and run this item again.`,
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

/** The place of the list as a whole, which is none of a part. */
const listPlace = -1;

/** What ends a try under a Message Key under which other contacts were written to; never seen. */
const otherListFault = () => new GatewayError('conflict', 'The contacts are others.');

const isEarlier = (error: unknown): error is GatewayError =>
	error instanceof GatewayError && error.details.isEarlier === true;

/** One request of a broadcast. */
export class Part {
	readonly contactIds: string[] = [];
	private name: MessageName | null = null;
	/** Names the contacts of all parts, where the first one has a Message Key. */
	private listName: MessageName | null = null;
	/** Whether the first part was sent before, under its Message Key, and of a list of other contacts. */
	private isOtherList = false;
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

	/** Announces it, once the contacts of all parts are known, in the order of the items. */
	expect(parts: readonly Part[]): void {
		if (this.before === undefined && readOwnKey(this.opener) !== null) {
			const contactIds = parts.map((part) => part.contactIds);
			const to = idempotencyKey('list', 'text', { contactIds });
			this.listName = readMessageName(to, {}, this.opener, listPlace);
			this.opener.memory.expect(this.listName);
		}
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

	private get first(): Part {
		return this.before?.first ?? this;
	}

	private async start(broadcasts: Broadcasts): Promise<Done<StartedBroadcast>> {
		await this.before?.send(broadcasts).catch((error: unknown) => {
			if (!this.first.isOtherList) stopAfter(error);
		});
		if (this.first.isOtherList) throw this.otherContacts();
		const { name, listName, opener, broadcast, contactIds } = this;
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
		const once = async (
			of: MessageName,
			work: () => Promise<StartedBroadcast | null>,
		): Promise<Done<StartedBroadcast>> => ({ ...(await doOnce(of, context, sentences, work)) });
		const sendPart = async () =>
			await once(
				name,
				async () =>
					await broadcasts.send(
						{ name: broadcast.name, templateId, variables, contactIds },
						connection,
					),
			);
		if (listName === null) return await sendPart();
		return await this.sendFirst(sendPart, async (work) => await once(listName, work));
	}

	/**
	 * Sends the first part under a Message Key. The key names a part by its number: with it goes a key of the list, so
	 * that where the list has changed since, nobody who moved to a later part gets the message twice.
	 */
	private async sendFirst(
		sendPart: () => Promise<Done<StartedBroadcast>>,
		once: (work: () => Promise<StartedBroadcast | null>) => Promise<Done<StartedBroadcast>>,
	): Promise<Done<StartedBroadcast>> {
		const found: { earlier?: Done<StartedBroadcast> | GatewayError } = {};
		try {
			return await once(async () => {
				const done = await sendPart().catch((error: unknown) =>
					isEarlier(error) ? error : rethrow(error),
				);
				if (!(done instanceof GatewayError) && !done.replayed) return done.result;
				found.earlier = done;
				throw otherListFault();
			});
		} catch (error) {
			if (found.earlier === undefined) return rethrow(error);
			this.isOtherList = true;
			return found.earlier instanceof GatewayError ? rethrow(found.earlier) : found.earlier;
		}
	}

	private otherContacts(): GatewayError {
		return new GatewayError(
			'invalidRequest',
			`An earlier run sent the broadcast “${this.broadcast.name}” under this Message Key to other contacts, so this part was not sent.`,
			{
				hint: 'The parts have other contacts now, some of whom have the message. Send to those who do not under another key.',
			},
		);
	}
}
