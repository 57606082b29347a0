import { checkAccepted } from '../core/acceptance';
import { GatewayError } from '../core/faults';
import type { Accepted } from '../core/gateway';
import type { Message } from '../core/message';
import type { Connection } from '../core/request';
import type { DeliveryContext } from './deliveryContext';

/** A gateway's function for the kind of a message, whatever the kind. */
type SendFunction = (message: Message, connection: Connection) => Promise<Accepted>;

/**
 * Hands a message to the gateway's function for its kind. Unsupported kinds were refused before.
 *
 * @throws GatewayError `unexpectedAnswer` for an answer that does not name the message
 */
export async function sendMessage(
	message: Message,
	{ gateway, connection }: Pick<DeliveryContext, 'gateway' | 'connection'>,
): Promise<Accepted> {
	// TypeScript cannot see that a message and the function of its own kind fit together.
	const send = gateway.send[message.kind] as SendFunction | undefined;
	if (send === undefined) throw new GatewayError('unsupported', `${gateway.name} lacks this kind.`);
	return checkAccepted(await send(message, connection), gateway.name, connection.account);
}

/** What was accepted, with the attempts of a retry around it added. */
export function addAttempts({ acceptance, answer }: Accepted, attempts: number): Accepted {
	return { acceptance, answer: { ...answer, attempts: answer.attempts + attempts } };
}
