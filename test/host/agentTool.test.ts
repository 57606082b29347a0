import axios from 'axios';

import { modelNodeType, saveModelCredential } from '../../host/model/modelCredential';
import type { CredentialReference } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import {
	executionById,
	executionIds,
	runManually,
	stopExecution,
} from '../../host/rest/executions';
import {
	publish,
	saveWorkflow,
	unpublish,
	type SavedWorkflow,
	type WorkflowNode,
} from '../../host/rest/workflows';
import { anna, openHost, type Host } from './host';
import { runsOf, triggerWorkflow } from './incoming';
import { eventually, statusOf } from './waitingRuns';
import { startScriptedModel, type ScriptedModel, type Turn } from './scriptedModel';

/** A phone of the sandbox whose user never wrote. */
const chloe = '+447700900456';

let host: Host;
let model: ScriptedModel;
let modelCredential: CredentialReference;
beforeAll(async () => {
	host = await openHost();
	model = await startScriptedModel();
	modelCredential = await saveModelCredential(host.rest, model.url, 'Model of the tools');
});
beforeEach(async () => await host.reset());
afterAll(async () => {
	await model.close();
	// Other test files expect the examples' webhooks.
	await host.examples();
});

type Parameters = Readonly<Record<string, unknown>>;

function node(name: string, type: string, typeVersion: number, parameters: Parameters, more = {}) {
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		...more,
	} as WorkflowNode;
}

const credentialOf = (gateway: string) => {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (account === undefined) throw new Error(`The sandbox has no gateway ${gateway}.`);
	return { credentials: { whatsAppGatewayApi: account.reference } };
};

/** An agent with the scripted model and our tool, as nodes and their connections. */
function agentNodes(parameters: Parameters, { version = 3, gateway = 'metaCloud' } = {}) {
	const link = (to: string, type: string) => ({ [type]: [[{ node: to, type, index: 0 }]] });
	return {
		nodes: [
			node('Agent', '@n8n/n8n-nodes-langchain.agent', version, {
				promptType: 'define',
				text: '={{ $json.text }}',
				options: {},
			}),
			node(
				'Model',
				modelNodeType,
				1.2,
				{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				{ credentials: { openAiApi: modelCredential } },
			),
			node('WhatsApp', `${nodeType}Tool`, 1, parameters, credentialOf(gateway)),
		],
		connections: {
			Model: link('Agent', 'ai_languageModel'),
			WhatsApp: link('Agent', 'ai_tool'),
		},
	};
}

/** Lets an agent work on one item, and gives what its tool answered. */
async function runAgent(parameters: Parameters, turns: Turn[], options = {}) {
	model.script(...turns, { text: 'Done.' });
	const agent = agentNodes(parameters, options);
	const item = JSON.stringify([{ json: { text: 'Hi', from: anna } }]);
	const saved = await saveWorkflow(host.rest, {
		name: 'Agent with our tool',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Items', 'n8n-nodes-base.code', 2, { jsCode: `return ${item};` }),
			...agent.nodes,
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			...agent.connections,
		},
		settings: { executionOrder: 'v1' },
	});
	const { status } = await runManually(host.rest, saved.id, 'Start');
	return { status, answers: model.observations().map((text) => JSON.parse(text) as unknown) };
}

const ai = (key: string, type = 'string') => `={{ $fromAI('${key}', '', '${type}') }}`;

const sendText: Parameters = {
	resource: 'message',
	operation: 'sendText',
	to: ai('To'),
	text: ai('Text'),
	options: {},
};

const sendTemplate: Parameters = {
	resource: 'message',
	operation: 'sendTemplate',
	to: ai('To'),
	template: { __rl: true, mode: 'name', value: ai('Template') },
	language: ai('Language'),
	specifyPlaceholders: 'json',
	valuesJson: ai('Values', 'json'),
	options: {},
};

