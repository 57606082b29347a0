import fc from 'fast-check';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import {
	readButtons,
	readCtaUrl,
	readList,
} from '../../nodes/WhatsAppGateway/whatsapp/interactive';
import { countCodePoints } from '../../nodes/WhatsAppGateway/whatsapp/limits';

test('any input gives a valid message for WhatsApp or is refused in one sentence', () => {
	const word = fc.oneof(
		fc.string({ maxLength: 30 }),
		fc.constantFrom('Yes', 'No', '👍', ''),
		fc.anything(),
	);
	const row = fc.oneof(word, fc.record({ title: word, id: word, description: word }));
	const text = { header: word, body: word, footer: word };
	const record = (fields: Record<string, fc.Arbitrary<unknown>>) =>
		fc.oneof(
			fc.record({ ...text, ...fields }, { requiredKeys: [] }),
			// Most of these have a field too many.
			fc.record({ ...text, ...fields, url: word, buttons: word }, { requiredKeys: [] }),
			fc.anything(),
		);
	const inputs = {
		buttons: record({ buttons: fc.oneof(word, fc.array(row, { maxLength: 5 })) }),
		list: record({
			button: word,
			rows: fc.oneof(word, fc.array(row, { maxLength: 12 })),
			sections: fc.oneof(word, fc.array(fc.record({ title: word, rows: fc.array(row) }))),
		}),
		ctaUrl: record({ button: word, url: fc.oneof(word, fc.webUrl()) }),
	};
	fc.assert(
		fc.property(
			fc.oneof(
				inputs.buttons.map((value) => [value, readButtons] as const),
				inputs.list.map((value) => [value, readList] as const),
				inputs.ctaUrl.map((value) => [value, readCtaUrl] as const),
			),
			([value, read]) => {
				try {
					const content = read(value);
					expect(countCodePoints(content.body)).toBeLessThanOrEqual(1024);
					const tappable =
						'buttons' in content
							? [...content.buttons]
							: 'sections' in content
								? content.sections.flatMap(({ rows }) => [...rows])
								: [];
					const ids = tappable.map(({ id }) => id);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids.every((id) => id !== '')).toBe(true);
				} catch (error) {
					if (!(error instanceof GatewayError)) throw error;
					expect(error.fault).toBe('invalidRequest');
					expect(error.message.length).toBeLessThan(1500);
				}
			},
		),
		{ numRuns: 3000 },
	);
});
