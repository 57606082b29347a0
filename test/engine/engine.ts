import 'reflect-metadata';

import { createRequire } from 'node:module';
import path from 'node:path';

import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** n8n's format for stored executions. The package's types describe its ES module only. */
const { parse, stringify } = createRequire(__filename)('flatted') as {
	parse(text: string): unknown;
	stringify(value: unknown): string;
};

/** The built package, because that is what a user installs. */
const built = path.resolve(__dirname, '../../dist');

function load<T>(file: string, name: string): T {
	const exported = createRequire(__filename)(path.join(built, file)) as Record<string, new () => T>;
	const Class = exported[name];
	if (Class === undefined) throw new Error(`dist/${file} does not export ${name}; run the build.`);
	return new Class();
}

export const nodeType = load<INodeType>(
	'nodes/WhatsAppGateway/WhatsAppGateway.node.js',
	'WhatsAppGateway',
);
/** The webhook trigger. */
export const triggerType = load<INodeType>(
	'nodes/WhatsAppGateway/WhatsAppGatewayTrigger.node.js',
	'WhatsAppGatewayTrigger',
);
/** The polling trigger. */
export const pollingType = load<INodeType>(
	'nodes/WhatsAppGateway/WhatsAppGatewayPollingTrigger.node.js',
	'WhatsAppGatewayPollingTrigger',
);
export const credential = load<ICredentialType>(
	'credentials/WhatsAppGatewayApi.credentials.js',
	'WhatsAppGatewayApi',
);

export const nodeName = 'n8n-nodes-whatsapp-gateways.whatsAppGateway';

/** The node as n8n offers it to AI agents: another type, whose name says so. */
const toolType = Object.create(nodeType, {
	description: { value: { ...nodeType.description, name: `${nodeType.description.name}Tool` } },
}) as INodeType;

/** The type of a start node that is one of our triggers to the node, and puts out the given items. */
export const triggeringType = 'test.whatsAppGatewayTrigger';

/** The start node of a test workflow; it outputs the given items. */
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		inputs: [],
		outputs: ['main'],
		defaults: {},
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/**
 * The credential store of the engine: one credential, given as data, which is read as n8n reads it, by the
 * rules of its fields.
 */
export class Credentials extends ICredentialsHelper {
	constructor(private readonly data: ICredentialDataDecryptedObject) {
		super();
	}

