import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { refused } from './answers';
import { paged } from './page';
import { none, objects, type Fields } from './refusal';
import type { TemplateRefusal } from './templateDefinition';

// Source of all of it: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library

/** A template of the library as Meta lists it. */
export interface LibraryRow extends Fields {
	readonly id: string;
	readonly name: string;
	readonly language: string;
	readonly category: string;
	readonly topic?: string;
	readonly usecase?: string;
	readonly industry: readonly string[];
	readonly header?: string;
	readonly body: string;
	readonly body_params: readonly string[];
	readonly body_param_types: readonly string[];
	readonly buttons?: readonly Fields[];
}

const deliveryUpdate = {
	name: 'delivery_update_1',
	category: 'UTILITY',
	topic: 'ORDER_MANAGEMENT',
	usecase: 'DELIVERY_UPDATE',
	industry: ['E_COMMERCE'],
	body_params: ['Anna', 'A-1042'],
	body_param_types: ['TEXT', 'TEXT'],
};

const seed: readonly LibraryRow[] = [
	{
		...deliveryUpdate,
		id: '7138055039625601',
		language: 'en_US',
		header: 'Your delivery',
		body: 'Hi {{1}}, your order {{2}} is on its way to you.',
		buttons: [{ type: 'URL', text: 'Track order', url: 'https://www.example.com/' }],
	},
	{
		...deliveryUpdate,
		id: '7138055039625602',
		language: 'pt_BR',
		header: 'Sua entrega',
		body: 'Olá {{1}}, seu pedido {{2}} está a caminho.',
		buttons: [{ type: 'URL', text: 'Acompanhar', url: 'https://www.example.com/' }],
	},
	{
		id: '7138055039625603',
		name: 'low_balance_warning_1',
		language: 'en_US',
		category: 'UTILITY',
		topic: 'PAYMENTS',
		usecase: 'LOW_BALANCE_WARNING',
		industry: ['FINANCIAL_SERVICES'],
		header: 'Your balance is low',
		body: 'Hi {{1}}, the balance of your account ending in {{2}} is below {{3}} now.',
		body_params: ['Anna', '1234', '$75.00'],
		body_param_types: ['TEXT', 'NUMBER', 'AMOUNT'],
		buttons: [
			{ type: 'URL', text: 'Make a deposit', url: 'https://www.example.com/' },
			{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+18005551234' },
		],
	},
	{
		id: '7138055039625604',
		name: 'feedback_survey_1',
		language: 'en_US',
		category: 'UTILITY',
		topic: 'CUSTOMER_FEEDBACK',
		usecase: 'FEEDBACK_SURVEY',
		industry: ['E_COMMERCE'],
		body: 'Hi {{1}}, how did you like our service this time?',
		body_params: ['Anna'],
		body_param_types: ['TEXT'],
	},
	{
		id: '7138055039625605',
		name: 'verify_code_1',
		language: 'en_US',
		category: 'AUTHENTICATION',
		industry: [],
		body: '{{1}} is your verification code.',
		body_params: ['123456'],
		body_param_types: ['TEXT'],
		buttons: [{ type: 'OTP', text: 'Copy code' }],
	},
];

/** What a filter may be. */
const filterValues: Readonly<Record<string, readonly string[]>> = {
	industry: ['E_COMMERCE', 'FINANCIAL_SERVICES'],
	topic: ['ACCOUNT_UPDATE', 'CUSTOMER_FEEDBACK', 'ORDER_MANAGEMENT', 'PAYMENTS'],
	usecase: [
		...['ACCOUNT_CREATION_CONFIRMATION', 'AUTO_PAY_REMINDER', 'DELIVERY_CONFIRMATION'],
		...['DELIVERY_FAILED', 'DELIVERY_UPDATE', 'FEEDBACK_SURVEY', 'FRAUD_ALERT'],
		...['LOW_BALANCE_WARNING', 'ORDER_ACTION_NEEDED', 'ORDER_CONFIRMATION', 'ORDER_DELAY'],
		...['ORDER_OR_TRANSACTION_CANCEL', 'ORDER_PICK_UP', 'PAYMENT_ACTION_REQUIRED'],
		...['PAYMENT_CONFIRMATION', 'PAYMENT_DUE_REMINDER', 'PAYMENT_OVERDUE'],
		...['PAYMENT_REJECT_FAIL', 'PAYMENT_SCHEDULED', 'RECEIPT_ATTACHMENT'],
		...['RETURN_CONFIRMATION', 'SHIPMENT_CONFIRMATION', 'STATEMENT_ATTACHMENT'],
		...['STATEMENT_AVAILABLE', 'TRANSACTION_ALERT'],
	],
};

function isFound(row: LibraryRow, asked: Readonly<Record<string, string>>): boolean {
	const { search = '', topic, usecase, industry, language, name } = asked;
	const text = [row.name, row.header ?? '', row.body].join('\n').toLowerCase();
	return (
		text.includes(search.toLowerCase()) &&
		(topic ?? row.topic) === row.topic &&
		(usecase ?? row.usecase) === row.usecase &&
		(industry === undefined || row.industry.includes(industry)) &&
		(language ?? row.language) === row.language &&
		(name ?? row.name) === row.name
	);
}

/** The library, or as many templates as it was given. */
function libraryRows({ listSizes }: Store): readonly LibraryRow[] {
	return listSizes.rows('metaCloud', 'libraryTemplates', seed, (index, name) => ({
		...{ ...deliveryUpdate, name, language: 'en_US', body: 'Hi {{1}}, about {{2}}: thank you.' },
		id: `71380550396${String(index).padStart(5, '0')}`,
	}));
}

/** The library is no part of an account. */
export function libraryRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.get('/message_template_library', (context) => {
		const asked = context.req.query();
		for (const [name, values] of Object.entries(filterValues)) {
			const value = asked[name];
			if (value !== undefined && !values.includes(value)) {
				return refused(context, 400, 100, `Param ${name} must be one of {${values.join(', ')}}`);
			}
		}
		const found = libraryRows(store).filter((row) => isFound(row, asked));
		return paged(context, found);
	});
	return routes;
}

