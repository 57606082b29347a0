import type { IDataObject } from 'n8n-workflow';

import type { BatchContact, Contact, ContactBatch, ContactFields } from '../../core/contact';
import type { Connection } from '../../core/request';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item, ItemTask, Operation } from '../operation';
import { createTask } from '../task';
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

/** Contacts that go to a gateway in one request, which is made when the turn of the first one has come. */
class Batch {
	readonly contacts: ContactFields[] = [];
	private answer: Promise<readonly BatchContact[]> | null = null;

	constructor(
		private readonly create: ContactBatch['create'],
		private readonly connection: Connection,
	) {}

	/** What became of the contact at a place. Throws the fault of the request for each of its contacts. */
	async outcomeAt(place: number): Promise<BatchContact> {
		this.answer ??= this.create(this.contacts, this.connection);
		const outcome = (await this.answer)[place];
		if (outcome !== undefined) return outcome;
		const reason = 'The gateway did not say what became of this contact.';
		return { outcome: 'unknown', reason, contact: null, raw: null };
	}
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

/** The contacts of one run: every item is read before the first request is made. */
class Batches {
	/** The one that is being filled, by account. */
	private readonly open = new Map<string, Batch>();
	/** What asks for the outcome of each number, by account and number. */
	private readonly met = new Map<string, () => Promise<BatchContact>>();

	read(item: Item): ItemTask {
		const { gateway, connection, accountKey } = item.session;
		const { max, create } = requireNeed(needOfBatch, gateway);
		const fields = readContactFields(item);
		const key = `${accountKey} ${fields.phone}`;
		const earlier = this.met.get(key);
		if (earlier !== undefined) {
			return createTask(null, async () => toOutput(fields, duplicateOf(await earlier())));
		}
		let batch = this.open.get(accountKey);
		if (batch === undefined || batch.contacts.length >= max) {
			batch = new Batch(create, connection);
			this.open.set(accountKey, batch);
		}
		const place = batch.contacts.push(fields) - 1;
		const own = batch;
		const outcome = async () => await own.outcomeAt(place);
		this.met.set(key, outcome);
		return createTask(null, async () => toOutput(fields, await outcome()));
	}
}

function newBatches(): Operation {
	const batches = new Batches();
	return {
		resource: 'contact',
		value: 'createMany',
		name: 'Create Many',
		action: 'Create many contacts',
		description: 'Create a contact for each input item, many of them in one request',
		needs: needOfBatch,
		fields: [contactPhone, additionalFields, options(timeout)],
		read: async (item) => batches.read(item),
	};
}

/** Creates the contacts of all items together, and says what became of each. */
export const createContacts: Operation = { ...newBatches(), forRun: newBatches };
