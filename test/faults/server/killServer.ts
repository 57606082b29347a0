import { setTimeout as sleep } from 'node:timers/promises';

import {
	executionById,
	executionIds,
	newExecution,
	retryExecution,
} from '../../../host/rest/executions';
import { textField } from '../../../host/rest/narrow';
import { descendants, survivors } from '../../host/processes';
import { timesOnPhones } from './controlSandbox';
import { type Order, type OrderWorkflow, postToWebhook } from './orders';
import type { TestServer } from './testServer';

/** Orders that are posted to a workflow in one list. */
export interface OrderRun {
	readonly workflow: OrderWorkflow;
	readonly orders: readonly Order[];
}

/** Requests of the killed n8n have ended when no message arrives for so long. */
const settleMs = 500;

/** Posts a list of orders; n8n answers once it has created the execution. */
export async function post({ workflow, orders }: OrderRun): Promise<void> {
	await postToWebhook(workflow.address, { orders });
}

/** The workflow's newest execution that is not in `known`; `undefined` if n8n has stored none. */
export async function newId(
	{ rest }: TestServer,
	{ workflow }: OrderRun,
	known: readonly string[],
): Promise<string | undefined> {
	return (await executionIds(rest, workflow.workflowId)).find((id) => !known.includes(id));
}

/** Runs all at once to their end and returns the milliseconds. Throws if one does not succeed. */
export async function runToEnd(testServer: TestServer, runs: readonly OrderRun[]): Promise<number> {
	const startedAt = Date.now();
	await Promise.all(
		runs.map(async (run) => {
			const status = await postAndWait(testServer, run);
			if (status !== 'success') throw new Error(`A run without a kill ended with ${status}.`);
		}),
	);
	return Date.now() - startedAt;
}

/** Posts the orders, waits for the end of the execution, and returns its status. */
async function postAndWait({ rest }: TestServer, run: OrderRun): Promise<string> {
	const known = await executionIds(rest, run.workflow.workflowId);
	await post(run);
	return (await newExecution(rest, run.workflow.workflowId, known)).status;
}

/** Waits until so many of a run's orders have arrived. */
export async function untilArrived(
	{ sandboxUrl }: TestServer,
	{ workflow, orders }: OrderRun,
	count: number,
): Promise<void> {
	const arrived = async () =>
		(await timesOnPhones(sandboxUrl, workflow.gateway, orders)).filter((times) => times > 0).length;
	while ((await arrived()) < count) await sleep(5);
}

/** A kill of n8n. */
export interface Kill {
	/** Milliseconds from the start of the runs. */
	readonly moment: number;
	/** For each run, how often each order was on its phone after the kill. */
	readonly onPhones: number[][];
}

/** Starts runs, kills n8n when `wait` has ended, and restarts it. */
export async function killAfter(
	wait: () => Promise<unknown>,
	testServer: TestServer,
	runs: readonly OrderRun[],
): Promise<Kill> {
	const processes = [testServer.pid(), ...descendants(testServer.pid())];
	// The kill may cut off the response.
	const posts = runs.map(async (run) => await post(run).catch(() => undefined));
	const startedAt = Date.now();
	await wait();
	const moment = Date.now() - startedAt;
	await testServer.kill();
	const left = await survivors(processes);
	if (left.length > 0) throw new Error(`The kill left processes behind: ${left.join(', ')}.`);
	await Promise.all(posts);
	const onPhones = await settledTimes(testServer, runs);
	await testServer.restart();
	return { moment, onPhones };
}

/** How often each order is on its phone, for each run, once the numbers no longer change. */
async function settledTimes(
	{ sandboxUrl }: TestServer,
	runs: readonly OrderRun[],
): Promise<number[][]> {
	let previous = '';
	for (;;) {
		const times = await Promise.all(
			runs.map(
				async ({ workflow, orders }) => await timesOnPhones(sandboxUrl, workflow.gateway, orders),
			),
		);
		const current = JSON.stringify(times);
		if (current === previous) return times;
		previous = current;
		await sleep(settleMs);
	}
}

/** Retries a killed run as a user does who finds it in n8n's list; returns what n8n answered. */
export async function retryOrResend(
	testServer: TestServer,
	run: OrderRun,
	known: readonly string[],
): Promise<string> {
	const id = await newId(testServer, run, known);
	// If n8n was killed before it stored the run, the user can only post the list again.
	if (id === undefined) return `posted again: ${await postAndWait(testServer, run)}`;
	const { status } = await executionById(testServer.rest, id);
	if (status === 'success') return 'had succeeded';
	const retried = await retryExecution(testServer.rest, id);
	return retried.status === 200
		? `${status}, retried: ${textField(retried.data, 'status')}`
		: `${status}, ${retried.message}, posted again: ${await postAndWait(testServer, run)}`;
}
