import { Hono } from 'hono';

import { completion } from '../../host/model/completion';
import type { ModelAnswer } from '../../host/model/rules';
import { listen } from '../../host/server/listen';
import { asObject, asObjects } from '../../nodes/WhatsAppGateway/core/narrow';

/** What the model says next: words, or a call of the first tool that it is offered. */
export type Turn = { readonly text: string } | { readonly call: Readonly<Record<string, unknown>> };

/** A chat model that says what a test has written down, one turn for each request. */
export interface ScriptedModel {
	readonly url: string;
	/** What it says from now on. */
	script(...turns: Turn[]): void;
	/** The tools of the last request, as the model gets them. */
	tools(): Array<Record<string, unknown>>;
	/** What the tool answered so far, in the order of the calls. */
	observations(): string[];
	close(): Promise<void>;
}

/** Starts the model on a free port of this machine. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let turns: Turn[] = [];
	let last: Record<string, unknown> = {};
	let count = 0;
	const tools = () => asObjects(last['tools']).map((tool) => ({ ...asObject(tool['function']) }));
	const next = (): ModelAnswer => {
		const turn = turns.shift() ?? { text: 'Done.' };
		if ('text' in turn) return turn;
		return { tool: String(tools()[0]?.['name']), arguments: JSON.stringify(turn.call) };
	};
	const app = new Hono();
	app.post('/chat/completions', async (context) => {
		last = { ...asObject(await context.req.json()) };
		return context.json(completion(next(), { number: ++count, model: 'scripted' }));
	});
	const { url, close } = await listen(app.fetch);
	return {
		url,
		close,
		script(...next) {
			turns = next;
		},
		tools,
		observations: () =>
			asObjects(last['messages'])
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => String(content)),
	};
}
