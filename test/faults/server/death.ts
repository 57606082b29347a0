import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import {
	executionById,
	executionIds,
	newExecution,
	retryExecution,
} from '../../../host/executions';
import { text } from '../../../host/rest';
import { descendants, survivors } from '../../host/processes';
import type { Bench } from './bench';
import type { Order, OrderDesk } from './orders';
import { timesOnPhones } from './steer';

/** Orders that go to a desk in one list. */
export interface Run {
	readonly desk: OrderDesk;
	readonly orders: readonly Order[];
}

/** Milliseconds after which nothing is under way any more that a dead n8n began. */
const settled = 500;

async function post({ desk, orders }: Run): Promise<void> {
	await axios.post(desk.address, { orders }, { proxy: false });
}

/** The newest execution of a run's desk that is not among these; `undefined` where n8n keeps none. */
export async function newId(
	{ rest }: Bench,
	{ desk }: Run,
	known: readonly string[],
): Promise<string | undefined> {
	return (await executionIds(rest, desk.workflowId)).find((id) => !known.includes(id));
}

/** Lets runs go to their end, all at once. Gives milliseconds; throws where one does not succeed. */
export async function undisturbed(bench: Bench, runs: readonly Run[]): Promise<number> {
	const begun = Date.now();
	await Promise.all(
		runs.map(async (run) => {
			const status = await finished(bench, run);
			if (status !== 'success') throw new Error(`A run that nothing disturbed: ${status}.`);
		}),
	);
	return Date.now() - begun;
}

/** Posts the orders and waits until they are through; gives n8n's word for the end. */
async function finished({ rest }: Bench, run: Run): Promise<string> {
	const known = await executionIds(rest, run.desk.workflowId);
	await post(run);
	return (await newExecution(rest, run.desk.workflowId, known)).status;
}

/**
 * Lets runs begin, kills n8n so many milliseconds later, and starts it again. Gives how often each
 * order was on its phone in between, for each run.
 */
export async function dieAt(
	moment: number,
	bench: Bench,
	runs: readonly Run[],
): Promise<number[][]> {
	const everything = [bench.pid(), ...descendants(bench.pid())];
	// The answer may be what the kill cuts off.
	const posts = runs.map(async (run) => await post(run).catch(() => undefined));
	await sleep(moment);
	await bench.kill();
	const left = await survivors(everything);
	if (left.length > 0) throw new Error(`The kill left processes behind: ${left.join(', ')}.`);
	await Promise.all(posts);
	await sleep(settled);
	const onPhones = await Promise.all(
		runs.map(
			async ({ desk, orders }) => await timesOnPhones(bench.sandboxUrl, desk.gateway, orders),
		),
	);
	await bench.restart();
	return onPhones;
}

/** What a person does who finds a killed run in n8n's list; gives what n8n said to it. */
export async function goOn(bench: Bench, run: Run, known: readonly string[]): Promise<string> {
	const id = await newId(bench, run, known);
	// Where n8n was killed before it had noted the run, nothing is left but to send the list in again.
	if (id === undefined) return `sent in again: ${await finished(bench, run)}`;
	const { status } = await executionById(bench.rest, id);
	if (status === 'success') return 'had succeeded';
	const retried = await retryExecution(bench.rest, id);
	return retried.status === 200
		? `${status}, retried: ${text(retried.data, 'status')}`
		: `${status}, ${retried.message}, sent in again: ${await finished(bench, run)}`;
}
