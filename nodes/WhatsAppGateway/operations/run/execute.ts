import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { answersWithFaults, toAgentItem } from '../../n8n/agentTool';
import { isCanceled } from '../../n8n/cancellation';
import { toFaultItem } from '../../n8n/faultItem';
import { reviewsTool, unaskedItem, withFeedback } from '../../sendAndWait/toolReview';
import { dispatch, type Outcome } from '../../sending/dispatch';
import { to } from '../fields/recipient';
import { operationOf } from '../index';
import type { ItemOutput, ItemTask, Operation } from '../operation';
import { addKeyHint, addNoteHints, addWaitHint } from './hints';
import { prepareItems, type PreparedItem, type PreparedRun, toTask } from './prepareItems';
import { prepareError, sendError, stopsRun } from './runErrors';
import { isReceipt } from './sendCounts';
import { putToWait } from './putToWait';
import { SendProgress } from './sendProgress';

function chosenOperation(context: IExecuteFunctions): Operation {
	const operation = operationOf(
		context.getNodeParameter('resource', 0),
		context.getNodeParameter('operation', 0),
	);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		'This version of the node does not know the operation.',
		{ description: 'Choose an operation from the list, or update the package.' },
	);
}

/** The output items: what each task gave, paired with its input item, or its fault. */
function toOutput(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly PreparedItem[],
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): INodeExecutionData[] {
	const node = context.getNode();
	const inputs = context.getInputData();
	const sends = operation.fields.some(({ name }) => name === to.name);
	return outcomes.flatMap((outcome, item): INodeExecutionData[] => {
		if (outcome.state === 'skipped') return [];
		if (outcome.state === 'done') {
			const prepared = items[item];
			const shape = prepared && 'shape' in prepared ? prepared.shape : (json: IDataObject) => json;
			return outcome.value.map((json) => ({ json: shape(json), pairedItem: { item } }));
		}
		const recipient = items[item]?.to ?? null;
		if (answersWithFaults(context)) {
			return [toAgentItem(outcome.error, item, recipient, sends)];
		}
		const input = inputs[item]?.json ?? {};
		return [toFaultItem(node, { error: outcome.error, index: item, recipient, sends, input })];
	});
}

/** What an agent gets instead of no items, which n8n hands on as an empty text. */
const nothingFound: INodeExecutionData[] = [
	{ json: { message: 'Nothing was found.' }, pairedItem: { item: 0 } },
];

/** Counts the messages as they leave. */
function withProgress(context: IExecuteFunctions, tasks: readonly ItemTask[]) {
	const progress = new SendProgress(context, tasks.filter(({ sends }) => sends).length);
	const counted = tasks.map((task): ItemTask => {
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
	return { progress, counted };
}

/** Messages of which n8n's store says, after a kill, that they may have been sent. */
const maxOpen = 25;

/** A write for every single message would be slow. */
const minClaims = 5;

/**
 * Messages to claim in n8n's store at a time: those of two seconds, and so few that together with those
 * on their way they are no more than {@link maxOpen}, unless more recipients are served at a time.
 */
function claimsAtATime({ sessions, concurrency }: PreparedRun): number {
	const perSecond = sessions.map(({ gateway, limits }) => {
		const { messages, perSeconds } = gateway.budget;
		return (limits.messagesPerMinute ?? (messages / perSeconds) * 60) / 60;
	});
	const soon = Math.ceil(2 * Math.max(0, ...perSecond));
	return Math.max(minClaims, Math.min(soon, maxOpen - concurrency));
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
	const run = await prepareItems(context, operation);
	const { memory } = run;
	const unprepared = stopAtFailure && prepareError(node, run.items, memory);
	if (unprepared) throw unprepared;

	const tasks = run.items.map(toTask);
	const { progress, counted } = withProgress(context, tasks);
	memory.batchSize = claimsAtATime(run);
	const outcomes = await dispatch(counted, {
		concurrency: run.concurrency,
		stopsAt: (error) => stopAtFailure && stopsRun(error),
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
	const output = toOutput(context, operation, run.items, outcomes);
	const waiting = await putToWait(context, tasks, outcomes);
	return waiting ?? [output.length === 0 && answersWithFaults(context) ? nothingFound : output];
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
