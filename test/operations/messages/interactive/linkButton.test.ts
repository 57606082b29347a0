import { ctaUrlType } from '../../../../nodes/WhatsAppGateway/operations/messages/interactive/replies';

test.each([
	['http://localhost:3000/orders', false, 1],
	['https://192.168.0.7/orders', false, 1],
	['https://shop.example/orders', false, 0],
	['http://localhost:3000/orders', true, 0],
])('a link to %s is said to be unreachable where it is (sandbox: %s)', (url, isLocal, notes) => {
	const sentences: string[] = [];
	const reader = {
		uploadTypes: undefined,
		isLocal,
		note: (sentence: string) => void sentences.push(sentence),
		binary: () => Promise.reject(new Error('A link button has no file.')),
	};
	expect(ctaUrlType.read({ body: 'Hi', button: 'Open', url }, reader)).toMatchObject({ url });
	expect(sentences).toHaveLength(notes);
	for (const sentence of sentences) expect(sentence).toContain('only your own network reaches');
});
