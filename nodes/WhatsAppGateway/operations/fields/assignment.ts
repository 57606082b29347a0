import type { INodeProperties } from 'n8n-workflow';

import type { ContactReference } from '../../core/contact';
import type { Assignment } from '../../core/inboxConversation';
import type { Need } from '../../core/need';
import type { Connection } from '../../core/request';
import { picker } from '../../n8n/picker';
import { nameOfReference, readReference } from '../contacts/fields';
import { requireNeed } from '../needs';
import type { Operation, Resource } from '../operation';
import { createTask } from '../task';
import { options } from './options';
import { fieldText, requireText } from './readText';
import { timeout } from './runOptions';

const typed = {
	displayName: 'By ID',
	name: 'id',
	placeholder: 'e.g. 5d6e7f80-91a2-4b3c-8d4e-5f60718293a4',
};

/** Who is to have a conversation or a lead. */
const userField = picker({
	displayName: 'Colleague',
	name: 'userId',
	description: 'Who gets it, as the gateway lists the colleagues, or the ID as assignedTo has it',
	list: 'members',
	typed,
});

/** A filter by who has a conversation or a lead. */
export const assigneeField = picker({
	displayName: 'Assigned To',
	name: 'assignedTo',
	description: 'The colleague who has it',
	list: 'members',
	required: false,
	typed,
});

const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asks for a refund',
	description: 'What the gateway keeps with the assignment',
};

/** How a gateway says who is to have something. */
type Assign = (
	reference: ContactReference,
	assignment: Assignment,
	connection: Connection,
) => Promise<object>;

/** What is assigned: the field that names it, and what its operations need. */
interface Assignable<Found> {
	readonly resource: Resource;
	readonly field: INodeProperties;
	readonly needs: Need<Found>;
	readonly assignOf: (found: Found) => Assign;
}

/** How an operation is called. */
type Texts = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

function createAssignment<Found>(
	{ resource, field, needs, assignOf }: Assignable<Found>,
	texts: Texts,
	isTaken: boolean,
): Operation {
	const { name, displayName } = userField;
	return {
		resource,
		...texts,
		needs,
		fields: [field, ...(isTaken ? [] : [userField]), options(reasonField, timeout)],
		async read(item) {
			const assign = assignOf(requireNeed(needs, item.session.gateway));
			const reference = readReference(item, field);
			const assignment = {
				userId: isTaken ? null : requireText(item, name, displayName, 'Choose the colleague.'),
				reason: fieldText(item.options[reasonField.name], reasonField.displayName) || null,
			};
			return createTask(
				nameOfReference(reference),
				async () => await assign(reference, assignment, item.session.connection),
			);
		},
	};
}

/** Creates the operation that gives something to a colleague, and the one that takes it back. */
export function createAssignments<Found>(
	assignable: Assignable<Found>,
	texts: { readonly assign: Texts; readonly unassign: Texts },
): readonly [assign: Operation, unassign: Operation] {
	return [
		createAssignment(assignable, texts.assign, false),
		createAssignment(assignable, texts.unassign, true),
	];
}
