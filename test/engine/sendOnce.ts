import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import type { Sandbox } from './sandboxClient';

/** Runs the node once, with one item, at Meta or at another gateway of a file's sandbox. */
export function sendOnceIn(sandboxOf: () => Sandbox) {
	return async (
		parameters: INodeParameters,
		binary?: Record<string, IBinaryData>,
		gateway = 'metaCloud',
	) => {
		const sandbox = sandboxOf();
		const { output, failure, hints } = await runNode({
			parameters,
			credentials: sandbox.account(gateway),
			items: [{ json: {}, ...(binary && { binary }) }],
		});
		return { receipt: output()[0]?.json, failure, hints, delivered: await sandbox.delivered() };
	};
}
