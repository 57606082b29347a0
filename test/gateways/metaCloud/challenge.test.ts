import { webhook } from '../../../nodes/WhatsAppGateway/gateways/metaCloud/webhook';

describe('Meta’s webhook verification', () => {
	const ask = (query: Record<string, unknown>) =>
		webhook.challenge?.({ headers: {}, query, body: Buffer.alloc(0), json: {} }, ['one', 'two']);
	const right = {
		'hub.mode': 'subscribe',
		'hub.verify_token': 'two',
		'hub.challenge': '1158201444',
	};

	test('is answered if the verify token matches', () => {
		expect(ask(right)).toBe('1158201444');
	});

	test.each([
		{ ...right, 'hub.verify_token': 'three' },
		{ ...right, 'hub.verify_token': '' },
		{ ...right, 'hub.verify_token': ['two'] },
		{ ...right, 'hub.mode': 'unsubscribe' },
		{ ...right, 'hub.challenge': undefined },
		{},
	])('is not answered otherwise: %j', (query) => {
		expect(ask(query)).toBeUndefined();
	});
});
