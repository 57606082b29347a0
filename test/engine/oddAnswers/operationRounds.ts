import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Gateway } from '../../../nodes/WhatsAppGateway/core/gateway';
import { operations } from '../../../nodes/WhatsAppGateway/operations';
import type { Operation } from '../../../nodes/WhatsAppGateway/operations/operation';
import { bytes } from '../../firstBytes';
import { moreFields, operationRuns } from '../../host/operationParameters';
import { invites } from '../../host/operationRuns/groups';
import { runNode, type EngineRun } from '../engine';
import { anna, ben } from '../sandboxClient';
import type { Answering, Asked, Exchange, OddSandbox } from './oddSandbox';

/** What came out of one item. */
export interface Came {
	readonly done: readonly IDataObject[];
	readonly faults: readonly IDataObject[];
	readonly asked: readonly Asked[];
}

/** What came of a run. */
export interface Outcome {
	readonly run: EngineRun['run'];
	readonly failure: EngineRun['failure'];
	/** By the items that went in. */
	readonly items: readonly Came[];
}

/** One item that goes in: how the gateway answers it, and what it brings. */
export interface Given {
	readonly answering: Answering;
	readonly json?: IDataObject;
}

/** An operation at a gateway that has it, with all that it needs. */
export interface Round {
	readonly gateway: Gateway;
	readonly operation: Operation;
	/** As in `operationRuns`. */
	readonly name: string;
	readonly parameters: INodeParameters;
	/** What comes out where the gateway answers as it should, and what it answers. */
	readonly usual: Came;
	readonly exchanges: readonly Exchange[];
	/** Runs the operation again with several items, each as if for the first time. */
	again(given: readonly Given[], parameters?: INodeParameters): Promise<Outcome>;
}

type Earlier = ReadonlyMap<string, readonly IDataObject[]>;

/** A value of a run's parameters, in which what names an earlier run is what came out of it. */
function fill(value: unknown, earlier: Earlier): unknown {
	if (Array.isArray(value)) return value.map((entry) => fill(entry, earlier));
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).map(([name, entry]) => [name, fill(entry, earlier)]);
		return Object.fromEntries(entries) as unknown;
	}
	if (typeof value !== 'string' || !value.includes("$('")) return value;
	const itemsOf = (run: string) => {
		const items = (earlier.get(run) ?? []).map((json) => ({ json }));
		return { first: () => items[0] ?? { json: {} }, all: () => items };
	};
	const code = value.replace(/^=\{\{(.*)\}\}$/s, '$1');
	// An expression of our own runs.
	const evaluate = new Function('$', `return ${code}`) as (of: typeof itemsOf) => unknown;
	return evaluate(itemsOf);
}

/** The parameters of a run, as the editor stores them. */
function parametersOf(name: string, gateway: Gateway, earlier: Earlier): INodeParameters {
	const [resource, operation] = name.split(':');
	const { parameters, parametersOf: own } = operationRuns[name] ?? {};
	const all = { options: {}, ...parameters, ...own?.(gateway), resource, operation };
	return fill(all, earlier) as INodeParameters;
}

/** Whether the gateway can do what the run does. */
function isSupported({ needs }: Operation, gateway: Gateway, parameters: INodeParameters): boolean {
	if (needs === undefined) return true;
	const need = 'find' in needs ? needs : needs.needs[String(parameters[needs.field])];
	return need?.find(gateway) !== undefined;
}

/** Runs and what is needed of their names, in the order in which one has the data of those before it. */
function* namedOperations(): Iterable<readonly [string, Operation]> {
	for (const name of Object.keys(operationRuns)) {
		const [resource, value] = name.split(':');
		const operation = operations.find((one) => one.resource === resource && one.value === value);
		if (operation !== undefined) yield [name, operation];
	}
}

/** Lets people follow the invite link of a group. */
async function followLink({ client }: OddSandbox, { id }: Gateway, inviteLink: unknown) {
	const link = String(inviteLink).replace('https:/', `${client.url}/${id}`);
	for (const phone of [anna, ben]) {
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ phone });
		await client.sandbox.fetch(new Request(link, { method: 'POST', headers, body }));
	}
}

/** The item of every run: a received message, and a file. */
async function itemFor({ id }: Gateway, { client }: OddSandbox): Promise<INodeExecutionData> {
	const [received] = await client.received(id, anna);
	const data = bytes.pdf.toString('base64');
	const file = { data, mimeType: 'application/pdf', fileName: 'invoice.pdf' };
	return { json: { wamid: received?.whatsappMessageId ?? '' }, binary: { data: file } };
}

function placeOf(pairedItem: INodeExecutionData['pairedItem']): number | undefined {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : undefined;
}

/** Every run of every operation that a gateway has, one after the other, as `test/host/operations.test.ts` does. */
export async function* roundsOf(gateway: Gateway, odd: OddSandbox): AsyncGenerator<Round> {
	const { client } = odd;
	await client.reset();
	await client.setRateLimit(gateway.id, 1_000_000, 1);
	const account = { ...client.account(gateway.id), ...moreFields[gateway.id] };
	const item = await itemFor(gateway, odd);
	const execute = async (
		parameters: INodeParameters,
		items: readonly INodeExecutionData[],
		baseUrl: unknown,
	): Promise<Outcome> => {
		const { run, failure, output } = await runNode({
			...{ parameters, credentials: { ...account, baseUrl: String(baseUrl) }, items: [...items] },
			settings: { onError: 'continueErrorOutput' },
		});
		const outputs = [output(0), output(1)];
		const of = (at: number, index: number) =>
			(outputs[at] ?? [])
				.filter(({ pairedItem }) => items.length === 1 || placeOf(pairedItem) === index)
				.map(({ json }) => json);
		return {
			...{ run, failure },
			items: items.map((_, index) => ({
				...{ done: of(0, index), faults: of(1, index), asked: odd.asked(index) },
			})),
		};
	};
	const earlier = new Map<string, readonly IDataObject[]>();
	for (const [name, operation] of namedOperations()) {
		const parameters = parametersOf(name, gateway, earlier);
		if (!isSupported(operation, gateway, parameters)) continue;
		odd.record();
		const usual = (await execute(parameters, [item], account['baseUrl'])).items[0];
		if (usual === undefined) throw new Error(`${name} gave nothing.`);
		const exchanges = odd.recorded();
		earlier.set(name, usual.done);
		if (name === invites) await followLink(odd, gateway, usual.done[0]?.['inviteLink']);
		yield {
			...{ gateway, operation, name, parameters, usual, exchanges },
			async again(given, own = parameters) {
				odd.replay(
					given.map(({ answering }) => answering),
					exchanges,
				);
				const items = given.map(({ json }, index) => {
					const baseUrl = odd.baseUrlOf(index, String(account['baseUrl']));
					const { json: usualJson, binary } = structuredClone(item);
					return { json: { ...usualJson, baseUrl, ...json }, binary };
				});
				return await execute(own, items, '={{ $json.baseUrl }}');
			},
		};
	}
}
