import type { IDataObject } from 'n8n-workflow';

import { supportedKinds, suggestAlternative } from '../core/capabilities';
import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { type Contents, type Kind, kindNames, type Message, type Receipt } from '../core/message';
import type { Account } from '../core/request';
import { deliver, type Delivering } from '../sending/deliver';
import type { ReleaseWhile } from '../sending/dispatch';
import { idempotencyKey } from '../sending/idempotencyKey';
import { createFailedReceipt } from '../sending/receipt';
import { sendOutcomes } from '../sending/retryMemory';
import { checkWait, readWait, type StatusWait, waitDefault } from '../sending/waitForStatus';
import { readPhone } from '../whatsapp/phone';
import type { Preview } from '../whatsapp/templatePreview';
import { toBoolean } from './fields/options';
import { readSenderOverrides } from './fields/senderOptions';
import type { Item, ItemTask } from './operation';
import { type WindowFallback, isClosedWindow, readWindowFallback } from './windowFallback';
import { rethrow } from '../core/rethrow';

/** The recipient's number in E.164. Throws `recipientInvalid`. */
export function readRecipient({ session, parameter, note }: Item): string {
	const { e164, notes } = readPhone(parameter('to', ''), session.connection.account.defaultCountry);
	notes.forEach(note);
	return e164;
}

function checkCarries(gateway: Gateway, kind: Kind): void {
	if (gateway.send[kind] !== undefined) return;
	throw new GatewayError(
		'unsupported',
		`${gateway.name} does not carry messages of the kind ${kindNames[kind]}.`,
		{
			hint: `Use ${suggestAlternative(gateway, kind)}. It carries: ${supportedKinds(gateway).join(', ')}.`,
		},
	);
}

/** The message that is quoted, if one is. Throws `unsupported` where the gateway cannot quote. */
function readReplyTo(item: Item): string | null {
	const id = String(item.options['replyTo'] ?? '').trim();
	if (id === '') return null;
	const { gateway } = item.session;
	if (gateway.quotes === true) return id;
	throw new GatewayError('unsupported', `${gateway.name} cannot quote a message.`, {
		hint: 'Remove the option Reply To.',
	});
}

/** The account with what the item's options have otherwise: its sender, as a rule. */
function senderAccount(item: Item): Account {
	const { gateway, connection } = item.session;
	return { ...connection.account, ...readSenderOverrides(item.options, gateway) };
}

/**
 * Names the message of an item: one for each kind, for an item has one message only. Its words do not
 * count where they need not: when n8n tries again, an expression such as $now has another value.
 */
function outcomeKey(kind: Kind, content: object, { itemKey, mayRepeatItem }: Item): string {
	return idempotencyKey(itemKey, kind, mayRepeatItem ? content : {});
}

/** The user's own key; one object is not like another one. */
function asKey(given: unknown): string {
	if (typeof given === 'object' && given !== null) return JSON.stringify(given);
	return String(given ?? '').trim();
}

/**
 * What makes a message the same as another one for the gateway: the user's own key in this node, or
 * else the item of this run.
 */
function readKey(kind: Kind, content: object, item: Item): string {
	const own = asKey(item.options['messageKey']);
	if (own === '') return outcomeKey(kind, content, item);
	const { gateway } = item.session;
	if (gateway.idempotencyHeader === undefined) {
		item.note(
			`${gateway.name} takes no keys, so the option Message Key does not keep a repeat of the workflow from sending again.`,
		);
	}
	return idempotencyKey(JSON.stringify([item.nodeKey, own]), kind, {});
}

/** A template needs no open window, so that is not why it did not arrive. */
function ofTemplate(error: unknown): unknown {
	if (!(error instanceof GatewayError) || error.fault !== 'notDelivered') return error;
	return new GatewayError(error.fault, error.message, {
		...error.details,
		hint: 'Look at the message in the gateway’s dashboard. WhatsApp may have refused the template, its values, or this number.',
	});
}

