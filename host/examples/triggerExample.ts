import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { HostFault } from '../fault';
import {
	executionById,
	executionIds,
	newExecutionId,
	untilIdle,
	type Execution,
} from '../rest/executions';
import type { Rest } from '../rest/rest';
import { receivedMessages } from './expectedMessages';
import type { FormPage } from './fillForm';
import type { PublishedExample } from './publishExamples';
import { performFill, performPost, untilArrived, type Step } from './steps';
import { describeDeliveries, performAction } from './userActions';

/** What a trial has come to. */
interface Trial {
	/** The page of the form that is open. */
	page?: FormPage;
}

/** Does one step; returns whether it starts a run of the example. */
async function performStep(
	sandboxUrl: string,
	{ address, account, body }: PublishedExample,
	step: Step,
	trial: Trial,
): Promise<boolean> {
	if ('fill' in step) {
		const isFirst = trial.page === undefined;
		trial.page = await performFill(sandboxUrl, address, step, trial.page);
		return isFirst;
	}
	if (!('post' in step)) {
		return (await performAction(sandboxUrl, account, step)) && step.quiet !== true;
	}
	const { post, to, answer } = step;
	const target = to === undefined ? address : new URL(`/webhook/${to}`, address).href;
	await performPost(sandboxUrl, target, post === 'sample' ? body : post, answer);
	return step.quiet !== true;
}

/** The run that a step has started. Throws {@link HostFault}, with what the gateway has delivered. */
async function newRunOf(
	rest: Rest,
	sandboxUrl: string,
	{ name, saved, account }: PublishedExample,
	known: readonly string[],
): Promise<string> {
	try {
		return await newExecutionId(rest, saved.id, known);
	} catch (error) {
		if (!(error instanceof HostFault)) throw error;
		const deliveries = await describeDeliveries(sandboxUrl, account);
		throw new HostFault(`${name}: ${error.message}\n${deliveries}`);
	}
}

/** Whether n8n forgets the runs of a workflow at once, because its author wants no trace of them. */
function isForgotten({ workflow: { settings } }: PublishedExample): boolean {
	return settings?.['saveDataSuccessExecution'] === 'none';
}

/**
 * Does the steps of an example's trial, one after the other, and waits for the end of its last run; there
 * is none to be seen where the workflow keeps none. Throws {@link HostFault}.
 */
export async function triggerExample(
	rest: Rest,
	sandboxUrl: string,
	example: PublishedExample,
): Promise<Execution | undefined> {
	const before = (await receivedMessages(sandboxUrl)).length;
	let last: string | undefined;
	const trial: Trial = {};
	for (const step of example.steps) {
		if (step.after !== undefined) await untilArrived(sandboxUrl, before + step.after);
		const known = await executionIds(rest, example.saved.id);
		const startsRun = await performStep(sandboxUrl, example, step, trial);
		if (!startsRun || isForgotten(example)) continue;
		last = await newRunOf(rest, sandboxUrl, example, known);
		await untilIdle(rest, last);
	}
	const ended = last === undefined ? undefined : await executionById(rest, last);
	// The comparison of the messages says which one is missing.
	await untilArrived(sandboxUrl, before + example.expectedMessages.length).catch(() => undefined);
	return ended;
}

/** How to trigger an example by hand: a line for the shell, and what to do at the phones. */
export function howToTrigger(
	{ address, isForm, body, demo, account }: PublishedExample,
	sandboxUrl: string,
): string[] {
	const at = gateways.find(({ id }) => id === account.data['gateway'])?.name;
	const json = JSON.stringify(body)?.replaceAll("'", String.raw`'\''`);
	const tried = demo.try
		?.replaceAll('{{sandbox}}', sandboxUrl)
		.replaceAll('{{n8n}}', new URL(address).origin);
	return [
		...(isForm ? [address] : []),
		...(body === undefined
			? []
			: [`curl ${address} -H 'content-type: application/json' -d '${json}'`]),
		...(tried === undefined ? [] : tried.split('\n')),
		// A person has a conversation with each gateway's number, and an example listens to one of them.
		...(tried === undefined || at === undefined || tried.startsWith('curl')
			? []
			: [`On the page, this is the conversation with ${at}.`]),
	];
}
