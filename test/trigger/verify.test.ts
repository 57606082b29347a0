import fc from 'fast-check';

import type { Secrets } from '../../nodes/WhatsAppGateway/core/request';
import type { Webhook } from '../../nodes/WhatsAppGateway/core/webhook';
import {
	hmacSha256,
	isRecent,
	equalInConstantTime,
} from '../../nodes/WhatsAppGateway/gatewayKit/signature';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { secret, signers } from './sign';

const now = Date.parse('2026-11-21T09:00:00Z');
const seconds = now / 1000;
const body = Buffer.from('{"event":"message.received","text":"Grüße 👋","n":1.0}');

const telling = gateways.flatMap(({ id, name, webhook }) =>
	webhook === undefined ? [] : [[name, id, webhook] as const],
);

function verdict(
	webhook: Webhook,
	given: { headers: Record<string, string>; body?: Buffer; secrets?: Secrets; at?: number },
) {
	const { headers, body: bytes = body, secrets = {}, at = now } = given;
	const delivery = { headers, query: {}, body: bytes, json: undefined };
	return webhook.verify(delivery, { webhookSecret: secret, ...secrets }, at);
}

test('every gateway that calls a webhook has a signer here', () => {
	expect(Object.keys(signers).sort()).toEqual(telling.map(([, id]) => id).sort());
});

/** https://datatracker.ietf.org/doc/html/rfc4231#section-4.3 */
test('the HMAC is that of the standard', () => {
	expect(hmacSha256('Jefe', 'what do ya want ', Buffer.from('for nothing?'))).toBe(
		'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
	);
});

test.each<[string, string, boolean]>([
	['a', 'a', true],
	['a', 'b', false],
	['a', 'aa', false],
	['', '', false],
	['a', '', false],
	['', 'a', false],
	['ä', 'ä', true],
])('%j and %j: %p', (one, other, same) => {
	expect(equalInConstantTime(one, other)).toBe(same);
});

test.each([
	[0, true],
	[299, true],
	[300, true],
	[301, false],
	[-300, true],
	[-301, false],
	[NaN, false],
])('what is %p seconds old is recent: %p', (age, recent) => {
	expect(isRecent(seconds - age, now)).toBe(recent);
});

describe.each(telling)('%s', (_name, id, webhook) => {
	const sign = signers[id];
	if (sign === undefined) throw new Error(`No signer for ${id}`);
	const headers = sign(body, secret, seconds);
	const [name = '', value = ''] = Object.entries(headers)[0] ?? [];
	// A header that is a shared secret says nothing of the body.
	const coversBody = !value.includes(secret);

	test('what it signed is genuine', () => {
		expect(verdict(webhook, { headers })).toBe('genuine');
	});

	test('an empty body is genuine where it is signed', () => {
		const empty = Buffer.alloc(0);
		expect(verdict(webhook, { headers: sign(empty, secret, seconds), body: empty })).toBe(
			'genuine',
		);
	});

	test.each([
		['without the header', {}],
		['with an empty header', { [name]: '' }],
		['with the header twice', { [name]: `${value}, ${value}` }],
		['with more behind it', { [name]: `${value}0` }],
		['cut short', { [name]: value.slice(0, -1) }],
		['in capitals', { [name]: value.toUpperCase() }],
		['with words in it', { [name]: 'genuine' }],
		['with a byte that no header has', { [name]: `${value}\u0000` }],
		['signed with another secret', sign(body, 'another-secret', seconds)],
		['signed with no secret', sign(body, '\u0000', seconds)],
	])('%s it is forged', (_what, forged) => {
		expect(verdict(webhook, { headers: forged })).toBe('forged');
	});

	if (coversBody) {
		test('each byte of the body counts', () => {
			for (let at = 0; at < body.length; at++) {
				for (const bit of [1, 128]) {
					const changed = Buffer.from(body);
					changed[at] = (changed[at] ?? 0) ^ bit;
					expect([at, verdict(webhook, { headers, body: changed })]).toEqual([at, 'forged']);
				}
			}
		});

		test.each<[string, Buffer]>([
			['cut short', body.subarray(0, -1)],
			['longer by a line', Buffer.concat([body, Buffer.from('\n')])],
			['written anew', Buffer.from(JSON.stringify(JSON.parse(body.toString())))],
			['in another encoding', Buffer.from(body.toString('utf8'), 'latin1')],
			['empty', Buffer.alloc(0)],
		])('a body that is %s is forged', (_what, changed) => {
			expect(verdict(webhook, { headers, body: changed })).toBe('forged');
		});
	}

	test('each sign of the header counts', () => {
		for (let at = 0; at < value.length; at++) {
			const other = value[at] === '0' ? '1' : '0';
			const changed = value.slice(0, at) + other + value.slice(at + 1);
			expect([at, verdict(webhook, { headers: { [name]: changed } })]).toEqual([at, 'forged']);
		}
	});

	test('whatever the headers and the body are, there is a verdict, and it is not genuine', () => {
		const odd = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(name, value));
		fc.assert(
			fc.property(
				fc.dictionary(fc.oneof(odd, fc.constant(name)), odd),
				fc.uint8Array(),
				(given, bytes) => {
					if (given[name] === value) return;
					expect(verdict(webhook, { headers: given, body: Buffer.from(bytes) })).toBe('forged');
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('whatever it tells becomes events with ids, or nothing, and never an exception', () => {
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

	test('says what to do at the gateway, in sentences', () => {
		expect(webhook.setup.length).toBeGreaterThan(0);
		for (const step of webhook.setup) expect(step).toMatch(/^[A-Z].*\.$/);
	});
});

describe('a time in the signature', () => {
	const qyvo = telling.find(([, id]) => id === 'qyvo')?.[2];
	if (qyvo === undefined) throw new Error('no webhook');
	const headers = signers['qyvo']?.(body, secret, seconds) ?? {};

	test('makes what is six minutes old stale, and what is ahead as well', () => {
		expect(verdict(qyvo, { headers, at: now + 6 * 60_000 })).toBe('stale');
		expect(verdict(qyvo, { headers, at: now - 6 * 60_000 })).toBe('stale');
		expect(verdict(qyvo, { headers, at: now + 4 * 60_000 })).toBe('genuine');
	});

	test('is not looked at where the credential says that the body alone is signed', () => {
		const secrets = { signatureCovers: 'body' };
		const bare = `t=1,v1=${hmacSha256(secret, body)}`;
		expect(verdict(qyvo, { headers: { 'x-qyvo-signature': bare }, secrets })).toBe('genuine');
		expect(verdict(qyvo, { headers, secrets })).toBe('forged');
		expect(verdict(qyvo, { headers: { 'x-qyvo-signature': bare } })).toBe('forged');
	});
});

describe('Meta’s question', () => {
	const challenge = telling.find(([, id]) => id === 'metaCloud')?.[2].challenge;
	const ask = (query: Record<string, unknown>) =>
		challenge?.({ headers: {}, query, body: Buffer.alloc(0), json: {} }, ['one', 'two']);
	const right = {
		'hub.mode': 'subscribe',
		'hub.verify_token': 'two',
		'hub.challenge': '1158201444',
	};

	test('is answered where the token is known', () => {
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
