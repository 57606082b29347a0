import type { IExecuteFunctions } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject, asText } from '../core/narrow';
import { parseUrl } from '../core/parseUrl';
import { nonceParameter } from './page/answer';
import { encodeTicket, isSignature, questionOf, type Ticket } from './ticket';

/** Where a question of a run is answered. */
export interface AskingPlace {
	/** The input items of the run. */
	readonly itemCount: number;
	/** Tells the questions of a loop apart. */
	readonly nonce: string;
	/**
	 * The address that resumes the execution, signed by n8n.
	 *
	 * @throws GatewayError `unsupported` where this n8n has none
	 */
	signedUrl(): URL;
	/** The address of the page on which the question is answered. Throws as {@link signedUrl}. */
	pageUrl(): URL;
	/** What an agent wants to call the tool with that it asks for. */
	toolParameters(): Readonly<Record<string, unknown>>;
	/** The ticket of a choice. Throws as {@link signedUrl}. */
	ticket(choice: string): string;
	/** What a proof of its answer is made for. Throws as {@link signedUrl}. */
	question(): string;
}

/** Throws where this n8n cannot wait for an answer. */
function requireSignedUrl(
	context: IExecuteFunctions,
	parameters: Readonly<Record<string, string>> = {},
): URL {
	// Absent from the contexts of an older n8n.
	const canWait =
		typeof context.getSignedResumeUrl === 'function' &&
		typeof context.putExecutionToWait === 'function';
	const url = canWait ? parseUrl(context.getSignedResumeUrl(parameters)) : null;
	if (url !== null && isSignature(url.searchParams.get('signature') ?? '')) return url;
	throw new GatewayError('unsupported', 'This version of n8n cannot wait for an answer.', {
		hint: 'Update n8n, or send the buttons with Send Interactive and let a trigger take the reply.',
	});
}

/** Where the questions of a run are answered. */
export function askingPlace(context: IExecuteFunctions, runIndex: string): AskingPlace {
	const nonce = `r${runIndex}`;
	const signedUrl = () => requireSignedUrl(context);
	const ticketOf = (choice: string): Ticket => ({
		executionId: asText(context.getExecutionId()) ?? '',
		nodeId: context.getNode().id,
		choice,
		nonce,
		signature: signedUrl().searchParams.get('signature') ?? '',
	});
	return {
		itemCount: context.getInputData().length,
		nonce,
		signedUrl,
		toolParameters: () => asObject(context.evaluateExpression('{{ $tool.parameters }}', 0)),
		pageUrl: () => requireSignedUrl(context, { [nonceParameter]: nonce }),
		ticket: (choice) => encodeTicket(ticketOf(choice)),
		question: () => questionOf(ticketOf('0')),
	};
}
