import type { Operation } from '../operation';
import { startFlow, startSequence } from './automations';
import { blockContact, getBlockedContacts, unblockContact } from './blocklist';
import { getCallPermission } from './callPermission';
import { deleteContact, updateContact } from './change';
import { addComment, getComments } from './comments';
import { addLabel, getContact, getContacts, removeLabel, saveContact } from './contacts';
import { createContacts } from './createMany';
import { getLabels } from './labels';
import { createListEntry, deleteListEntry, getListEntries, updateListEntry } from './lists';

/** Every operation on contacts, their tags and lists, in the order of the form. */
export const contactOperations: readonly Operation[] = [
	addComment,
	addLabel,
	blockContact,
	createContacts,
	saveContact,
	deleteContact,
	getContact,
	getCallPermission,
	getComments,
	getContacts,
	getBlockedContacts,
	getLabels,
	removeLabel,
	startFlow,
	startSequence,
	unblockContact,
	updateContact,
	createListEntry,
	deleteListEntry,
	getListEntries,
	updateListEntry,
];
