import { GatewayError } from '../../core/faults';
import { readPhone } from '../../whatsapp/phone';
import { options } from '../fields/options';
import { readText } from '../fields/readText';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { whitespaceOption } from '../fields/template';
import { needOfKind } from '../needs';
import type { Operation } from '../operation';
import { cardFields } from './contactCardFields';
import { prepareSend, readRecipient } from './prepareSend';
import { readCardDetails } from './readCardDetails';
import { ifWindowClosed } from './windowFallback';

/** Sends the details of a person or a business; needs an open customer service window. */
export const sendContactCard: Operation = {
	resource: 'message',
	value: 'sendContactCard',
	name: 'Send Contact Card',
	action: 'Send contact card',
	description: 'Send the contact details of a person or a business',
	needs: needOfKind('contacts'),
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
			placeholder: 'e.g. Garden Shop',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 171 1234567',
			description: 'The phone number on the card',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
		},
		cardFields,
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const { defaultCountry } = item.session.connection.account;
		const [firstName, lastName, organization, writtenPhone, email] = [
			readText(item, 'firstName', 'First Name'),
			readText(item, 'lastName', 'Last Name'),
			readText(item, 'organization', 'Organization'),
			readText(item, 'phone', 'Phone'),
			readText(item, 'email', 'Email'),
		];
		const name = [firstName, lastName].filter((part) => part !== '').join(' ') || organization;
		const details = readCardDetails(item);
		const { phones = [], emails = [] } = details;
		const ways = [writtenPhone, email, ...phones, ...emails].filter((way) => way !== '');
		if (name === '' || ways.length === 0) {
			throw new GatewayError(
				'invalidRequest',
				'The contact card needs a name, and a phone number or an email.',
				{ hint: 'Enter a name or an organization, and a phone number or an email.' },
			);
		}
		const phone =
			writtenPhone === '' ? null : readPhone(writtenPhone, defaultCountry, 'Phone').e164;
		const card = {
			name,
			firstName: firstName || null,
			lastName: lastName || null,
			phone,
			email: email || null,
			organization: organization || null,
			...(Object.keys(details).length > 0 && { details }),
		};
		const more = [...phones.map((row) => row.phone), ...emails.map((row) => row.email)];
		const body = [name, phone ?? '', email, ...more].filter((line) => line !== '').join('\n');
		const preview = { header: '[contact]', body, footer: null, buttons: [] };
		return await prepareSend('contacts', to, { contacts: [card] }, preview, item);
	},
};
