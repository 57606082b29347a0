import type { DeliveryStatus } from '../../state/message';
import { toE164 } from '../../state/phone';
import { done, invalid, refused, xobitoTime } from './answers';
import type { Endpoint } from './endpoint';
import { readFields } from './validation';
import { id } from './workspace';

/** Xobito's statuses with what it says about them. */
const statuses = {
	pending: 'Message is waiting to be sent',
	sent: 'Message has been sent to WhatsApp',
	delivered: 'Message has been delivered to the phone',
	read: 'Message has been read',
	failed: 'Message could not be delivered',
} as const;

const statusNameOf = (status: DeliveryStatus): keyof typeof statuses =>
	status === 'queued' ? 'pending' : status;

/** The countries of the sandbox's people and their neighbours. */
const countries: ReadonlyArray<readonly [string, string]> = [
	['49', 'DE'],
	['44', 'GB'],
	['34', 'ES'],
	['1', 'US'],
];

function parts(phone: string) {
	const digits = phone.replace('+', '');
	const [code, country] = countries.find(([prefix]) => digits.startsWith(prefix)) ?? [null, null];
	const national = code === null ? null : digits.slice(code.length);
	return { country_code: code, country, national_number: national, e164: phone };
}

const nothing = { country_code: null, country: null, national_number: null, e164: null };

/** Version 3 has neither. */
export const lookupEndpoints: readonly Endpoint[] = [
	{
		// Source: https://documents.xobito.com/api-reference/endpoints/message-status
		method: 'GET',
		path: '/messages/:wamid/status',
		ability: 'messages.send',
		onlyG1: true,
		answer({ context, store }) {
			const wamid = context.req.param('wamid');
			const message = store.ledger.findOutbound(
				(one) => one.gateway === id && one.whatsappMessageId === wamid,
			);
			if (message === undefined) return refused(context, 404, 'Message not found');
			const { status, reason } = store.statuses.of(message);
			return done(context, 'Message status retrieved successfully', {
				message_id: message.whatsappMessageId,
				delivery_status: statusNameOf(status),
				error_message: reason,
				source: 'chat',
				last_updated: xobitoTime(store.clock.iso()),
				statuses,
			});
		},
	},
	{
		// Source: https://documents.xobito.com/api-reference/endpoints/validate-phone
		method: 'POST',
		path: '/phone/validate',
		ability: 'messages.send',
		onlyG1: true,
		async answer({ context }) {
			const fields = await readFields(context);
			const given = fields.requiredText('phone_number');
			if (fields.areRefused) return invalid(context, fields.errors);
			const phone = toE164(given);
			return done(context, 'Phone number validated', {
				phone: given,
				phone_digits: given.replace(/\D/g, ''),
				format_valid: phone !== undefined,
				...(phone === undefined ? nothing : parts(phone)),
				reason: phone === undefined ? 'The number is not in international format.' : null,
				note: 'This checks the format only, not whether the number has WhatsApp.',
			});
		},
	},
];
