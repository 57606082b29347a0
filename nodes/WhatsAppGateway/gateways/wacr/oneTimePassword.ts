import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Accepted, OneTimePasswords } from '../../core/gateway';
import type { Message } from '../../core/message';
import { asText } from '../../core/narrow';
import type { CodeCheck, CodeStatus, OneTimePassword } from '../../core/oneTimePassword';
import type { Call, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { findCount, readRefusedCheck } from './codeOutcome';
import { contactField } from './recipientContact';
import { dataOf, gateway } from './response';
import { toAccepted } from './send';

/** What a template says after the code and the minutes, which WA.CR fills in by itself. */
function furtherValues({ template, values }: Message<'template'>): IDataObject {
	const inBody = template.placeholders.filter(({ component }) => component === 'body');
	const further = inBody.slice(2).map(({ key }) => values[key] ?? '');
	return further.length === 0 ? {} : { additional_params: further };
}

/** Source: https://docs.app.wa.cr/send-otpverification-code-28559796e0 */
async function sendFirst(
	message: Message<'template'>,
	common: IDataObject,
	code: string,
	call: Call,
): Promise<Accepted> {
	const body = { ...common, code, ...contactField(message), ...furtherValues(message) };
	return toAccepted(await call({ method: 'POST', path: '/auth/send-otp', body, sends: true }));
}

/** Throws `unsupported` for what a resend has no field for. */
function checkResend(message: Message<'template'>): void {
	const extra = Object.keys({ ...contactField(message), ...furtherValues(message) });
	if (extra.length === 0) return;
	const what = extra.includes('contact_id') ? 'Contact ID' : 'further value';
	throw new GatewayError('unsupported', `${gateway} takes no ${what} with a resend.`, {
		hint: 'Leave it out, or use Send: a new code replaces the one before.',
	});
}

/**
 * WA.CR makes the code itself, with six digits, and a person gets three in five minutes.
 * Source: https://docs.app.wa.cr/resend-otp-28559799e0
 */
async function resend(message: Message<'template'>, body: IDataObject, call: Call) {
	checkResend(message);
	try {
		const request = { method: 'POST', path: '/auth/resend', body } as const;
		return toAccepted(await call({ ...request, sends: true, isLimitedByPerson: true }));
	} catch (error) {
		if (!(error instanceof GatewayError) || error.fault !== 'rateLimited') return rethrow(error);
		const { retryAfter } = error.details;
		const when = typeof retryAfter === 'number' ? ` in ${retryAfter} seconds` : ' later';
		return rethrow(
			new GatewayError('rateLimited', `${gateway} sends this person no more codes for now.`, {
				...error.details,
				hint: `A person gets three new codes in five minutes. Try it again${when}.`,
			}),
		);
	}
}

async function send(
	message: Message<'template'>,
	{ code, expiryMinutes, purpose, isResend }: OneTimePassword,
	{ call }: Connection,
): Promise<Accepted> {
	const common = {
		phone: message.to,
		template_name: message.template.name,
		language: requireLanguage(message),
		expiry_minutes: expiryMinutes,
		purpose,
	};
	return isResend
		? await resend(message, common, call)
		: await sendFirst(message, common, code, call);
}

/**
 * Never repeated: a check is an attempt, and a code that was right is gone afterwards.
 * Source: https://docs.app.wa.cr/verify-otp-28559798e0
 *
 * @throws GatewayError `unexpectedAnswer` for a success that does not say that the code is verified
 */
async function verify(
	{ to, purpose, code }: Parameters<OneTimePasswords['verify']>[0],
	{ call }: Connection,
): Promise<CodeCheck> {
	try {
		const body = { phone: to, code, purpose };
		const path = '/auth/verify';
		const answer = await call({ method: 'POST', path, body, isLimitedByPerson: true });
		if (asText(dataOf(answer)['verified_at']) === null) {
			throw new GatewayError(
				'unexpectedAnswer',
				`${gateway} did not say whether the code is right, so it counts as not verified.`,
				{ raw: answer.body },
			);
		}
		const rest = { attemptsRemaining: null, expiresAt: null, retryAfter: null };
		return { reason: 'right', ...rest, raw: answer.body };
	} catch (error) {
		return readRefusedCheck(error) ?? rethrow(error);
	}
}

function stateOf(data: IDataObject, remaining: number | null): CodeStatus['state'] {
	if (data['has_active_otp'] !== true) return 'unknown';
	if (data['is_expired'] === true) return 'expired';
	return remaining === 0 ? 'tooManyAttempts' : 'active';
}

/** Source: https://docs.app.wa.cr/check-otp-status-28559800e0 */
async function status(
	{ to, purpose }: Parameters<OneTimePasswords['status']>[0],
	{ call }: Connection,
): Promise<CodeStatus> {
	const body = { phone: to, purpose };
	const answer = await call({ method: 'POST', path: '/auth/status', body });
	const data = dataOf(answer) as IDataObject;
	const attemptsRemaining = findCount(data, 'attempts_remaining');
	return {
		state: stateOf(data, attemptsRemaining),
		expiresAt: asText(data['expires_at']),
		attempts: findCount(data, 'verification_attempts'),
		attemptsRemaining,
		raw: answer.body,
	};
}

/**
 * WA.CR keeps one active code for a person and a purpose, and counts the attempts.
 * Source: https://docs.getrasl.io/auth-otp-overview
 */
export const oneTimePassword: OneTimePasswords = { send, ownCodeLength: 6, verify, status };
