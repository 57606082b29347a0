import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IConnections,
	type INode,
	type INodeParameters,
	type INodeType,
	type IRun,
	Workflow,
} from 'n8n-workflow';

import { engine, nodeType } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => await sandbox.close());

/** How often the loop goes round. */
const rounds = 3;

const plain = {
	group: ['transform' as const],
	version: 1,
	description: '',
	inputs: ['main' as const],
	defaults: {},
	properties: [],
};

/** Hands on the same item again and again, as Loop Over Items does with equal ones. */
const loop: INodeType = {
	description: { ...plain, displayName: 'Loop', name: 'loop', outputs: ['main', 'main'] },
	async execute() {
		const place = this.getContext('node');
		const round = Number(place['round'] ?? 0);
		place['round'] = round + 1;
		const items = [{ json: { phone: anna, name: 'one' } }];
		return round < rounds ? [[], items] : [items, []];
	},
};

/** Runs the node in a loop, in which each round has the same single item. */
async function runInLoop(gateway: string, parameters: INodeParameters): Promise<IRun> {
	const { node, additional } = engine(parameters, sandbox.account(gateway));
	const types: Record<string, INodeType> = { loop, [node.type]: nodeType };
	const typeOf = (name: string) => types[name] as INodeType;
	const first: INode = {
		...{ id: '1', name: 'Loop', type: 'loop', typeVersion: 1, position: [0, 0], parameters: {} },
	};
	const connections: IConnections = {
		Loop: { main: [[], [{ node: 'Node', type: 'main', index: 0 }]] },
		Node: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
	};
	const workflow = new Workflow({
		...{ id: 'test', name: 'test', nodes: [first, node], connections, active: false },
		nodeTypes: {
			getByName: typeOf,
			getByNameAndVersion: typeOf,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: first, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	return await new WorkflowExecute(additional, 'manual', data).processRunExecutionData(workflow);
}

test.each<[string, string, INodeParameters]>([
	[
		'a comment',
		'mojeeb',
		{
			...{ resource: 'contact', operation: 'addComment' },
			...{ contact: '={{ $json.phone ?? "+491711234567" }}', comment: 'Called' },
		},
	],
	['a lead', 'mojeeb', { resource: 'lead', operation: 'create', leadFields: { name: 'Anna' } }],
	[
		'a raw request that reads',
		'qyvo',
		{
			...{ resource: 'account', operation: 'rawRequest', method: 'POST' },
			...{ path: '/actions/list-templates', requestBody: '{}' },
		},
	],
])(
	'each round of a loop makes %s anew, though all are equal',
	async (_name, gateway, parameters) => {
		const { data } = await runInLoop(gateway, { options: {}, ...parameters });
		expect(data.resultData.error).toBeUndefined();
		expect(data.resultData.runData['Node']).toHaveLength(rounds);
		const posts = (await sandbox.requests()).filter(({ method }) => method === 'POST');
		expect(posts.map(({ status }) => Math.floor(status / 100))).toEqual([2, 2, 2]);
		expect(data.executionData?.contextData['node:Node']?.['sent']).toBeUndefined();
	},
);
