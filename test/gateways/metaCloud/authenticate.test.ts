import { metaCloud } from '../../../nodes/WhatsAppGateway/gateways/metaCloud';
import { authenticate } from '../../../nodes/WhatsAppGateway/http/authenticate';

const secrets = { accessToken: 'tok-1234567890' };
const headersOf = (url: string) =>
	metaCloud.authenticate(secrets, { url, headers: { file_offset: '0' } }).headers;

test('an upload that has begun gets the token in the scheme OAuth', () => {
	const url = 'https://graph.facebook.com/v26.0/upload:MTphdHRhY2htZW50';
	expect(headersOf(url)).toEqual({ file_offset: '0', Authorization: 'OAuth tok-1234567890' });
});

test.each([
	'https://graph.facebook.com/v26.0/670843887433847/uploads',
	'https://graph.facebook.com/v26.0/106540352242922/media',
	'https://graph.facebook.com/v26.0/upload%3AMTphdHRhY2htZW50',
	'https://graph.facebook.com/v26.0/app?next=/v26.0/upload:MTph',
])('any other request gets it as a bearer token: %s', (url) => {
	expect(headersOf(url)).toMatchObject({ Authorization: 'Bearer tok-1234567890' });
});

test('no upload at another origin gets the token', () => {
	const url = 'https://evil.example/v26.0/upload:MTphdHRhY2htZW50';
	expect(() => authenticate(metaCloud, secrets, { url })).toThrow('not sent to evil.example');
});
