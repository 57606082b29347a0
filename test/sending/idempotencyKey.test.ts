import fc from 'fast-check';

import { idempotencyKey } from '../../nodes/WhatsAppGateway/sending/idempotencyKey';

const itemKey = JSON.stringify(['workflow', '17', 'node', 0, 3]);

test('the key of a message is deterministic and fits a header', () => {
	const key = idempotencyKey(itemKey, 'text', { to: '+491713920012', body: 'Hi' });
	expect(key).toMatch(/^[0-9a-f]{64}$/);
	expect(idempotencyKey(itemKey, 'text', { to: '+491713920012', body: 'Hi' })).toBe(key);
});

test('another item, kind, recipient or text gives another key', () => {
	const message = fc.record({ to: fc.constantFrom('+1', '+2'), body: fc.string({ maxLength: 5 }) });
	const given = fc.tuple(
		fc.constantFrom('a', 'b'),
		fc.constantFrom('text' as const, 'list' as const),
		message,
	);
	fc.assert(
		fc.property(given, given, (one, other) => {
			const same = JSON.stringify(one) === JSON.stringify(other);
			expect(idempotencyKey(...one) === idempotencyKey(...other)).toBe(same);
		}),
	);
});

test('a file is identified by its bytes, and 16 MB are hashed quickly', () => {
	const file = (byte: number) => ({
		file: { data: Buffer.alloc(16 * 1024 * 1024, byte), name: 'a' },
	});
	expect(idempotencyKey(itemKey, 'image', file(1))).toBe(idempotencyKey(itemKey, 'image', file(1)));
	expect(idempotencyKey(itemKey, 'image', file(1))).not.toBe(
		idempotencyKey(itemKey, 'image', file(2)),
	);
});
