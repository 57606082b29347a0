import { randomInt } from 'node:crypto';

import type { Context } from 'hono';
import { Hono } from 'hono';

import type { LaravelFields } from '../../gatewayKit/laravel';
import type { Store } from '../../state/store';
import { id, isRefusal, ok, refused } from './answers';
import { authenticationParts } from './authenticationTemplate';
import { CodeMemory, type CodeName } from './codeMemory';
import { numberOf } from './contactRow';
import { recipient } from './recipient';
import { checkFields, phoneField } from './validation';

const defaultPurpose = 'authentication';
const defaultMinutes = 10;
const maxMinutes = 60;

function minutesOf(fields: LaravelFields): number {
	const minutes = fields.optionalInteger('expiry_minutes') ?? defaultMinutes;
	if (minutes < 1) fields.refuseField('expiry_minutes', 'must be at least 1');
	if (minutes > maxMinutes) {
		fields.refuseField('expiry_minutes', `must not be greater than ${maxMinutes}`);
	}
	return minutes;
}

function nameOf(fields: LaravelFields): CodeName {
	return {
		phone: phoneField(fields),
		purpose: fields.optionalText('purpose', 50) || defaultPurpose,
	};
}

/** What a send and a resend have in common. */
function sendFields(fields: LaravelFields) {
	return {
		...nameOf(fields),
		template: fields.requiredText('template_name'),
		language: fields.optionalText('language', 10) || 'en',
		minutes: minutesOf(fields),
	};
}

/** The values after the code and the minutes. */
function furtherValues(fields: LaravelFields): string[] {
	const given = fields.body['additional_params'];
	if (given === undefined || given === null) return [];
	if (Array.isArray(given)) return given.map(String);
	fields.refuseField('additional_params', 'must be an array');
	return [];
}

interface CodeToSend extends ReturnType<typeof sendFields> {
	readonly code: string;
	readonly contactId: number | undefined;
	readonly further: readonly string[];
}

/** Puts a code on the phone, where it replaces the one before. */
function sendCode(
	context: Context,
	store: Store,
	codes: CodeMemory,
	{ phone, purpose, code, template, language, minutes, contactId, further }: CodeToSend,
): Response {
	const contact = recipient(store, { phone, contactId }, 'template');
	if (isRefusal(contact)) return refused(context, contact);
	const parts = authenticationParts(template, language, [code, String(minutes), ...further]);
	if (isRefusal(parts)) return refused(context, parts);
	const message = store.ledger.record(id, 'outbound', contact.phone, parts);
	const expiresAt = codes.keep({ phone, purpose }, code, minutes);
	return ok(
		context,
		{
			message_id: message.whatsappMessageId,
			contact_id: numberOf(contact.id),
			phone: contact.phone.replace('+', ''),
			template_name: template,
			language,
			code_sent: true,
			expiry_minutes: minutes,
			expires_at: expiresAt,
			status: 'sent',
			sent_at: message.at,
		},
		'OTP sent successfully',
	);
}

/**
 * The one-time passwords that WA.CR keeps.
 * Sources: https://docs.app.wa.cr/send-otpverification-code-28559796e0 and its three neighbours
 */
export function oneTimePasswordRoutes(store: Store): Hono {
	const routes = new Hono();
	const codes = new CodeMemory(store);

	routes.post('/auth/send-otp', async (context) => {
		const given = await checkFields(context, (fields) => ({
			...sendFields(fields),
			code: fields.requiredText('code'),
			contactId: fields.optionalInteger('contact_id'),
			further: furtherValues(fields),
		}));
		return isRefusal(given) ? refused(context, given) : sendCode(context, store, codes, given);
	});

	routes.post('/auth/resend', async (context) => {
		const given = await checkFields(context, sendFields);
		if (isRefusal(given)) return refused(context, given);
		const limit = codes.takeResend(given.phone);
		if (limit !== undefined) return refused(context, limit);
		const code = String(randomInt(1_000_000)).padStart(6, '0');
		return sendCode(context, store, codes, { ...given, code, contactId: undefined, further: [] });
	});

	routes.post('/auth/verify', async (context) => {
		const given = await checkFields(context, (fields) => ({
			...nameOf(fields),
			code: fields.requiredText('code'),
		}));
		if (isRefusal(given)) return refused(context, given);
		const refusal = codes.verify(given, given.code);
		if (refusal !== undefined) return refused(context, refusal);
		const { phone, purpose } = given;
		const data = { phone: phone.replace('+', ''), purpose, verified_at: store.clock.iso() };
		return ok(context, data, 'OTP verified successfully');
	});

	routes.post('/auth/status', async (context) => {
		const given = await checkFields(context, nameOf);
		if (isRefusal(given)) return refused(context, given);
		const status = codes.statusOf(given) ?? {
			has_active_otp: false,
			message: 'No active OTP found',
		};
		return ok(context, status, 'OTP status retrieved successfully');
	});

	return routes;
}
