import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../core/answer';
import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { kindNames, type Kind, type Message } from '../core/message';
import { readPhone } from '../core/phone';
import { receiptOf } from '../core/receipt';
import type { Preview } from '../core/template';
import { carries } from '../capabilities';
import type { Item, ItemTask } from './operation';

/** The recipient's number in E.164. Throws `recipientInvalid`. */
export function recipient({ session, parameter, note }: Item): string {
	const { e164, notes } = readPhone(parameter('to', ''), session.account.defaultCountry);
	notes.forEach(note);
	return e164;
}

function unsupported(gateway: Gateway, kind: Kind): GatewayError {
	return new GatewayError(
		'unsupported',
		`${gateway.name} does not carry messages of the kind ${kindNames[kind]}.`,
		{ hint: `It carries: ${carries(gateway).join(', ')}.` },
	);
}

/** Sends through the gateway's function for this kind; the only place that chooses it. */
async function send<K extends Kind>(
	kind: K,
	message: Message<K>,
	{ gateway, account, call }: Item['session'],
): Promise<IDataObject[]> {
	const carry = gateway.send[kind];
	if (carry === undefined) throw unsupported(gateway, kind);
	const accepted = await carry(message, account, call);
	return [{ ...receiptOf(gateway.id, message, accepted, new Date()) } as IDataObject];
}

/** The task that sends a message, or, with the option Preview Only, just shows it. */
export function sendTask<K extends Kind>(
	kind: K,
	message: Message<K>,
	preview: Preview,
	{ session, parameter }: Item,
): ItemTask {
	if (session.gateway.send[kind] === undefined) throw unsupported(session.gateway, kind);
	if (asObject(parameter('options', {}))['previewOnly'] === true) {
		const shown: IDataObject = { preview: true, gateway: session.gateway.id, to: message.to, kind };
		return { lane: null, run: async () => [{ ...shown, ...preview }] };
	}
	return { lane: message.to, run: async () => await send(kind, message, session) };
}
