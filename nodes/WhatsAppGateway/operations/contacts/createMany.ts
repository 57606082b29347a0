import type { IDataObject } from 'n8n-workflow';

import type { BatchContact, Contact, ContactFields } from '../../core/contact';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item, ItemTask, Operation } from '../operation';
import { createTask } from '../task';
import { Batches } from './batches';
import { additionalFields, contactPhone, readContactFields } from './fields';

const needOfBatch = createNeed(
	({ contacts }) => contacts?.batch,
	'cannot create many contacts in one request.',
	({ contacts, instead }) =>
		contacts?.save === undefined
			? (instead?.contacts ?? 'Create them in the gateway’s dashboard.')
			: 'Use Create or Update, which makes a request for each contact.',
);

type Outcome = Omit<BatchContact, 'outcome'> & {
	/** `duplicate` for a number that an earlier item has. */
	readonly outcome: BatchContact['outcome'] | 'duplicate';
};

/** What is put out of a contact: what became of it, and what is stored, as far as that is known. */
function toOutput(
	{ phone, name, email }: ContactFields,
	{ outcome, reason, contact, raw }: Outcome,
): IDataObject {
	const unknown: Contact = {
		...{ id: null, phone, name, email, labels: [], optedOut: null, createdAt: null },
		raw,
	};
	return { outcome, reason, ...(contact ?? unknown), raw } as IDataObject;
}

/** What an earlier item with the same number has come to. */
const becameOf: Readonly<Record<BatchContact['outcome'], string>> = {
	created: 'and its contact was created',
	exists: 'and a contact with it exists already',
	refused: 'and was refused',
	unknown: 'and it is not known what became of it',
};

/** The outcome of an item whose number an earlier one has: it is not made, whatever became of that one. */
function duplicateOf({ outcome, reason }: BatchContact): Outcome {
	const sentence = `An earlier item has the same number, ${becameOf[outcome]}`;
	const why = outcome === 'refused' && reason !== null ? `: ${reason}` : '.';
	return { outcome: 'duplicate', reason: sentence + why, contact: null, raw: null };
}

const unknown: BatchContact = {
	outcome: 'unknown',
	reason: 'The gateway did not say what became of this contact.',
	contact: null,
	raw: null,
};

function readItem(item: Item, batches: Batches<ContactFields, BatchContact>): ItemTask {
	const { gateway, connection, accountKey } = item.session;
	const { max, create } = requireNeed(needOfBatch, gateway);
	const fields = readContactFields(item);
	const { outcome, isRepeated } = batches.add({
		...{ given: fields, name: fields.phone, accountKey, max },
		request: async (contacts) => await create(contacts, connection),
	});
	return createTask(null, async () => {
		const one = await outcome();
		return toOutput(fields, isRepeated ? duplicateOf(one) : one);
	});
}

function newBatches(): Operation {
	const batches = new Batches<ContactFields, BatchContact>(unknown);
	return {
		resource: 'contact',
		value: 'createMany',
		name: 'Create Many',
		action: 'Create many contacts',
		description: 'Create a contact for each input item, many of them in one request',
		needs: needOfBatch,
		fields: [contactPhone, additionalFields, options(timeout)],
		read: async (item) => readItem(item, batches),
	};
}

/** Creates the contacts of all items together, and says what became of each. */
export const createContacts: Operation = { ...newBatches(), forRun: newBatches };
