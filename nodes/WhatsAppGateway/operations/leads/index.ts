import type { Operation } from '../operation';
import { createLead, getLeads, updateLead } from './manage';

/** Every operation on leads, in the order of the form. */
export const leadOperations: readonly Operation[] = [createLead, getLeads, updateLead];
