import { Hono } from 'hono';

import { completion } from '../../host/model/completion';
import type { ModelAnswer } from '../../host/model/rules';
import { listen } from '../../host/server/listen';
import { asObject, asObjects } from '../../nodes/WhatsAppGateway/core/narrow';

type Arguments = Readonly<Record<string, unknown>>;

/** The call of a tool by its name, or of the first that is offered. */
export interface Call {
	readonly tool?: string;
	readonly call: Arguments;
}

/** What the model says: words, a call, or several at once, which n8n runs in their order. */
export type Said = { readonly text: string } | Call | readonly Call[];

/** What the model says next, or how that follows from what its tools have answered. */
export type Turn = Said | ((observations: readonly string[]) => Said | Promise<Said>);

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
	const observations = () =>
		asObjects(last['messages'])
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => String(content));
	const next = async (): Promise<ModelAnswer> => {
		const turn = turns.shift() ?? { text: 'Done.' };
		const said = typeof turn === 'function' ? await turn(observations()) : turn;
		if ('text' in said) return said;
		const calls = 'call' in said ? [said] : said;
		return {
			calls: calls.map(({ tool = String(tools()[0]?.['name']), call }) => ({
				tool,
				arguments: JSON.stringify(call),
			})),
		};
	};
	const app = new Hono();
	app.post('/chat/completions', async (context) => {
		last = { ...asObject(await context.req.json()) };
		return context.json(completion(await next(), { number: ++count, model: 'scripted' }));
	});
	const { url, close } = await listen(app.fetch);
	return {
		url,
		close,
		script(...next) {
			turns = next;
		},
		tools,
		observations,
	};
}
