import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

import { credentialType } from '../call';
import { eventChoices } from './events';

// Indented, for two closing braces in a row would end the expression.
const names = JSON.stringify(
	Object.fromEntries(eventChoices.map(({ value, name }) => [value, name])),
	null,
	1,
);

/** One output, or one for each chosen event in the order of the form. */
const outputs: `={{${string}}}` = `={{ $parameter["splitOutputs"] ? Object.entries(${names}).filter(([kind]) => $parameter["events"].includes(kind)).map(([, displayName]) => ({ type: "${NodeConnectionTypes.Main}", displayName })) : ["${NodeConnectionTypes.Main}"] }}`;

/** The chosen events in words, for the canvas. */
export const chosenInWords = `={{ $parameter["events"].map((kind) => (${names})[kind]).join(", ") }}`;

/** What both triggers are to n8n. */
export const triggerDescription = {
	group: ['trigger'],
	version: 1,
	inputs: [],
	outputs,
	credentials: [{ name: credentialType, required: true }],
} satisfies Partial<INodeTypeDescription>;
