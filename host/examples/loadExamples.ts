import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { HostFault } from '../fault';
import { projectFolder } from '../project';
import { triggerType } from '../rest/editorRequests';
import type { ModelRule } from '../model/rules';
import { isRecord } from '../rest/narrow';
import type { WorkflowFile } from '../rest/workflows';
import type { PhoneMessage } from './expectedMessages';
import type { UserAction } from './userActions';

/** A workflow of `examples/`, what triggers it, and the messages that must arrive then. */
export interface Example {
	/** The file's name without its extension. */
	readonly name: string;
	readonly workflow: WorkflowFile;
	/** The path of its production webhook. */
	readonly path: string;
	/** The JSON that a shop or a CRM posts to the webhook; `undefined` if users trigger the example. */
	readonly body: unknown;
	/** What users do at their phones; empty if the example is triggered by a post. */
	readonly userActions: readonly UserAction[];
	readonly expectedMessages: readonly PhoneMessage[];
	/** What the imitated model answers; empty if no model is asked. */
	readonly modelRules: readonly ModelRule[];
}

const folder = path.join(projectFolder, 'examples');

/** Loads every workflow of `examples/`, in the order of the file names. Throws {@link HostFault}. */
export function loadExamples(): Example[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => load(path.basename(file, '.json')));
}

interface Expectation {
	readonly userActions?: readonly UserAction[];
	readonly messages: readonly PhoneMessage[];
	readonly model?: readonly ModelRule[];
}

function load(name: string): Example {
	const workflow = readJson(path.join(folder, `${name}.json`)) as WorkflowFile;
	const file = path.join(folder, 'expected', `${name}.json`);
	const expectation = existsSync(file) ? (readJson(file) as Expectation) : undefined;
	const start = userTrigger(workflow) ?? webhookTrigger(workflow);
	if (start === undefined || !Array.isArray(expectation?.messages)) {
		throw new HostFault(
			`examples/${name}.json needs a trigger of the package, or a webhook with pinned sample input, and examples/expected/${name}.json.`,
		);
	}
	const { userActions = [], messages, model = [] } = expectation;
	return {
		...{ name, workflow, ...start, userActions },
		expectedMessages: messages,
		modelRules: model,
	};
}

type Start = Pick<Example, 'path' | 'body'>;

function userTrigger({ nodes }: WorkflowFile): Start | undefined {
	const trigger = nodes.find(({ type }) => type === triggerType);
	if (!trigger?.webhookId) return undefined;
	return { path: `${trigger.webhookId}/webhook`, body: undefined };
}

function webhookTrigger({ nodes, pinData }: WorkflowFile): Start | undefined {
	const webhook = nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
	const pinned = webhook && pinData?.[webhook.name]?.[0]?.json;
	if (!webhook || !isRecord(pinned)) return undefined;
	return { path: String(webhook.parameters['path']), body: pinned['body'] };
}

function readJson(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (reason) {
		throw new HostFault(`${file} is not JSON: ${reason instanceof Error ? reason.message : ''}`);
	}
}
