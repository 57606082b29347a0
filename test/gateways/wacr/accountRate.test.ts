import { readRate } from '../../../nodes/WhatsAppGateway/gateways/wacr/accountRate';

test.each([
	[{ limits: { api_calls_per_minute: { limit: 75, is_unlimited: false } } }, 75, 60],
	[{ limits: { api_calls_per_minute: { limit: -1 } }, rate_limit: 20 }, 20, 60],
	[{ api_rate_limit: { requests: 120, per_seconds: 60 } }, 120, 60],
	[{ api_rate_limit: { requests_per_minute: '90' } }, 90, 60],
	[{ rate_limits: { per_minute: 30 } }, 30, 60],
	[{ rate_limit: 45 }, 45, 60],
	[{ api: { limit: 10, window_seconds: 1 } }, 10, 1],
])('%j is a rate', (limits, messages, perSeconds) => {
	expect(readRate(limits)).toEqual({ messages, perSeconds });
});

test.each([[{}], [{ limits: { contacts: { limit: 5 } } }], [{ rate_limit: -1 }], [{ api: [] }]])(
	'%j is none: no rate is made up',
	(limits) => {
		expect(readRate(limits)).toBeNull();
	},
);
