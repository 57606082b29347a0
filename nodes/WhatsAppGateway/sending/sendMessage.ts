import { checkAccepted } from '../core/acceptance';
import { GatewayError } from '../core/faults';
import type { Accepted, Gateway } from '../core/gateway';
import type { Message } from '../core/message';
import type { Connection } from '../core/request';
import type { DeliveryContext } from './deliveryContext';

/** A gateway's function for the kind of a message, whatever the kind. */
type SendFunction = (message: Message, connection: Connection) => Promise<Accepted>;

/** The gateway's function for a message; a one-time password has one of its own where the gateway keeps it. */
function functionFor(message: Message, gateway: Gateway): SendFunction | undefined {
	const password = message.kind === 'template' ? message.oneTimePassword : undefined;
	const own = gateway.oneTimePassword;
	if (message.kind === 'template' && password !== undefined && own !== undefined) {
		return async (_message, connection) => await own.send(message, password, connection);
	}
	// TypeScript cannot see that a message and the function of its own kind fit together.
	return gateway.send[message.kind] as SendFunction | undefined;
}

/**
 * Hands a message to the gateway's function for its kind. Unsupported kinds were refused before.
 *
 * @throws GatewayError `unexpectedAnswer` for an answer that does not name the message
 */
export async function sendMessage(
	message: Message,
	{ gateway, connection }: Pick<DeliveryContext, 'gateway' | 'connection'>,
): Promise<Accepted> {
	const send = functionFor(message, gateway);
	if (send === undefined) throw new GatewayError('unsupported', `${gateway.name} lacks this kind.`);
	return checkAccepted(await send(message, connection), gateway.name, connection.account);
}

/** What was accepted, with the attempts of a retry around it added. */
export function addAttempts({ acceptance, answer }: Accepted, attempts: number): Accepted {
	return { acceptance, answer: { ...answer, attempts: answer.attempts + attempts } };
}
