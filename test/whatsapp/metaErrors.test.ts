import { faults } from '../../nodes/WhatsAppGateway/core/faults';
import { metaCodes } from '../../nodes/WhatsAppGateway/whatsapp/metaErrorCodes';
import { findMetaCode, metaFault } from '../../nodes/WhatsAppGateway/whatsapp/metaErrors';

describe('Meta’s code', () => {
	test.each([
		['(#131047) Re-engagement message', 131047],
		['(#100) Invalid parameter', 100],
		['(#0) AuthException', 0],
		['131026: (#132001) two codes', 132001],
		['failed with 131026', 131026],
		['code:130429', 130429],
		['order 1310471', null],
		['order A131047', null],
		['message 132 of 5', null],
		['136000', null],
		['', null],
	])('in “%s” is %p', (text, code) => {
		expect(findMetaCode(text)).toBe(code);
	});

	test.each(Object.keys(metaCodes))('%s has a message with the gateway’s name', (code) => {
		const error = metaFault(Number(code), 'Acme', { sent: 'no', httpStatus: 400 });
		expect(error?.message).not.toContain('{gateway}');
		expect(error?.details).toMatchObject({ metaCode: Number(code), httpStatus: 400 });
	});

	test.each([
		['132001', 'template name (hi) does not exist in de', true],
		['132000', 'body: number of localizable_params (1) does not match (2)', true],
		['131009', 'Parameter value is not valid: components[0].type', true],
		['131047', 'More than 24 hours have passed since the recipient last replied.', false],
		[
			'131047',
			'Message failed to send because more than 24 hours have passed since the customer last replied.',
			false,
		],
		['132005', 'Translated text too long', false],
	])('%s with the details “%s”: quoted: %p', (code, details, isQuoted) => {
		for (const raw of [
			{ error: { code: Number(code), error_data: { messaging_product: 'whatsapp', details } } },
			{ errors: [{ code: Number(code), title: 'Title', error_data: { details } }] },
			{
				status: 'error',
				data: {
					whatsapp_response: {
						error: { code: Number(code), error_data: { details }, fbtrace_id: 'A1' },
					},
				},
			},
		]) {
			const message = metaFault(Number(code), 'Acme', { raw })?.message ?? '';
			expect(message.includes(`: “${details.replace(/\.$/, '')}”.`)).toBe(isQuoted);
		}
	});

	test.each([
		[{ message: '(#100) Invalid parameter', code: 100 }, null],
		[{ message: "(#100) Param template['name'] must be a string", code: 100 }, 'Param template'],
		[{ message: '(#131009) Parameter value is not valid', code: 131009 }, null],
		[
			{ message: 'Error validating access token: Session has expired', code: 190 },
			'Error validating',
		],
		[
			{ message: '(#100) No', error_user_msg: 'The file is too large', code: 100 },
			'The file is too',
		],
	])('Meta’s message is quoted where it is no title: %j', (error, quoted) => {
		const raw = { error: { ...error, type: 'OAuthException', fbtrace_id: 'A1' } };
		const message = metaFault(error.code, 'Acme', { raw })?.message ?? '';
		if (quoted === null) expect(message).not.toContain('“');
		else expect(message).toContain(`: “${quoted}`);
	});

	test('no hint points to a name that may not be there', () => {
		const hints = [...Object.values(metaCodes), ...Object.values(faults)].map(({ hint }) => hint);
		expect(
			hints.filter((hint) => /that (?:are|is) (?:named|given)|WhatsApp names/.test(hint ?? '')),
		).toEqual([]);
	});

	test.each([[1], [999999], [-1], [NaN], [131047.5]])(
		'%p is unknown and gives undefined',
		(code) => {
			expect(metaFault(code, 'Acme', {})).toBeUndefined();
		},
	);
});
