import type { INodeProperties } from 'n8n-workflow';

/** One field of a row. */
function text(displayName: string, name: string, placeholder = '', description = '') {
	const said = {
		...(placeholder !== '' && { placeholder: `e.g. ${placeholder}` }),
		...(description !== '' && { description }),
	};
	return { displayName, name, type: 'string', default: '', ...said } satisfies INodeProperties;
}

function typeOf(first: string, ...others: string[]): INodeProperties {
	const names = [first, ...others].sort();
	return {
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: names.map((value) => ({
			name: value === 'IPHONE' ? 'iPhone' : value.charAt(0) + value.slice(1).toLowerCase(),
			value,
		})),
		default: first,
	};
}

/** A list of rows; `row` names one of them, and holds them in the field's value. */
function rows(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	row: Pick<INodeProperties, 'displayName' | 'name'>,
	values: INodeProperties[],
): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: `Add ${row.displayName.toLowerCase()}`,
		default: {},
		options: [{ ...row, values }],
	};
}

/** Whether a further number is on WhatsApp. */
export const onWhatsApp: INodeProperties = {
	displayName: 'On WhatsApp',
	name: 'onWhatsApp',
	type: 'boolean',
	default: true,
	description:
		'Whether the number is on WhatsApp: the card then offers to write to it, and otherwise to invite the person',
};

/** What a further number is; the names are Meta's. */
export const phoneType = typeOf('CELL', 'HOME', 'IPHONE', 'MAIN', 'WORK');
/** What an email, an address or a web address is; the names are Meta's. */
export const placeType = typeOf('WORK', 'HOME');

/** What a card can have besides a name, a number and an email. */
export const cardFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		rows(
			{ displayName: 'Addresses', name: 'addresses', description: 'Postal addresses' },
			{ displayName: 'Address', name: 'address' },
			[
				text('City', 'city', 'Berlin'),
				text('Country', 'country', 'Germany'),
				text('Country Code', 'countryCode', 'DE', 'The two letters of the country'),
				text('State', 'state', 'CA'),
				text('Street', 'street', 'Pariser Platz 1', 'The street and the number'),
				placeType,
				text('ZIP', 'zip', '10117'),
			],
		),
		{
			displayName: 'Birthday',
			name: 'birthday',
			type: 'dateTime',
			default: '',
			description: 'The day is used, without the time',
		},
		text('Department', 'department', 'Customer Service'),
		rows(
			{ displayName: 'Emails', name: 'emails', description: 'Emails beside the one above' },
			{ displayName: 'Email', name: 'email' },
			[text('Email', 'email', 'name@email.com'), placeType],
		),
		text('Job Title', 'jobTitle', 'Customer Consultant'),
		rows(
			{ displayName: 'Phones', name: 'phones', description: 'Numbers beside the one above' },
			{ displayName: 'Phone', name: 'phone' },
			[
				onWhatsApp,
				text('Phone', 'phone', '+49 30 1234567'),
				phoneType,
				{
					...text(
						'WhatsApp Number',
						'waId',
						'491711234567',
						'The number as WhatsApp knows it, if that is another one',
					),
					displayOptions: { show: { onWhatsApp: [true] } },
				},
			],
		),
		rows(
			{ displayName: 'Web Addresses', name: 'urls', description: 'Web pages of the contact' },
			{ displayName: 'Web Address', name: 'url' },
			[placeType, text('URL', 'url', 'https://shop.example')],
		),
	],
};
