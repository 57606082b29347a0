import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toRecipientFields } from '../core/recipient';
import { hintForAgent } from './agentHints';
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
		hint: hintForAgent(fault, sends),
		...(recipient !== null && (userId === null ? { to } : { userId })),
		...(Object.fromEntries(given) as IDataObject),
		...('retryAfter' in data && { retryAfter: data['retryAfter'] }),
	};
	return { json, pairedItem: { item: index } };
}

/** Characters of JSON that a tool answers with at most: more costs a model much, or does not fit at all. */
const maxCharacters = 40_000;

/**
 * What a tool found, as far as a model can read it, with how many are left out. At least one stays.
 *
 * @param keepsLast whether those at the end are the ones that matter
 */
export function shortenAnswer(
	items: readonly INodeExecutionData[],
	keepsLast: boolean,
): INodeExecutionData[] {
	const inOrder = keepsLast ? [...items].reverse() : [...items];
	let length = 0;
	const end = inOrder.findIndex(({ json }, index) => {
		length += JSON.stringify(json).length;
		return length > maxCharacters && index > 0;
	});
	if (end < 0) return [...items];
	const leftOut: INodeExecutionData = {
		json: {
			message: `${items.length - end} ${keepsLast ? 'earlier ones' : 'more'} are left out, because the answer would be too long.`,
			hint: 'Ask for less, with a search, a filter or a smaller limit, where the tool has one.',
		},
		pairedItem: { item: 0 },
	};
	const kept = inOrder.slice(0, end);
	return keepsLast ? [leftOut, ...kept.reverse()] : [...kept, leftOut];
}
