import { randomInt } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { hiddenCode } from '../../core/hideCode';
import type { TemplateContent } from '../../core/message';
import type { OneTimePassword } from '../../core/oneTimePassword';
import { isUserId } from '../../core/recipient';
import type { Template, TemplateValues } from '../../core/template';
import { previewTemplate } from '../../whatsapp/templatePreview';
import { options } from '../fields/options';
import { to } from '../fields/recipient';
import { reactionOptions } from '../fields/sendOptions';
import { language, templateText } from '../fields/template';
import { prepareSend, readPerson } from '../messages/prepareSend';
import type { Item, ItemTask, Operation } from '../operation';
import { refuseHiddenNumber } from '../recipients/readRecipient';
import { readTemplate, type ValueSource } from '../templates/content';
import {
	codeLength,
	expiryMinutes,
	furtherValues,
	purpose,
	readFurtherValues,
	readPurpose,
	readWhole,
	template,
} from './fields';
import { sealCode } from './seal';

/** Digits that nobody can guess. None begins with a zero, which forms and sheets take off where they expect a number. */
function makeCode(length: number): string {
	return String(randomInt(10 ** (length - 1), 10 ** length));
}

function readCodeRecipient(item: Item): string {
	const recipient = readPerson(item, 'A one-time password');
	return isUserId(recipient) ? refuseHiddenNumber('The message') : recipient;
}

/** Makes the code of an item, with what proves it where the gateway does not keep it. */
function makePassword(recipient: string, item: Item, isResend: boolean): OneTimePassword {
	const { gateway, prove } = item.session;
	const minutes = readWhole(item.parameter('expiryMinutes', expiryMinutes.default), expiryMinutes);
	const code = makeCode(readWhole(item.options['codeLength'], codeLength));
	const expiresAt = Math.floor(Date.now() / 1000) + minutes * 60;
	const proveCode = (text: string) => prove(text, 'one-time password');
	if (proveCode('') === '') {
		throw new GatewayError('invalidCredential', 'The credential has no access token.');
	}
	const named = { to: recipient, purpose: readPurpose(item), code, expiresAt };
	return {
		code,
		expiryMinutes: minutes,
		expiresAt: new Date(expiresAt * 1000).toISOString(),
		purpose: named.purpose,
		isResend,
		verification: gateway.oneTimePassword === undefined ? sealCode(named, proveCode) : null,
	};
}

/**
 * Refuses a template that is known to be for something else: its code would not be delivered like one.
 *
 * @throws GatewayError `invalidRequest`
 */
function checkIsForCodes({ name, category }: Template, inBody: number): void {
	const isOther = category !== null && category.toUpperCase() !== 'AUTHENTICATION';
	if (!isOther && inBody > 0) return;
	throw new GatewayError(
		'invalidRequest',
		isOther
			? `The template “${name}” is not for one-time passwords: its category is ${category.toLowerCase()}.`
			: `The template “${name}” has no placeholder for the code.`,
		{ hint: 'Select a template of the category Authentication.' },
	);
}

/** One value for the text and for the button, then the minutes, then what else the template says. */
function valuesOf({ code, expiryMinutes: minutes }: OneTimePassword, item: Item): ValueSource {
	return {
		of(found) {
			const inBody = found.placeholders.filter(({ component }) => component === 'body');
			checkIsForCodes(found, inBody.length);
			const ofMinutes = inBody.length > 1 ? [String(minutes)] : [];
			const given = [code, ...ofMinutes, ...readFurtherValues(item)];
			const inText = given.map((value, index) => [inBody[index]?.key ?? String(index + 1), value]);
			// A button whose value is not known to be the same.
			const inButtons = found.placeholders
				.filter(({ component, optional, sameAs }) => {
					return component === 'button' && optional !== true && sameAs === undefined;
				})
				.map(({ key }) => [key, code]);
			return Object.fromEntries([...inText, ...inButtons]);
		},
		withoutLookup: () => ({ 1: code, button_0: code }),
	};
}

/** The message as it is shown: without the code. */
function previewOf({ template: shown, values }: TemplateContent, { code }: OneTimePassword) {
	const hidden: TemplateValues = Object.fromEntries(
		Object.entries(values).map(([key, value]) => [key, value === code ? hiddenCode : value]),
	);
	return previewTemplate(shown, hidden);
}

/** What an earlier run has sent, of which only the fact is kept, cannot be verified by this item. */
const unknownCode =
	'The message with this item’s code had been sent before, with a code that is not known any more: use the verification that was output then, or Resend.';

/** Completes the receipt: also that of a message of which only the fact is known that it was sent. */
function withVerification(json: IDataObject, item: Item): IDataObject {
	if (json['preview'] === true) return json;
	const isKept = item.session.gateway.oneTimePassword !== undefined;
	const { verification = null, expiresAt = null } = json;
	if (json['replayed'] === true && verification === null && !isKept) item.note(unknownCode);
	return { ...json, purpose: readPurpose(item), expiresAt, verification };
}

async function readCodeMessage(item: Item, isResend: boolean): Promise<ItemTask> {
	const recipient = readCodeRecipient(item);
	const password = makePassword(recipient, item, isResend);
	const { content } = await readTemplate(item, valuesOf(password, item));
	const task = await prepareSend(
		'template',
		recipient,
		{ ...content, oneTimePassword: password },
		previewOf(content, password),
		item,
	);
	return {
		...task,
		run: async (releaseWhile) =>
			(await task.run(releaseWhile)).map((json) => withVerification(json, item)),
	};
}

const fields = [
	to,
	template,
	language,
	templateText,
	expiryMinutes,
	options(
		// A code quotes nothing.
		...reactionOptions.filter(({ name }) => name !== 'replyTo'),
		codeLength,
		furtherValues,
		purpose,
	),
];

/** Makes a code and sends it in an authentication template. */
export const sendCode: Operation = {
	resource: 'oneTimePassword',
	value: 'sendCode',
	name: 'Send',
	action: 'Send a one-time password',
	description: 'Make a code and send it in an authentication template',
	fields,
	read: async (item) => await readCodeMessage(item, false),
};

/** Sends another code. */
export const resendCode: Operation = {
	resource: 'oneTimePassword',
	value: 'resendCode',
	name: 'Resend',
	action: 'Resend a one-time password',
	description: 'Make another code and send it: verify with the newest one only',
	fields,
	read: async (item) => await readCodeMessage(item, true),
};
