import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject, asText } from '../core/narrow';
import { isUserId } from '../core/recipient';
import { isAgentTool } from './agentTool';

/** What n8n tells of the nodes before this one, and of their items. */
export type StarterContext = Pick<
	IExecuteFunctions,
	'getChildNodes' | 'getNode' | 'getParentNodes' | 'getWorkflowDataProxy'
>;

/** Our triggers, by the end of their types' names. */
const triggerType = /\.whatsAppGateway(?:Polling)?Trigger$/;

/** More than a trigger can have. */
const maxOutputs = 32;

/**
 * The names of our triggers before this node. A tool stands before nothing: n8n tells which node called
 * it, or which one came before the agent.
 */
function triggersBefore(context: StarterContext): string[] {
	const { name } = context.getNode();
	if (!isAgentTool(context)) {
		return triggersAmong(context.getParentNodes(name));
	}
	const caller = asText(asObject(context.getWorkflowDataProxy(0).$prevNode)['name']);
	if (caller === null) return [];
	const before = context.getParentNodes(caller);
	const around = context
		.getChildNodes(caller)
		.flatMap((child) => context.getParentNodes(child.name));
	return triggersAmong([...before, ...around.filter((node) => node.name === caller)]);
}

function triggersAmong(nodes: ReturnType<StarterContext['getParentNodes']>): string[] {
	const names = nodes.filter(({ type }) => triggerType.test(type)).map((node) => node.name);
	return [...new Set(names)];
}

/** The names of the person of an event: number and user id, as far as they are known. */
function namesOf(item: unknown): string[] {
	const { from, contact } = asObject(asObject(item)['json']);
	const { userId, id } = asObject(contact);
	return [
		asText(from),
		...[asText(userId), asText(id)].filter((one) => isUserId(one ?? '')),
	].filter((name) => name !== null);
}

/** The items that a trigger put out; none of a trigger that did not start this run. */
function itemsOf(context: StarterContext, trigger: string): unknown[] {
	const items: unknown[] = [];
	for (let output = 0; output < maxOutputs; output++) {
		try {
			const some: unknown = context.getWorkflowDataProxy(0).$items(trigger, output);
			if (Array.isArray(some)) items.push(...some);
		} catch {
			// It has no such output, or has not run.
			break;
		}
	}
	return items;
}

/** The item of a trigger from which an item of this node was made; `undefined` where n8n cannot tell. */
function originOf(context: StarterContext, trigger: string, index: number): unknown {
	try {
		return asObject(context.getWorkflowDataProxy(index).$(trigger))['item'];
	} catch {
		return undefined;
	}
}

/** The names of everybody whose event started the run; `null` where n8n may tell whose item one is. */
function commonStarters(context: StarterContext, triggers: readonly string[]): string[] | null {
	const people = triggers.flatMap((trigger) => itemsOf(context, trigger)).map(namesOf);
	const areSame = new Set(people.map((names) => JSON.stringify(names))).size <= 1;
	return areSame || isAgentTool(context) ? [...new Set(people.flat())] : null;
}

/**
 * Reads, for an item, the names of the person whose event started this run, from what our trigger put out:
 * what an agent says cannot change it. Empty where no event started it, or where several people did and n8n
 * cannot tell whose item this is. For a tool, n8n never can: then all of them count. The trigger's items are
 * looked through once, not once for each item.
 */
export function startersReader(context: StarterContext): (index: number) => string[] {
	let known: { triggers: string[]; common: string[] | null } | undefined;
	return (index) => {
		if (known === undefined) {
			const triggers = triggersBefore(context);
			known = { triggers, common: commonStarters(context, triggers) };
		}
		const { triggers, common } = known;
		return common ?? triggers.flatMap((trigger) => namesOf(originOf(context, trigger, index)));
	};
}
