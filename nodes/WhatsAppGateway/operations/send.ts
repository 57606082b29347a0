import type { IDataObject } from 'n8n-workflow';

import { carries, substitutes } from '../core/capabilities';
import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { type Contents, type Kind, kindNames, type Message, type Receipt } from '../core/message';
import type { Account } from '../core/request';
import { deliver, type Delivering } from '../sending/deliver';
import type { Aside } from '../sending/dispatch';
import { messageKey } from '../sending/idempotencyKey';
import { undelivered } from '../sending/receipt';
import { fates } from '../sending/retryMemory';
import { checkWait, readWait, type Wait, waitDefault } from '../sending/waitForStatus';
import { readPhone } from '../whatsapp/phone';
import type { Preview } from '../whatsapp/templatePreview';
import { isOn, overridesIn } from './fields';
import type { Item, ItemTask } from './operation';
import { type Instead, isClosedWindow, readInstead } from './windowFallback';

/** The recipient's number in E.164. Throws `recipientInvalid`. */
export function recipient({ session, parameter, note }: Item): string {
	const { e164, notes } = readPhone(parameter('to', ''), session.account.defaultCountry);
	notes.forEach(note);
	return e164;
}

function checkCarries(gateway: Gateway, kind: Kind): void {
	if (gateway.send[kind] !== undefined) return;
	throw new GatewayError(
		'unsupported',
		`${gateway.name} does not carry messages of the kind ${kindNames[kind]}.`,
		{ hint: `Use ${substitutes(gateway, kind)}. It carries: ${carries(gateway).join(', ')}.` },
	);
}

/** The message that is quoted, if one is. Throws `unsupported` where the gateway cannot quote. */
function quoted(item: Item): string | null {
	const id = String(item.options['replyTo'] ?? '').trim();
	if (id === '') return null;
	const { gateway } = item.session;
	if (gateway.quotes === true) return id;
	throw new GatewayError('unsupported', `${gateway.name} cannot quote a message.`, {
		hint: 'Remove the option Reply To.',
	});
}

/** The account with what the item's options have otherwise: its sender, as a rule. */
function accountOf(item: Item): Account {
	const { gateway, account } = item.session;
	return { ...account, ...overridesIn(item.options, gateway) };
}

/**
 * Names the message of an item: one for each kind, for an item has one message only. Its words do not
 * count where they need not: when n8n tries again, an expression such as $now has another value.
 */
function nameOf(kind: Kind, content: object, { place, isSharedPlace }: Item): string {
	return messageKey(place, kind, isSharedPlace ? content : {});
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
function keyOf(kind: Kind, content: object, item: Item): string {
	const own = asKey(item.options['key']);
	if (own === '') return nameOf(kind, content, item);
	const { gateway } = item.session;
	if (gateway.idempotencyHeader === undefined) {
		item.note(
			`${gateway.name} takes no keys, so the option Message Key does not keep a repeat of the workflow from sending again.`,
		);
	}
	return messageKey(JSON.stringify([item.node, own]), kind, {});
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
function waitOf(item: Item, { then }: Instead): Wait | null {
	const wait = readWait(item.options);
	return wait === null && then !== 'stop' ? { until: 'sent', seconds: waitDefault } : wait;
}

/** The message, or what is to be done where the window is closed. */
async function sendOr<K extends Kind>(
	message: Message<K>,
	instead: Instead,
	item: Item,
	how: Omit<Delivering, 'wait'>,
): Promise<Receipt> {
	try {
		return await deliver(message, { ...how, wait: waitOf(item, instead) });
	} catch (error) {
		if (message.kind === 'template') return Promise.reject(ofTemplate(error));
		if (instead.then === 'stop' || !isClosedWindow(error)) return Promise.reject(error);
		if (instead.then === 'report') return undelivered(how.gateway, message, error, new Date());
		const { to, kind } = message;
		const { content } = instead;
		const key = keyOf('template', { to, ...content }, item);
		const template: Message<'template'> = { kind: 'template', to, replyTo: null, key, ...content };
		const receipt = await sendOr(template, { then: 'stop' }, item, how);
		const why = error.fault === 'windowClosed' ? 'The window is closed' : 'It was not delivered';
		item.note(`${why}: the template “${content.template.name}” was sent instead.`);
		return { ...receipt, kind };
	}
}

/**
 * Sends, unless an earlier try of the same run has: n8n's Retry On Fail runs the node with all of its
 * items again.
 */
async function sendOnce(
	fate: string,
	{ session: { gateway }, options }: Item,
	send: () => Promise<Receipt>,
): Promise<Receipt> {
	const earlier = fates.get(fate);
	if (earlier !== undefined && 'receipt' in earlier) return { ...earlier.receipt, replayed: true };
	const mayRepeat = gateway.idempotencyHeader !== undefined || options['repeatUnknown'] === true;
	if (earlier !== undefined && !mayRepeat) return Promise.reject(earlier.unknown);
	try {
		const receipt = await send();
		fates.set(fate, { receipt });
		return receipt;
	} catch (error) {
		if (error instanceof GatewayError && error.sent === 'unknown') {
			fates.set(fate, { unknown: error });
			return Promise.reject(error);
		}
		// What it is refused for now tells nothing of the try before; only a key that is known does.
		const isTold = error instanceof GatewayError && error.fault === 'conflict';
		return Promise.reject(earlier === undefined || isTold ? error : earlier.unknown);
	}
}

/** The task that sends a message, or, with the option Preview Only, just shows it. */
export async function sendTask<K extends Kind>(
	kind: K,
	to: string,
	content: Contents[K],
	preview: Preview,
	item: Item,
): Promise<ItemTask> {
	const { gateway, call, pause, patience } = item.session;
	checkCarries(gateway, kind);
	const replyTo = quoted(item);
	checkWait(readWait(item.options), gateway);
	const instead = await readInstead(kind, item);
	if (isOn(item.options['previewOnly'])) {
		const shown: IDataObject = { preview: true, gateway: gateway.id, to, kind };
		return { lane: null, run: async () => [{ ...shown, ...preview }] };
	}
	const whole = { to, replyTo, ...content };
	// TypeScript cannot see that a kind and its own content make a message of this kind.
	const message = { kind, key: keyOf(kind, whole, item), ...whole } as unknown as Message<K>;
	const how = {
		gateway,
		account: accountOf(item),
		call,
		pause,
		note: item.note,
		repeatUnknown: item.options['repeatUnknown'] === true,
		longestWait: patience.longestWait,
	};
	const fate = nameOf(kind, whole, item);
	return {
		lane: to,
		async run(aside: Aside) {
			const receipt = await sendOnce(
				fate,
				item,
				async () => await sendOr(message, instead, item, { ...how, aside }),
			);
			return [{ ...receipt } as IDataObject];
		},
		forget: () => fates.delete(fate),
	};
}
