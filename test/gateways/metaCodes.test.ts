import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';

const answer = (body: unknown, status = 422): Answer => ({
	status,
	headers: {},
	body,
	isJson: true,
	sends: true,
	attempts: 1,
});

const meta = {
	message: '(#131047) Re-engagement message',
	type: 'OAuthException',
	code: 131047,
	error_data: { messaging_product: 'whatsapp', details: 'More than 24 hours have passed' },
	fbtrace_id: 'A1',
};

/** Every place in which a gateway may pass Meta's code on. */
const forms: ReadonlyArray<readonly [string, object]> = [
	['the text', { error: '(#131047) Re-engagement message' }],
	['a field beside the text', { error: 'Not sent', code: 131047 }],
	['such a field as text', { error: 'Not sent', code: '131047' }],
	['error_code', { error: 'Not sent', error_code: 131047 }],
	['an error object', { error: { message: 'Not sent', code: 131047 } }],
	['an error object as text', { error: { message: 'Not sent', code: '131047' } }],
	['the text of an error object', { error: { message: 'Not sent: 131047' } }],
	['a list of errors', { message: 'Not sent', errors: [{ code: 131047, title: 'Closed' }] }],
	['the reasons of a field', { message: 'Not sent', errors: { phone: ['(#131047) Closed'] } }],
	['error_data', { error: { message: 'Not sent', error_data: { error_code: 131047 } } }],
	['details', { error: { message: 'Not sent', details: '131047 Closed' } }],
	['Meta’s own answer', { error: meta }],
	[
		'Meta’s own answer within the error',
		{ error: { message: 'Not sent', details: { error: meta } } },
	],
	['Meta’s own answer in the data', { message: 'Not sent', data: { error: meta } }],
	[
		'Meta’s own answer beside it',
		{ status: 'error', data: { whatsapp_response: { error: meta } } },
	],
];

describe.each(
	gateways
		.filter(({ id }) => id !== 'metaCloud')
		.map((gateway) => [gateway.name, gateway] as const),
)('%s', (_name, { faults }) => {
	test.each(forms)('Meta’s code is read in %s', (_where, body) => {
		for (const status of [200, 400, 422, 500]) {
			expect(faults.read(answer(body, status))).toMatchObject({
				fault: 'windowClosed',
				sent: 'no',
				details: { metaCode: 131047 },
			});
		}
	});

	test('a code below Meta’s is Meta’s only in Meta’s own object', () => {
		const own = faults.read(answer({ error: { message: 'Not sent', code: 200 } }));
		expect(own.details.metaCode ?? null).toBeNull();
		const ofMeta = faults.read(answer({ error: { ...meta, message: 'No', code: 200 } }));
		expect(ofMeta).toMatchObject({ fault: 'missingScope', details: { metaCode: 200 } });
	});

	test('a number in a message that is repeated in the answer is no code', () => {
		const echo = { error: 'Not sent', data: { message: 'Your code is 131047' } };
		expect(faults.read(answer(echo)).fault).not.toBe('windowClosed');
	});
});
