import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import {
	type Condition,
	matchRule,
	type Refusal,
	type RefusalRule,
	toRuleFault,
} from '../../nodes/WhatsAppGateway/gatewayKit/refusalRule';
import { statusFault } from '../../nodes/WhatsAppGateway/gatewayKit/statusFault';

const answer = (more: Partial<Answer> = {}): Answer => ({
	status: 422,
	headers: {},
	body: {},
	isJson: true,
	sends: true,
	attempts: 1,
	...more,
});

const rule = (more: Partial<RefusalRule> = {}): RefusalRule => ({
	example: 'anything',
	when: {},
	fault: 'invalidRequest',
	message: '{gateway} answered with {status}.',
	...more,
});

describe('a rule', () => {
	test.each<[Condition, Partial<Answer>, Refusal, boolean]>([
		[{}, {}, {}, true],
		[{ status: 422 }, {}, {}, true],
		[{ status: 422 }, { status: 423 }, {}, false],
		[{ status: [400, 499] }, { status: 400 }, {}, true],
		[{ status: [400, 499] }, { status: 499 }, {}, true],
		[{ status: [400, 499] }, { status: 500 }, {}, false],
		[{ isJson: false }, {}, {}, false],
		[{ sends: true }, { sends: false }, {}, false],
		[{ code: '1' }, {}, { code: '1' }, true],
		[{ code: '1' }, {}, { code: null }, false],
		[{ code: '1' }, {}, {}, false],
		[{ code: '100', subcode: '33' }, {}, { code: '100' }, false],
		[{ type: 'quota_error' }, {}, { type: 'quota_error' }, true],
		[{ text: /not found/i }, {}, { text: 'Template Not Found' }, true],
		[{ text: /not found/i }, {}, {}, false],
		[{ status: 404, text: /not found/i }, {}, { text: 'not found' }, false],
	])('with %j, for %j and %j, applies: %p', (when, more, refusal, applies) => {
		const rules = [rule({ when })];
		expect(matchRule(rules, answer(more), refusal) !== undefined).toBe(applies);
	});

	test('takes precedence over later rules', () => {
		const rules = [rule({ example: 'first' }), rule({ example: 'second' })];
		expect(matchRule(rules, answer())?.example).toBe('first');
	});

	test('inserts the gateway and the status into its message', () => {
		expect(toRuleFault(rule(), answer(), 'Acme', {}).message).toBe('Acme answered with 422.');
	});

	test.each([
		['Nope.', 'Acme answered with 422: “Nope”.'],
		[' Nope ', 'Acme answered with 422: “Nope”.'],
		['', 'Acme answered with 422.'],
	])('that quotes the gateway’s message “%s” gives %s', (text, message) => {
		const quoting = rule({ quotesGateway: true });
		expect(toRuleFault(quoting, answer(), 'Acme', {}, text).message).toBe(message);
	});

	test('yields to more exact details', () => {
		const hinting = rule({ hint: 'Wait.', sent: 'unknown' });
		const { hint, sent } = toRuleFault(hinting, answer(), 'Acme', { hint: 'Pick another one.' });
		expect({ hint, sent }).toEqual({ hint: 'Pick another one.', sent: 'unknown' });
	});

	test.each([
		[true, 'unknown'],
		[false, 'no'],
	])('reports an unknown outcome only for a request that sends: %p', (sends, sent) => {
		expect(toRuleFault(rule({ sent: 'ifSends' }), answer({ sends }), 'Acme', {}).sent).toBe(sent);
	});
});

describe('the status alone', () => {
	test.each([
		[409, true, 'conflict', 'unknown'],
		[409, false, 'conflict', 'no'],
		[200, true, 'invalidRequest', 'unknown'],
		[200, false, 'invalidRequest', 'no'],
	])('%i (sends: %p) is %s, sent: %s', (status, sends, fault, sent) => {
		expect(statusFault(answer({ status, sends }), 'Acme', {})).toMatchObject({ fault, sent });
	});
});
