import { type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { credentialType } from '../n8n/context';
import { outputOptions } from './events';

/** A text for each event, as JSON for an expression. */
function mapEvents(text: (option: (typeof outputOptions)[number]) => string): string {
	const entries = outputOptions.map((option) => [option.value, text(option)]);
	// Indented, because two closing braces in a row would end the expression.
	return JSON.stringify(Object.fromEntries(entries), null, 1);
}

const names = mapEvents(({ name }) => name);
const outputNames = mapEvents(({ output }) => output);

/** One output, or one for each selected event. */
const outputs: `={{${string}}}` = `={{ $parameter["splitOutputs"] ? Object.entries(${outputNames}).filter(([kind]) => $parameter["events"].includes(kind)).map(([, displayName]) => ({ type: "${NodeConnectionTypes.Main}", displayName })) : ["${NodeConnectionTypes.Main}"] }}`;

/** The subtitle on the canvas: the names of the selected events. */
export const eventSubtitle = `={{ $parameter["events"].map((kind) => (${names})[kind]).join(", ") }}`;

/** What the descriptions of both triggers have in common. */
export const triggerDescription = {
	group: ['trigger'],
	version: 1,
	inputs: [],
	outputs,
	credentials: [{ name: credentialType, required: true }],
} satisfies Partial<INodeTypeDescription>;
