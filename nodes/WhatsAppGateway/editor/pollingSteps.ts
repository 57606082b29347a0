import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import type { EventKind } from '../core/event';
import type { Gateway } from '../core/gateway';
import { asTexts } from '../core/narrow';
import { orList } from '../core/orList';
import { withoutEvents } from '../session/gatewayNames';
import { withEditorSession } from './editorSession';

/** What a gateway can list beside messages. */
const listed: { readonly [Kind in EventKind]?: string } = {
	contactCreated: 'new contacts',
	echo: 'what colleagues write in its inbox',
	campaignSent: 'campaigns that were sent',
	flowStarted: 'flows that began',
	sequenceStarted: 'sequences that began',
};

/** What the gateway lists beside messages, as a sentence; empty if that is nothing. */
function listedBeside({ name, inbox }: Gateway): string {
	const words = (inbox?.ownLists ?? []).flatMap((kind) => listed[kind] ?? []);
	return words.length === 0 ? '' : ` ${name} also lists ${words.join(', ')}: select their events.`;
}

/** An event by its name in the form. */
interface NamedEvent {
	readonly name: string;
	readonly value: EventKind;
}

/** The selected events that the gateway does not list, as a warning; empty if it lists all of them. */
function describeUnlisted(
	selected: unknown,
	{ name, inbox, webhook }: Gateway,
	events: readonly NamedEvent[],
): string {
	const kinds = asTexts(selected);
	const unlisted = events.filter(
		({ value }) => kinds.includes(value) && inbox?.events.includes(value) === false,
	);
	if (unlisted.length === 0) return '';
	const words = orList(unlisted.map((event) => `“${event.name}”`));
	const instead =
		webhook === undefined
			? ''
			: ` The WhatsApp Gateway Trigger gets what ${name} reports by webhook.`;
	return `<b>${name} does not list ${words}: nothing of it starts this workflow.</b>${instead}<br>`;
}

/**
 * Makes the method that loads what the list of the gateway gives, or that there is none, as the same kind of
 * notice.
 *
 * @param events those that the form offers
 */
export function createPollingSteps(events: readonly NamedEvent[]) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await withEditorSession(this, async ({ gateway }) => {
			const { name, inbox, webhook } = gateway;
			const alternative =
				webhook === undefined
					? withoutEvents(gateway)
					: 'Use the WhatsApp Gateway Trigger instead.';
			const emptyFieldsNotice =
				inbox === undefined
					? `${name} has no list of received messages, so there is nothing to poll. ${alternative}`
					: `${describeUnlisted(this.getCurrentNodeParameter('events'), gateway, events)}Once the workflow is published, each new message in ${name}’s list starts it once; ${name} may be asked every ${inbox.minIntervalSeconds} seconds. The list has messages and taps, but no statuses: those come to the WhatsApp Gateway Trigger.${listedBeside(gateway)}`;
			return { fields: [], emptyFieldsNotice };
		});
	};
}
