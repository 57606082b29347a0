import axios from 'axios';

import { withoutRule, type ModelRule } from '../../host/model/rules';
import { serveModel, type ServedModel } from '../../host/model/serveModel';

const rules: readonly ModelRule[] = [
	{
		user: '^refund (?<order>[A-Z]-\\d+)',
		call: { tool: 'refund', arguments: { order: '{{order}}' } },
	},
	{ user: '^refund', toolResult: 'rejected', text: 'The owner said no.' },
	{ user: '^refund', toolResult: '.', text: 'Done.' },
	{ user: 'my size', earlier: 'size (?<size>\\d+)', text: 'You wear {{size}}.' },
	{ system: 'pirate', user: 'hello', text: 'Ahoy.' },
	{ user: 'hello', text: 'Hello.' },
];

let model: ServedModel;
beforeAll(async () => {
	model = await serveModel({ rules });
});
afterAll(async () => await model.close());

const user = (content: unknown) => ({ role: 'user', content });
const refund = { type: 'function', function: { name: 'refund_order', parameters: {} } };

async function ask(body: object) {
	const { data, status } = await axios.post<Record<string, unknown>>(
		`${model.baseUrl}/chat/completions`,
		{ model: 'any', ...body },
		{ proxy: false, validateStatus: () => true },
	);
	return { data, status };
}

/** The first choice of an answer. */
async function choiceFor(messages: object[], more: object = {}) {
	const { data } = await ask({ messages, ...more });
	return (data['choices'] as object[])[0];
}

const says = (content: string) => ({
	index: 0,
	message: { role: 'assistant', content },
	finish_reason: 'stop',
});

test('the first rule that holds answers, whatever the form of the words', async () => {
	expect(await choiceFor([user('HELLO there')])).toEqual(says('Hello.'));
	expect(await choiceFor([user([{ type: 'text', text: 'hello' }])])).toEqual(says('Hello.'));
	const pirate = { role: 'system', content: 'You are a pirate.' };
	expect(await choiceFor([pirate, user('hello')])).toEqual(says('Ahoy.'));
	expect(await choiceFor([user('What is this?')])).toEqual(says(withoutRule));
});

test('an earlier message counts only where the client remembers it', async () => {
	expect(await choiceFor([user('What is my size?')])).toEqual(says(withoutRule));
	const before = [user('I wear size 42'), { role: 'assistant', content: 'Noted.' }];
	expect(await choiceFor([...before, user('What is my size?')])).toEqual(says('You wear 42.'));
});

test('a tool is called where it is offered, and its answer decides what is said', async () => {
	const asked = user('Refund A-17');
	expect(await choiceFor([asked])).toEqual(says(withoutRule));
	const choice = await choiceFor([asked], { tools: [refund] });
	expect(choice).toMatchObject({
		finish_reason: 'tool_calls',
		message: {
			content: null,
			tool_calls: [{ function: { name: 'refund_order', arguments: '{"order":"A-17"}' } }],
		},
	});
	const after = (content: string) => [
		asked,
		{ role: 'assistant', content: null, tool_calls: [] },
		{ role: 'tool', tool_call_id: 'call_1', content },
	];
	expect(await choiceFor(after('User rejected it'), { tools: [refund] })).toEqual(
		says('The owner said no.'),
	);
	expect(await choiceFor(after('ok'), { tools: [refund] })).toEqual(says('Done.'));
});

test('a stream has the same answer', async () => {
	const { data } = await ask({
		messages: [user('hello')],
		stream: true,
		stream_options: { include_usage: true },
	});
	const lines = String(data).trim().split('\n\n');
	expect(lines.at(-1)).toBe('data: [DONE]');
	const chunks = lines.slice(0, -1).map((line) => JSON.parse(line.slice(6)) as object);
	expect(chunks).toMatchObject([
		{ choices: [{ delta: { role: 'assistant', content: 'Hello.' }, finish_reason: null }] },
		{ choices: [{ delta: {}, finish_reason: 'stop' }] },
		{ choices: [], usage: { total_tokens: 2 } },
	]);
});

test('what was asked is kept for tests, and what it cannot read is refused', async () => {
	const before = model.requests.length;
	await ask({ messages: [user('hello')], tools: [refund] });
	expect(model.requests.slice(before)).toMatchObject([
		{ messages: [user('hello')], tools: [{ function: { name: 'refund_order' } }] },
	]);
	const origin = new URL(model.baseUrl).origin;
	const { data } = await axios.get<{ requests: unknown[] }>(`${origin}/requests`, { proxy: false });
	expect(data.requests).toHaveLength(before + 1);
	expect(await ask({ messages: [] })).toMatchObject({
		status: 400,
		data: { error: { message: expect.stringContaining('messages') } },
	});
	const other = await axios.post(
		`${model.baseUrl}/responses`,
		{},
		{ proxy: false, validateStatus: () => true },
	);
	expect([other.status, JSON.stringify(other.data)]).toEqual([
		404,
		expect.stringContaining('chat completions only'),
	]);
});
