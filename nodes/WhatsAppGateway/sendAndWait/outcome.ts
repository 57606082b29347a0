import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import type { GatewayError } from '../core/faults';
import { asObject, asText } from '../core/narrow';
import { faultData } from '../n8n/nodeErrors';
import type { Waiting } from './question';

/** An event without the gateway's own payload, which would be most of it. */
export type ForwardedEvent = Omit<GatewayEvent, 'raw'>;

/** An event as the waiting node gets it. */
export function withoutRaw(event: GatewayEvent): ForwardedEvent {
	const entries = Object.entries(event).filter(([name]) => name !== 'raw');
	return Object.fromEntries(entries) as unknown as ForwardedEvent;
}

/** What every outcome has: all fields, as they are without an answer. */
function outcome({ responseType, receipt }: Waiting, more: IDataObject = {}): INodeExecutionData {
	const approved = responseType === 'approval' ? false : null;
	const json: IDataObject = {
		answered: false,
		approved,
		choice: null,
		title: null,
		text: null,
		event: null,
		receipt: { ...receipt } as unknown as IDataObject,
		data: { approved },
		...more,
	};
	return { json, pairedItem: { item: 0 } };
}

/** The output when the time is over. */
export function unansweredItem(waiting: Waiting): INodeExecutionData {
	return outcome(waiting);
}

/** The output where the window is closed and the user wants the item to go on: with the fault. */
export function unsentItem(waiting: Waiting): INodeExecutionData {
	const { fault, message, hint, metaCode, status } = asObject(waiting.receipt);
	return outcome(waiting, { fault, message, hint, metaCode, status } as IDataObject);
}

/** The output when the person has chosen. */
export function answeredItem(
	waiting: Waiting,
	choice: number,
	event: ForwardedEvent | null,
): INodeExecutionData {
	const { responseType, choices, receipt } = waiting;
	const approved = responseType === 'approval' ? choice === 0 : null;
	const chosen = choices[choice];
	// A template has words of its own on its buttons. Elsewhere the person can only have seen ours, and what a
	// phone sends in their place is no answer: an agent would read it.
	const tapped = receipt.sentAs === 'template' ? asText(event?.reply?.title) : null;
	const title = tapped ?? chosen?.title ?? null;
	return outcome(waiting, {
		answered: true,
		approved,
		choice: chosen?.id ?? null,
		title,
		text: title,
		event: event as unknown as IDataObject,
		data: { approved },
	});
}

/** The output when the question did not arrive: as without an answer, with the fields of the fault. */
export function undeliveredItem(
	waiting: Waiting,
	fault: GatewayError,
	event: ForwardedEvent,
): INodeExecutionData {
	const { receipt } = waiting;
	return outcome(waiting, {
		...faultData(fault, receipt.to),
		status: 'failed',
		event: event as unknown as IDataObject,
		receipt: { ...receipt, status: 'failed' } as unknown as IDataObject,
	});
}
