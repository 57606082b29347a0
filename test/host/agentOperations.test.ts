import axios from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import { modelNodeType, saveModelCredential } from '../../host/model/modelCredential';
import { saveCredential, type SavedAccount } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { runManually } from '../../host/rest/executions';
import { recordsOf, textField } from '../../host/rest/narrow';
import { saveWorkflow, type WorkflowFile } from '../../host/rest/workflows';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { operations } from '../../nodes/WhatsAppGateway/operations';
import { graphApiVersion } from '../../nodes/WhatsAppGateway/gateways/metaCloud/graphPath';
import { toolDescriptions } from '../../nodes/WhatsAppGateway/operations/toolDescriptions';
import { bytes } from '../firstBytes';
import { answerOf, callsOf, followInvites, type ToolRun, wavesOf } from './agentRuns';
import { anna, openHost, type Host } from './host';
import { moreFields } from './operationParameters';
import { startScriptedModel } from './scriptedModel';

/** What became of a gateway's tools, by the names of the runs. */
interface AgentRun {
	readonly status: string;
	readonly tools: ReadonlyArray<Record<string, unknown>>;
	readonly answers: ReadonlyMap<string, unknown>;
	/** Each answer as the model gets it. */
	readonly texts: readonly string[];
}

let host: Host;
const runs = new Map<string, AgentRun>();
beforeAll(async () => {
	host = await openHost();
	await host.reset();
	await Promise.all(gateways.map(async (gateway) => runs.set(gateway.id, await runAll(gateway))));
});

const link = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });

/** An agent with a tool for each run. */
function workflow(gateway: Gateway, calls: readonly ToolRun[]): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] as const };
	return {
		name: `Every operation as a tool with ${gateway.name}`,
		nodes: [
			{
				...{ ...common, id: 'start', name: 'Start', parameters: {} },
				type: 'n8n-nodes-base.manualTrigger',
			},
			{
				...{ ...common, id: 'agent', name: 'Agent', typeVersion: 3 },
				type: '@n8n/n8n-nodes-langchain.agent',
				parameters: { promptType: 'define', text: 'Go', options: { maxIterations: 100 } },
			},
			...calls.map(({ name, parameters }) => ({
				...{ ...common, id: name, name, type: `${nodeType}Tool`, parameters },
			})),
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: link('ai_languageModel'),
			...Object.fromEntries(calls.map(({ name }) => [name, link('ai_tool')])),
		},
		settings: { executionOrder: 'v1' },
	};
}

/** What no tool has answered: the ID of a received message, and of a file that was uploaded. */
async function givenBefore({ id, media }: Gateway, { data }: SavedAccount) {
	const { data: answer } = await axios.get<{ messages: unknown }>(
		`${host.sandboxUrl}/_sandbox/messages`,
		{ params: { gateway: id, direction: 'inbound', phone: anna }, proxy: false },
	);
	const [received] = recordsOf(answer.messages);
	const given = new Map<string, unknown>([
		['received', [{ wamid: textField(received, 'whatsappMessageId') }]],
	]);
	if (media === undefined) return given;
	const form = new FormData();
	form.set('messaging_product', 'whatsapp');
	form.set('file', new Blob([bytes.pdf], { type: 'application/pdf' }), 'invoice.pdf');
	const path = `${data['graphApiVersion'] ?? graphApiVersion}/${data['phoneNumberId']}/media`;
	const uploaded = await fetch(`${data['baseUrl']}/${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${data['accessToken']}` },
		body: form,
	});
	return given.set('media:upload', [await uploaded.json()]);
}

/** Lets an agent call the tool of every run that the gateway has. */
async function runAll(gateway: Gateway): Promise<AgentRun> {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway.id);
	if (account === undefined) throw new Error(`There is no account of ${gateway.name}.`);
	const name = `${account.name}, every tool`;
	const fields = { ...account.data, ...moreFields[gateway.id] };
	const credential = await saveCredential(host.rest, name, fields);
	const model = await startScriptedModel();
	const modelCredential = await saveModelCredential(host.rest, model.url, `Model of ${name}`);
	const calls = callsOf(gateway);
	const answersTo = (seen: readonly string[]) =>
		new Map(seen.map((text, index) => [calls[index]?.name ?? '', JSON.parse(text) as unknown]));
	const given = await givenBefore(gateway, account);
	model.script(
		...wavesOf(calls).map((wave) => async (seen: readonly string[]) => {
			const answers = new Map([...answersTo(seen), ...given]);
			await followInvites(wave, answers, host.sandboxUrl);
			return wave.map(({ tool, argumentsFrom }) => ({ tool, call: argumentsFrom(answers) }));
		}),
		{ text: 'Done.' },
	);
	const file = withCredential(workflow(gateway, calls), credential);
	const modelNode = {
		...{ id: 'model', name: 'Model', type: modelNodeType, typeVersion: 1.2 },
		position: [0, 0] as const,
		parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		credentials: { openAiApi: modelCredential },
	};
	const saved = await saveWorkflow(host.rest, { ...file, nodes: [...file.nodes, modelNode] });
	const { status } = await runManually(host.rest, saved.id, 'Start');
	const texts = model.observations();
	await model.close();
	return { status, tools: model.tools(), answers: answersTo(texts), texts };
}

test('every operation but the one that waits is a tool here', () => {
	const called = gateways.flatMap((gateway) => callsOf(gateway).map(({ operation }) => operation));
	const named = operations.map(({ resource, value }) => `${resource}:${value}`);
	expect([...new Set(called)].sort()).toEqual(
		named.filter((name) => name !== 'message:sendAndWait').sort(),
	);
});

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s, all in one agent',
	(_name, gateway) => {
		const calls = callsOf(gateway);

		test('the model reads what each tool does, and which values it takes', () => {
			const { tools = [] } = runs.get(gateway.id) ?? {};
			const inOrder = <T>(all: readonly T[], name: (one: T) => unknown) =>
				[...all].sort((one, other) => String(name(one)).localeCompare(String(name(other))));
			expect(inOrder(tools, ({ name }) => name)).toEqual(
				inOrder(calls, ({ tool }) => tool).map(({ tool, operation, required }) =>
					expect.objectContaining({
						name: tool,
						description: toolDescriptions[operation],
						parameters: expect.objectContaining({
							...(required.length > 0 && { required: expect.arrayContaining([...required]) }),
							type: 'object',
						}),
					}),
				),
			);
		});

		test('each tool does what it should, and its answer is short', () => {
			const { status, answers, texts = [] } = runs.get(gateway.id) ?? {};
			expect(status).toBe('success');
			expect(calls.map(({ name }) => [name, answers?.get(name)])).toEqual(
				calls.map(({ name }) => [
					name,
					[
						expect.objectContaining(answerOf(name, gateway)),
						...((answers?.get(name) as unknown[] | undefined)?.slice(1) ?? []),
					],
				]),
			);
			const secret = host.accounts.find(({ data }) => data['gateway'] === gateway.id)?.data;
			for (const [index, text] of texts.entries()) {
				expect(text).not.toContain(secret?.['accessToken']);
				expect(text).not.toContain('"raw":');
				// What the gateway itself answers has its own limit.
				const isOwn = calls[index]?.operation === 'account:rawRequest';
				expect(text.length).toBeLessThan(isOwn ? 21_000 : 8000);
			}
		});
	},
);
