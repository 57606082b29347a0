import type { Operation } from '../operation';
import { getTemplateAnalytics } from './analytics';
import { getTemplate, getTemplates } from './get';
import { createTemplate, deleteTemplate, editTemplate, syncTemplates } from './manage';

/** Every operation on templates, in the order of the form. */
export const templateOperations: readonly Operation[] = [
	createTemplate,
	deleteTemplate,
	editTemplate,
	getTemplate,
	getTemplateAnalytics,
	getTemplates,
	syncTemplates,
];
