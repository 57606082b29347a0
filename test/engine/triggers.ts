import 'reflect-metadata';

import { ExecuteContext, PollContext, WebhookContext } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { engine, nodeName, pollingType, triggerType } from './engine';

/** The outputs of a trigger in the run that it has started with these items. */
async function beginTrigger(
	type: INodeType,
	{ workflow, node, additional }: ReturnType<typeof engine>,
	mode: WorkflowExecuteMode,
	main: INodeExecutionData[][],
): Promise<INodeExecutionData[][]> {
	const data = createRunExecutionData({});
	const input = { main };
	const context = new ExecuteContext(
		...([workflow, node, additional, mode, data, 0, main[0] ?? [], input] as const),
		{ node, data: input, source: null },
		[],
	);
	return (await type.execute?.call(context)) as INodeExecutionData[][];
}

/** A delivery to the trigger's webhook. */
export interface Delivered {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly query?: Readonly<Record<string, unknown>>;
	/** `default` for events, `setup` for the verification. */
	readonly webhook?: 'default' | 'setup';
}

/** The result of one delivery. */
export interface TriggerRun {
	/** 200 if n8n itself answers, because a run starts. */
	readonly status: number;
	/** Empty if n8n itself answers; what it says is tested in a real server. */
	readonly text: string;
	/** Reports the status with which n8n answered. */
	answered(status: number): void;
	/** The items of each output of the trigger's run; `undefined` if no run starts. */
	readonly started: INodeExecutionData[][] | undefined;
}

/** An active trigger in n8n's own webhook context. */
export function publishedTrigger(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
	name = 'Trigger',
	socket: Readonly<Record<string, unknown>> = {},
): (delivery: Delivered) => Promise<TriggerRun> {
	const published = engine(parameters, credentials, { type: `${nodeName}Trigger`, id: name });
	const { workflow, node, additional } = published;
	return async ({ headers, body, query = {}, webhook = 'default' }) => {
		const answered = { status: 0, text: '', headersSent: false };
		const finished: Array<() => void> = [];
		const response = {
			statusCode: 0,
			get headersSent() {
				return answered.headersSent;
			},
			once(_event: 'finish', listener: () => void) {
				finished.push(listener);
				return response;
			},
			status(status: number) {
				answered.status = status;
				return response;
			},
			type: () => response,
			send(text: string) {
				answered.text = text;
				answered.headersSent = true;
				return response;
			},
		};
		const context = new WebhookContext(
			workflow,
			node,
			{
				...additional,
				httpRequest: {
					rawBody: body,
					headers,
					query,
					params: {},
					body: {},
					socket,
					originalUrl: '/webhook',
				},
				httpResponse: response,
			} as unknown as IWorkflowExecuteAdditionalData,
			'webhook',
			{ webhookDescription: { name: webhook } } as IWebhookData,
			[],
			null,
		);
		const { workflowData } = (await triggerType.webhook?.call(context)) ?? {};
		return {
			status: workflowData === undefined ? answered.status : 200,
			text: answered.text,
			started:
				workflowData && (await beginTrigger(triggerType, published, 'webhook', workflowData)),
			answered(status) {
				response.statusCode = status;
				finished.forEach((listener) => listener());
			},
		};
	};
}

/** A published polling trigger. */
export interface PublishedPoll {
	/** Polls once; the outputs of the run that it starts, `null` where it starts none. */
	poll(): Promise<INodeExecutionData[][] | null>;
	/** A test run in the editor. */
	test(): Promise<INodeExecutionData[][]>;
	/** Changes fields of the form, as a user who publishes the workflow anew. */
	change(parameters: INodeParameters): void;
}

/** An active polling trigger in n8n's own contexts, which is restarted before each poll. */
export function publishedPoll(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
): PublishedPoll {
	let stored = '{}';
	let current = parameters;
	const start = () => {
		const published = engine(current, credentials, { type: `${nodeName}PollingTrigger` });
		const { workflow, node } = published;
		Object.assign(workflow.getStaticData('node', node), JSON.parse(stored) as IDataObject);
		return published;
	};
	return {
		async poll() {
			const published = start();
			const { workflow, node, additional } = published;
			const context = new PollContext(workflow, node, additional, 'trigger', 'activate');
			const outputs = (await pollingType.poll?.call(context)) ?? null;
			stored = JSON.stringify(workflow.getStaticData('node', node));
			return outputs && (await beginTrigger(pollingType, published, 'trigger', outputs));
		},
		test: async () => await beginTrigger(pollingType, start(), 'manual', [[{ json: {} }]]),
		change: (changed) => {
			current = { ...current, ...changed };
		},
	};
}
