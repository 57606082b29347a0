import type { FaultName } from '../../nodes/WhatsAppGateway/core/faults';
import { statusFault } from '../../nodes/WhatsAppGateway/gatewayKit/statusFault';
import { answer } from './exampleAnswer';

describe('the status alone', () => {
	const vendorMessage = { gatewayCode: 'Nope.' };
	const outcomeUnknown = 'did not say whether the message was sent.';
	const elsewhere = 'Acme was expected at the Base URL, but something else answered there';

	test.each<[number, boolean, boolean, FaultName, string, string]>([
		[401, true, true, 'invalidCredential', 'no', 'Acme does not accept the access token.'],
		[401, false, false, 'invalidCredential', 'no', 'Acme does not accept the access token.'],
		[402, true, true, 'quotaExceeded', 'no', 'Acme says that the quota is used up: “Nope”.'],
		[403, true, true, 'missingScope', 'no', 'Acme does not permit this: “Nope”.'],
		[403, false, true, 'unexpectedAnswer', 'no', `${elsewhere} (status 403).`],
		[404, true, true, 'notFound', 'no', 'Acme does not have what was asked for: “Nope”.'],
		[404, false, true, 'unexpectedAnswer', 'no', `${elsewhere} (status 404).`],
		[409, true, true, 'conflict', 'unknown', 'Acme is already processing this request: “Nope”.'],
		[400, true, true, 'invalidRequest', 'no', 'Acme did not accept the request: “Nope”.'],
		[422, true, false, 'invalidRequest', 'no', 'Acme did not accept the request: “Nope”.'],
		[429, true, true, 'rateLimited', 'no', 'Acme accepts no more requests at the moment.'],
		[429, false, false, 'rateLimited', 'no', 'Acme accepts no more requests at the moment.'],
		[301, true, true, 'unexpectedAnswer', 'no', `${elsewhere} (status 301).`],
		[302, false, false, 'unexpectedAnswer', 'no', `${elsewhere} (status 302).`],
		[
			500,
			true,
			true,
			'unknownOutcome',
			'unknown',
			`Acme failed with status 500 and ${outcomeUnknown}`,
		],
		[
			503,
			false,
			true,
			'unknownOutcome',
			'unknown',
			`Acme failed with status 503 and ${outcomeUnknown}`,
		],
		[
			500,
			true,
			false,
			'temporarilyUnavailable',
			'no',
			'Acme is temporarily unavailable (status 500).',
		],
		[
			503,
			false,
			false,
			'temporarilyUnavailable',
			'no',
			'Acme is temporarily unavailable (status 503).',
		],
	])('%i (JSON: %p, sends: %p) is %s, sent: %s', (status, isJson, sends, fault, sent, message) => {
		const error = statusFault(answer({ status, isJson, sends }), 'Acme', vendorMessage);
		expect(error).toMatchObject({ fault, sent, message });
	});

	test('quotes the gateway only if its answer has a message', () => {
		const given = answer({ status: 422 });
		for (const gatewayCode of [null, undefined, '', ' ', '.']) {
			expect(statusFault(given, 'Acme', { gatewayCode }).message).toBe(
				'Acme did not accept the request.',
			);
		}
	});

	test('of too many requests includes the time to wait', () => {
		const limited = answer({ status: 429, headers: { 'retry-after': '17' } });
		expect(statusFault(limited, 'Acme', {}).details.retryAfter).toBe(17);
	});
});
