import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { FaultName } from '../core/faultTable';
import { toRecipientFields } from '../core/recipient';
import { toFault } from './faultItem';
import { faultData } from './nodeErrors';

type NodeContext = Pick<IExecuteFunctions, 'getNode'>;

/**
 * Whether an AI agent calls the node, as its tool or as the question before another tool: n8n makes both
 * variants of a node and names them so. What the agent says is then in the node's item.
 */
export function isAgentTool(context: NodeContext): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Whether a fault goes back to the agent as an item. n8n would hand on the message of an error alone, without
 * what to do, and its older agents nothing at all. Who sets On Error to Stop wants the run to stop; and what
 * asks before another tool has an answer of its own.
 */
export function answersWithFaults(context: NodeContext): boolean {
	const { type, onError } = context.getNode();
	return isAgentTool(context) && !type.endsWith('HitlTool') && onError !== 'stopWorkflow';
}

const askOwner = 'Do not try again. Say that the message cannot be sent now, and why:';

/** What an agent can do, where a fault's own hint speaks to whoever builds the workflow. */
const agentHints: Partial<Record<FaultName, string>> = {
	invalidCredential: `${askOwner} the owner of this workflow must renew the access token.`,
	missingScope: `${askOwner} the owner of this workflow must give the access token another permission.`,
	planLimit: `${askOwner} the plan of the account does not include it.`,
	quotaExceeded: `${askOwner} the quota of the account is used up.`,
	notConfigured: `${askOwner} the owner of this workflow must finish the set-up of the account.`,
	recipientOptedOut: 'Do not write to this person.',
	windowClosed:
		'Do not try this message again. Use a tool that sends an approved template, or say that the person must write first.',
	contentRejected: 'Do not send the same words again.',
	spamLimited: 'Do not try again now.',
};

/** What to do where a message may have arrived. */
const unknownHint =
	'The message may have arrived: do not send it again. Say that it is not known whether it arrived.';

/** What to do where a text went out in parts, and not all of them. */
const partsHint =
	'Some parts have arrived: do not send the whole text again. Send what is missing, if anything.';

function hintFor({ fault, sent, hint, details }: GatewayError): string {
	if (details.parts !== undefined) return partsHint;
	return sent === 'unknown' ? unknownHint : (agentHints[fault] ?? hint);
}

/** Fields of a fault that say what to correct. */
const corrections = ['fields', 'expected', 'missing', 'extra', 'availableLanguages'] as const;

/** A fault as an agent gets it: what happened and what to do, without the gateway's own answer. */
export function toAgentItem(
	error: unknown,
	index: number,
	recipient: string | null,
	sends: boolean,
): INodeExecutionData {
	const fault = toFault(error);
	const { to, userId } = toRecipientFields(recipient);
	const data = faultData(fault, to);
	const given = corrections.filter((name) => name in data).map((name) => [name, data[name]]);
	const json: IDataObject = {
		...(sends && { sent: fault.sent }),
		fault: fault.fault,
		message: fault.message,
		hint: hintFor(fault),
		...(recipient !== null && (userId === null ? { to } : { userId })),
		...(Object.fromEntries(given) as IDataObject),
		...('retryAfter' in data && { retryAfter: data['retryAfter'] }),
	};
	return { json, pairedItem: { item: index } };
}
