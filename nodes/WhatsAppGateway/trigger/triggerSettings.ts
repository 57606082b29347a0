import type { INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { asObject } from '../core/narrow';
import { readEvents } from './events';
import { defaultMaxFileSizeMb } from './fields';
import { matchesFilters, readFilters } from './filters';
import { type EventItem, toOutputs } from './item';

/** The settings that both triggers have. */
export interface TriggerSettings {
	/** Whether an event may start a run. */
	readonly accepts: (event: GatewayEvent) => boolean;
	/** In megabytes; `null` where files are not downloaded. */
	readonly maxFileSizeMb: number | null;
	/** Distributes the items to the outputs. */
	readonly toOutputs: (items: readonly EventItem[]) => INodeExecutionData[][];
}

/** Reads the form. Throws `invalidRequest` for an invalid filter. */
export function readSettings(context: IWebhookFunctions | IPollFunctions): TriggerSettings {
	const events = readEvents(context.getNodeParameter('events', undefined));
	const filters = readFilters(asObject(context.getNodeParameter('filters', {})));
	const options = asObject(context.getNodeParameter('options', {}));
	const splitOutputs = context.getNodeParameter('splitOutputs', false) === true;
	return {
		accepts: (event) => events.includes(event.event) && matchesFilters(event, filters),
		maxFileSizeMb:
			options['downloadMedia'] === true
				? Number(options['maxFileSize'] ?? defaultMaxFileSizeMb)
				: null,
		toOutputs: (items) => toOutputs(items, events, splitOutputs),
	};
}

/** The key of a trigger node in the memory of this process. */
export function nodeStateKey(context: IWebhookFunctions | IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}
