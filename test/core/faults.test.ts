import { type FaultName, faults, GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { retryMode } from '../../nodes/WhatsAppGateway/http/retryPolicy';
import { metaCodes } from '../../nodes/WhatsAppGateway/whatsapp/metaErrorCodes';

const names = Object.keys(faults) as FaultName[];

/** Words that n8n's guideline on texts advises against. */
const discouraged = /\b(error|problem|failure|mistake)/i;

describe('the texts of faults', () => {
	const sentences = [
		...Object.values(faults).flatMap(({ happened, hint }) => [happened, hint]),
		...Object.values(metaCodes).flatMap(({ message, hint }) => [message, hint]),
		...gateways.flatMap((gateway) =>
			gateway.faults.rules.flatMap(({ message, hint }) => [message, hint]),
		),
	].filter((sentence) => sentence !== undefined);

	test.each([...new Set(sentences)])('follows n8n’s style: %s', (sentence) => {
		expect(sentence).not.toMatch(discouraged);
		expect(sentence).toMatch(/^[A-Z“{].*[.]$/);
		expect(sentence).not.toMatch(/ {2}|\.\.|\s[.,;:](?!\w)|undefined|\|/);
	});

	test('has a hint that differs from the message', () => {
		for (const { happened, hint } of Object.values(faults)) expect(happened).not.toBe(hint);
	});

	test.each(names.filter((name) => retryMode(name) === 'always'))(
		'says that the node has tried again: %s',
		(name) => {
			expect(faults[name].hint).toMatch(/the node has (waited and )?tried again/i);
			expect(faults[name]).toMatchObject({ retryable: true, sent: 'no' });
		},
	);

	test.each<FaultName>(['windowClosed', 'notDelivered'])(
		'points at the option that sends a template instead: %s',
		(name) => {
			expect(faults[name].hint).toContain('If the 24-Hour Window Is Closed');
		},
	);

	test('promises that nothing was sent only if nothing was sent', () => {
		for (const { hint, sent } of Object.values(faults)) {
			if (hint.includes('Nothing was sent')) expect(sent).toBe('no');
		}
	});

	test.each(names)('has a hint: %s', (fault) => {
		const { hint, sent } = new GatewayError(fault, 'It happened.');
		expect(hint.length).toBeGreaterThan(20);
		expect(sent).toBe('no');
	});
});

test('a fault uses its general hint unless it has a hint of its own', () => {
	expect(new GatewayError('notFound', 'It is gone.').hint).toBe(faults.notFound.hint);
	expect(new GatewayError('notFound', 'It is gone.', { hint: 'Look.' }).hint).toBe('Look.');
});

test('a sentence that quotes a megabyte keeps its beginning and its end', () => {
	const value = '😀'.repeat(500_000);
	const { message, hint } = new GatewayError('notFound', `There is no “${value}” here.`, {
		hint: `Correct “${value}”.`,
	});
	for (const sentence of [message, hint]) {
		expect(sentence.length).toBeLessThan(2000);
		expect(() => encodeURIComponent(sentence)).not.toThrow();
	}
	expect(message).toMatch(/^There is no “.+…😀+” here\.$/su);
});
