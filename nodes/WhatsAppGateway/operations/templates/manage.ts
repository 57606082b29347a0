import type { INodeProperties } from 'n8n-workflow';

import { templateCategories, type TemplateCategory } from '../../core/templateManagement';
import { readChoice, readSwitch } from '../../n8n/readOption';
import { refuse } from '../../whatsapp/shape';
import { checkTemplateLanguage, checkTemplateName } from '../../whatsapp/templateDefinition';
import { createOnce, type Creation } from '../createOnce';
import { options } from '../fields/options';
import { readText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { template } from '../fields/template';
import { createNeed, needOfTemplates, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { readComponents } from './components';
import { contentChoices, contentFields, specifyContent } from './contentFields';
import { readSamples } from './samples';
import { readTemplateSettings, templateSettings } from './settings';

/** What each operation needs. */
const needs = {
	create: needOfTemplates('create', 'create templates'),
	edit: needOfTemplates('edit', 'change templates'),
	remove: needOfTemplates('remove', 'delete templates'),
	sync: createNeed(
		({ templateManagement }) => templateManagement?.sync,
		'cannot fetch the templates from WhatsApp.',
		() => 'Use Get Many: it lists what the gateway has.',
	),
};

const categoryNames: Readonly<Record<TemplateCategory, string>> = {
	AUTHENTICATION: 'Authentication',
	MARKETING: 'Marketing',
	UTILITY: 'Utility',
};

const categoryOptions = templateCategories.map((value) => ({
	name: categoryNames[value],
	value,
}));

/** The name of a new template. */
export const templateName: INodeProperties = {
	displayName: 'Name',
	name: 'templateName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_confirmation',
	description: 'Lowercase letters, digits and underscores. A template is sent by this name.',
};

const category: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: categoryOptions,
	default: 'UTILITY',
	description: 'What the template is for; WhatsApp may choose another one, and bills by it',
};

/** The language of a new template. */
export const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. en_US',
	description: 'The code of the language that the text is written in',
};

/** What a template is while it is not known what the gateway answered; `words` are what it holds. */
export function creationOf(
	words: { readonly name: string; readonly language: string },
	category: string | null,
): Creation {
	const { name, language: code } = words;
	return {
		...{ what: `the template “${name}”`, look: 'with Template: Get Many', recipient: null, words },
		known: { id: null, name, language: code, category, status: 'unknown', raw: null },
	};
}

/** Gives a template to WhatsApp for review. */
export const createTemplate: Operation = {
	resource: 'template',
	value: 'create',
	name: 'Create',
	action: 'Create template',
	description: 'Create a template in one language, which WhatsApp then reviews',
	needs: needs.create,
	fields: [
		templateName,
		category,
		language,
		specifyContent,
		...contentFields,
		options(timeout, ...templateSettings),
	],
	async read(item) {
		const create = requireNeed(needs.create, item.session.gateway);
		const name = requireText(item, 'templateName', 'Name', 'Choose a name for the template.');
		checkTemplateName(name);
		const code = requireText(item, 'language', 'Language', 'Enter its code, such as en_US.');
		checkTemplateLanguage(code);
		const chosen = readChoice(item.parameter('category', ''), category) as TemplateCategory;
		const settings = readTemplateSettings(item, chosen);
		const components = readComponents(item, chosen);
		const withHandles = await readSamples(item, components);
		const definition = { name, language: code, category: chosen, ...settings };
		return createOnce(
			item,
			creationOf(definition, chosen),
			async (connection) =>
				await create({ ...definition, components: await withHandles() }, connection),
		);
	},
};

const unchanged = 'unchanged';

const newCategory: INodeProperties = {
	...category,
	options: [...categoryOptions, { name: 'Unchanged', value: unchanged }],
	default: unchanged,
	description: 'The category of an approved template cannot be changed',
};

const newContent: INodeProperties = {
	...specifyContent,
	options: [...contentChoices, { name: 'Unchanged', value: unchanged }],
	description: 'The new content replaces all of the old one',
};

const languageOfOne: INodeProperties = {
	...language,
	required: false,
	description: 'The language to change. May be empty if the template has only one.',
};

/** Changes the category or the content of a template. */
export const editTemplate: Operation = {
	resource: 'template',
	value: 'edit',
	name: 'Edit',
	action: 'Edit template',
	description: 'Change a template in one language, which WhatsApp then reviews again',
	needs: needs.edit,
	fields: [
		...[template, languageOfOne, newCategory, newContent],
		...contentFields,
		options(timeout, ...templateSettings),
	],
	async read(item) {
		const edit = requireNeed(needs.edit, item.session.gateway);
		const { connection } = item.session;
		const nameOrId = requireText(item, 'template', 'Template', 'Select the template.');
		const target = { nameOrId, language: readText(item, 'language', 'Language') };
		const chosen = readChoice(item.parameter('category', unchanged), newCategory);
		const content = readChoice(item.parameter('specifyContent', 'fields'), newContent);
		const settings = readTemplateSettings(
			item,
			chosen === unchanged ? null : (chosen as TemplateCategory),
		);
		const isSame = chosen === unchanged && content === unchanged;
		if (isSame && Object.keys(settings).length === 0) {
			refuse('Nothing of the template is changed.', 'Choose another category, or new content.');
		}
		const withHandles =
			content === unchanged ? null : await readSamples(item, readComponents(item, chosen));
		return createTask(null, async () => {
			const change = {
				...settings,
				...(chosen !== unchanged && { category: chosen as TemplateCategory }),
				...(withHandles !== null && { components: await withHandles() }),
			};
			return { ...(await edit(target, change, connection)), changed: true };
		});
	},
};

const allLanguages: INodeProperties = {
	displayName: 'All Languages',
	name: 'allLanguages',
	type: 'boolean',
	default: false,
	description: 'Whether to delete the template in every language that it has',
};

/** The language to delete; empty for all, which an empty field alone is no wish for. */
function readDeletedLanguage(item: Item): string {
	if (readSwitch(item.parameter(allLanguages.name, false), allLanguages)) return '';
	const hint = 'Enter the code of the language, or switch All Languages on.';
	return requireText(item, language.name, language.displayName, hint);
}

/** Deletes a template in one language, or in all. */
export const deleteTemplate: Operation = {
	resource: 'template',
	value: 'delete',
	name: 'Delete',
	action: 'Delete template',
	description: 'Delete a template in one language or in all of them',
	needs: needs.remove,
	fields: [
		template,
		allLanguages,
		{
			...language,
			displayOptions: { show: { allLanguages: [false] } },
			description: 'The language to delete',
		},
		options(timeout),
	],
	async read(item) {
		const remove = requireNeed(needs.remove, item.session.gateway);
		const { connection } = item.session;
		const nameOrId = requireText(item, 'template', 'Template', 'Select the template.');
		const target = { nameOrId, language: readDeletedLanguage(item) };
		return createTask(null, async () => ({
			...(await remove(target, connection)),
			deleted: true,
		}));
	},
};

/** Lets the gateway fetch the templates from WhatsApp. */
export const syncTemplates: Operation = {
	resource: 'template',
	value: 'sync',
	name: 'Sync',
	action: 'Sync templates',
	description:
		'Let the gateway fetch the templates from WhatsApp, after one was created, approved or changed there',
	needs: needs.sync,
	fields: [options(timeout)],
	async read(item) {
		const sync = requireNeed(needs.sync, item.session.gateway);
		const { connection } = item.session;
		return createTask(null, async () => ({
			synced: true,
			raw: (await sync(connection)) ?? null,
		}));
	},
};
