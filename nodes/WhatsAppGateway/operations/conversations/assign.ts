import { createAssignments } from '../fields/assignment';
import { needOfInbox } from '../needs';
import { conversationField } from './fields';

/** Say who is to answer a conversation. */
export const [assignConversation, unassignConversation] = createAssignments(
	{
		resource: 'conversation',
		field: conversationField,
		needs: needOfInbox('assign', 'assign a conversation to a colleague'),
		assignOf: (assign) => assign,
	},
	{
		assign: {
			value: 'assign',
			name: 'Assign',
			action: 'Assign a conversation',
			description: 'Give a conversation to a colleague, who is to answer',
		},
		unassign: {
			value: 'unassign',
			name: 'Unassign',
			action: 'Unassign a conversation',
			description: 'Take a conversation from the colleague who had it',
		},
	},
);
