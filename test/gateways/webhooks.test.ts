import fc from 'fast-check';

import { verdictOf, deliveryBody as body, seconds } from './deliveries';
import { webhookGateways, webhookSecret as secret } from './profiles';

describe.each(webhookGateways)('$name', ({ id, webhook, signDelivery: sign }) => {
	const headers = sign(body, secret, seconds);
	const [name = '', value = ''] = Object.entries(headers)[0] ?? [];
	// A header that is a shared secret does not depend on the body.
	const coversBody = !value.includes(secret);

	test('a signed delivery is genuine', () => {
		expect(verdictOf(webhook, { headers })).toBe('genuine');
	});

	test('a signed empty body is genuine', () => {
		const empty = Buffer.alloc(0);
		expect(verdictOf(webhook, { headers: sign(empty, secret, seconds), body: empty })).toBe(
			'genuine',
		);
	});

	test.each([
		['without the header', {}],
		['with an empty header', { [name]: '' }],
		['with the header twice', { [name]: `${value}, ${value}` }],
		['with an extra character', { [name]: `${value}0` }],
		['cut short', { [name]: value.slice(0, -1) }],
		['in capitals', { [name]: value.toUpperCase() }],
		['with another value', { [name]: 'genuine' }],
		['with a null character', { [name]: `${value}\u0000` }],
		['signed with another secret', sign(body, 'another-secret', seconds)],
		['signed with no secret', sign(body, '\u0000', seconds)],
	])('a delivery %s is forged', (_what, forged) => {
		expect(verdictOf(webhook, { headers: forged })).toBe('forged');
	});

	if (coversBody) {
		test('a change to any byte of the body is forged', () => {
			for (let at = 0; at < body.length; at++) {
				for (const bit of [1, 128]) {
					const changed = Buffer.from(body);
					changed[at] = (changed[at] ?? 0) ^ bit;
					expect([at, verdictOf(webhook, { headers, body: changed })]).toEqual([at, 'forged']);
				}
			}
		});

		test.each<[string, Buffer]>([
			['cut short', body.subarray(0, -1)],
			['longer by a line', Buffer.concat([body, Buffer.from('\n')])],
			['serialized again', Buffer.from(JSON.stringify(JSON.parse(body.toString())))],
			['in another encoding', Buffer.from(body.toString('utf8'), 'latin1')],
			['empty', Buffer.alloc(0)],
		])('a body that is %s is forged', (_what, changed) => {
			expect(verdictOf(webhook, { headers, body: changed })).toBe('forged');
		});
	}

	test('a change to any character of the header is forged', () => {
		for (let at = 0; at < value.length; at++) {
			const other = value[at] === '0' ? '1' : '0';
			const changed = value.slice(0, at) + other + value.slice(at + 1);
			expect([at, verdictOf(webhook, { headers: { [name]: changed } })]).toEqual([at, 'forged']);
		}
	});

	test('arbitrary headers and bodies are forged', () => {
		const odd = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(name, value));
		fc.assert(
			fc.property(
				fc.dictionary(fc.oneof(odd, fc.constant(name)), odd),
				fc.uint8Array(),
				(given, bytes) => {
					if (given[name] === value) return;
					expect(verdictOf(webhook, { headers: given, body: Buffer.from(bytes) })).toBe('forged');
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('any body gives events with IDs or none, and never an exception', () => {
		const key = fc.constantFrom(
			'entry',
			'changes',
			'value',
			'messages',
			'statuses',
			'contacts',
			'event',
			'message',
			'data',
			'id',
			'type',
			'content',
			'contact',
			'status',
			'timestamp',
			'from',
			'text',
			'interactive',
			'flow',
		);
		const { tree } = fc.letrec((tie) => ({
			tree: fc.oneof(
				{ depthSize: 'medium' },
				fc.constantFrom(
					'text',
					'message.received',
					'message.status.sent',
					'interactive',
					'1778141663',
					null,
					1,
					'',
				),
				fc.array(tie('tree'), { maxLength: 3 }),
				fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
				fc.jsonValue(),
			),
		}));
		fc.assert(
			fc.property(tree, (json) => {
				const bytes = Buffer.from(JSON.stringify(json) ?? '');
				const events = webhook.events({ headers: {}, query: {}, body: bytes, json });
				for (const event of events) {
					expect(event.id.length).toBeGreaterThan(3);
					expect(event.gateway).toBe(id);
					expect(new Date(event.at).toISOString()).toBe(event.at);
					expect(event.from === null || /^\+\d{7,15}$/.test(event.from)).toBe(true);
				}
			}),
			{ numRuns: 3000 },
		);
	});

	test('has setup instructions in full sentences', () => {
		expect(webhook.setup.length).toBeGreaterThan(0);
		for (const step of webhook.setup) expect(step).toMatch(/^[A-Z].*\.$/);
	});
});