	getParentTypes() {
		return [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
	) {
		const { authenticate } = credential;
		if (typeof authenticate !== 'function') throw new Error('authenticate is no function');
		return await authenticate(credentials, request);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not stored');
	}

	async getDecrypted(
		...[, , , mode, executeData, , resolve]: Parameters<ICredentialsHelper['getDecrypted']>
	): Promise<ICredentialDataDecryptedObject> {
		const { properties } = credential;
		const shown = NodeHelpers.getNodeParameters(
			properties,
			this.data as INodeParameters,
			...([true, false, null, null] as const),
		);
		const stored = { ...this.data, ...shown } as INodeParameters;
		if (resolve === undefined) return stored as ICredentialDataDecryptedObject;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = resolve;
		return workflow.expression.getParameterValue(
			stored,
			runExecutionData,
			...([runIndex, itemIndex, node.name, connectionInputData, mode, {}, executeData] as const),
		) as ICredentialDataDecryptedObject;
	}

	isCredentialUsableByNode() {
		return true;
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties() {
		return credential.properties;
	}
}

const urls = [
	'restApiUrl',
	'instanceBaseUrl',
	'webhookBaseUrl',
	'webhookWaitingBaseUrl',
	'webhookTestBaseUrl',
	'formBaseUrl',
	'formWaitingBaseUrl',
	'formTestBaseUrl',
	'mcpBaseUrl',
	'mcpTestBaseUrl',
];

export interface EngineRun {
	readonly run: IRun;
	/** The items of one of the node's outputs, 0 being the first. */
	output(index?: number): INodeExecutionData[];
	/** The failure that ended the run, if any. */
	readonly failure: { message: string; description?: string | null } | undefined;
	/** The hints below the node's output. */
	readonly hints: string[];
}

/** The execution and the workflow of a run. */
export interface Place {
	readonly executionId: string;
	readonly workflowId: string;
}

let executions = 0;

/** A new execution ID. */
const newExecution = () => String(++executions);

/** A workflow with a start node and our node, with the data that n8n's engine needs. */
export function engine(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
	settings: Partial<INode> = {},
	{ executionId = newExecution(), workflowId = 'test' }: Partial<Place> = {},
	startType = 'test.start',
) {
	const types: Record<string, INodeType> = {
		'test.start': start,
		[triggeringType]: start,
		[nodeName]: nodeType,
		[`${nodeName}Tool`]: toolType,
		[`${nodeName}Trigger`]: triggerType,
		[`${nodeName}PollingTrigger`]: pollingType,
	};
	const typeOf = (name: string) => {
		const type = types[name];
		if (type === undefined) throw new Error(`The test knows no node type ${name}`);
		return type;
	};
	const nodeTypes: INodeTypes = {
		getByName: typeOf,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(typeOf(name), version),
		getKnownTypes: () => ({}),
	};
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	const first: INode = { ...common, id: '1', name: 'Start', type: startType, parameters: {} };
	const node: INode = {
		...common,
		id: '2',
		name: 'Node',
		type: nodeName,
		parameters,
		credentials: { whatsAppGatewayApi: { id: '1', name: 'account' } },
		...settings,
	};
	const connections: IConnections = {
		Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
	};
	const shape = { id: workflowId, name: 'test', nodes: [first, node], connections, active: false };
	const workflow = new Workflow({ ...shape, nodeTypes, settings: { executionOrder: 'v1' } });
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		...shape,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
	});
	const additional = {
		credentialsHelper: new Credentials(credentials),
		hooks,
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		currentNodeParameters: parameters,
		...Object.fromEntries(urls.map((name) => [name, 'http://localhost:5678'])),
		logAiEvent() {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		setExecutionStatus() {},
		sendDataToUI() {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, first, node, additional };
}

/** The input of a run. */
export interface Given {
	readonly parameters: INodeParameters;
	readonly credentials: ICredentialDataDecryptedObject;
	readonly items?: INodeExecutionData[];
	readonly settings?: Partial<INode>;
	/** Default: a new execution of the same workflow. */
	readonly place?: Partial<Place>;
	/** The type of the node that puts out the items. */
	readonly startType?: string;
}

/**
 * Retries a run that has stopped, as Retry in n8n's list of executions does: with what n8n has stored,
 * in a new execution, from the node that failed.
 */
export async function retryNode(given: Given, stopped: EngineRun): Promise<EngineRun> {
	const data = parse(stringify(stopped.run.data)) as IRunExecutionData;
	const { resultData } = data;
	delete resultData.error;
	const runs = resultData.runData[resultData.lastNodeExecuted ?? ''] ?? [];
	if (runs.at(-1)?.error !== undefined) runs.pop();
	return await execute(given, 'retry', data).done;
}

/** A run in progress. */
export interface Begun {
	readonly done: Promise<EngineRun>;
	/** Cancels the run, as the button Stop does. */
	stop(): void;
}

/** Starts a run of the node with the given items in n8n's own engine. */
export function beginNode(given: Given): Begun {
	return execute(given, 'manual');
}

/** @param stored what n8n has stored of an earlier run; without it, the run starts with its first node */
function execute(
	{ parameters, credentials, items, settings, place, startType }: Given,
	mode: WorkflowExecuteMode,
	stored?: IRunExecutionData,
): Begun {
	const { workflow, first, additional } = engine(
		parameters,
		credentials,
		settings,
		place,
		startType,
	);
	const begin: IExecuteData = {
		node: first,
		data: { main: [items ?? [{ json: {} }]] },
		source: null,
	};
	const data = stored ?? createRunExecutionData({ executionData: { nodeExecutionStack: [begin] } });
	// The currently saved workflow, with what the user has changed in it.
	for (const task of data.executionData?.nodeExecutionStack ?? []) {
		task.node = workflow.getNode(task.node.name) ?? task.node;
	}
	const running = new WorkflowExecute(additional, mode, data).processRunExecutionData(workflow);
	const finish = async (): Promise<EngineRun> => {
		const run = await running;
		const result = run.data.resultData.runData['Node']?.[0];
		return {
			run,
			output: (index = 0) => result?.data?.['main']?.[index] ?? [],
			failure: result?.error ?? run.data.resultData.error,
			hints: (result?.hints ?? []).map(({ message }) => message),
		};
	};
	return { done: finish(), stop: () => running.cancel() };
}

/** Runs the node with the given items in n8n's own engine. */
export async function runNode(given: Given): Promise<EngineRun> {
	return await beginNode(given).done;
}

/** Runs the node with plain items. */
export async function runItems(
	credentials: ICredentialDataDecryptedObject,
	parameters: INodeParameters,
	items: readonly object[],
	onError?: INode['onError'],
): Promise<EngineRun> {
	return await runNode({
		parameters,
		credentials,
		items: items.map((json) => ({ json: { ...json } })),
		settings: { onError },
	});
}

/** The node as the editor calls it for the form. */
export function form(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
): ILoadOptionsFunctions {
	const { workflow, node, additional } = engine(parameters, credentials);
	return new LoadOptionsContext(workflow, node, additional, 'parameters');
}