const invalid = (details: string): TemplateRefusal => ({ details });

/** JSON as text, as Meta's examples have it, or as it is; `undefined` for what is neither. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

const isUrl = (value: unknown) => typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value);

function urlRefusal(input: Fields): TemplateRefusal | undefined {
	const { base_url: base, url_suffix_example: example } = asRecord(input['url']) ?? none;
	if (!isUrl(base)) return invalid('library_template_button_inputs: base_url is not valid');
	const isOpen = /\{\{1\}\}$/.test(String(base));
	if (!isOpen && String(base).includes('{{')) {
		return invalid('library_template_button_inputs: a variable stands at the end of base_url');
	}
	return isOpen && !isUrl(example)
		? invalid('library_template_button_inputs: url_suffix_example is required')
		: undefined;
}

function otpRefusal(input: Fields): TemplateRefusal | undefined {
	const { otp_type: type, supported_apps: apps, zero_tap_terms_accepted: isAccepted } = input;
	if (!['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(String(type))) {
		return invalid('library_template_button_inputs: otp_type is not known');
	}
	if (type === 'ZERO_TAP' && isAccepted !== true) {
		return invalid('library_template_button_inputs: zero_tap_terms_accepted must be true');
	}
	const isWhole = ({ package_name: name, signature_hash: hash }: Fields) =>
		typeof name === 'string' && typeof hash === 'string' && hash.length === 11;
	const given = objects(apps);
	return (type !== 'COPY_CODE' && given.length === 0) || !given.every(isWhole)
		? invalid('library_template_button_inputs: supported_apps needs package_name, signature_hash')
		: undefined;
}

/** Buttons that need something of the business. */
const withInputs = ['URL', 'PHONE_NUMBER', 'OTP'];

