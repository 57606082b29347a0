import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asObject } from '../../core/narrow';
import { pageHeaders } from './headers';
import {
	answerAt,
	answerField,
	noticePage,
	type PageQuestion,
	questionPage,
	thanksPage,
} from './html';
import type { Waiting } from '../question';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

const noQuestion: PageQuestion = { text: '', footer: null, look: 'buttons', sections: [] };

/** The parameter of the link that carries the nonce, signed with it: one node asks several questions in a loop. */
export const nonceParameter = 'question';

/** What a visit comes to: the number of the answer that was chosen, or nothing. */
export type PageVisit =
	| { readonly chosen: number; readonly page: string }
	| { readonly chosen: null; readonly response: IWebhookResponseData };

/** For a question that is answered by its buttons in the chat. */
const inTheChat = noticePage(
	'Please answer in WhatsApp',
	'This question is answered in the chat: tap one of the buttons below the message.',
);

const overPage = noticePage(
	'This question is over',
	'It was answered, or its time has passed. If there is a newer message in the chat, open the link in that one.',
);

const notTakenPage = noticePage(
	'This tap was not counted',
	'If the question was answered a moment ago, for example by a double tap, there is nothing more to do.',
	'Otherwise open the link in the chat once more.',
);

function setPageHeaders(response: Response): void {
	for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
}

function respond(context: IWebhookFunctions, status: number, page: string): IWebhookResponseData {
	const response = context.getResponseObject();
	setPageHeaders(response);
	response.status(status).send(page);
	return { noWebhookResponse: true };
}

function leave(context: IWebhookFunctions, status: number, page: string): PageVisit {
	return { chosen: null, response: respond(context, status, page) };
}

/** The number in the form's only field; `-1` for everything that is no number. */
function readNumber(context: IWebhookFunctions): number {
	const value = asObject(context.getBodyData())[answerField];
	return typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : -1;
}

/** Answers a browser that opened the link of a question which is asked in the chat; changes nothing. */
export function refuseVisit(context: IWebhookFunctions): IWebhookResponseData {
	return respond(context, 403, inTheChat);
}

/** Answers a tap that came after another one. */
export function refuseTap(context: IWebhookFunctions): IWebhookResponseData {
	return respond(context, 409, notTakenPage);
}

/**
 * Reads a visit to the page of a question. Only a form that was sent with one of the answers chooses; a page
 * that was merely opened, as previews of links do, changes nothing.
 */
export function readVisit(
	context: IWebhookFunctions,
	{ page: question = noQuestion, nonce, confirmation }: Waiting,
): PageVisit {
	// A link of an earlier round of a loop, perhaps of another person, is signed as well.
	if (asObject(context.getQueryData())[nonceParameter] !== nonce) {
		return leave(context, 410, overPage);
	}
	if (context.getRequestObject().method !== 'POST') {
		return leave(context, 200, questionPage(question));
	}
	const chosen = readNumber(context);
	const answer = answerAt(question, chosen);
	if (answer === undefined) {
		return leave(context, 400, questionPage(question, 'Please tap one of these answers.'));
	}
	const words = confirmation?.text.replaceAll('{title}', () => answer.title) ?? null;
	return { chosen, page: thanksPage(answer.title, question.text, words) };
}

/**
 * Sees to it that whatever n8n answers to this request is a page: the one that it is given, with our
 * headers, or, where another answer was faster, one that says so instead of n8n's JSON.
 */
export function answerWithPage(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	const send = response.send.bind(response);
	response.send = (body: unknown) => {
		response.send = send;
		// Last, since n8n sets a policy of its own.
		setPageHeaders(response);
		return send(response.statusCode < 400 ? body : notTakenPage);
	};
}
