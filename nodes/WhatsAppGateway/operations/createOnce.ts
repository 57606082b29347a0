import { GatewayError } from '../core/faults';
import type { Connection } from '../core/request';
import { rethrow } from '../core/rethrow';
import { doOnce, type UnknownSentences } from '../sending/doOnce';
import { readMessageName } from './messages/messageKeys';
import type { Item, ItemTask } from './operation';
import { createTask } from './task';

/** What is done once in a run, and what of it is known without an answer of the gateway. */
export interface OneTime {
	/** Tells it from what other items do; of several with the same name, the order of the items does. */
	readonly name: string;
	/** What it holds: in its place, something else may have been done. */
	readonly words: object;
	readonly unknown: UnknownSentences;
	/** What happened where only the fact is kept. */
	readonly doneBefore: string;
	/** The output in that case. */
	readonly known: object;
}

/**
 * Makes what a repeat would do once more happen once in a run and its retries, with the memories of messages: n8n
 * tries all items again where one has failed, those that were done as well.
 *
 * @returns what does it, to be called once everything was read; it throws `unknownOutcome` where an earlier try
 *   may have done it
 */
export function onceInRun(
	item: Item,
	{ name: to, words, unknown, doneBefore, known }: OneTime,
	work: () => Promise<object>,
): () => Promise<object> {
	// No gateway promises to do anything but messages once.
	const name = { ...readMessageName(to, words, item), isDeduplicated: false };
	item.memory.expect(name);
	const context = {
		gateway: item.session.gateway,
		retryUnknownOutcome: false,
		memories: item.memory.all,
		note: () => item.note(doneBefore),
	};
	return async () => (await doOnce(name, context, unknown, work)).result ?? known;
}

/** What an item creates at the gateway. */
export interface Creation {
	/** As a part of a sentence: `the lead`. */
	readonly what: string;
	/** How to find out whether it is there: `with Lead: Get Many`. */
	readonly look: string;
	/** Whose tasks keep their order; `null` where the order does not matter. */
	readonly recipient: string | null;
	readonly words: object;
	/** The output where an earlier try has created it, and what the gateway answered is not kept. */
	readonly known: object;
}

/** What is open where a request was carried out, and something went wrong afterwards. */
function withOpenOutcome(error: unknown): unknown {
	if (!(error instanceof GatewayError) || error.sent !== 'no') return error;
	const { fault, message, hint, details } = error;
	return new GatewayError(fault, message, { ...details, hint, sent: 'unknown' });
}

/** Creates with requests that are not repeated, and whose outcome is open without an answer. */
async function createWith(
	{ account, call }: Connection,
	create: (connection: Connection) => Promise<object>,
): Promise<object> {
	let isAccepted = false;
	const connection: Connection = {
		account,
		async call(request) {
			if (request.method !== 'POST') return await call(request);
			const answer = await call({ ...request, creates: true });
			isAccepted = true;
			return answer;
		},
	};
	return await create(connection).catch((error: unknown) =>
		rethrow(isAccepted ? withOpenOutcome(error) : error),
	);
}

/**
 * The task of an item that creates something, once in a run and its retries.
 *
 * @param connection the one that `create` gets, where it is not that of the credential
 */
export function createOnce(
	item: Item,
	{ what, look, recipient, words, known }: Creation,
	create: (connection: Connection) => Promise<object>,
	connection = item.session.connection,
): ItemTask {
	const { gateway } = item.session;
	const unknown = {
		now: `${gateway.name} did not confirm ${what}, so it is not known whether it was created.`,
		earlier: `An earlier try may have created ${what}, so it was not created again.`,
		hint: `Check ${look} whether it is there. If not, start the workflow anew for this item; if so, it needs nothing more.`,
	};
	const doneBefore = `An earlier try of this run had created ${what}; what ${gateway.name} answered is not kept.`;
	// A retry may be of another operation, as the user may have changed the workflow.
	const name = recipient === null ? what : JSON.stringify([what, recipient]);
	return createTask(
		recipient,
		onceInRun(
			item,
			{ name, words, unknown, doneBefore, known },
			async () => await createWith(connection, create),
		),
	);
}