function buttonsRefusal(row: LibraryRow, value: unknown): TemplateRefusal | undefined {
	const needed = (row.buttons ?? []).filter(({ type }) => withInputs.includes(String(type)));
	if (value === undefined && row.category === 'AUTHENTICATION') return undefined;
	const list = value === undefined ? [] : parsed(value);
	if (!Array.isArray(list)) return invalid('library_template_button_inputs must be an array');
	const inputs = objects(list);
	const types = (buttons: readonly Fields[]) => buttons.map(({ type }) => type).join();
	if (types(inputs) !== types(needed)) {
		return invalid(`library_template_button_inputs must have the buttons ${types(needed)}`);
	}
	return inputs
		.map((input) => {
			if (input['type'] === 'URL') return urlRefusal(input);
			if (input['type'] === 'OTP') return otpRefusal(input);
			return /^\+\d{5,15}$/.test(String(input['phone_number']))
				? undefined
				: invalid('library_template_button_inputs: phone_number is not valid');
		})
		.find((refusal) => refusal !== undefined);
}

const switches = [
	...['add_contact_number', 'add_learn_more_link', 'add_security_recommendation'],
	'add_track_package_link',
];

function bodyRefusal(value: unknown): TemplateRefusal | undefined {
	if (value === undefined) return undefined;
	const inputs = asRecord(parsed(value));
	if (inputs === undefined) return invalid('library_template_body_inputs must be an object');
	const { code_expiration_minutes: minutes, ...others } = inputs;
	const wrong = Object.entries(others).find(
		([name, one]) => !switches.includes(name) || typeof one !== 'boolean',
	);
	if (wrong !== undefined) return invalid(`library_template_body_inputs: ${wrong[0]} is not valid`);
	const fits = Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= 90;
	return minutes === undefined || fits
		? undefined
		: invalid('library_template_body_inputs: code_expiration_minutes must be from 1 to 90');
}

const copyFields = [
	...['name', 'language', 'category', 'library_template_name'],
	...['library_template_button_inputs', 'library_template_body_inputs'],
];

/** A template of the library that is asked for, or why it cannot be had. */
export function libraryRow(
	given: Fields,
	store: Store,
): { readonly row: LibraryRow } | TemplateRefusal {
	const unknown = Object.keys(given).find((field) => !copyFields.includes(field));
	if (unknown !== undefined) return invalid(`Unexpected key "${unknown}"`);
	const { name, language, category, library_template_name: from } = given;
	if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) {
		return invalid('name must have lowercase letters, digits and underscores only');
	}
	const row = libraryRows(store).find((one) => one.name === from && one.language === language);
	if (row === undefined) return invalid('library_template_name is not known in this language');
	if (category !== row.category) return invalid(`category must be ${row.category}`);
	return (
		buttonsRefusal(row, given['library_template_button_inputs']) ??
		bodyRefusal(given['library_template_body_inputs']) ?? { row }
	);
}

const codeLink = (type: string) =>
	`https://www.whatsapp.com/otp/code/?otp_type=${type}&code=otp{{1}}`;

/** The buttons of a new template, with what the business gave for them. */
function buttonsOf({ buttons = [] }: LibraryRow, value: unknown): Fields[] {
	const inputs = objects(parsed(value) ?? []);
	return buttons.map((button) => {
		const { type } = button;
		const {
			url,
			phone_number: phone,
			otp_type: otp,
		} = inputs.find((one) => one['type'] === type) ?? none;
		const { base_url: base, url_suffix_example: example } = asRecord(url) ?? none;
		return {
			...button,
			...(base !== undefined && { url: base }),
			...(example !== undefined && { example: [example] }),
			...(phone !== undefined && { phone_number: phone }),
			// Listed as those that are in the account already: a link that has the code.
			...(type === 'OTP' && { type: 'URL', url: codeLink(String(otp ?? 'COPY_CODE')) }),
		};
	});
}

/** The components that a copy of a template of the library has. */
export function libraryComponents(row: LibraryRow, given: Fields): Fields[] {
	const buttons = buttonsOf(row, given['library_template_button_inputs']);
	return [
		...(row.header === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text: row.header }]),
		{ type: 'BODY', text: row.body, example: { body_text: [row.body_params] } },
		...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons }]),
	];
}
