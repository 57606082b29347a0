import type { Gateway } from '../core/gateway';
import type { Message } from '../core/message';

/** Messages in flight by gateway and recipient, from all runs of this process. */
const inFlight = new Map<string, number>();

function keyOf({ id }: Gateway, { to }: Message): string {
	return `${id} ${to}`;
}

/** Counts a message as in flight while it is sent. */
export async function whileInFlight<T>(
	gateway: Gateway,
	message: Message,
	send: () => Promise<T>,
): Promise<T> {
	const key = keyOf(gateway, message);
	inFlight.set(key, (inFlight.get(key) ?? 0) + 1);
	try {
		return await send();
	} finally {
		const others = (inFlight.get(key) ?? 1) - 1;
		if (others > 0) inFlight.set(key, others);
		else inFlight.delete(key);
	}
}

/** Whether no other message to the same recipient is in flight. */
export function isOnlyInFlight(gateway: Gateway, message: Message): boolean {
	return inFlight.get(keyOf(gateway, message)) === 1;
}
