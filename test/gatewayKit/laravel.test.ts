import { readFieldErrors } from '../../nodes/WhatsAppGateway/gatewayKit/laravel';

test.each<[unknown, object | undefined]>([
	[
		{ phone: ['required'], text: 'too long' },
		{ phone: ['required'], text: ['too long'] },
	],
	[{ phone: [1, 'bad'] }, { phone: ['bad'] }],
	[{ phone: { a: 'b' } }, { phone: [] }],
	[{}, undefined],
	[['text'], undefined],
	['text', undefined],
	[null, undefined],
])('the field errors of %j are %j', (given, fields) => {
	expect(readFieldErrors(given)).toEqual(fields);
});
