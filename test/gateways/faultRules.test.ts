import { faults, type FaultRule } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import type { Condition } from '../../nodes/WhatsAppGateway/gatewayKit/refusalRule';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { metaCodes } from '../../nodes/WhatsAppGateway/whatsapp/metaErrorCodes';
import { profileOf } from './profiles';

/** The fields of a rule besides its texts. */
interface Row extends FaultRule {
	readonly when?: Condition;
}

/** The refusal of a request to send, in the form that the gateway documents. */
function answerOf(gateway: Gateway, example: string, status?: number): Answer {
	const refusal = profileOf(gateway.id).refusal(example);
	return {
		...refusal,
		status: status ?? refusal.status,
		headers: {},
		isJson: true,
		sends: true,
		attempts: 1,
	};
}

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		const rows = (gateway.faults.rules as readonly Row[]).map((row): [string, Row] => [
			row.example,
			row,
		]);

		test.each(rows)('maps “%s” to the fault of its rule', (example, row) => {
			const { status, text } = row.when ?? {};
			const answer = answerOf(gateway, example, typeof status === 'number' ? status : undefined);
			const { fault, message, hint, details } = gateway.faults.read(answer);
			expect(fault).toBe(row.fault);
			const [field] = fault === 'invalidRequest' ? Object.keys(details.fields ?? {}) : [];
			expect(hint).toContain(row.hint ?? field ?? faults[row.fault].hint);
			// The gateway's details may only make a message more exact.
			expect(message.slice(0, 20)).toBe(row.message.slice(0, 20));
			if (text !== undefined && !example.startsWith('errors.')) {
				// A text next to a code has the code in front.
				expect(text.test(example) || text.test(`: ${example}`)).toBe(true);
			}
		});

		test('has no two rules for the same answer', () => {
			const examples = rows.map(
				([example, { when }]) => `${example} ${String(when?.status ?? '')}`,
			);
			expect(new Set(examples).size).toBe(examples.length);
		});

		test.each(Object.entries(metaCodes))(
			'maps Meta’s code %s in every form in which the gateway passes it on',
			(code, { fault, message }) => {
				const example = gateway.faults.rules.some(({ metaCode }) => metaCode === Number(code))
					? code
					: `(#${code}) Words of Meta`;
				const error = gateway.faults.read(answerOf(gateway, example));
				expect(error).toMatchObject({ fault, sent: 'no' });
				expect(error.message).toContain(message.replace('{gateway}', '').slice(-20, -1));
				expect(error.details.metaCode).toBe(Number(code));
			},
		);
	},
);
