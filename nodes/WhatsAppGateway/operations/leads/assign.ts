import { createAssignments } from '../fields/assignment';
import { leadField, needOfLeads } from './fields';

/** Say who is to have a lead. */
export const [assignLead, unassignLead] = createAssignments(
	{
		resource: 'lead',
		field: leadField,
		needs: needOfLeads,
		assignOf: ({ assign }) => assign,
	},
	{
		assign: {
			value: 'assign',
			name: 'Assign',
			action: 'Assign a lead',
			description: 'Give a lead to a colleague',
		},
		unassign: {
			value: 'unassign',
			name: 'Unassign',
			action: 'Unassign a lead',
			description: 'Take a lead from the colleague who had it',
		},
	},
);
