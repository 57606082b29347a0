import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { startOddSandbox, type OddSandbox } from '../oddAnswers/oddSandbox';
import { roundsOf } from '../oddAnswers/operationRounds';
import { skipWaits } from '../oddAnswers/skippedWaits';
import { fieldsOf, type OddField } from './filledFields';
import { oddValues, type OddValue } from './oddValues';
import { alone, targetsOf, type Target } from './targets';
import { isTolerated } from './toleratedInputs';
import { usually, withReportedFaults, wrongIn } from './wrongCells';

let odd: OddSandbox;
beforeAll(async () => {
	skipWaits();
	odd = await startOddSandbox();
});
afterAll(async () => await odd.client.close());

const asUsual = { answering: () => undefined };

/** What n8n's engine does to a value between two nodes is not looked at. */
const given = (value: unknown) => ({ ...asUsual, json: { odd: value as string } });

/**
 * What is tried out in a field: everything in one that a run fills, beside what it usually has; in others, in
 * other kinds of messages, and where each cell takes a run of its own, what goes wrong most.
 */
function valuesOf({ usual }: OddField, { name, round }: Target): readonly OddValue[] {
	const isOwn = name === round.name && !alone.test(name);
	if (!isOwn || usual === undefined) return oddValues.filter(({ isKeen }) => isKeen);
	const isPlain = !String(usual).startsWith('=');
	return isPlain ? [{ ...usually, value: usual }, ...oddValues] : oddValues;
}

async function* outcomesOf(target: Target, field: OddField) {
	const { again } = target.round;
	const values = valuesOf(field, target);
	const items = values.map(({ value }) => given(field.toOdd(value)));
	const groups = alone.test(target.name) ? items.map((one) => [one]) : [items];
	let place = 0;
	for (const group of groups) {
		const outcome = await again(group, field.parameters).catch((error: Error) => {
			// A field of which others depend is known to n8n without a run, and refused.
			if (error.constructor.name === 'WorkflowHasIssuesError') return undefined;
			throw error;
		});
		if (outcome === undefined) return;
		for (const came of outcome.items) {
			const value = values[place++];
			if (value !== undefined) yield { value, came: withReportedFaults(came), outcome };
		}
	}
}

/** Whether a field that is left alone, or that of another kind of message, was tried out where it stands as well. */
function isMet({ name, round }: Target, field: OddField, met: Set<INodeProperties>): boolean {
	if (field.definition === undefined) return false;
	const isKnown = met.has(field.definition);
	met.add(field.definition);
	const isOwn = field.usual !== undefined && name === round.name;
	return !isOwn && (isKnown || alone.test(name));
}

/** Every field of a run with every odd value; gives what is wrong. */
async function tryOut(target: Target, met: Set<INodeProperties>): Promise<string[]> {
	const { round, name, operation, parameters } = target;
	const token = String(odd.client.account(round.gateway.id)['accessToken']);
	const usual = (await round.again([asUsual], parameters)).items[0];
	if (usual === undefined || usual.done.length === 0)
		return [
			`${round.gateway.id} ${name}: has no usual end: ${String(usual?.faults[0]?.['message'])}`,
		];
	const wrong: string[] = [];
	for (const field of fieldsOf(operation.fields, parameters)) {
		if (isMet(target, field, met)) continue;
		for await (const { value, came, outcome } of outcomesOf(target, field)) {
			const cell = { target, field, value, usual };
			for (const found of new Set(wrongIn(cell, came, outcome, token))) {
				const place = { run: name, field: field.path, value: value.name };
				if (isTolerated(round.gateway.id, place, found)) continue;
				wrong.push(`${round.gateway.id} ${name}, ${field.path}, ${value.name}: ${found}`);
			}
		}
	}
	return wrong;
}

test.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s: an odd value in any field of any operation widens nothing, and is said in sentences',
	async (_name, gateway) => {
		const wrong: string[] = [];
		const met = new Set<INodeProperties>();
		for await (const round of roundsOf(gateway, odd)) {
			for (const target of targetsOf(round)) wrong.push(...(await tryOut(target, met)));
		}
		expect(wrong).toEqual([]);
	},
	900_000,
);
