import type { INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../core/narrow';
import type { LibraryQuery } from '../../../core/templateLibrary';
import { readChoice } from '../../../n8n/readOption';
import { checkTemplateLanguage } from '../../../whatsapp/templateDefinition';
import { firstOf } from '../../fields/firstOf';
import { limit, readLimit, returnAll } from '../../fields/listOptions';
import { options } from '../../fields/options';
import { fieldText } from '../../fields/readText';
import { timeout } from '../../fields/runOptions';
import { needOfTemplates, requireNeed } from '../../needs';
import type { Item, Operation } from '../../operation';
import { createTask } from '../../task';

// Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library

/** What the operations on WhatsApp's library need. */
export const libraryNeed = needOfTemplates(
	'library',
	'use the templates of WhatsApp’s library',
	'Create the template in WhatsApp Manager, which has the library.',
);

/** `DELIVERY_UPDATE` as an entry of a form. */
function toOption(value: string) {
	const words = value.toLowerCase().split('_');
	return {
		name: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' '),
		value,
	};
}

const industry: INodeProperties = {
	displayName: 'Industry',
	name: 'industry',
	type: 'options',
	options: ['E_COMMERCE', 'FINANCIAL_SERVICES'].map(toOption),
	default: 'E_COMMERCE',
};

const topic: INodeProperties = {
	displayName: 'Topic',
	name: 'topic',
	type: 'options',
	options: ['ACCOUNT_UPDATE', 'CUSTOMER_FEEDBACK', 'ORDER_MANAGEMENT', 'PAYMENTS'].map(toOption),
	default: 'ORDER_MANAGEMENT',
};

const useCases = [
	...['ACCOUNT_CREATION_CONFIRMATION', 'AUTO_PAY_REMINDER', 'DELIVERY_CONFIRMATION'],
	...['DELIVERY_FAILED', 'DELIVERY_UPDATE', 'FEEDBACK_SURVEY', 'FRAUD_ALERT'],
	...['LOW_BALANCE_WARNING', 'ORDER_ACTION_NEEDED', 'ORDER_CONFIRMATION', 'ORDER_DELAY'],
	...['ORDER_OR_TRANSACTION_CANCEL', 'ORDER_PICK_UP', 'PAYMENT_ACTION_REQUIRED'],
	...['PAYMENT_CONFIRMATION', 'PAYMENT_DUE_REMINDER', 'PAYMENT_OVERDUE', 'PAYMENT_REJECT_FAIL'],
	...['PAYMENT_SCHEDULED', 'RECEIPT_ATTACHMENT', 'RETURN_CONFIRMATION', 'SHIPMENT_CONFIRMATION'],
	...['STATEMENT_ATTACHMENT', 'STATEMENT_AVAILABLE', 'TRANSACTION_ALERT'],
];

const useCase: INodeProperties = {
	displayName: 'Use Case',
	name: 'useCase',
	type: 'options',
	options: useCases.map(toOption),
	default: 'DELIVERY_UPDATE',
};

const choices = [industry, topic, useCase] as const;

const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. en_US',
	description:
		'Only templates in this language. Without it, each is listed once for every language.',
};

const search: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. payment',
	description: 'Part of the name or of the texts',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [industry, language, search, topic, useCase],
};

function readQuery(item: Item): LibraryQuery {
	const given = asObject(item.parameter(filters.name, {}));
	const texts = [language, search].map((field) => [
		field.name,
		fieldText(given[field.name], field.displayName),
	]);
	const chosen = choices.map((field) => [
		field.name,
		(given[field.name] ?? '') === '' ? '' : readChoice(given[field.name], field),
	]);
	const query: LibraryQuery = Object.fromEntries(
		[...texts, ...chosen].filter(([, value]) => value !== ''),
	);
	if (query.language !== undefined) checkTemplateLanguage(query.language);
	return query;
}

/** Lists templates that WhatsApp has written. */
export const getLibrary: Operation = {
	resource: 'template',
	value: 'getLibrary',
	name: 'Get Library',
	action: 'Get library of templates',
	description: 'Get templates that WhatsApp has written, which need no review',
	needs: libraryNeed,
	fields: [returnAll, limit, filters, options(timeout)],
	async read(item) {
		const library = requireNeed(libraryNeed, item.session.gateway);
		const { connection } = item.session;
		const maxTemplates = readLimit(item);
		const query = readQuery(item);
		return createTask(
			null,
			async () => await firstOf(library.search(query, connection), maxTemplates),
		);
	},
};