/** How far the message must come: as wanted, or so far that a closed window would have shown. */
function waitOf(item: Item, { then }: WindowFallback): StatusWait | null {
	const wait = readWait(item.options);
	return wait === null && then !== 'stop' ? { until: 'sent', seconds: waitDefault } : wait;
}

/** The message, or what is to be done where the window is closed. */
async function withWindowFallback<K extends Kind>(
	message: Message<K>,
	instead: WindowFallback,
	item: Item,
	how: Omit<Delivering, 'wait'>,
): Promise<Receipt> {
	try {
		return await deliver(message, { ...how, wait: waitOf(item, instead) });
	} catch (error) {
		if (message.kind === 'template') return rethrow(ofTemplate(error));
		if (instead.then === 'stop' || !isClosedWindow(error)) return rethrow(error);
		if (instead.then === 'report')
			return createFailedReceipt(how.gateway, message, error, new Date());
		const { to, kind } = message;
		const { content } = instead;
		const key = readKey('template', { to, ...content }, item);
		const template: Message<'template'> = { kind: 'template', to, replyTo: null, key, ...content };
		const receipt = await withWindowFallback(template, { then: 'stop' }, item, how);
		const why = error.fault === 'windowClosed' ? 'The window is closed' : 'It was not delivered';
		item.note(`${why}: the template “${content.template.name}” was sent instead.`);
		return { ...receipt, kind };
	}
}

/**
 * Sends, unless an earlier try of the same run has: n8n's Retry On Fail runs the node with all of its
 * items again.
 */
async function skipIfAlreadySent(
	fate: string,
	{ session: { gateway }, options }: Item,
	send: () => Promise<Receipt>,
): Promise<Receipt> {
	const earlier = sendOutcomes.get(fate);
	if (earlier !== undefined && 'receipt' in earlier) return { ...earlier.receipt, replayed: true };
	const mayRepeat =
		gateway.idempotencyHeader !== undefined || options['retryUnknownOutcome'] === true;
	if (earlier !== undefined && !mayRepeat) return rethrow(earlier.unknown);
	try {
		const receipt = await send();
		sendOutcomes.set(fate, { receipt });
		return receipt;
	} catch (error) {
		if (error instanceof GatewayError && error.sent === 'unknown') {
			sendOutcomes.set(fate, { unknown: error });
			return rethrow(error);
		}
		// What it is refused for now tells nothing of the try before; only a key that is known does.
		const isTold = error instanceof GatewayError && error.fault === 'conflict';
		return rethrow(earlier === undefined || isTold ? error : earlier.unknown);
	}
}

/** The task that sends a message, or, with the option Preview Only, just shows it. */
export async function prepareSend<K extends Kind>(
	kind: K,
	to: string,
	content: Contents[K],
	preview: Preview,
	item: Item,
): Promise<ItemTask> {
	const { gateway, connection, sleep, limits } = item.session;
	checkCarries(gateway, kind);
	const replyTo = readReplyTo(item);
	checkWait(readWait(item.options), gateway);
	const instead = await readWindowFallback(kind, item);
	if (toBoolean(item.options['previewOnly'])) {
		const shown: IDataObject = { preview: true, gateway: gateway.id, to, kind };
		return { recipient: null, run: async () => [{ ...shown, ...preview }] };
	}
	const whole = { to, replyTo, ...content };
	// TypeScript cannot see that a kind and its own content make a message of this kind.
	const message = { kind, key: readKey(kind, whole, item), ...whole } as unknown as Message<K>;
	const how = {
		gateway,
		connection: { account: senderAccount(item), call: connection.call },
		sleep,
		note: item.note,
		retryUnknownOutcome: item.options['retryUnknownOutcome'] === true,
		longestWait: limits.maxWait,
	};
	const fate = outcomeKey(kind, whole, item);
	return {
		recipient: to,
		async run(aside: ReleaseWhile) {
			const receipt = await skipIfAlreadySent(
				fate,
				item,
				async () => await withWindowFallback(message, instead, item, { ...how, aside }),
			);
			return [{ ...receipt } as IDataObject];
		},
		forgetOutcome: () => sendOutcomes.delete(fate),
	};
}
