import type { BatchRemoval, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item, ItemTask, Operation } from '../operation';
import { createTask } from '../task';
import { Batches } from './batches';
import { contact, nameOfReference, readContactReference } from './fields';

const needOfRemoval = createNeed(
	({ contacts }) => contacts?.batchRemoval,
	'cannot delete many contacts in one request.',
	({ contacts, instead }) => {
		if (contacts?.remove !== undefined)
			return 'Use Delete, which makes a request for each contact.';
		const inDashboard = 'Delete them in the gateway’s dashboard.';
		return contacts === undefined ? (instead?.contacts ?? inDashboard) : inDashboard;
	},
);

const unknown: BatchRemoval = {
	outcome: 'unknown',
	reason: 'The gateway did not say what became of this contact.',
	id: null,
};

/** An agent calls a tool for one item at a time: it gains nothing by this, and shall not try. */
function checkIsNoTool({ isAgentTool }: Item): void {
	if (!isAgentTool) return;
	throw new GatewayError('unsupported', 'Delete Many is not for an agent.', {
		hint: 'Nothing was deleted. Use a tool with the operation Delete, which deletes one contact in each call.',
	});
}

function readItem(item: Item, batches: Batches<ContactReference, BatchRemoval>): ItemTask {
	checkIsNoTool(item);
	const { gateway, connection, accountKey } = item.session;
	const { max, remove } = requireNeed(needOfRemoval, gateway);
	const reference = readContactReference(item);
	const { outcome } = batches.add({
		...{ given: reference, name: nameOfReference(reference), accountKey, max },
		request: async (references) => await remove(references, connection),
	});
	const phone = 'phone' in reference ? reference.phone : null;
	return createTask(null, async () => ({ ...(await outcome()), phone }));
}

function newBatches(): Operation {
	const batches = new Batches<ContactReference, BatchRemoval>(unknown);
	return {
		resource: 'contact',
		value: 'deleteMany',
		name: 'Delete Many',
		action: 'Delete many contacts',
		description: 'Delete the contact of each input item permanently, many of them in one request',
		needs: needOfRemoval,
		fields: [contact, options(timeout)],
		read: async (item) => readItem(item, batches),
	};
}

/** Deletes the contacts of all items together, and says what became of each. */
export const deleteContacts: Operation = { ...newBatches(), forRun: newBatches };
