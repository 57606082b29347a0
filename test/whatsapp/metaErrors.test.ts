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

	test.each([[1], [999999], [-1], [NaN], [131047.5]])(
		'%p is unknown and gives undefined',
		(code) => {
			expect(metaFault(code, 'Acme', {})).toBeUndefined();
		},
	);
});