describe.each([2, 3])('an agent of version %d', (version) => {
	test('learns what the tool does and in which form, and gets at most ten fields back', async () => {
		const { answers } = await runAgent(sendText, [{ call: { To: anna, Text: 'Hello' } }], {
			version,
		});
		expect(model.tools()).toMatchObject([
			{
				description: expect.stringContaining('country prefix'),
				parameters: {
					properties: { To: { type: 'string' }, Text: { type: 'string' } },
					required: ['To', 'Text'],
				},
			},
		]);
		const receipt = { to: anna, status: 'sent', sentAs: 'text' };
		expect(answers).toEqual([[expect.objectContaining(receipt)]]);
		expect(JSON.stringify(answers)).not.toContain('messaging_product');
		expect(await host.received()).toMatchObject([{ text: 'Hello' }]);
	});

	test('corrects itself after a refusal, and the run goes on', async () => {
		const { status, answers } = await runAgent(
			sendText,
			[{ call: { To: '12', Text: 'Hello' } }, { call: { To: anna, Text: 'Hello' } }],
			{ version },
		);
		expect(status).toBe('success');
		expect(answers).toMatchObject([
			[
				{
					sent: 'no',
					fault: 'recipientInvalid',
					message: expect.stringContaining('too few digits'),
					hint: expect.stringContaining('country prefix'),
				},
			],
			[{ to: anna, status: 'sent' }],
		]);
	});

	test('that makes the same call twice sends one message under a Message Key', async () => {
		const call = { To: anna, Text: 'Hello' };
		const keyed = { ...sendText, options: { messageKey: '={{ $execution.id }}' } };
		const { answers } = await runAgent(keyed, [{ call }, { call }], { version });
		expect(answers).toMatchObject([
			[{ to: anna, replayed: false }],
			[{ to: anna, replayed: true }],
		]);
		expect(await host.received()).toMatchObject([{ text: 'Hello' }]);
	});

	test('learns what a template needs, and fills its values as an object', async () => {
		const call = { To: chloe, Template: 'order_confirmation', Language: 'en' };
		const values = { 1: 'Chloe', 2: 'A-1', 3: '5 €' };
		const { answers } = await runAgent(
			sendTemplate,
			[{ call: { ...call, Values: { name: 'Chloe' } } }, { call: { ...call, Values: values } }],
			{ version },
		);
		expect(model.tools()).toMatchObject([
			{ description: expect.stringContaining('{"1": "Anna", "2": "A-1042"}') },
		]);
		expect(answers).toMatchObject([
			[{ sent: 'no', fault: 'templateParameters', expected: ['1', '2', '3'] }],
			[{ to: chloe, sentAs: 'template', status: 'sent' }],
		]);
	});
});

test('values can also come as text, and the fields of the form can be filled by the agent', async () => {
	const values = JSON.stringify({ 1: 'Chloe', 2: 'A-1', 3: '5 €' });
	const call = { To: chloe, Template: 'order_confirmation', Language: 'en', Values: values };
	const sent = [[{ to: chloe, sentAs: 'template' }]];
	expect((await runAgent(sendTemplate, [{ call }])).answers).toMatchObject(sent);
	const key = (name: string) => `order_confirmation.${name}`;
	const fields = {
		...sendTemplate,
		template: { __rl: true, mode: 'list', value: 'order_confirmation' },
		language: 'en',
		specifyPlaceholders: 'fields',
		placeholders: {
			mappingMode: 'defineBelow',
			value: { [key('1')]: ai('Name'), [key('2')]: ai('Order'), [key('3')]: ai('Amount') },
			matchingColumns: [],
			schema: [],
		},
	};
	const filled = { To: chloe, Name: 'Chloe', Order: 'A-1', Amount: '5 €' };
	expect((await runAgent(fields, [{ call: filled }])).answers).toMatchObject(sent);
});

test.each([
	[
		'an interactive message',
		{
			resource: 'message',
			operation: 'sendInteractive',
			to: ai('To'),
			interactiveType: ai('Type'),
			specifyMessage: 'json',
			messageJson: ai('Message', 'json'),
			options: { previewOnly: ai('Preview', 'boolean'), timeout: ai('Timeout', 'number') },
		},
		{
			Type: 'list',
			Message: { body: 'When?', button: 'Times', rows: [{ id: '10', title: '10:00' }] },
			Preview: true,
			Timeout: 20,
		},
		{ preview: true, kind: 'list', body: 'When?' },
	],
	[
		'a raw message',
		{
			resource: 'message',
			operation: 'sendRaw',
			to: ai('To'),
			rawMessage: ai('Raw', 'json'),
			options: {},
		},
		{ Raw: { type: 'text', text: { body: 'Hello' } } },
		{ sentAs: 'raw', status: 'sent' },
	],
])('%s can be filled by the agent', async (_case, parameters, call, answer) => {
	const { answers } = await runAgent(parameters, [{ call: { To: anna, ...call } }]);
	expect(answers).toMatchObject([[answer]]);
});

/** Publishes our trigger before an agent, lets Anna write, and gives the run that this starts. */
async function whenAnnaWrites(
	name: string,
	agent: ReturnType<typeof agentNodes>,
	...turns: Turn[]
): Promise<{ workflow: SavedWorkflow; run: string }> {
	const { nodes, ...workflow } = triggerWorkflow(name, { options: { takeOver: 'always' } });
	const saved = await saveWorkflow(host.rest, {
		...workflow,
		nodes: [...nodes.map((one) => ({ ...one, ...credentialOf('metaCloud') })), ...agent.nodes],
		connections: {
			Trigger: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			...agent.connections,
		},
	});
	await publish(host.rest, saved);
	model.script(...turns);
	await axios.post(
		`${host.sandboxUrl}/_sandbox/inbound`,
		{ phone: anna, gateway: 'metaCloud', text: `Write to ${chloe}` },
		{ proxy: false },
	);
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	const [run = ''] = await executionIds(host.rest, saved.id);
	return { workflow: saved, run };
}

