import type { FirstExample } from '../../sandbox/control/desk';
import type { PublishedExample } from './publishExamples';

/** The example to begin with, and what to do with it. */
const first = {
	name: 'order-confirmation',
	steps: [
		'Open the workflow in the editor and press “Execute workflow”: Anna gets a template here.',
		'Answer as Anna, “Hi, I wear size 42. Do you have the blue shoes?”: an AI agent answers her.',
	],
} as const;

/** The example to begin with, in an editor at this address; `null` if it is not there. */
export function firstOf(
	examples: readonly PublishedExample[],
	editorUrl: string,
): FirstExample | null {
	const example = examples.find(({ name }) => name === first.name);
	if (example === undefined) return null;
	const { id } = example.saved.edited ?? example.saved;
	return {
		name: example.workflow.name,
		url: `${editorUrl}/workflow/${id}`,
		steps: first.steps,
	};
}
