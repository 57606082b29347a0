import type { ChatRequest } from './chatRequest';

/**
 * When the model says or calls what. All patterns are regular expressions that ignore the case, and all
 * that are given must match. `{{name}}` in an answer stands for the group of that name in one of them.
 */
export interface ModelRule {
	/** What the instructions of the agent say. */
	readonly system?: string;
	/** What the last message of the user says. */
	readonly user?: string;
	/** What an earlier message of the user says: only an agent with a memory sends it. */
	readonly earlier?: string;
	/** What a tool answered to the last message; without it, the rule waits for no tool. */
	readonly toolResult?: string;
	/** The answer … */
	readonly text?: string;
	/** … or the tool that is called, by a pattern of its name; the rule holds only if it is offered. */
	readonly call?: {
		readonly tool: string;
		readonly arguments: Readonly<Record<string, unknown>>;
	};
}

/** The call of a tool, with its arguments as JSON. */
export interface ToolCall {
	readonly tool: string;
	readonly arguments: string;
}

/** What the model answers: words, or calls of tools, in their order. */
export type ModelAnswer = { readonly text: string } | { readonly calls: readonly ToolCall[] };

/** The answer where no rule holds. */
export const withoutRule =
	'I am the imitated model of this demo, and I know only a few sentences. Choose the credential of a real model in the node of the model.';

/** The parts of a request that rules look at. */
interface Said {
	readonly system: string;
	readonly user: string;
	readonly earlier: readonly string[];
	readonly toolResults: readonly string[];
	readonly tools: readonly string[];
}

function read({ messages, tools }: ChatRequest): Said {
	const last = messages.findLastIndex(({ role }) => role === 'user');
	const textsOf = (wanted: string, from: number, to?: number) =>
		messages
			.slice(from, to)
			.filter(({ role }) => role === wanted)
			.map(({ content }) => content);
	return {
		system: [...textsOf('system', 0), ...textsOf('developer', 0)].join('\n'),
		user: messages[last]?.content ?? '',
		earlier: textsOf('user', 0, Math.max(last, 0)),
		toolResults: textsOf('tool', last + 1),
		tools: tools.map((tool) => tool.function.name),
	};
}

type Groups = Readonly<Record<string, string>>;

/** The named groups of a pattern in the newest text that it matches; `null` if it matches none. */
function find(pattern: string | undefined, texts: readonly string[]): Groups | null {
	if (pattern === undefined) return {};
	const expression = new RegExp(pattern, 'isu');
	const match = texts.map((text) => expression.exec(text)).findLast((one) => one !== null);
	return match ? { ...match.groups } : null;
}

function fill(text: string, groups: Groups): string {
	return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => groups[name] ?? whole);
}

function applyRule(rule: ModelRule, said: Said): ModelAnswer | null {
	if ((rule.toolResult === undefined) !== (said.toolResults.length === 0)) return null;
	const found = [
		find(rule.system, [said.system]),
		find(rule.user, [said.user]),
		find(rule.earlier, said.earlier),
		find(rule.toolResult, said.toolResults),
	];
	if (found.some((groups) => groups === null)) return null;
	const groups: Groups = Object.assign({}, ...found) as Groups;
	const { text = '', call } = rule;
	if (call === undefined) return { text: fill(text, groups) };
	const tool = said.tools.find((name) => new RegExp(call.tool, 'iu').test(name));
	if (tool === undefined) return null;
	return { calls: [{ tool, arguments: fill(JSON.stringify(call.arguments), groups) }] };
}

/** The answer of the first rule that holds. */
export function answerTo(request: ChatRequest, rules: readonly ModelRule[]): ModelAnswer {
	const said = read(request);
	for (const rule of rules) {
		const answer = applyRule(rule, said);
		if (answer !== null) return answer;
	}
	return { text: withoutRule };
}
