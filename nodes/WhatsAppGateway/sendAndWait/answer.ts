import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asObject, asText, parseJson } from '../core/narrow';
import { deliveryFault } from '../sending/waitForStatus';
import { findGateway } from '../session/credential';
import { isSamePerson } from '../whatsapp/samePerson';
import { answeredItem, type ForwardedEvent, undeliveredItem } from './outcome';
import { takeAnswer } from './oneAnswer';
import { answerWithPage, readVisit, refuseTap, refuseVisit } from './page/answer';
import type { Waiting } from './question';
import { isProof } from './proof';
import { type Refusal, refusals } from './refusals';
import { failureChoice, readTicket, type Ticket } from './ticket';
import { withFeedback } from './toolReview';
import { readWaiting } from './waiting';

/** Refuses an answer; the execution keeps waiting. */
function refuseAnswer(context: IWebhookFunctions, reason: Refusal): IWebhookResponseData {
	context.getResponseObject().status(refusals[reason]).json({ resumed: false, reason });
	return { noWebhookResponse: true };
}

/** What the trigger passes on: the ticket, and the event that brought it. */
interface ForwardedAnswer {
	readonly ticket: Ticket;
	readonly event: ForwardedEvent;
}

/** Reads what the trigger passes on, if it is proven. */
function readForwarded(
	context: IWebhookFunctions,
	{ proofDigest = '' }: Waiting,
): ForwardedAnswer | null {
	const { answer, proof } = asObject(context.getBodyData());
	if (!isProof(proof, proofDigest)) return null;
	const { ticket: id, event } = asObject(parseJson(asText(answer) ?? ''));
	const ticket = readTicket(asText(id));
	// The ticket belongs to the one address for which n8n has signed.
	if (ticket?.signature !== asObject(context.getQueryData())['signature']) return null;
	if (ticket === null) return null;
	return { ticket, event: asObject(event) as unknown as ForwardedEvent };
}

/** Whether an event is of the person who was asked, however WhatsApp names them. */
function isOfPersonAsked({ to, receipt }: Waiting, { from, contact }: ForwardedEvent): boolean {
	const asked = [to, receipt.to, receipt.userId].filter((name) => asText(name) !== null);
	const named = [from, contact?.userId].filter((name) => asText(name) !== null);
	return asked.some((one) => named.some((other) => isSamePerson(String(one), String(other))));
}

/** Ends the wait for a question that was not delivered: it was not answered, and the item says why. */
function endUndelivered(
	context: IWebhookFunctions,
	waiting: Waiting,
	event: ForwardedEvent,
): IWebhookResponseData {
	const { status } = event;
	if (status?.status !== 'failed') return refuseAnswer(context, 'choice');
	const { name } = findGateway(waiting.receipt.gateway);
	if (!takeAnswer(context, waiting.nonce)) return refuseAnswer(context, 'question');
	const fault = deliveryFault(name, { ...status, raw: null });
	const item = undeliveredItem(waiting, fault, event);
	return {
		webhookResponse: { resumed: true, confirmation: null },
		// n8n rebuilds an error output from the items of the others, and would drop one that is there already.
		workflowData: [[withFeedback(context, item)]],
	};
}

/**
 * Takes an answer that was given in the chat, which the trigger passes on with a proof. It may run several
 * times for one question, since n8n decides only afterwards which of them resumes: nothing is done here.
 */
function answerInChat(context: IWebhookFunctions, waiting: Waiting): IWebhookResponseData {
	const forwarded = readForwarded(context, waiting);
	if (forwarded === null) return refuseAnswer(context, 'proof');
	const { ticket, event } = forwarded;
	if (ticket.nonce !== waiting.nonce) return refuseAnswer(context, 'question');
	if (ticket.choice === failureChoice) return endUndelivered(context, waiting, event);
	if (!isOfPersonAsked(waiting, event)) return refuseAnswer(context, 'person');
	const choice = /^\d{1,2}$/.test(ticket.choice) ? Number(ticket.choice) : -1;
	if (waiting.choices[choice] === undefined) return refuseAnswer(context, 'choice');
	if (!takeAnswer(context, waiting.nonce)) return refuseAnswer(context, 'question');
	return {
		webhookResponse: { resumed: true, confirmation: waiting.confirmation },
		workflowData: [[withFeedback(context, answeredItem(waiting, choice, event))]],
	};
}

/** Takes an answer that was given on the page; the address, which n8n has signed, is the proof. */
function answerOnPage(context: IWebhookFunctions, waiting: Waiting): IWebhookResponseData {
	const visit = readVisit(context, waiting);
	if (visit.chosen === null) return visit.response;
	if (!takeAnswer(context, waiting.nonce)) return refuseTap(context);
	answerWithPage(context);
	return {
		webhookResponse: visit.page,
		workflowData: [[withFeedback(context, answeredItem(waiting, visit.chosen, null))]],
	};
}

/** Takes an answer for the waiting node. */
export async function answerQuestion(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const waiting = readWaiting(context);
	if (context.getRequestObject().method === 'GET' && waiting?.via !== 'page') {
		return refuseVisit(context);
	}
	if (waiting === null) return refuseAnswer(context, 'question');
	return waiting.via === 'page' ? answerOnPage(context, waiting) : answerInChat(context, waiting);
}
