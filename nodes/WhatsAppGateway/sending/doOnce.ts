import { GatewayError } from '../core/faults';
import type { Message } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { createReplayReceipt } from './receipt';
import type { MessageName } from './sendMemory';
import { skipIfAlreadySent } from './skipIfAlreadySent';

/** What was done, and whether an earlier try had done it. */
export interface Done<Result> {
	/** `null` where only the fact is kept. */
	readonly result: Result | null;
	readonly replayed: boolean;
}

/** The sentences where the outcome is not known. */
export interface UnknownSentences {
	/** Where this try got no answer. */
	readonly now: string;
	/** Where an earlier try got none. */
	readonly earlier: string;
	readonly hint: string;
}

/**
 * Does what reaches people without being a message of its own, such as a broadcast of the gateway's or the start of a
 * flow, once: with the same memories as messages (`skipIfAlreadySent.ts`), by a name that was announced.
 *
 * @throws GatewayError `unknownOutcome` where an earlier try may have done it
 */
export async function doOnce<Result>(
	name: MessageName,
	context: Pick<DeliveryContext, 'gateway' | 'retryUnknownOutcome' | 'memories' | 'note'>,
	unknown: UnknownSentences,
	work: () => Promise<Result>,
): Promise<Done<Result>> {
	const { to } = name;
	const message: Message = { kind: 'raw', to, replyTo: null, key: '', content: {} };
	const receipt = await skipIfAlreadySent(message, name, context, async () => {
		const raw = await work();
		return { ...createReplayReceipt(context.gateway, message), replayed: false, raw };
	}).catch((error: unknown) => {
		if (!(error instanceof GatewayError) || error.fault !== 'unknownOutcome') {
			return rethrow(error);
		}
		const { details } = error;
		const sentence = details.isEarlier === true ? unknown.earlier : unknown.now;
		throw new GatewayError('unknownOutcome', sentence, { ...details, hint: unknown.hint });
	});
	return { result: receipt.raw as Result | null, replayed: receipt.replayed };
}
