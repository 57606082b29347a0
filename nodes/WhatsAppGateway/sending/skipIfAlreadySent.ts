import { GatewayError } from '../core/faults';
import type { Message, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { createReplayReceipt } from './receipt';
import type { MessageName, Recalled, SendMemory } from './sendMemory';

/** What to do with a message, by all memories together. */
type Decision =
	/** `earlier`: an earlier try may have sent it, and a repeat is harmless or wanted. */
	| { readonly action: 'send'; readonly earlier: GatewayError | undefined }
	/** `kept`: the receipt or, where only the fact is kept, a sentence about that. */
	| { readonly action: 'replay'; readonly kept: Receipt | string }
	| { readonly action: 'stop'; readonly fault: GatewayError };

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
	let earlier: GatewayError | undefined;
	for (const memory of memories) {
		const recalled = await memory.recall(name);
		if (recalled.state === 'new') begun.push(memory);
		else if (mayRepeat(recalled, name, acceptsRisk)) {
			if (recalled.state === 'unknown') earlier ??= recalled.fault;
		} else if (recalled.state === 'sent') return { action: 'replay', kept: recalled.kept };
		else return { action: 'stop', fault: recalled.fault };
	}
	return { action: 'send', earlier };
}

/** What became of the message, where a try failed: a refusal says nothing of an earlier one. */
function toFinalFault(error: unknown, earlier: GatewayError | undefined): unknown {
	if (earlier === undefined || !(error instanceof GatewayError)) return error;
	// A conflict refuses the key of the earlier try itself.
	return error.sent === 'unknown' || error.fault === 'conflict' ? error : earlier;
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
	{ gateway, retryUnknownOutcome, memories, note }: DeliveryContext,
	send: () => Promise<Receipt>,
): Promise<Receipt> {
	const begun: SendMemory[] = [];
	const decision = await decide(memories, name, retryUnknownOutcome, begun);
	if (decision.action === 'stop') {
		begun.forEach((memory) => memory.release(name));
		throw decision.fault;
	}
	if (decision.action === 'replay') {
		const { kept } = decision;
		if (typeof kept === 'string') note(kept);
		const receipt = typeof kept === 'string' ? createReplayReceipt(gateway, message) : kept;
		begun.forEach((memory) => memory.rememberSent(name, receipt));
		return { ...receipt, replayed: true };
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
		const fault = toFinalFault(error, decision.earlier);
		if (fault instanceof GatewayError && fault.sent === 'unknown') {
			memories.forEach((memory) => memory.rememberUnknown(name, fault));
		} else if (fault instanceof GatewayError) {
			memories.forEach((memory) => memory.rememberUnsent(name));
		}
		return rethrow(fault);
	}
}
