import type { IExecuteFunctions, INodeExecutionData, IHookFunctions } from 'n8n-workflow';

import type { EventKind, TriggerItem } from '../core/event';
import type { Gateway } from '../core/gateway';
import { GatewayError } from '../core/faults';
import { openSession } from '../session/session';
import { chatOf } from './collect/chat';
import { readShown, type Shown } from './triggerSettings';

/** In seconds. Later, the answer may have arrived already. */
const limits = { timeout: 10, maxWait: 5 };

/** What is a message in the chat, so that it can be marked as read. */
const messageKinds: ReadonlySet<EventKind> = new Set(['message', 'reply', 'order', 'formAnswer']);

/** The wamid of the last message of each private chat: what came before it counts as read as well. */
function lastMessages(items: readonly INodeExecutionData[]): string[] {
	const byChat = new Map<string, string>();
	for (const { json } of items) {
		const event = json as unknown as TriggerItem;
		const { whatsappMessageId = null } = event.message ?? {};
		const chat = chatOf(event);
		if (!messageKinds.has(event.event) || event.group !== null) continue;
		if (chat !== null && whatsappMessageId !== null) byChat.set(chat, whatsappMessageId);
	}
	return [...byChat.values()];
}

/**
 * Shows people that their messages were read, and if wanted that an answer is being written. It is a
 * courtesy: the run does not wait for it, and goes on where it is refused. Never rejects.
 */
export async function showReceived(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{ typing }: Shown,
): Promise<void> {
	// A Retry may come hours later.
	if (context.getMode() === 'retry') return;
	try {
		const { gateway, connection } = await openSession(context, limits);
		await Promise.all(
			lastMessages(items).map(
				async (wamid) => await gateway.markRead?.(wamid, connection, { showTyping: typing }),
			),
		);
	} catch (error) {
		const reason = error instanceof GatewayError ? error.message : 'The request was interrupted.';
		context.logger.warn(
			`WhatsApp Gateway Trigger: a person was not shown that the message arrived. ${reason}`,
			{ node: context.getNode().name },
		);
	}
}

/**
 * Refuses the options for what people are shown where the gateway cannot show it.
 *
 * @throws GatewayError `unsupported`
 */
export function checkShown(context: IHookFunctions, gateway: Gateway): void {
	if (gateway.markRead !== undefined) return;
	if (readShown(context.getNodeParameter('options', {})) === null) return;
	throw new GatewayError(
		'unsupported',
		`${gateway.name} cannot show people that their messages were read, nor that you are typing.`,
		{
			hint: 'Remove the options Mark as Read and Show Typing, and send a short message at once instead, such as “One moment, please.”',
		},
	);
}
