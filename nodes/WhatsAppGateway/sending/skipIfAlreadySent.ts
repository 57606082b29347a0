import { type FaultName, GatewayError } from '../core/faults';
import type { Message, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { createReplayReceipt } from './receipt';
import type { MessageName, Recalled, SendMemory } from './sendMemory';

/** The receipt or, where only the fact is kept, a sentence about that. */
type Kept = Receipt | string;

/** What to do with a message, by all memories together. */
type Decision =
	/**
	 * `earlier`: an earlier try may have sent it, and a repeat is harmless or wanted. `kept`: one has sent
	 * it, and the gateway is asked for its receipt.
	 */
	| { readonly action: 'send'; readonly earlier?: GatewayError; readonly kept?: Kept }
	| { readonly action: 'replay'; readonly kept: Kept }
	| { readonly action: 'stop'; readonly fault: GatewayError };

/**
 * Faults that say nothing of a message that was sent: the gateway cannot be asked for its receipt, or the
 * words have changed since then, as those with the time of day do.
 */
const tellsNothing: ReadonlySet<FaultName> = new Set<FaultName>([
	'conflict',
	'rateLimited',
	'temporarilyUnavailable',
	'unknownOutcome',
]);

/** Whether to send what a memory knows: the gateway still sends it once, or the user accepts the risk. */
function mayRepeat(recalled: Recalled, name: MessageName, acceptsRisk: boolean): boolean {
	if (recalled.state === 'new') return true;
	return (
		(name.isDeduplicated && recalled.isRecent) || (acceptsRisk && recalled.state === 'unknown')
	);
}

/**
 * Asks the memories, the nearest first.
 *
 * @param begun collects those in which the message counts as begun by this run from now on
 */
async function decide(
	memories: readonly SendMemory[],
	name: MessageName,
	acceptsRisk: boolean,
	begun: SendMemory[],
): Promise<Decision> {
	const found: { earlier?: GatewayError; kept?: Kept } = {};
	for (const memory of memories) {
		const recalled = await memory.recall(name);
		if (recalled.state === 'new') begun.push(memory);
		else if (mayRepeat(recalled, name, acceptsRisk)) {
			if (recalled.state === 'unknown') found.earlier ??= recalled.fault;
			else if (recalled.state === 'sent') found.kept ??= recalled.kept;
		} else if (recalled.state === 'sent') return { action: 'replay', kept: recalled.kept };
		else return { action: 'stop', fault: recalled.fault };
	}
	return { action: 'send', ...found };
}

/** What became of the message, where a try failed: a refusal says nothing of an earlier one. */
function toFinalFault(error: unknown, earlier: GatewayError | undefined): unknown {
	if (earlier === undefined || !(error instanceof GatewayError)) return error;
	if (error.fault !== 'conflict') return error.sent === 'unknown' ? error : earlier;
	// It refuses the key of the earlier try itself, so that one came as far as the gateway.
	return new GatewayError(error.fault, error.message, {
		...error.details,
		sent: 'unknown',
		isEarlier: true,
		hint: 'An earlier try gave the gateway this message in other words. Look it up at the gateway before you send it again.',
	});
}

/**
 * Sends a message, unless an earlier try has: of this run (Retry On Fail, Retry in the list of
 * executions) or, by the user's own Message Key, of any run. What may have been sent is sent again
 * only where that is harmless, or where the user chose so.
 *
 * @throws GatewayError `unknownOutcome` for a message that an earlier try may have sent
 */
export async function skipIfAlreadySent(
	message: Message,
	name: MessageName,
	{
		gateway,
		retryUnknownOutcome,
		memories,
		note,
	}: Pick<DeliveryContext, 'gateway' | 'retryUnknownOutcome' | 'memories' | 'note'>,
	send: () => Promise<Receipt>,
): Promise<Receipt> {
	const begun: SendMemory[] = [];
	const decision = await decide(memories, name, retryUnknownOutcome, begun);
	if (decision.action === 'stop') {
		begun.forEach((memory) => memory.release(name));
		throw decision.fault;
	}
	const replay = (kept: Kept): Receipt => {
		if (typeof kept === 'string') note(kept);
		const receipt = typeof kept === 'string' ? createReplayReceipt(gateway, message) : kept;
		return { ...receipt, replayed: true };
	};
	if (decision.action === 'replay') {
		const receipt = replay(decision.kept);
		begun.forEach((memory) => memory.rememberSent(name, receipt));
		return receipt;
	}
	try {
		const receipt = await send();
		// Reported as not delivered, where the user chose so: another try may send it.
		if (receipt.status === 'failed') {
			if (decision.earlier !== undefined) throw decision.earlier;
			memories.forEach((memory) => memory.rememberUnsent(name));
		} else memories.forEach((memory) => memory.rememberSent(name, receipt));
		return receipt;
	} catch (error) {
		const { kept } = decision;
		if (kept !== undefined && error instanceof GatewayError && tellsNothing.has(error.fault)) {
			const receipt = replay(kept);
			memories.forEach((memory) => memory.rememberSent(name, receipt));
			return receipt;
		}
		const fault = toFinalFault(error, decision.earlier);
		if (fault instanceof GatewayError && fault.sent === 'unknown') {
			memories.forEach((memory) => memory.rememberUnknown(name, fault));
		} else if (fault instanceof GatewayError && fault.fault === 'conflict') {
			// Something went out under this key: a try under another one could send the message twice.
			memories.forEach((memory) => memory.release(name));
		} else if (fault instanceof GatewayError) {
			memories.forEach((memory) => memory.rememberUnsent(name));
		}
		return rethrow(fault);
	}
}
