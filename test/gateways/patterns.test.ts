import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Condition } from '../../nodes/WhatsAppGateway/gatewayKit/refusalRule';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';

/**
 * Whether a pattern reads a text in time that grows with its length only. A pattern that is tried at
 * every position must not run on to the end from each; `eslint-plugin-regexp` in `npm run lint` checks
 * what happens within a pattern.
 */
const isLinear = (source: string) => source.startsWith('^') || !/[^\\][*+]|\{\d+,\}/.test(source);

test.each([
	[String.raw`\btemplate\b.*\bnot found`, false],
	[String.raw`^(?=.*\btemplate\b).*\bnot found`, true],
	[String.raw`not found|\d{1,6}`, true],
	['a{2,}b', false],
])('%s counts as linear: %p', (source, linear) => {
	expect(isLinear(source)).toBe(linear);
});

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		const rules = gateway.faults.rules as ReadonlyArray<{ example: string; when?: Condition }>;
		const patterns = rules.flatMap(({ example, when }) =>
			when?.text === undefined ? [] : [[example, when.text] as const],
		);

		if (patterns.length > 0) {
			test.each(patterns)('the pattern of “%s” is linear', (_example, text) => {
				expect(text.global || text.sticky).toBe(false);
				expect(isLinear(text.source)).toBe(true);
			});
		}
	},
);
