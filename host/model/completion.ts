import type { ModelAnswer } from './rules';

/** What identifies an answer: its number, and the model that was asked for. */
export interface CompletionName {
	readonly number: number;
	readonly model: string;
}

/** Nothing is counted, but n8n adds these up. */
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

function base({ number, model }: CompletionName, object: string) {
	return { id: `chatcmpl-${number}`, object, created: 0, model };
}

function messageOf(answer: ModelAnswer, { number }: CompletionName) {
	if ('text' in answer) return { role: 'assistant', content: answer.text };
	const calls = answer.calls.map(({ tool: name, arguments: given }, index) => ({
		id: `call_${number}_${index}`,
		type: 'function',
		function: { name, arguments: given },
	}));
	return { role: 'assistant', content: null, tool_calls: calls };
}

const reasonOf = (answer: ModelAnswer) => ('text' in answer ? 'stop' : 'tool_calls');

/** The answer in one piece. Source: https://platform.openai.com/docs/api-reference/chat/object */
export function completion(answer: ModelAnswer, name: CompletionName) {
	const message = messageOf(answer, name);
	return {
		...base(name, 'chat.completion'),
		choices: [{ index: 0, message, finish_reason: reasonOf(answer) }],
		usage,
	};
}

/**
 * The same as a stream of events, with the whole answer in the first of them.
 * Source: https://platform.openai.com/docs/api-reference/chat-streaming
 */
export function completionStream(
	answer: ModelAnswer,
	name: CompletionName,
	includesUsage: boolean,
): string {
	const { tool_calls: calls, ...message } = messageOf(answer, name);
	const delta = calls
		? { ...message, tool_calls: calls.map((call, index) => ({ index, ...call })) }
		: message;
	const choice = (changed: object, reason: string | null) => ({
		...base(name, 'chat.completion.chunk'),
		choices: [{ index: 0, delta: changed, finish_reason: reason }],
	});
	const chunks = [
		choice(delta, null),
		choice({}, reasonOf(answer)),
		...(includesUsage ? [{ ...base(name, 'chat.completion.chunk'), choices: [], usage }] : []),
	];
	return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]']
		.map((data) => `data: ${data}\n\n`)
		.join('');
}
