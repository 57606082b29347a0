import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { countryOf, readPhone } from '../whatsapp/phone';
import { options, timeout } from './fields';
import type { Operation } from './operation';

function reading<T>(read: () => T): T | GatewayError {
	try {
		return read();
	} catch (error) {
		return error as GatewayError;
	}
}

/** Whether a number can be one, and in which country. */
export const checkNumber: Operation = {
	resource: 'phoneNumber',
	value: 'check',
	name: 'Check',
	action: 'Check phone number',
	description:
		'Find out whether a number can be a mobile number, in which country, and how WhatsApp writes it',
	fields: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0171 1234567',
			description: 'The number as a person or a CRM writes it',
		},
		options(
			{
				displayName: 'Ask the Gateway',
				name: 'checkAtGateway',
				type: 'boolean',
				default: false,
				description: 'Whether to ask the gateway’s own check as well, where it has one',
			},
			timeout,
		),
	],
	async read(item) {
		const { gateway, connection } = item.session;
		const given = item.parameter('phoneNumber', '');
		const asks = item.options['checkAtGateway'] === true;
		// Checking is the task here, so a wrong number is an answer.
		const phone = reading(() =>
			readPhone(given, connection.account.defaultCountry, 'Phone Number'),
		);
		const valid = !(phone instanceof GatewayError);
		const offline = {
			valid,
			input: typeof given === 'object' ? null : String(given ?? ''),
			e164: valid ? phone.e164 : null,
			...(valid ? countryOf(phone.e164) : { country: null, countryName: null }),
			reason: valid ? null : phone.message,
			hint: valid ? phone.notes.join(' ') || null : phone.hint,
		};
		return {
			recipient: null,
			async run() {
				const ask = valid && asks ? gateway.checkNumber : undefined;
				const verdict = valid ? await ask?.(phone.e164, connection) : undefined;
				if (asks && valid && !verdict) {
					item.note(
						`${gateway.name} has no check of its own here; the number was checked offline.`,
					);
				}
				return [{ ...offline, gatewayCheck: verdict ?? null } as IDataObject];
			},
		};
	},
};
