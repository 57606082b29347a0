import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Account, Gateway } from '../core/gateway';
import { messageKey } from '../core/key';
import { kindNames, type Contents, type Kind, type Message } from '../core/message';
import { readPhone } from '../core/phone';
import { receiptOf } from '../core/receipt';
import type { Preview } from '../core/template';
import { awaitStatus, checkWait, readWait } from '../core/waiting';
import { carries, substitutes } from '../capabilities';
import { overridesIn } from './fields';
import type { Item, ItemTask } from './operation';

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

/** A template needs no open window, so that is not why it did not arrive. */
function ofKind(error: unknown, kind: Kind): unknown {
	if (!(error instanceof GatewayError) || error.fault !== 'notDelivered') return error;
	if (kind !== 'template') return error;
	return new GatewayError(error.fault, error.message, {
		...error.details,
		hint: 'Look at the message in the gateway’s dashboard. WhatsApp may have refused the template, its values, or this number.',
	});
}

/** Sends through the gateway's function for this kind; the only place that chooses it. */
async function send<K extends Kind>(
	kind: K,
	message: Message<K>,
	account: Account,
	item: Item,
): Promise<IDataObject[]> {
	const { gateway, call, pause } = item.session;
	const carry = gateway.send[kind];
	if (carry === undefined) return [];
	const accepted = await carry(message, account, call);
	const receipt = receiptOf(gateway, message, accepted, new Date());
	const wait = readWait(item.options);
	if (wait === null) return [{ ...receipt } as IDataObject];
	const delivery = await awaitStatus(receipt, wait, { gateway, account, call, pause });
	if (!delivery.reached) {
		item.note(
			`After ${wait.seconds} seconds the message is ${delivery.status}, not yet ${wait.until}.`,
		);
	}
	const { status, whatsappMessageId } = delivery;
	return [{ ...receipt, status, whatsappMessageId } as IDataObject];
}

/** The task that sends a message, or, with the option Preview Only, just shows it. */
export function sendTask<K extends Kind>(
	kind: K,
	to: string,
	content: Contents[K],
	preview: Preview,
	item: Item,
): ItemTask {
	const { gateway } = item.session;
	checkCarries(gateway, kind);
	const account = accountOf(item);
	const replyTo = quoted(item);
	checkWait(readWait(item.options), gateway);
	if (item.options['previewOnly'] === true) {
		const shown: IDataObject = { preview: true, gateway: gateway.id, to, kind };
		return { lane: null, run: async () => [{ ...shown, ...preview }] };
	}
	const key = messageKey(item.place, kind, { to, replyTo, ...content });
	// TypeScript cannot see that a kind and its own content make a message of this kind.
	const message = { kind, to, replyTo, key, ...content } as unknown as Message<K>;
	return {
		lane: to,
		run: async () =>
			await send(kind, message, account, item).catch(
				async (error: unknown) => await Promise.reject(ofKind(error, kind)),
			),
	};
}
