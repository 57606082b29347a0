import { GatewayError } from '../core/faults';
import { readPhone } from '../whatsapp/phone';
import { options, sendOptions, to } from './fields';
import type { Operation } from './operation';
import { readRecipient, prepareSend } from './send';
import { whitespaceOption } from './templateContent';
import { ifWindowClosed } from './windowFallback';

/** Somebody's details, inside the customer service window. */
export const sendContactCard: Operation = {
	resource: 'message',
	value: 'sendContactCard',
	name: 'Send Contact Card',
	action: 'Send contact card',
	description: 'Send the name and the number of a person or a business',
	fields: [
		to,
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nathan',
		},
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Smith',
		},
		{
			displayName: 'Organization',
			name: 'organization',
			type: 'string',
			default: '',
			placeholder: 'e.g. Customer Service',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 171 1234567',
			description: 'The number on the card',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
		},
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const text = (name: string) => String(item.parameter(name, '') ?? '').trim();
		const [firstName, lastName, organization, email] = [
			text('firstName'),
			text('lastName'),
			text('organization'),
			text('email'),
		];
		const name = [firstName, lastName].filter((part) => part !== '').join(' ') || organization;
		const given = text('phone');
		if (name === '' || (given === '' && email === '')) {
			throw new GatewayError(
				'invalidRequest',
				'The contact card has no name, or nothing beside it.',
				{
					hint: 'Give a name or an organization, and a phone or an email.',
				},
			);
		}
		const phone =
			given === ''
				? null
				: readPhone(given, item.session.connection.account.defaultCountry, 'Phone').e164;
		const card = {
			name,
			firstName: firstName || null,
			lastName: lastName || null,
			phone,
			email: email || null,
			organization: organization || null,
		};
		const body = [name, phone ?? '', email].filter((line) => line !== '').join('\n');
		const preview = { header: '[contact]', body, footer: null, buttons: [] };
		return await prepareSend('contacts', to, { contacts: [card] }, preview, item);
	},
};
