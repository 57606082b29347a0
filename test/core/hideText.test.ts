import { hideText } from '../../nodes/WhatsAppGateway/core/hideText';

test('a text is hidden wherever it stands, and nothing else changes', () => {
	const given = {
		message: 'No hook abc123 at /hooks/abc123',
		abc123: [1, null, true, { deep: 'xabc123x' }],
		other: 'abc12',
	};
	expect(hideText(given, 'abc123')).toEqual({
		message: 'No hook *** at /hooks/***',
		'***': [1, null, true, { deep: 'x***x' }],
		other: 'abc12',
	});
	expect(given.message).toContain('abc123');
});

test('a text that is too short for a secret is left as it is', () => {
	expect(hideText({ a: 'an id' }, 'id')).toEqual({ a: 'an id' });
});
