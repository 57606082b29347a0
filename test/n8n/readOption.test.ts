import type { INodeProperties } from 'n8n-workflow';

import {
	checkOptions,
	readChoice,
	readNumber,
	readSwitch,
} from '../../nodes/WhatsAppGateway/n8n/readOption';
import {
	messagesPerMinute,
	timeout,
} from '../../nodes/WhatsAppGateway/operations/fields/runOptions';
import {
	previewOnly,
	sendOptions,
	waitUntil,
} from '../../nodes/WhatsAppGateway/operations/fields/sendOptions';

test.each<[unknown, number]>([
	[1, 1],
	['45', 45],
	[' 0x10 ', 16],
	[300, 300],
	['', 30],
	['  ', 30],
	[null, 30],
	[undefined, 30],
])('the number %j is read as %j', (value, expected) => {
	expect(readNumber(value, timeout)).toBe(expected);
});

test.each([0, -3, 301, 3_000_000, Infinity, NaN, '30/min', '1e999', true, [], [5], {}])(
	'%j is refused as a number of seconds',
	(value) => {
		expect(() => readNumber(value, timeout)).toThrow(
			/^Timeout \(Seconds\) must be a number from 1 to 300, but it is “/,
		);
	},
);

test.each(['30/min', -3, 0, 60_001])('%j messages in a minute are refused', (value) => {
	expect(() => readNumber(value, messagesPerMinute)).toThrow('Messages per Minute must be');
});

test.each<[unknown, boolean]>([
	...[true, 'true', 'TRUE', ' yes ', 'on', 1, '1'].map((value): [unknown, boolean] => [
		value,
		true,
	]),
	...[false, 'false', 'No', 'off', 0, '0', '', null, undefined].map((value): [unknown, boolean] => [
		value,
		false,
	]),
])('the switch %j is read as %j', (value, expected) => {
	expect(readSwitch(value, previewOnly)).toBe(expected);
});

test.each(['ja', 'si', 2, 'truely', {}, ['x']])('%j is refused as a switch', (value) => {
	expect(() => readSwitch(value, previewOnly)).toThrow('Preview Only must be true or false');
});

test.each(['Sent', 'constructor', 0, {}])('%j is refused as a choice', (value) => {
	expect(() => readChoice(value, waitUntil)).toThrow(
		/^Wait Until must be one of none, sent, delivered, read, but it is “/,
	);
});

test('a long wrong value is quoted in part', () => {
	const read = () => readChoice('x'.repeat(10_000), waitUntil);
	expect(read).toThrow(expect.objectContaining({ message: expect.stringMatching(/^.{0,140}$/) }));
});

test('every number, switch and choice of the options is checked', () => {
	const wrong: Partial<Record<INodeProperties['type'], unknown>> = {
		number: 'many',
		boolean: 'ja',
		options: 'nothing',
	};
	const checked = sendOptions.filter(({ type }) => type in wrong);
	expect(checked.length).toBeGreaterThan(5);
	for (const { name, type, displayName } of checked) {
		expect(() => checkOptions({ [name]: wrong[type] }, sendOptions)).toThrow(
			`${displayName} must be`,
		);
	}
});
