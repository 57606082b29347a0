import type { Operation } from '../operation';
import { assignLead, unassignLead } from './assign';
import { changeLeadStatus } from './changeStatus';
import { createLeadField, deleteLeadField, getLeadFields, updateLeadField } from './formFields';
import { getLeads } from './list';
import { createLead, deleteLead, updateLead } from './manage';

/** Every operation on leads and on the fields that they have, in the order of the form. */
export const leadOperations: readonly Operation[] = [
	assignLead,
	changeLeadStatus,
	createLead,
	createLeadField,
	deleteLead,
	deleteLeadField,
	getLeads,
	getLeadFields,
	unassignLead,
	updateLead,
	updateLeadField,
];
