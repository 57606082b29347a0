import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { readSwitch } from '../../n8n/readOption';
import { namesOfGateways } from '../../session/gatewayNames';
import { countryOf, type Phone, readPhone } from '../../whatsapp/phone';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import type { Operation } from '../operation';
import { createTask } from '../task';

/** Reads a number, or returns the fault: for this operation an invalid number is a result. */
function parsePhone(input: unknown, defaultCountry: string): Phone | GatewayError {
	try {
		return readPhone(input, defaultCountry, 'Phone Number');
	} catch (error) {
		return error as GatewayError;
	}
}

const checkAtGateway: INodeProperties = {
	displayName: 'Check at Gateway',
	name: 'checkAtGateway',
	type: 'boolean',
	default: false,
	description: `Whether to also use the gateway’s own check. Only with ${namesOfGateways(({ checkNumber: check }) => check !== undefined)}.`,
};

/** Checks whether a number can be a mobile number, and in which country. */
export const checkNumber: Operation = {
	resource: 'phoneNumber',
	value: 'check',
	name: 'Check',
	action: 'Check phone number',
	description:
		'Check whether a number can be a mobile number, in which country, and how WhatsApp writes it',
	fields: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0171 1234567',
			description: 'The phone number in any common notation',
		},
		options(checkAtGateway, timeout),
	],
	async read(item) {
		const { gateway, connection } = item.session;
		const input = item.parameter('phoneNumber', '');
		const checksAtGateway = readSwitch(item.options['checkAtGateway'], checkAtGateway);
		const phone = parsePhone(input, connection.account.defaultCountry);
		const valid = !(phone instanceof GatewayError);
		const offlineCheck = {
			valid,
			input: typeof input === 'object' ? null : String(input ?? ''),
			e164: valid ? phone.e164 : null,
			...(valid ? countryOf(phone.e164) : { country: null, countryName: null }),
			reason: valid ? null : phone.message,
			hint: valid ? phone.notes.join(' ') || null : phone.hint,
		};
		return createTask(null, async () => {
			if (!valid || !checksAtGateway) return { ...offlineCheck, gatewayCheck: null };
			const gatewayCheck = (await gateway.checkNumber?.(phone.e164, connection)) ?? null;
			if (gatewayCheck === null) {
				item.note(`${gateway.name} has no number check here; the number was checked offline.`);
			}
			return { ...offlineCheck, gatewayCheck };
		});
	},
};
