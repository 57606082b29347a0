import type { Gateway } from '../../../nodes/WhatsAppGateway/core/gateway';
import {
	checkStatusWait,
	readStatusWait,
} from '../../../nodes/WhatsAppGateway/operations/messages/statusWait';
import type { StatusWait } from '../../../nodes/WhatsAppGateway/sending/waitForStatus';

test.each<[Record<string, unknown>, StatusWait | null]>([
	[{}, null],
	[{ waitUntil: 'none' }, null],
	[{ waitUntil: 'sent' }, { until: 'sent', seconds: 60 }],
	[
		{ waitUntil: 'read', maxWait: 5 },
		{ until: 'read', seconds: 5 },
	],
])('the options %j are read as %j', (options, expected) => {
	expect(readStatusWait(options)).toEqual(expected);
});

test.each([
	{ waitUntil: 'constructor' },
	{ waitUntil: 'read', maxWait: -5 },
	{ waitUntil: 'read', maxWait: 'soon' },
	{ waitUntil: 'read', maxWait: 3_000_000 },
])('the options %j are refused', (options) => {
	expect(() => readStatusWait(options)).toThrow(/ must be /);
});

test('waiting for a status is refused if the gateway cannot look it up', () => {
	const withoutStatus = { name: 'Acme' } as Gateway;
	expect(() => checkStatusWait({ until: 'sent', seconds: 1 }, withoutStatus)).not.toThrow();
	expect(() => checkStatusWait({ until: 'read', seconds: 1 }, withoutStatus)).toThrow(
		'Acme does not report whether a message was read.',
	);
});
