import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { answersWithFaults, isAgentTool, shortenAnswer, toAgentItem } from '../../n8n/agentTool';
import { Breath } from '../../n8n/breath';
import { isCanceled } from '../../n8n/cancellation';
import { toFaultItem } from '../../n8n/faultItem';
import { reviewsTool, unaskedItem, withFeedback } from '../../sendAndWait/toolReview';
import { claimsAtATime, type Pace, usefulConcurrency } from '../../sending/concurrency';
import { dispatch, type Outcome } from '../../sending/dispatch';
import { to } from '../fields/recipient';
import { operationOf } from '../index';
import type { ItemOutput, ItemTask, ManyPeople, Operation } from '../operation';
import { addCanceledHint, addKeyHint, addNoteHints, addWaitHint } from './hints';
import { prepareItems, type PreparedItem, type PreparedRun, toTask } from './prepareItems';
import { putToWait } from './putToWait';
import { canceledError, prepareError, sendError, stopsRun } from './runErrors';
import { isReceipt } from './sendCounts';
import { SendProgress } from './sendProgress';

function chosenOperation(context: IExecuteFunctions): Operation {
	const operation = operationOf(
		context.getNodeParameter('resource', 0),
		context.getNodeParameter('operation', 0),
	);
	if (operation !== undefined) return operation.forRun?.() ?? operation;
	throw new NodeOperationError(
		context.getNode(),
		'This version of the node does not know the operation.',
		{ description: 'Choose an operation from the list, or update the package.' },
	);
}

/** Whether an operation sends messages to people. */
const sendsMessages = ({ fields }: Operation) => fields.some(({ name }) => name === to.name);

/** The output items: what each task gave, paired with its input item, or its fault. */
async function toOutput(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly PreparedItem[],
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const inputs = context.getInputData();
	const sends = sendsMessages(operation);
	const answers = answersWithFaults(context);
	const breath = new Breath();
	const output: INodeExecutionData[] = [];
	for (const [item, outcome] of outcomes.entries()) {
		if (breath.isDue()) await breath.take();
		const prepared = items[item];
		if (outcome.state === 'done') {
			const shape = prepared && 'shape' in prepared ? prepared.shape : (json: IDataObject) => json;
			const binary = prepared && 'task' in prepared ? prepared.task.files?.() : undefined;
			for (const json of outcome.value) {
				output.push({ json: shape(json), ...(binary && { binary }), pairedItem: { item } });
			}
		} else if (outcome.state === 'failed') {
			const { error } = outcome;
			const recipient = prepared?.to ?? null;
			const input = inputs[item]?.json ?? {};
			output.push(
				answers
					? toAgentItem(error, item, recipient, sends)
					: toFaultItem(node, { error, index: item, recipient, sends, input }),
			);
		}
	}
	return output;
}

/** The one item that tells what became of all people. */
function toReport(
	context: IExecuteFunctions,
	many: ManyPeople,
	{ items, shape }: PreparedRun,
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): INodeExecutionData[] {
	const pairedItem = context.getInputData().map((_, item) => ({ item }));
	return [{ json: shape(many.report(items, outcomes)), pairedItem }];
}

/** What an agent gets instead of no items, which n8n hands on as an empty text. */
const nothingFound: INodeExecutionData[] = [
	{ json: { message: 'Nothing was found.' }, pairedItem: { item: 0 } },
];

/** The tasks, which count the messages as they leave. */
function withProgress(progress: SendProgress, tasks: readonly ItemTask[]): ItemTask[] {
	return tasks.map((task): ItemTask => {
		if (task.sends === undefined) return task;
		return {
			...task,
			async run(releaseWhile) {
				const output = await task.run(releaseWhile);
				if (isReceipt(output)) progress.add(task.recipient);
				return output;
			},
		};
	});
}

/** How fast the accounts of a run are at present, and their senders where each has a rate. */
function pacesOf({ sessions }: PreparedRun): Pace[] {
	return sessions.flatMap((session) => {
		const { messagesPerMinute } = session.limits;
		return session.rates().map(({ messages, perSeconds }) => {
			const perSecond =
				typeof messagesPerMinute === 'number' ? messagesPerMinute / 60 : messages / perSeconds;
			return { perSecond, latency: session.latency() };
		});
	});
}

/**
 * How many recipients are served at a time, asked again with each one that was served; so many messages are
 * claimed at a time as suits it.
 */
function concurrencyOf(run: PreparedRun): () => number {
	return () => {
		const paces = pacesOf(run);
		const concurrency = run.concurrency ?? usefulConcurrency(paces);
		run.memory.batchSize = claimsAtATime(paces, concurrency);
		return concurrency;
	};
}

/**
 * Runs the node: reads every item, does what the operation makes of them, and gives the output. With
 * On Error: Stop, an item that cannot be read stops the run before anything is sent. An AI agent gets a
 * fault as the answer of its tool.
 */
async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const stopAtFailure = !context.continueOnFail() && !answersWithFaults(context);
	const operation = chosenOperation(context);
	const sends = sendsMessages(operation);
	const count = sends ? context.getInputData().length : 0;
	const progress = new SendProgress(context, count);
	const run = await prepareItems(context, operation);
	const { memory } = run;
	if (run.isCanceled) {
		if (stopAtFailure) throw canceledError(node);
		// With another setting of On Error, n8n would pass all items on, as if they were sent.
		addCanceledHint(context);
		return [[]];
	}
	const unprepared = stopAtFailure && prepareError(node, run.items, memory, sends);
	if (unprepared) throw unprepared;

	const tasks = run.items.map(toTask);
	progress.expect(tasks.filter(({ sends }) => sends).length);
	const outcomes = await dispatch(withProgress(progress, tasks), {
		concurrency: concurrencyOf(run),
		stopsAt: (error) => (stopAtFailure || operation.many !== undefined) && stopsRun(error),
		isCanceled: () => isCanceled(context),
	});
	await memory.close();
	progress.end();
	addNoteHints(context, run.notes);
	addKeyHint(context, memory);
	run.sessions.forEach((session) => addWaitHint(context, session));
	const failed = stopAtFailure && sendError(node, run.items, tasks, outcomes);
	if (failed) throw failed;
	memory.forget();
	if (operation.many !== undefined) return [toReport(context, operation.many, run, outcomes)];
	const output = await toOutput(context, operation, run.items, outcomes);
	const waiting = await putToWait(context, tasks, outcomes);
	if (waiting !== null) return waiting;
	if (output.length === 0 && answersWithFaults(context)) return [nothingFound];
	return [isAgentTool(context) ? shortenAnswer(output, operation.newestLast === true) : output];
}

/**
 * Runs the node as {@link runOperation}. In front of an agent's tool, what cannot be asked is an answer: n8n
 * would tell the agent that the user has rejected it.
 */
export async function executeOperation(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	if (!reviewsTool(context)) return await runOperation(context);
	const outputs = await runOperation(context).catch((error: Error) => [
		[unaskedItem(context, error)],
	]);
	return outputs.map((items) => items.map((item) => withFeedback(context, item)));
}
