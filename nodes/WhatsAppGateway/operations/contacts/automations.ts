import type { INodeProperties } from 'n8n-workflow';

import type { AutomationKind } from '../../core/automation';
import { GatewayError } from '../../core/faults';
import { parseGivenJson } from '../../core/givenJson';
import { asObject } from '../../core/narrow';
import { picker } from '../../n8n/picker';
import { allowedRecipients, whoMayBeWrittenTo } from '../fields/allowedRecipients';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { checkAllowed, type Purpose } from '../recipients/allowedRecipients';
import { createTask } from '../task';
import { contact, nameOfReference, readContactReference } from './fields';

/** The words of a kind in the form and in sentences. */
const words = {
	sequence: { name: 'Sequence', many: 'sequences', list: 'sequences' },
	flow: { name: 'Flow', many: 'flows', list: 'flows' },
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

/** Creates an operation that starts what the gateway does with a contact by itself. */
function createStart(kind: AutomationKind, value: string): Operation {
	const { name, many, list } = words[kind];
	const id = picker({
		displayName: name,
		name: kind,
		description: `The ${kind} to start. It must be published.`,
		list,
		typed: { displayName: 'By ID', name: 'id', placeholder: 'e.g. 01J3S8XQ5W7Z' },
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
		description: `Start a published ${kind} for a contact; one that is running already is not started twice`,
		needs,
		fields: [
			{
				displayName: `A start with a phone number opts the person in: the gateway creates the contact if it is new, and notes that the person agreed, as of now, to get messages. Start a ${kind} only for people who did.`,
				name: 'optInNotice',
				type: 'notice',
				default: '',
			},
			id,
			contact,
			context,
			options(allowedRecipients, timeout, whoMayBeWrittenTo),
		],
		async read(item) {
			const { gateway, connection } = item.session;
			const start = requireNeed(needs, gateway);
			const hint = `Select a ${kind} in the list, or enter its ID.`;
			const chosen = requireText(item, id.name, id.displayName, hint);
			const reference = readContactReference(item);
			checkAllowed(nameOfReference(reference), item, purpose);
			const request = { id: chosen, contact: reference, context: readContext(item) };
			return createTask(nameOfReference(reference), async () => ({
				gateway: gateway.id,
				...(await start(request, connection)),
			}));
		},
	};
}

/** Starts a sequence: steps over days. */
export const startSequence = createStart('sequence', 'startSequence');

/** Starts a flow: a conversation by itself. */
export const startFlow = createStart('flow', 'startFlow');
