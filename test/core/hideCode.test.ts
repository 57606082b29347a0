import { hideCode } from '../../nodes/WhatsAppGateway/core/hideCode';

test('a code is hidden wherever it stands by itself', () => {
	const value = {
		text: '*123456* is your code',
		nested: [{ url: 'https://x.example/?code=otp123456', number: 123456 }],
		none: null,
	};
	expect(hideCode(value, '123456')).toEqual({
		text: '*••••••* is your code',
		nested: [{ url: 'https://x.example/?code=otp••••••', number: '••••••' }],
		none: null,
	});
});

test('longer numbers stay what they are', () => {
	const value = { phone: '+4912345678', at: 1234567, id: 'wamid.12345678' };
	expect(hideCode(value, '1234')).toEqual(value);
});

test('hides a code with a zero in front as a number as well', () => {
	const value = { code: 12345, other: 2345, longer: 1012345 };
	expect(hideCode(value, '012345')).toEqual({ ...value, code: '••••••' });
});
