import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { asObject, asObjects } from '../../nodes/WhatsAppGateway/core/narrow';

/** What the model says next: words, or the call of the only tool. */
export type Turn = { readonly text: string } | { readonly call: Readonly<Record<string, unknown>> };

/** A chat model that says what a test has written down, in the form of OpenAI’s API. */
export interface ScriptedModel {
	readonly url: string;
	/** What it says from now on, one turn for each request. */
	script(...turns: Turn[]): void;
	/** The tools of the last request, as the model gets them. */
	tools(): Array<Record<string, unknown>>;
	/** What the tool answered, in the order of the calls. */
	observations(): string[];
	close(): Promise<void>;
}

function messageOf(turn: Turn | undefined, tool: string) {
	if (turn === undefined || 'text' in turn) {
		return { role: 'assistant', content: turn?.text ?? 'done' };
	}
	const call = { name: tool, arguments: JSON.stringify(turn.call) };
	const id = `call_${Math.random().toString(36).slice(2)}`;
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id, type: 'function', function: call }],
	};
}

/** Starts the model on a free port of this machine. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let turns: Turn[] = [];
	let last: Record<string, unknown> = {};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			last = { ...asObject(JSON.parse(Buffer.concat(chunks).toString() || '{}')) };
			const tool = asObject(asObjects(last['tools'])[0]?.['function']);
			const message = messageOf(turns.shift(), String(tool['name']));
			const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
			response.setHeader('content-type', 'application/json');
			response.end(
				JSON.stringify({
					id: 'chatcmpl-1',
					object: 'chat.completion',
					created: 0,
					model: 'scripted',
					choices: [{ index: 0, message, finish_reason: reason }],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		script(...next) {
			turns = next;
		},
		tools: () => asObjects(last['tools']).map((tool) => ({ ...asObject(tool['function']) })),
		observations: () =>
			asObjects(last['messages'])
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => String(content)),
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}
