import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asText } from '../core/narrow';

type NodeContext = Pick<IExecuteFunctions, 'getNode'>;

/**
 * Whether the node stands before a tool of an AI agent and asks a person whether the agent may use it. n8n
 * makes this variant of every node that waits for an answer, and names it so.
 */
export function reviewsTool(context: NodeContext): boolean {
	return context.getNode().type.endsWith('HitlTool');
}

const notRun = 'The tool has not run, so nothing was done.';

/** Why the tool has not run, in words that n8n quotes to the agent. */
function toFeedback({ answered, title, message }: IDataObject): string {
	if (answered === true) {
		return `No: the person tapped “${asText(title) ?? ''}”. ${notRun} Do not repeat the same call.`;
	}
	const reason = asText(message);
	return reason === null
		? `Nobody answered in time. ${notRun} Do not repeat the call; say that somebody has to decide first.`
		: `The person could not be asked: ${reason} ${notRun} Do not repeat the call; say that it could not be approved.`;
}

/**
 * The outcome of a question as the agent gets it. Where the tool may not run, n8n would say that the user
 * rejected it, also where nobody was asked or nobody answered; `chatInput` says what was.
 */
export function withFeedback(context: NodeContext, item: INodeExecutionData): INodeExecutionData {
	if (!reviewsTool(context) || item.json['approved'] === true) return item;
	return { ...item, json: { ...item.json, approved: false, chatInput: toFeedback(item.json) } };
}

/** The outcome of a question that could not be asked at all. */
export function unaskedItem(context: NodeContext, error: Error): INodeExecutionData {
	const { message, description } = error as Error & { readonly description?: string | null };
	const json = { answered: false, approved: false, message, hint: description ?? null };
	return withFeedback(context, { json, pairedItem: { item: 0 } });
}

/** What an object becomes in an expression with other words around it. */
const asWritten = '[object Object]';

/** n8n's own field Message of this variant has it, and writes an object into the words. */
const toolParameters = /\{\{\s*\$tool\.parameters\s*\}\}/g;

/** A value of a tool's parameters in a line. */
function toLine([name, value]: [string, unknown]): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return `${name}: ${text}`;
}

/**
 * A message with the tool's parameters in it, one in a line, where its expression holds them as a whole.
 *
 * @param expression what stands in the field
 * @param read gives the parameters
 */
export function writeToolParameters(
	message: string,
	expression: string,
	read: () => Readonly<Record<string, unknown>>,
): string {
	const wanted = expression.match(toolParameters)?.length ?? 0;
	if (wanted === 0 || message.split(asWritten).length - 1 !== wanted) return message;
	const lines = Object.entries(read()).map(toLine).join('\n');
	return message.replaceAll(asWritten, () => lines);
}
