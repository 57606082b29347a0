import { runInNewContext } from 'node:vm';

import axios from 'axios';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { asObjects } from '../../nodes/WhatsAppGateway/core/narrow';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { outputShapes } from '../../nodes/WhatsAppGateway/operations/output/shapes';
import { anna } from './host';
import {
	lackOf,
	operationByName,
	operationOf,
	operationRuns,
	parametersOf,
} from './operationParameters';
import { invites } from './operationRuns/groups';
import { ben } from './operationRuns/operationRun';

/** What the tools have answered, by the names of the runs. */
export type Answers = ReadonlyMap<string, unknown>;

/** The tool of a run, and how a model calls it. */
export interface ToolRun {
	readonly name: string;
	/** By resource and value. */
	readonly operation: string;
	/** Its name, as n8n gives it to the model. */
	readonly tool: string;
	/** Those of its node: what a model can fill is `$fromAI`. */
	readonly parameters: Readonly<Record<string, unknown>>;
	/** The names of its arguments, all of which n8n calls required. */
	readonly required: readonly string[];
	/** The runs that must have been answered. */
	readonly needs: readonly string[];
	argumentsFrom(answers: Answers): Record<string, unknown>;
}

/** WA.CR allows 60 requests a minute, which other tests use as well: it shows what only it has. */
const busy = 'wacr';

function isCalled(name: string, gateway: Gateway): boolean {
	if (name === 'message:sendAndWait' || lackOf(name, gateway) !== undefined) return false;
	if (gateway.id !== busy || name === 'message:sendText') return true;
	return gateways.every((one) => one === gateway || lackOf(name, one) !== undefined);
}

/** The value of an argument: what an earlier tool has answered, where the table names that. */
function valueFrom(value: unknown, answers: Answers): unknown {
	if (typeof value !== 'string' || !value.startsWith('={{')) return value;
	const itemsOf = (name: string) => asObjects(answers.get(name)).map((json) => ({ json }));
	const $ = (name: string) => ({ first: () => itemsOf(name)[0], all: () => itemsOf(name) });
	const $json = asObjects(answers.get('received'))[0] ?? {};
	return runInNewContext(value.slice(3, -2), { $, $json }) ?? null;
}

/** A value that the model gives as a list arrives as JSON. */
const typeOf = (value: unknown) =>
	typeof value === 'string' && /^=\{\{ \[/.test(value) ? 'json' : typeof value;

function toToolRun(name: string, gateway: Gateway): ToolRun {
	const operation = operationByName.get(operationOf(name));
	const values = new Map<string, unknown>();
	const fromAi = (key: string, value: unknown): unknown => {
		if (Array.isArray(value)) return value.map((one, index) => fromAi(`${key}${index}`, one));
		if (typeof value === 'object' && value !== null) {
			if ('__rl' in value) return { ...value, value: fromAi(key, 'value' in value && value.value) };
			const fields = Object.entries(value).map(([field, one]) => [
				field,
				fromAi(`${key}_${field}`, one),
			]);
			return Object.fromEntries(fields) as unknown;
		}
		values.set(key, value);
		return `={{ $fromAI('${key}', '', '${typeOf(value)}') }}`;
	};
	const ownersFields = [
		...['resource', 'operation'],
		...(operation?.fields ?? [])
			.filter(({ noDataExpression }) => noDataExpression === true)
			.map((field) => field.name),
	];
	const parameters = Object.fromEntries(
		Object.entries(parametersOf(name, gateway)).map(([key, value]) => [
			key,
			ownersFields.includes(key) ? value : fromAi(key, value),
		]),
	);
	const named = JSON.stringify([...values.values()]).matchAll(/\$\('([^']+)'\)/g);
	return {
		name,
		operation: operationOf(name),
		tool: name.replaceAll(':', '_'),
		parameters,
		required: [...values.keys()],
		needs: [...named].map(([, run = '']) => run),
		argumentsFrom: (answers) =>
			Object.fromEntries([...values].map(([key, value]) => [key, valueFrom(value, answers)])),
	};
}

/** The runs that a gateway has, as tools. */
export function callsOf(gateway: Gateway): ToolRun[] {
	return Object.keys(operationRuns)
		.filter((name) => isCalled(name, gateway))
		.map((name) => toToolRun(name, gateway));
}

/** Calls that a model can make at once: none of them needs what another one answers. */
export function wavesOf(calls: readonly ToolRun[]): ToolRun[][] {
	const waves: ToolRun[][] = [[]];
	for (const call of calls) {
		const wave = waves.at(-1) ?? [];
		const waits = wave.some(({ name }) => call.needs.includes(name));
		if (waits || call.name === 'group:getJoinRequests') waves.push([call]);
		else wave.push(call);
	}
	return waves;
}

/** Lets two people follow the invite link of the group before somebody looks who asks to join. */
export async function followInvites(
	wave: readonly ToolRun[],
	answers: Answers,
	sandboxUrl: string,
): Promise<void> {
	if (!wave.some(({ name }) => name === 'group:getJoinRequests')) return;
	const link = String(asObjects(answers.get(invites))[0]?.['inviteLink']);
	const url = link.replace('https:/', `${sandboxUrl}/metaCloud`);
	for (const phone of [anna, ben]) await axios.post(url, { phone }, { proxy: false });
}

/** What an agent gets instead of what the table has for the node. */
const ownAnswers: Readonly<Record<string, object>> = {
	'contact:deleteMany': { fault: 'unsupported', hint: expect.stringContaining('Delete') },
	'media:upload': { fault: 'mediaRejected', hint: expect.stringContaining('owner') },
	'media:getAll': { message: 'Nothing was found.' },
	'message:sendToMany': { people: 4, outcomes: { sent: 2, optedOut: 1, duplicate: 1 } },
};

/** The first item that a model gets of a run. */
export function answerOf(name: string, gateway: Gateway): object {
	const own = ownAnswers[name];
	if (own !== undefined) return own;
	const { item = {} } = operationRuns[name] ?? {};
	const shape = outputShapes[operationOf(name)];
	const fields = Object.entries(typeof item === 'function' ? item(gateway) : item);
	return Object.fromEntries(
		fields.filter(([field]) => shape?.simplified.includes(field) !== false),
	) as object;
}
