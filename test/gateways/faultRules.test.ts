import { faults, type FaultRule } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import type { Condition } from '../../nodes/WhatsAppGateway/gatewayKit/refusalRule';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { metaCodes } from '../../nodes/WhatsAppGateway/whatsapp/metaErrorCodes';

/** What a row of a table may have beside what people read. */
interface Row extends FaultRule {
	readonly when?: Condition;
}

/** A refusal with certain words in it, in the form that each gateway documents. */
const refusals: Readonly<Record<string, (says: string) => Pick<Answer, 'status' | 'body'>>> = {
	metaCloud: (says) => {
		const [, code, subcode] = /^(\d+)(?:, subcode (\d+))?$/.exec(says) ?? [];
		return {
			status: 400,
			body: {
				error: {
					message: 'Words',
					type: 'OAuthException',
					code: Number(code),
					...(subcode !== undefined && { error_subcode: Number(subcode) }),
				},
			},
		};
	},
	mojeeb: (says) => ({
		status: 422,
		body: { error: { type: says, code: says, message: says, correlation_id: 'req_1' } },
	}),
	qyvo: (says) => ({
		status: 422,
		body: says.startsWith('The given data')
			? { message: says, errors: { phone: ['The phone field is required.'] } }
			: { error: says },
	}),
	wacr: (says) => {
		const [, code, message] = /^([A-Z_]+)(?:: (.*))?$/.exec(says) ?? [undefined, '', says];
		const errors = { phone: ['The phone field is required.'] };
		return code === ''
			? { status: 404, body: { message } }
			: {
					status: 422,
					body: {
						success: false,
						error: { code, message, ...(code === 'VALIDATION_ERROR' && { errors }) },
					},
				};
	},
	xobito: (says) => {
		if (says.startsWith('The route')) return { status: 404, body: { message: says } };
		const [, field] = /^errors\.(.*)$/.exec(says) ?? [];
		const errors = { [field ?? '']: ['It is required.'] };
		return {
			status: 422,
			body:
				field === undefined
					? { status: 'error', message: says }
					: { status: 'error', message: 'Validation failed', errors },
		};
	},
};

function answerOf(gateway: Gateway, says: string, status?: number): Answer {
	const refusal = refusals[gateway.id];
	if (refusal === undefined) throw new Error(`How does ${gateway.id} refuse?`);
	const told = refusal(says);
	return {
		...told,
		status: status ?? told.status,
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

		test.each(rows)('says “%s”, and it comes out as its row says', (says, row) => {
			const { status, text } = row.when ?? {};
			const answer = answerOf(gateway, says, typeof status === 'number' ? status : undefined);
			const { fault, message, hint } = gateway.faults.read(answer);
			expect(fault).toBe(row.fault);
			expect(hint).toBe(row.hint ?? faults[row.fault].hint);
			// A sentence may be made more exact by what the gateway adds, never another one.
			expect(message.slice(0, 20)).toBe(row.message.slice(0, 20));
			if (text !== undefined && !says.startsWith('errors.')) {
				// Where words stand beside a code, the code is in front.
				expect(text.test(says) || text.test(`: ${says}`)).toBe(true);
			}
		});

		test('says nothing twice', () => {
			const said = rows.map(([says, { when }]) => `${says} ${String(when?.status ?? '')}`);
			expect(new Set(said).size).toBe(said.length);
		});

		test.each(Object.entries(metaCodes))(
			'lets Meta’s code %s through, and it is understood',
			(code, { fault, message }) => {
				const says = gateway.faults.rules.some(({ metaCode }) => metaCode === Number(code))
					? code
					: `(#${code}) Words of Meta`;
				const error = gateway.faults.read(answerOf(gateway, says));
				expect(error).toMatchObject({ fault, sent: 'no' });
				expect(error.message.slice(-20)).toBe(message.slice(-20));
				expect(error.details.metaCode).toBe(Number(code));
			},
		);
	},
);
