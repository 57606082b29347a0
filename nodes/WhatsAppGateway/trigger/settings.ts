import type { INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { asObject } from '../core/narrow';
import { chosenEvents, matchesFilters, readFilters } from './events';
import { maxFileSize } from './fields';
import { type EventItem, toOutputs } from './item';

/** What the user has set on a trigger, whichever way the events come. */
export interface TriggerSettings {
	/** Whether an event may start a run. */
	readonly wants: (event: GatewayEvent) => boolean;
	/** The largest file that is downloaded; `null` where none is. */
	readonly megabytes: number | null;
	/** The items of each output. */
	readonly outputs: (items: readonly EventItem[]) => INodeExecutionData[][];
}

/** Reads the form. Throws `invalidRequest` for a filter that is none. */
export function readSettings(context: IWebhookFunctions | IPollFunctions): TriggerSettings {
	const chosen = chosenEvents(context.getNodeParameter('events', undefined));
	const filters = readFilters(asObject(context.getNodeParameter('filters', {})));
	const options = asObject(context.getNodeParameter('options', {}));
	const split = context.getNodeParameter('splitOutputs', false) === true;
	return {
		wants: (event) => chosen.includes(event.event) && matchesFilters(event, filters),
		megabytes:
			options['downloadMedia'] === true ? Number(options['maxFileSize'] ?? maxFileSize) : null,
		outputs: (items) => toOutputs(items, chosen, split),
	};
}

/** The node that listens or looks, by which its own memory is kept apart from others'. */
export function nodeStateKey(context: IWebhookFunctions | IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}
