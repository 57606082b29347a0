import 'reflect-metadata';

import { createRequire } from 'node:module';
import path from 'node:path';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
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
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** The package as it is built: what these tests run is what a user installs. */
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
export const credential = load<ICredentialType>(
	'credentials/WhatsAppGatewayApi.credentials.js',
	'WhatsAppGatewayApi',
);

export const nodeName = 'n8n-nodes-whatsapp-gateways.whatsAppGateway';

/** Stands at the beginning of a test workflow and hands on the given items. */
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

/** The credential store of the engine: one credential, given as data. */
class Credentials extends ICredentialsHelper {
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

	async getDecrypted() {
		return this.data;
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

export interface EngineRun {
	readonly run: IRun;
	/** The items of one of the node's outputs, 0 being the first. */
	output(index?: number): INodeExecutionData[];
	/** What ended the run, if something did. */
	readonly failure: { message: string; description?: string | null } | undefined;
	/** The sentences below the node's output. */
	readonly hints: string[];
}

/** Runs one item list through the node, in n8n's own engine. */
export async function runNode(given: {
	parameters: INodeParameters;
	credentials: ICredentialDataDecryptedObject;
	items?: INodeExecutionData[];
	settings?: Partial<INode>;
}): Promise<EngineRun> {
	const types: Record<string, INodeType> = { 'test.start': start, [nodeName]: nodeType };
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
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const nodes = [
		node('Start', 'test.start'),
		node('Node', nodeName, {
			parameters: given.parameters,
			credentials: { whatsAppGatewayApi: { id: '1', name: 'account' } },
			...given.settings,
		}),
	];
	const connections: IConnections = {
		Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
	};
	const workflow = new Workflow({
		id: 'test',
		name: 'test',
		nodes,
		connections,
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1' },
	});
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: 'test',
		name: 'test',
		nodes,
		connections,
		active: false,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
	});
	const base = 'http://localhost:5678';
	const additional = {
		credentialsHelper: new Credentials(given.credentials),
		hooks,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		...Object.fromEntries(
			[
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
			].map((name) => [name, base]),
		),
		logAiEvent() {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		setExecutionStatus() {},
		sendDataToUI() {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const first: IExecuteData = {
		node: nodes[0] as INode,
		data: { main: [given.items ?? [{ json: {} }]] },
		source: null,
	};
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: [first] } });
	const run = await new WorkflowExecute(additional, 'manual', data).processRunExecutionData(
		workflow,
	);
	const result = run.data.resultData.runData['Node']?.[0];
	return {
		run,
		output: (index = 0) => result?.data?.['main']?.[index] ?? [],
		failure: result?.error ?? run.data.resultData.error,
		hints: (result?.hints ?? []).map(({ message }) => message),
	};
}
