import type { INodeProperties } from 'n8n-workflow';

import type { AutomationKind, AutomationRun, AutomationStart } from '../../core/automation';
import { GatewayError } from '../../core/faults';
import { parseGivenJson } from '../../core/givenJson';
import { asObject } from '../../core/narrow';
import { picker } from '../../n8n/picker';
import { readSwitch } from '../../n8n/readOption';
import { doOnce } from '../../sending/doOnce';
import { namesOfGateways } from '../../session/gatewayNames';
import { allowedRecipients, whoMayBeWrittenTo } from '../fields/allowedRecipients';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { retryUnknownOutcome } from '../fields/sendOptions';
import { readMessageName } from '../messages/messageKeys';
import { createNeed, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { checkAllowed, type Purpose } from '../recipients/allowedRecipients';
import { createTask } from '../task';
import { contact, nameOfReference, readContactReference } from './fields';

/** The words of a kind in the form and in sentences. */
const words = {
	sequence: { name: 'Sequence', many: 'sequences', list: 'sequences', typed: 'By ID' },
	flow: { name: 'Flow', many: 'flows', list: 'flows', typed: 'By ID or Hook' },
} as const satisfies Record<AutomationKind, object>;

const context: INodeProperties = {
	displayName: 'Values for the Steps',
	name: 'context',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"order_id": "A-1042"}',
	description:
		'What the steps can use: a name and a value for each, for example {"order_id": "A-1042", "first_name": "Anna"}',
};

const hookNotice: INodeProperties = {
	displayName: `At ${namesOfGateways(({ startsByHook }) => startsByHook === true)}, a flow is started by its hook: build an Auto Flow that begins with Webhook received and finds the person by the field phone, choose By ID or Hook below, and paste the hook’s address. Treat it like a password. Each value becomes a variable of the flow, {{var.hook_order_id}} for order_id; each start runs the flow once more.`,
	name: 'hookNotice',
	type: 'notice',
	default: '',
};

const retryIfUnknown: INodeProperties = {
	...retryUnknownOutcome,
	description:
		'Whether to start a flow by its hook again if it is unknown whether it was started, when the run is retried. The person may go through it twice.',
};

const purpose: Purpose = {
	verb: 'write to',
	field: contact.displayName,
	choice: whoMayBeWrittenTo.displayName,
	list: allowedRecipients.displayName,
};

function readContext({ parameter }: Item): Record<string, unknown> {
	const value = parameter(context.name, {});
	const read = typeof value === 'string' ? parseGivenJson(value) : (value ?? {});
	if (asObject(read) === read) return { ...asObject(read) };
	throw new GatewayError('invalidRequest', `The field ${context.displayName} has no JSON object.`, {
		hint: 'Enter an object such as {"order_id": "A-1042"}.',
	});
}

/** A start that another one would repeat, so that it is made once in a run and its retries. */
function onceInRun(
	{ id, contact: reference, context: values }: AutomationStart,
	item: Item,
	begin: () => Promise<AutomationRun>,
): () => Promise<AutomationRun> {
	const person = nameOfReference(reference);
	const name = readMessageName(person, { flow: id, values }, item);
	item.memory.expect(name);
	const { gateway } = item.session;
	const context = {
		gateway,
		retryUnknownOutcome: readSwitch(item.options[retryIfUnknown.name], retryIfUnknown),
		memories: item.memory.all,
		note: item.note,
	};
	const unknown = {
		now: `${gateway.name} did not confirm the start, so it is not known whether the flow runs for ${person}.`,
		earlier: `An earlier try may have started the flow for ${person}, so it was not started again.`,
		hint: `Look at the flow in the gateway’s dashboard. If it does not run for this person, switch on the option ${retryIfUnknown.displayName} and run this item again.`,
	};
	return async () => {
		const { result } = await doOnce(name, context, unknown, begin);
		return result ?? { status: 'started', sessionId: null, contactId: null, raw: null };
	};
}

/** Creates an operation that starts what the gateway does with a contact by itself. */
function createStart(kind: AutomationKind, value: string): Operation {
	const { name, many, list, typed } = words[kind];
	const id = picker({
		displayName: name,
		name: kind,
		description: `The ${kind} to start. It must be published.`,
		list,
		typed: { displayName: typed, name: 'id', placeholder: 'e.g. 01J3S8XQ5W7Z' },
	});
	const needs = createNeed(
		({ startAutomation }) => startAutomation?.[kind],
		`cannot start ${many}.`,
		() => 'Build the steps in n8n instead.',
	);
	return {
		resource: 'contact',
		value,
		name: `Start ${name}`,
		action: `Start a ${kind} for a contact`,
		description: `Start a published ${kind} for a contact${kind === 'flow' ? '' : '; one that is running already is not started twice'}`,
		needs,
		fields: [
			{
				displayName: `A start with a phone number opts the person in: the gateway creates the contact if it is new, and notes that the person agreed, as of now, to get messages. Start a ${kind} only for people who did.`,
				name: 'optInNotice',
				type: 'notice',
				default: '',
			},
			...(kind === 'flow' ? [hookNotice] : []),
			id,
			contact,
			context,
			options(
				allowedRecipients,
				timeout,
				whoMayBeWrittenTo,
				...(kind === 'flow' ? [retryIfUnknown] : []),
			),
		],
		async read(item) {
			const { gateway, connection } = item.session;
			const start = requireNeed(needs, gateway);
			const hint = `Select a ${kind} in the list, or enter its ID.`;
			const chosen = requireText(item, id.name, id.displayName, hint);
			const reference = readContactReference(item);
			checkAllowed(nameOfReference(reference), item, purpose);
			const request = { id: chosen, contact: reference, context: readContext(item) };
			const begin = async () => await start(request, connection);
			const run = gateway.startsByHook === true ? onceInRun(request, item, begin) : begin;
			return createTask(nameOfReference(reference), async () => ({
				gateway: gateway.id,
				...(await run()),
			}));
		},
	};
}

/** Starts a sequence: steps over days. */
export const startSequence = createStart('sequence', 'startSequence');

/** Starts a flow: a conversation by itself. */
export const startFlow = createStart('flow', 'startFlow');
