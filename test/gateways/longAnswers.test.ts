import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { checkResponse } from '../../nodes/WhatsAppGateway/http/checkResponse';
import { createRedactor } from '../../nodes/WhatsAppGateway/http/redact';
import { withAnswer } from '../../nodes/WhatsAppGateway/trigger/withAnswer';
import { superlinearPieces } from '../growth';

/** Where a refusal may have a long text. */
const places: ReadonlyArray<(text: string) => unknown> = [
	(text) => text,
	(text) => ({ error: text, message: text }),
	(text) => ({ error: { message: text, code: 'VALIDATION_ERROR', type: text, fbtrace_id: text } }),
	(text) => ({ error: { code: text, message: `INSUFFICIENT_SCOPE ${text}`, param: text } }),
	(text) => ({ code: text, status: 'error', retry_after: text, detail: text }),
	(text) => ({ message: text, errors: { phone: [text], template_name: text, field_1: [text] } }),
];

const request = { body: { to: '+491713920012', message: 'aaaa and *some* private words' } };

/** Reads a refusal as the node does, up to the fault. */
function refuse(gateway: Gateway, status: number, body: unknown): void {
	const answer = {
		status,
		headers: {},
		body,
		isJson: typeof body !== 'string',
		sends: true,
		attempts: 1,
	};
	try {
		checkResponse(answer, gateway, request);
	} catch (error) {
		if (!(error instanceof GatewayError)) throw error;
		withAnswer(error);
	}
}

test.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'the time to read a refusal of %s grows with its length only',
	(_name, gateway) => {
		const slow = [403, 422].flatMap((status) =>
			superlinearPieces(8000, (text) =>
				places.forEach((place) => refuse(gateway, status, place(text))),
			),
		);
		expect(slow).toEqual([]);
	},
	60_000,
);

test('the time to look for secrets in an answer grows with its length only', () => {
	const redact = createRedactor({ accessToken: 'aaaaaaaaaaaab', webhookSecret: '1313131313 x' });
	expect(superlinearPieces(20_000, redact)).toEqual([]);
});
