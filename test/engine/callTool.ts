import type { INodeParameters } from 'n8n-workflow';

import { nodeName, runNode } from './engine';
import { anna, type Sandbox } from './sandboxClient';

/** The tool's parameters, what its item holds, what else is set in the node, and the gateway. */
export type ToolArguments = [
	parameters: INodeParameters,
	json?: object,
	settings?: object,
	gateway?: string,
];

/** Runs the node as an agent's tool: what it answers, or why the run stopped. */
export async function callToolOf(
	sandbox: Sandbox,
	...[
		parameters,
		json = { phone: anna, text: 'Hello' },
		settings = {},
		gateway = 'metaCloud',
	]: ToolArguments
) {
	const { output, failure } = await runNode({
		parameters,
		credentials: sandbox.account(gateway),
		items: [{ json: { ...json } }],
		settings: { type: `${nodeName}Tool`, ...settings },
	});
	return { answers: output().map((one) => one.json), failure };
}
