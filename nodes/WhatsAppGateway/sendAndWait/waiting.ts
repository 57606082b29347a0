import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { Receipt } from '../core/message';
import { asObject, asObjects, asText } from '../core/narrow';
import { unansweredItem } from './outcome';
import type { PageQuestion } from './page/html';
import type { Question, Waiting } from './question';
import { withFeedback } from './toolReview';

/** The name of the note in n8n's context of the node. */
const noteName = 'waiting';

/**
 * Puts the execution to wait for the answer to a question that was sent. What the node's input is then
 * replaced by comes out when the time is over: n8n runs nothing of ours at that moment. The items
 * themselves belong to the node before and must not change.
 */
export async function waitForAnswer(
	context: IExecuteFunctions,
	question: Question,
	receipt: Receipt,
	until: Date,
): Promise<INodeExecutionData[][]> {
	const waiting: Waiting = { ...question, receipt };
	context.getContext('node')[noteName] = waiting;
	const input = context.getInputData();
	const executeData = context.getExecuteData();
	executeData.data = { main: [[withFeedback(context, unansweredItem(waiting))]] };
	// n8n disables the node of what waits when it goes on. An agent that asks for two tools at once has the
	// same node behind both calls, and the second one would be taken for refused without being asked.
	executeData.node = { ...executeData.node };
	await context.putExecutionToWait(until);
	return [input];
}

function readPage(noted: unknown): PageQuestion {
	const { text, footer, look, sections } = asObject(noted);
	return {
		text: asText(text) ?? '',
		footer: asText(footer),
		look: look === 'list' ? 'list' : 'buttons',
		sections: asObjects(sections).map((section) => ({
			title: asText(section['title']),
			answers: asObjects(section['answers']).map(({ title, description }) => ({
				title: asText(title) ?? '',
				description: asText(description),
			})),
		})),
	};
}

/** A name as a string in an expression. n8n ends one at the first `}}`, also within a string. */
function quoteName(name: string): string {
	const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	return `"${name.replace(/[^A-Za-z0-9 ]/g, escape)}"`;
}

/** The question for which the node waits; `null` where there is none that can be read. */
export function readWaiting(context: IWebhookFunctions): Waiting | null {
	// A webhook has no `getContext`, but its expressions have.
	const node = quoteName(context.getNode().name);
	const noted = asObject(context.evaluateExpression(`{{ $node[${node}].context.${noteName} }}`));
	const { via, responseType, nonce, to } = noted;
	const isChatOrPage = via === 'chat' || via === 'page';
	if (!isChatOrPage || asText(nonce) === null || asText(to) === null) return null;
	const confirmation = asObject(noted['confirmation']);
	return {
		via,
		responseType: responseType as Waiting['responseType'],
		to: String(to),
		nonce: String(nonce),
		proofDigest: asText(noted['proofDigest']) ?? '',
		choices: asObjects(noted['choices']).map(({ id, title }) => ({
			id: String(id),
			title: String(title),
		})),
		confirmation:
			asText(confirmation['text']) === null
				? null
				: {
						text: String(confirmation['text']),
						sender: asObject(confirmation['sender']) as Record<string, string>,
					},
		...(via === 'page' && { page: readPage(noted['page']) }),
		receipt: asObject(noted['receipt']) as unknown as Receipt,
	};
}
