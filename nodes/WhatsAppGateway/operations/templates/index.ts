import type { Operation } from '../operation';
import { getTemplateAnalytics } from './analytics';
import { getTemplate, getTemplates } from './get';
import { createFromLibrary } from './library/create';
import { getLibrary } from './library/get';
import { createTemplate, deleteTemplate, editTemplate, syncTemplates } from './manage';

/** Every operation on templates, in the order of the form. */
export const templateOperations: readonly Operation[] = [
	createTemplate,
	createFromLibrary,
	deleteTemplate,
	editTemplate,
	getTemplate,
	getTemplateAnalytics,
	getLibrary,
	getTemplates,
	syncTemplates,
];