// Arguments that the tool does not have: n8n mixes them into the item.
const smuggled = {
	from: chloe,
	contact: { userId: chloe },
	options: { whoMayBeWrittenTo: 'anyone' },
};

test.each([2, 3])(
	'an agent of version %d writes only to the person who started the run, whatever anybody says',
	async (version) => {
		const options = { whoMayBeWrittenTo: 'starter' };
		const { workflow, run } = await whenAnnaWrites(
			`Agent ${version}`,
			agentNodes({ ...sendText, options }, { version }),
			{ call: { To: chloe, Text: 'Secret', ...smuggled } },
			{ call: { To: `${anna},${chloe}`, Text: 'Secret' } },
			{ call: { To: anna, Text: 'Hello Anna' } },
		);
		expect((await executionById(host.rest, run)).status).toBe('success');
		const answers = model.observations().map((text) => JSON.parse(text) as unknown);
		expect(answers).toMatchObject([
			[
				{
					sent: 'no',
					fault: 'recipientInvalid',
					hint: expect.stringContaining('Do not try other'),
				},
			],
			[{ sent: 'no', fault: 'recipientInvalid' }],
			[{ to: anna, status: 'sent' }],
		]);
		expect(await host.received()).toMatchObject([{ text: 'Hello Anna' }]);
		await unpublish(host.rest, workflow);
	},
);

test('the question before a tool goes only to the person who started the run as well', async () => {
	const question = {
		resource: 'message',
		operation: 'sendAndWait',
		to: ai('To'),
		message: 'Shall I?',
		responseType: 'approval',
		options: { whoMayBeWrittenTo: 'starter' },
	};
	const { nodes, connections } = agentNodes(question);
	const agent = {
		nodes: [
			...nodes.map((one) =>
				one.name === 'WhatsApp' ? { ...one, type: `${nodeType}HitlTool` } : one,
			),
			node('Calculator', '@n8n/n8n-nodes-langchain.toolCalculator', 1, {}),
		],
		connections: {
			...connections,
			Calculator: { ai_tool: [[{ node: 'WhatsApp', type: 'ai_tool', index: 0 }]] },
		},
	};
	const toolParameters = { input: '6 * 7' };
	const { workflow, run } = await whenAnnaWrites(
		'Agent that asks',
		agent,
		{ call: { toolParameters, ...smuggled, hitlParameters: { To: chloe, ...smuggled } } },
		{ call: { toolParameters, hitlParameters: { To: anna } } },
	);
	await eventually(async () => (await statusOf(host, run)) === 'waiting' || undefined);
	expect(model.observations().join()).toContain('the person who started this run');
	expect(await host.received()).toMatchObject([{ phone: anna, kind: 'buttons' }]);
	await stopExecution(host.rest, run);
	await unpublish(host.rest, workflow);
});

test('the conversation goes into a memory node, message by message', async () => {
	const inbound = async (text: string) =>
		await axios.post(
			`${host.sandboxUrl}/_sandbox/inbound`,
			{ phone: anna, gateway: 'wacr', text },
			{ proxy: false },
		);
	await inbound('Hello');
	await inbound('Where is my order?');
	const get = {
		resource: 'message',
		operation: 'getMany',
		phoneNumber: anna,
		limit: 2,
		options: {},
	};
	const insert = {
		mode: 'insert',
		messages: {
			messageValues: [
				{
					type: "={{ $json.role === 'user' ? 'user' : 'ai' }}",
					message: '={{ $json.text }}',
				},
			],
		},
	};
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const saved = await saveWorkflow(host.rest, {
		name: 'Conversation into memory',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Get', nodeType, 1, get, credentialOf('wacr')),
			node('Insert', '@n8n/n8n-nodes-langchain.memoryManager', 1.1, insert),
			node('Load', '@n8n/n8n-nodes-langchain.memoryManager', 1.1, { options: {} }),
			node('Memory', '@n8n/n8n-nodes-langchain.memoryBufferWindow', 1.3, {
				sessionIdType: 'customKey',
				sessionKey: 'anna',
			}),
		],
		connections: {
			Start: link('Get'),
			Get: link('Insert'),
			Insert: link('Load'),
			Memory: {
				ai_memory: [
					[
						{ node: 'Insert', type: 'ai_memory', index: 0 },
						{ node: 'Load', type: 'ai_memory', index: 0 },
					],
				],
			},
		},
		settings: { executionOrder: 'v1' },
	});
	const execution = await runManually(host.rest, saved.id, 'Start');
	expect(execution.message).toBe('');
	const [item] = execution.outputs('Load')[0] ?? [];
	expect(item?.json['messages']).toMatchObject([
		{ human: 'Hello' },
		{ human: 'Where is my order?' },
	]);
});
