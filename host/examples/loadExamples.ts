import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { HostFault } from '../fault';
import type { ModelRule } from '../model/rules';
import { projectFolder } from '../project';
import { triggerType } from '../rest/editorRequests';
import { isRecord } from '../rest/narrow';
import type { WorkflowFile } from '../rest/workflows';
import type { ExpectedRequest } from '../services/request';
import { contactMessages, type ContactMessage } from './contactMessages';
import type { PhoneMessage } from './expectedMessages';
import type { Step } from './steps';

/** How an example is set up beside the others. */
interface Demo {
	/** The gateways that can carry it, the one that the demo uses first; all that send its kinds if absent. */
	readonly gateways?: readonly string[];
	/** The path of each of its webhooks and forms, by the node's name; in its file they have none. */
	readonly paths?: Readonly<Record<string, string>>;
	/** The token of another app at that gateway, where one address for each app is registered. */
	readonly accessToken?: string;
	/** Filters of its trigger: in the demo, no two examples answer the same message of a person. */
	readonly filters?: Readonly<Record<string, unknown>>;
	/** What else a trial changes, by the node's name: an hour's wait is a moment there. */
	readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	/** What to do to try it, line by line; `{{sandbox}}` and `{{n8n}}` stand for their addresses. */
	readonly try?: string;
}

/** What stands in `examples/expected/` for a workflow. */
interface Expectation {
	readonly demo?: Demo;
	/** What happens in a trial; if absent, the pinned sample is posted. */
	readonly steps?: readonly Step[];
	/** The messages that must arrive then. */
	readonly messages: readonly PhoneMessage[];
	/** A message that must arrive at each contact of the sheet as well. */
	readonly contacts?: ContactMessage;
	/** What the imitated CRMs and the shop must be asked; nothing if absent. */
	readonly requests?: readonly ExpectedRequest[];
	/** What the imitated model answers; absent if no model is asked. */
	readonly model?: readonly ModelRule[];
}

/** A workflow of `examples/`, what triggers it, and the messages that must arrive then. */
export interface Example extends Required<Omit<Expectation, 'messages' | 'contacts'>> {
	/** The file's name without its extension. */
	readonly name: string;
	readonly workflow: WorkflowFile;
	/** The path of its production webhook, or of its form. */
	readonly path: string;
	/** Whether a visitor's form starts it. */
	readonly isForm: boolean;
	/** The JSON that a shop or a CRM posts to the webhook; `undefined` if users trigger the example. */
	readonly body: unknown;
	readonly expectedMessages: readonly PhoneMessage[];
}

const folder = path.join(projectFolder, 'examples');

const webhookType = 'n8n-nodes-base.webhook';

/** n8n's node whose form starts a workflow. */
export const formType = 'n8n-nodes-base.formTrigger';

/** Loads every workflow of `examples/`, in the order of the file names. Throws {@link HostFault}. */
export function loadExamples(): Example[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => load(path.basename(file, '.json')));
}

function load(name: string): Example {
	const file = path.join(folder, 'expected', `${name}.json`);
	const expectation = existsSync(file) ? (readJson(file) as Expectation) : undefined;
	const imported = readJson(path.join(folder, `${name}.json`)) as WorkflowFile;
	const workflow = withAddresses(imported, expectation?.demo?.paths);
	const start = webhookTrigger(workflow) ?? formTrigger(workflow) ?? userTrigger(workflow);
	if (start === undefined || !Array.isArray(expectation?.messages)) {
		throw new HostFault(
			`examples/${name}.json needs a trigger of the package, a form, or a webhook with pinned sample input, and examples/expected/${name}.json.`,
		);
	}
	const { demo = {}, steps = [{ post: 'sample' }], messages, contacts } = expectation;
	const { model = [], requests = [] } = expectation;
	const expectedMessages = [...messages, ...(contacts ? contactMessages(contacts) : [])];
	return { name, workflow, ...start, demo, steps, expectedMessages, requests, model };
}

/**
 * The workflow with addresses that are the same at every start. Its file has none: n8n gives an imported copy
 * new ones, so that it can be published beside the demo's. Throws {@link HostFault} for a webhook or form without a path.
 */
function withAddresses(workflow: WorkflowFile, paths: Demo['paths'] = {}): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		const { id: webhookId, name, type, parameters } = node;
		if (type === triggerType) return { ...node, webhookId };
		if (type !== webhookType && type !== formType) return node;
		const own = paths[name];
		if (own === undefined) throw new HostFault(`demo.paths of an example has no “${name}”.`);
		const addressed =
			type === formType
				? { ...parameters, options: { ...asRecord(parameters['options']), path: own } }
				: { ...parameters, path: own };
		return { ...node, webhookId, parameters: addressed };
	});
	return { ...workflow, nodes };
}

type Start = Pick<Example, 'path' | 'body' | 'isForm'>;

function userTrigger(workflow: WorkflowFile): Start | undefined {
	const address = triggerPath(workflow);
	return address === undefined ? undefined : { path: address, body: undefined, isForm: false };
}

/** The path below `/webhook/` to which the gateway delivers; `undefined` without the package's trigger. */
export function triggerPath({ nodes }: WorkflowFile): string | undefined {
	const trigger = nodes.find(({ type }) => type === triggerType);
	return trigger?.webhookId ? `${trigger.webhookId}/webhook` : undefined;
}

function webhookTrigger({ nodes, pinData }: WorkflowFile): Start | undefined {
	const webhook = nodes.find(({ type }) => type === webhookType);
	const pinned = webhook && pinData?.[webhook.name]?.[0]?.json;
	if (!webhook || !isRecord(pinned)) return undefined;
	return { path: String(webhook.parameters['path']), body: pinned['body'], isForm: false };
}

function formTrigger({ nodes }: WorkflowFile): Start | undefined {
	const form = nodes.find(({ type }) => type === formType);
	if (form === undefined) return undefined;
	const { path: own } = asRecord(form.parameters['options']);
	return { path: String(own), body: undefined, isForm: true };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return isRecord(value) ? value : {};
}

function readJson(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (reason) {
		throw new HostFault(`${file} is not JSON: ${reason instanceof Error ? reason.message : ''}`);
	}
}
