import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import {
	isSealedCode,
	readSeal,
	sealCode,
} from '../../../nodes/WhatsAppGateway/operations/oneTimePassword/seal';

const proofOf = (secret: string) => (text: string) =>
	createHmac('sha256', secret).update(text).digest('hex');
const prove = proofOf('a secret');

const person = { to: '+14155550123', purpose: 'login' };
const expiresAt = 1_800_000_000;
const seal = (code = '123456', to = person.to) =>
	sealCode({ ...person, to, code, expiresAt }, prove);

test('tells the right code from every other one, and when it ends', () => {
	const read = readSeal(seal(), person, prove);
	expect(read).toMatchObject({ expiresAt, id: expect.stringMatching(/^[0-9a-f]{24}$/) });
	if (read === null) throw new Error('not read');
	expect(isSealedCode(read, '123456', person, prove)).toBe(true);
	for (const code of ['123457', '12345', '1234567', '', '１２３４５６', '0123456']) {
		expect([code, isSealedCode(read, code, person, prove)]).toEqual([code, false]);
	}
});

test('is another one each time, for the same code as well', () => {
	expect(new Set(Array.from({ length: 20 }, () => seal())).size).toBe(20);
});

test('is nothing for another person, purpose or secret', () => {
	expect(readSeal(seal(), { ...person, to: '+14155550124' }, prove)).toBeNull();
	expect(readSeal(seal(), { ...person, purpose: 'payment' }, prove)).toBeNull();
	expect(readSeal(seal(), person, proofOf('another secret'))).toBeNull();
});

test.each([
	['+5511987654321', '+551187654321'],
	['+5215512345678', '+525512345678'],
])('holds for both forms of a number, %s and %s', (typed, named) => {
	expect(readSeal(seal('123456', typed), { ...person, to: named }, prove)).not.toBeNull();
});

test('with any letter changed it proves nothing', () => {
	const whole = seal();
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	fc.assert(
		fc.property(fc.nat({ max: whole.length - 1 }), fc.constantFrom(...letters), (place, letter) => {
			fc.pre(whole[place] !== letter);
			const changed = whole.slice(0, place) + letter + whole.slice(place + 1);
			const read = readSeal(changed, person, prove);
			// The last letter has bits that stand for nothing.
			const isSame = read !== null && isSealedCode(read, '123456', person, prove);
			expect(isSame && place < whole.length - 1).toBe(false);
		}),
	);
});

test('any other text is nothing', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(readSeal(text, person, prove)).toBeNull();
			expect(readSeal(`wgp1.${text}`, person, prove)).toBeNull();
		}),
	);
});
