import axios from 'axios';
import { Hono } from 'hono';

import { loadExamples } from '../../host/examples/loadExamples';
import { withCredential } from '../../host/examples/publishExamples';
import { performAction } from '../../host/examples/userActions';
import { completion } from '../../host/model/completion';
import {
	modelCredentialType,
	modelNodeType,
	saveModelCredential,
} from '../../host/model/modelCredential';
import { nodeType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { publish, saveWorkflow, type SavedWorkflow } from '../../host/rest/workflows';
import { listen, type Listening } from '../../host/server/listen';
import { anna, openHost, type Host } from './host';
import { eventually, statusOf, waitingRun } from './waitingRuns';

const hitlType = `${nodeType}HitlTool`;
const chloe = '+447700900456';
const said = 'Trial: I want my money back';

type Message = Readonly<Record<string, unknown>>;

let host: Host;
let model: Listening;
/** What the model answers next, and the messages of its last request. */
let script: Message[] = [];
let heard: readonly Message[] = [];

beforeAll(async () => {
	host = await openHost();
	const app = new Hono();
	app.post('/chat/completions', async (context) => {
		({ messages: heard } = (await context.req.json()) as { messages: Message[] });
		const message = script.shift() ?? { role: 'assistant', content: 'That is all.' };
		const answer = completion({ text: '' }, { number: 1, model: 'scripted' });
		const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
		return context.json({ ...answer, choices: [{ index: 0, message, finish_reason: reason }] });
	});
	model = await listen(app.fetch);
});
afterAll(async () => await model.close());

/** The model's wish to refund one or more orders at once. */
function refunds(...amounts: readonly number[]): Message {
	const calls = amounts.map((amount, index) => {
		const toolParameters = { order: `A-${index + 1}`, amount, reason: 'broken' };
		const given = JSON.stringify({ toolParameters, hitlParameters: {} });
		return {
			id: `call-${index}-${amount}`,
			type: 'function',
			function: { name: 'Refund_the_order', arguments: given },
		};
	});
	return { role: 'assistant', content: null, tool_calls: calls };
}

const account = (gateway: string) => {
	const found = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (found === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	return found;
};

/** Publishes the example for a gateway, with the scripted model and other fields of the question. */
async function publishCopy(gateway: string, fields: object = {}): Promise<SavedWorkflow> {
	const example = loadExamples().find(({ name }) => name === 'refund-approval');
	if (example === undefined) throw new Error('There is no such example.');
	const credential = await saveModelCredential(host.rest, model.url, 'Scripted model');
	const webhookId = `7d3f0c52-8a14-4c0b-9a57-${Buffer.from(gateway).toString('hex').padEnd(12, '0').slice(0, 12)}`;
	const { nodes } = withCredential(example.workflow, account(gateway).reference);
	const saved = await saveWorkflow(host.rest, {
		...example.workflow,
		name: `Refunds of ${gateway}`,
		nodes: nodes.map((node) => {
			const { type, parameters } = node;
			if (type === modelNodeType)
				return { ...node, credentials: { [modelCredentialType]: credential } };
			if (type === hitlType) return { ...node, parameters: { ...parameters, ...fields } };
			if (node.webhookId === undefined) return node;
			return { ...node, webhookId, parameters: { ...parameters, filters: { text: 'Trial' } } };
		}),
	});
	await publish(host.rest, saved);
	return saved;
}

/** Chloe writes; returns the run that then waits. */
async function start(gateway: string, { id }: SavedWorkflow, ...answers: Message[]) {
	await host.reset();
	script = answers;
	const known = await executionIds(host.rest, id);
	await performAction(host.sandboxUrl, account(gateway), { phone: chloe, text: said });
	return await waitingRun(host, id, known);
}

const tap = async (title: string) =>
	await performAction(host.sandboxUrl, account('xobito'), { phone: anna, tap: title });

const to = async (phone: string) =>
	(await host.received()).filter((message) => message.phone === phone);

const questions = async () => (await to(anna)).filter(({ kind }) => kind === 'buttons');

/** What the tool answered the model. */
const results = () => heard.filter(({ role }) => role === 'tool').map(({ content }) => content);

/** Waits until Anna was asked so often and the run waits for her. */
async function asked(id: string, times: number): Promise<void> {
	await eventually(async () => {
		const status = await statusOf(host, id);
		if (status === 'success') throw new Error('Nobody was asked.');
		return (await questions()).length >= times && status === 'waiting' ? true : undefined;
	});
}

test('n8n makes the variant that asks, with the fields that it needs', async () => {
	const types = (await host.rest.request('GET', '/types/nodes.json')) as Message[];
	const type = types.find(({ name }) => name === hitlType);
	const properties = type?.['properties'] as Message[];
	const shown = (name: string) => properties.filter((property) => property['name'] === name);
	expect(shown('message')).toHaveLength(1);
	expect(shown('resource')).toMatchObject([{ type: 'hidden', default: 'message' }]);
	expect(shown('operation')[0]).toMatchObject({ type: 'hidden', default: 'sendAndWait' });
	expect(shown('responseType')).toMatchObject([{ type: 'hidden', default: 'approval' }]);
	expect(shown('approvalOptions')).toHaveLength(1);
	expect(shown('to').length).toBeGreaterThan(0);
	expect(type?.['credentials']).toMatchObject([{ required: true }]);
});

describe('with buttons in the chat', () => {
	let saved: SavedWorkflow;
	beforeAll(async () => {
		saved = await publishCopy('xobito');
	});

	test('after a refusal the tool does not run, and the model hears what was tapped', async () => {
		const id = await start('xobito', saved, refunds(5));
		await tap('No refund');
		expect((await executionById(host.rest, id)).status).toBe('success');
		expect(results()).toEqual([expect.stringContaining('the person tapped “No refund”')]);
		expect(results()[0]).not.toMatch(/Refunded|rejected/);
		expect((await to(chloe)).at(-1)?.text).toBe('That is all.');
	});

	test('two calls at once are two questions, and each answer counts for its own', async () => {
		const id = await start('xobito', saved, refunds(5, 6));
		await tap('No refund');
		await asked(id, 2);
		expect((await questions()).map(({ text }) => text.split('\n')[0])).toEqual([
			'Refund *5 €* for order *A-1* to Chloe Martin?',
			'Refund *6 €* for order *A-2* to Chloe Martin?',
		]);
		await tap('Refund');
		expect((await executionById(host.rest, id)).status).toBe('success');
		// n8n tells the model of the second one only.
		expect(results()).toEqual(['[{"response":"Refunded 6 € for order A-2."}]']);
	});

	test('who asks the same again after a refusal, asks again', async () => {
		const id = await start('xobito', saved, refunds(5), refunds(5));
		await tap('No refund');
		await asked(id, 2);
		await tap('Refund');
		expect((await executionById(host.rest, id)).status).toBe('success');
		const [first, second] = await questions();
		expect(second?.text).toBe(first?.text);
	});

	test('n8n’s own words show what the tool is called with', async () => {
		const message =
			'=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}';
		const id = await start('xobito', await publishCopy('xobito', { message }), refunds(5));
		expect((await questions()).map(({ text }) => text)).toEqual([
			'The agent wants to run this tool: Refund_the_order\n\nInput:\norder: A-1\namount: 5\nreason: broken',
		]);
		await tap('Refund');
		expect((await executionById(host.rest, id)).status).toBe('success');
	});

	test('what comes out when the time is over tells the model that nobody answered', async () => {
		const id = await start('xobito', saved, refunds(5));
		const response = await host.rest.request('GET', `/rest/executions/${id}`);
		expect(JSON.stringify(response)).toContain('Nobody answered in time.');
		await tap('No refund');
		await executionById(host.rest, id);
	});

	test('where nobody can be asked, the model hears why', async () => {
		const { id } = await publishCopy('xobito', { to: '12' });
		await host.reset();
		script = [refunds(5)];
		const known = await executionIds(host.rest, id);
		await performAction(host.sandboxUrl, account('xobito'), { phone: chloe, text: said });
		const run = await eventually(async () =>
			(await executionIds(host.rest, id)).find((one) => !known.includes(one)),
		);
		expect((await executionById(host.rest, run)).status).toBe('success');
		expect(results()).toEqual([
			expect.stringMatching(/could not be asked: “12” cannot be a phone number/),
		]);
	});
});

describe('without buttons', () => {
	test.each([
		['choice=0', /^\[{"response":"Refunded 5 € for order A-1."}\]$/],
		['choice=1', /the person tapped “No refund”/],
	])('the owner answers on a page: %s', async (answer, result) => {
		const id = await start('qyvo', await publishCopy('qyvo'), refunds(5));
		const url = /https?:\S+$/.exec((await to(anna)).at(-1)?.text ?? '')?.[0] ?? '';
		const { status } = await axios.post(url, answer, { proxy: false });
		expect(status).toBe(200);
		expect((await executionById(host.rest, id)).status).toBe('success');
		expect(results()).toEqual([expect.stringMatching(result)]);
	});
});
