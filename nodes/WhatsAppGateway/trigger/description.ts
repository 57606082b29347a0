import { type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { credentialType } from '../n8n/context';
import { eventChoices } from './events';

/** Names by event, for an expression: indented, for two closing braces in a row would end it. */
function byEvent(name: (choice: (typeof eventChoices)[number]) => string): string {
	const names = eventChoices.map((choice) => [choice.value, name(choice)]);
	return JSON.stringify(Object.fromEntries(names), null, 1);
}

const names = byEvent(({ name }) => name);
const outputNames = byEvent(({ output }) => output);

/** One output, or one for each chosen event in the order of the form. */
const outputs: `={{${string}}}` = `={{ $parameter["splitOutputs"] ? Object.entries(${outputNames}).filter(([kind]) => $parameter["events"].includes(kind)).map(([, displayName]) => ({ type: "${NodeConnectionTypes.Main}", displayName })) : ["${NodeConnectionTypes.Main}"] }}`;

/** The chosen events in words, for the canvas. */
export const chosenEventNames = `={{ $parameter["events"].map((kind) => (${names})[kind]).join(", ") }}`;

/** What both triggers are to n8n. */
export const triggerDescription = {
	group: ['trigger'],
	version: 1,
	inputs: [],
	outputs,
	credentials: [{ name: credentialType, required: true }],
} satisfies Partial<INodeTypeDescription>;
