import axios from 'axios';

import type { PublishedExample } from './publishExamples';

/** The example to begin with, and what to do with it. */
const first = {
	name: 'order-confirmation',
	hint: 'Open it, log in as the terminal says, and press “Execute workflow”: Anna gets a template on Qyvo. Answer there as Anna, “Hi, I wear size 42. Do you have the blue shoes?”: a workflow answers her.',
} as const;

/** Tells the phone page where the editor is, and what to begin with there. */
export async function guidePage(
	sandboxUrl: string,
	editorUrl: string,
	examples: readonly PublishedExample[],
): Promise<void> {
	const example = examples.find(({ name }) => name === first.name);
	const { id } = example?.saved.edited ?? example?.saved ?? {};
	const firstExample = example && {
		name: example.workflow.name,
		url: `${editorUrl}/workflow/${id}`,
		hint: first.hint,
	};
	const guide = { editorUrl, firstExample };
	// Its links are a help: without them, the start goes on.
	await axios.post(`${sandboxUrl}/_sandbox/guide`, guide, {
		proxy: false,
		validateStatus: () => true,
	});
}
