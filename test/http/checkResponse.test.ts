import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Answer, Request } from '../../nodes/WhatsAppGateway/core/request';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { checkResponse } from '../../nodes/WhatsAppGateway/http/checkResponse';

type Sent = Pick<Request, 'body' | 'form'>;

/** The fault of an answer, as the node reports it. */
function faultOf(id: string, answer: Partial<Answer>, request: Sent = {}): GatewayError {
	const gateway = gateways.find((one) => one.id === id);
	if (gateway === undefined) throw new Error(`No gateway ${id}`);
	const whole: Answer = {
		status: 400,
		headers: {},
		body: {},
		isJson: true,
		sends: true,
		attempts: 1,
		...answer,
	};
	try {
		checkResponse(whole, gateway, request);
	} catch (error) {
		if (error instanceof GatewayError) return error;
		throw error;
	}
	throw new Error('It was accepted');
}

const trace = 'Az8or2yhqkZfEZ-_4Qn_Bam';

const metaError = (details: string) => ({
	error: {
		message: '(#131009) Parameter value is not valid',
		type: 'OAuthException',
		code: 131009,
		error_data: { messaging_product: 'whatsapp', details },
		fbtrace_id: trace,
	},
});

const ofMojeeb = (correlation_id: string) => ({
	error: { code: 'x', message: 'No', correlation_id },
});

describe('the reference for support', () => {
	test.each<[string, Partial<Answer>, string, string]>([
		['mojeeb', { body: ofMojeeb('req_01KQ') }, 'Mojeeb', 'req_01KQ'],
		['mojeeb', { headers: { 'x-correlation-id': 'n8n-1' }, body: 'no' }, 'Mojeeb', 'n8n-1'],
		['metaCloud', { body: metaError('') }, 'Meta', trace],
		['xobito', { body: { status: 'error', message: 'No', errors: metaError('') } }, 'Meta', trace],
		['wacr', { body: { error: { message: 'No', details: metaError('') } } }, 'Meta', trace],
		['qyvo', { body: { error: 'No', data: metaError('') } }, 'Meta', trace],
	])('%s: is data and the end of the sentence', (id, answer, whose, reference) => {
		const error = faultOf(id, answer);
		expect(error.details.correlationId).toBe(reference);
		expect(error.message.endsWith(`. ${whose}’s reference for support: ${reference}.`)).toBe(true);
	});

	test.each([[{}], [ofMojeeb('a sentence, no id')], ['A page']])(
		'an answer without one has none: %j',
		(body) => {
			const error = faultOf('mojeeb', { body });
			expect(error.details.correlationId).toBeUndefined();
			expect(error.message).not.toContain('reference');
		},
	);
});

describe('what WhatsApp says is quoted', () => {
	const message = (details: string, body: Sent['body']) =>
		faultOf('metaCloud', { body: metaError(details) }, { body }).message;

	test('with the name of the field', () => {
		expect(message('Parameter components[0].type is invalid', {})).toContain(
			': “Parameter components[0].type is invalid”.',
		);
	});

	test.each<[string, Sent['body']]>([
		[
			'Text body "Dear Anna, your code is 4711" is invalid',
			{ type: 'text', text: { body: 'Dear Anna, your code is 4711' } },
		],
		['Number +4917112345678 is not allowed', { to: '4917112345678' }],
		[
			'Value 482913 is not valid',
			{ template: { components: [{ parameters: [{ type: 'text', text: '482913' }] }] } },
		],
		[
			'Text is invalid: Dear Anna, your parcel has arr... and more',
			{ text: { body: 'Dear Anna, your parcel has arrived at the shop.' } },
		],
		[
			'Text is invalid: Dear “Anna”, your parcel 4711',
			{ text: { body: 'Dear “Anna”, your parcel 4711' } },
		],
	])('without what was written to a person, nor the number: %s', (details, body) => {
		const text = message(details, body);
		expect(text).toContain('…');
		for (const word of ['Anna', '4711', '12345678', '482913', 'parcel']) {
			expect(text).not.toContain(word);
		}
	});

	test('with the template’s name', () => {
		const body = { template: { name: 'welcome_back', language: { code: 'de' } } };
		const details = 'template name (welcome_back) does not exist in de';
		expect(message(details, body)).toContain(details);
	});

	test('in what is said about fields as well, while the answer stays as it came', () => {
		const body = {
			message: 'The field phone is invalid: Dear Anna',
			errors: { message: ['Dear Anna is too short.'] },
		};
		const error = faultOf('qyvo', { status: 422, body }, { body: { message: 'Dear Anna' } });
		expect(error.message).not.toContain('Anna');
		expect(error.details.fields).toEqual({ message: ['… is too short.'] });
		expect(error.hint).toBe('Correct what is said about message, then run the node again.');
		expect(error.details.raw).toEqual(body);
	});

	test('and our own words are never blackened', () => {
		expect(message('A field', { text: { body: 'WhatsApp' } })).toMatch(
			/^A part of the message has a value that WhatsApp does not accept/,
		);
	});
});
