import { GatewayError } from '../../core/faults';
import type { OneTimePasswords } from '../../core/gateway';
import { hideCode } from '../../core/hideCode';
import type { CodeCheck, CodeReference, CodeStatus } from '../../core/oneTimePassword';
import { readPhone } from '../../whatsapp/phone';
import { toAscii, visibleText } from '../../whatsapp/phoneText';
import { options } from '../fields/options';
import { readText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { attemptsRow, takeAttempt } from './attempts';
import {
	enteredCode,
	maxAttempts,
	phone,
	purpose,
	readPurpose,
	readWhole,
	verification,
} from './fields';
import { isSealedCode, readSeal, type Seal } from './seal';

function readReference(item: Item): CodeReference {
	const { defaultCountry } = item.session.connection.account;
	const { e164 } = readPhone(item.parameter(phone.name, ''), defaultCountry, phone.displayName);
	return { to: e164, purpose: readPurpose(item) };
}

/** The digits that were entered, as people and keyboards write them; other characters stay. */
function readCode(item: Item): string {
	const hint = 'Map the field that holds what the person has entered.';
	const entered = requireText(item, enteredCode.name, enteredCode.displayName, hint);
	return toAscii(visibleText(entered)).replace(/[\s-]/g, '');
}

/**
 * The code with the zeros in front of it that a form or a sheet has taken off where it expected a number; `null`
 * for a text, which has all that was entered, and for a number of the whole length.
 */
function withZeros(code: string, { parameter }: Item, length: number): string | null {
	const isNumber = typeof parameter(enteredCode.name, '') === 'number';
	return isNumber && /^\d+$/.test(code) && code.length < length ? code.padStart(length, '0') : null;
}

/**
 * Has the gateway check a code. A number that is wrong is checked a second time with its zeros, as our own codes
 * have none in front and the gateway's may.
 */
async function checkByGateway(
	reference: CodeReference & { readonly code: string },
	{ verify, ownCodeLength }: OneTimePasswords,
	item: Item,
): Promise<CodeCheck> {
	const { connection } = item.session;
	const check = await verify(reference, connection);
	const code = withZeros(reference.code, item, ownCodeLength);
	const isOpen = check.reason === 'wrongCode' && check.attemptsRemaining !== 0;
	return isOpen && code !== null ? await verify({ ...reference, code }, connection) : check;
}

/** The gateway's answer without the code, however it was entered. */
function hideEntered(raw: unknown, code: string, item: Item): unknown {
	if (!/^\d+$/.test(code)) return raw;
	const { ownCodeLength = 0 } = item.session.gateway.oneTimePassword ?? {};
	const whole = withZeros(code, item, ownCodeLength);
	return hideCode(whole === null ? raw : hideCode(raw, whole), code);
}

const proofOf =
	({ session }: Item) =>
	(text: string) =>
		session.prove(text, 'one-time password');

/** Reads the verification of an item, where the gateway does not keep the code. */
function readVerification(item: Item, reference: CodeReference): Seal | null {
	const { name, displayName } = verification;
	const text = readText(item, name, displayName);
	if (text !== '') return readSeal(text, reference, proofOf(item));
	throw new GatewayError('invalidRequest', `The field ${displayName} is empty.`, {
		hint: 'Map the verification that Send or Resend has output for this person.',
	});
}

const isOver = ({ expiresAt }: Seal) => expiresAt * 1000 <= Date.now();
const endOf = ({ expiresAt }: Seal) => new Date(expiresAt * 1000).toISOString();

/** Nothing is known of a code: the verification was changed, or is for another person, purpose or account. */
const nothing = { attemptsRemaining: null, expiresAt: null, retryAfter: null, raw: null };

/** Checks a code by the verification that the item carries. */
async function checkBySeal(
	code: string,
	reference: CodeReference,
	seal: Seal | null,
	item: Item,
): Promise<CodeCheck> {
	if (seal === null) return { reason: 'unknown', ...nothing };
	const expiresAt = endOf(seal);
	if (isOver(seal)) return { reason: 'expired', ...nothing, expiresAt };
	const isRight = isSealedCode(seal, code, reference, proofOf(item));
	const max = readWhole(item.options['maxAttempts'], maxAttempts);
	const store = item.openKeys(attemptsRow(seal.id));
	const { reason, attemptsRemaining, isKept } = await takeAttempt(store, seal.id, max, isRight);
	if (!isKept) {
		item.note(
			'n8n could not keep this attempt, so it counts in this process of n8n only. Update n8n, or look at its database.',
		);
	}
	return { reason, ...nothing, attemptsRemaining, expiresAt };
}

/** Tells by the verification alone; the attempts are known to the node that verifies. */
function statusBySeal(seal: Seal | null): CodeStatus {
	const unknown = { attempts: null, attemptsRemaining: null, raw: null };
	if (seal === null) return { state: 'unknown', expiresAt: null, ...unknown };
	return { state: isOver(seal) ? 'expired' : 'active', expiresAt: endOf(seal), ...unknown };
}

/** Checks a code that a person has entered. */
export const verifyCode: Operation = {
	resource: 'oneTimePassword',
	value: 'verifyCode',
	name: 'Verify',
	action: 'Verify a one-time password',
	description: 'Check a code that a person has entered; each check of a wrong one is an attempt',
	fields: [phone, enteredCode, verification, options(maxAttempts, purpose, timeout)],
	async read(item) {
		const { gateway } = item.session;
		const { oneTimePassword } = gateway;
		const reference = readReference(item);
		const code = readCode(item);
		const seal = oneTimePassword === undefined ? readVerification(item, reference) : null;
		return createTask(reference.to, async () => {
			const check =
				oneTimePassword === undefined
					? await checkBySeal(code, reference, seal, item)
					: await checkByGateway({ ...reference, code }, oneTimePassword, item);
			const { reason, raw, ...rest } = check;
			return {
				verified: reason === 'right',
				reason,
				...reference,
				...rest,
				gateway: gateway.id,
				raw: hideEntered(raw, code, item),
			};
		});
	},
};

/** Looks at a code without an attempt. */
export const getCodeStatus: Operation = {
	resource: 'oneTimePassword',
	value: 'getCodeStatus',
	name: 'Get Status',
	action: 'Get the status of a one-time password',
	description:
		'Get whether a code can still be entered, without an attempt; by its end alone where the gateway does not keep it',
	fields: [phone, verification, options(purpose, timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const { oneTimePassword } = gateway;
		const reference = readReference(item);
		const seal = oneTimePassword === undefined ? readVerification(item, reference) : null;
		return createTask(null, async () => {
			const status =
				oneTimePassword === undefined
					? statusBySeal(seal)
					: await oneTimePassword.status(reference, connection);
			const { state, raw, ...rest } = status;
			return { active: state === 'active', state, ...reference, ...rest, gateway: gateway.id, raw };
		});
	},
};
