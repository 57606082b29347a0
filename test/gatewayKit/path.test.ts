import { pathOf } from '../../nodes/WhatsAppGateway/gatewayKit/path';

test.each([
	['10375', '/10375'],
	[' 10375\n', '/10375'],
	['a/b?c=d#e', '/a%2Fb%3Fc%3Dd%23e'],
	['%2e%2e%2fme', '/%252e%252e%252fme'],
	['v1..2', '/v1..2'],
	['...', '/...'],
])('%j is one segment: %s', (segment, path) => {
	expect(pathOf(segment)).toBe(path);
});

test.each([
	'..',
	'.',
	'../me',
	'a/../me',
	'a/..',
	'..\\me',
	'./a',
	'a\r\nX-Evil: 1',
	'a\0',
	'\ud83d',
])('%j is refused, also where a server decodes it before it looks for steps', (segment) => {
	expect(() => pathOf('groups', segment)).toThrow('An ID cannot be part of the gateway’s address.');
});

test.each([undefined, '', '  '])('%j is refused as empty', (segment) => {
	expect(() => pathOf('groups', segment)).toThrow(
		'An ID that the gateway’s address needs is empty.',
	);
});
