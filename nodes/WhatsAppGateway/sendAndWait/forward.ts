import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import type { Session } from '../session/session';
import { isAnswered, noteAnswered } from './answeredQuestions';
import { confirmAnswer } from './confirm';
import { withoutRaw } from './outcome';
import type { Refusal } from './refusals';
import { type Resumed, resumeExecution } from './resume';
import { failureChoice, questionOf, readTicket, type Ticket } from './ticket';

/** Milliseconds for all answers of a delivery: gateways wait some ten seconds. */
const forwardMs = 8000;

/** What is left of some events once the answers among them were passed on. */
export interface Forwarded {
	/** The events that start runs, in order. */
	readonly rest: readonly GatewayEvent[];
	/** Whether every answer came to its execution; otherwise nothing may be started or remembered. */
	readonly isComplete: boolean;
}

/** What to do with an event that holds a ticket. */
type Use = 'drop' | 'keep' | 'again';

/** Why a tap that was refused starts a run as any other one, for the log. */
const warnings: Readonly<Record<Refusal, string | null>> = {
	choice: null,
	proof:
		'a tap answers a question that was asked with another credential. Use the same credential, or the same access token, in the node that asks and in the trigger.',
	person: 'somebody else than the person asked has tapped a question. It keeps waiting.',
	question: null,
};

/** The ticket that an event brings: a tap of the person, or the news that a question did not arrive. */
function ticketOf({ reply, status }: GatewayEvent): Ticket | null {
	const tapped = readTicket(reply?.id ?? null);
	if (tapped !== null) return tapped.choice === failureChoice ? null : tapped;
	if (status?.status !== 'failed') return null;
	const carried = readTicket(status.messageKey);
	return carried?.choice === failureChoice ? carried : null;
}

function warn(context: IWebhookFunctions | IPollFunctions, sentence: string): void {
	context.logger.warn(`WhatsApp Gateway Trigger: ${sentence}`, { node: context.getNode().name });
}

function useOf(resumed: Resumed, isStatus: boolean): Use {
	if (resumed.state === 'failed') return 'again';
	// A status is news of the message as well, for those who want statuses.
	if (isStatus) return 'keep';
	if (resumed.state === 'nobody') return 'keep';
	return resumed.state === 'refused' && resumed.reason !== 'question' ? 'keep' : 'drop';
}

async function forwardOne(
	context: IWebhookFunctions | IPollFunctions,
	{ prove }: Session,
	event: GatewayEvent,
	ticket: Ticket,
	deadline: number,
): Promise<Use> {
	const isStatus = event.status !== null;
	const question = questionOf(ticket);
	if (isAnswered(question)) return isStatus ? 'keep' : 'drop';
	const id = isStatus ? event.status.messageKey : event.reply?.id;
	const answer = JSON.stringify({ ticket: id, event: withoutRaw(event) });
	const body = { answer, proof: prove(question) };
	const resumed = await resumeExecution(context, ticket, body, deadline);
	if (resumed.state === 'resumed') {
		noteAnswered(question);
		if (resumed.confirmation) await confirmAnswer(context, event, resumed.confirmation);
	}
	const warning = resumed.state === 'refused' ? warnings[resumed.reason] : null;
	if (warning !== null) warn(context, warning);
	return useOf(resumed, isStatus);
}

/**
 * Passes taps that answer a question of *Send and Wait for Response* on to the execution that waits. What
 * nobody waits for stays an ordinary event.
 *
 * @param comesAgain whether an event that cannot be passed on now is given again later
 */
export async function forwardAnswers(
	context: IWebhookFunctions | IPollFunctions,
	session: Session,
	events: readonly GatewayEvent[],
	comesAgain: (event: GatewayEvent) => boolean = () => true,
): Promise<Forwarded> {
	const deadline = Date.now() + forwardMs;
	const uses = await Promise.all(
		events.map(async (event): Promise<Use> => {
			const ticket = ticketOf(event);
			if (ticket === null) return 'keep';
			const use = await forwardOne(context, session, event, ticket, deadline);
			if (use !== 'again' || comesAgain(event)) return use;
			warn(context, 'a tap could not be passed on to the execution that waits for it.');
			return 'keep';
		}),
	);
	return {
		rest: events.filter((_event, index) => uses[index] === 'keep'),
		isComplete: !uses.includes('again'),
	};
}
