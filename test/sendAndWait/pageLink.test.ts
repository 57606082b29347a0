import { checkPageReachable, linkMessage } from '../../nodes/WhatsAppGateway/sendAndWait/page/link';

const publicGateway = { name: 'Qyvo', baseUrl: 'https://api.example.com' };
const sandbox = { name: 'Qyvo', baseUrl: 'http://127.0.0.1:8090/qyvo' };
const path = '/webhook-waiting/12/d2f4?question=r0&signature=0123456789abcdef';

test.each([
	'http://localhost:5678',
	'http://n8n.example.com',
	'https://10.0.0.5',
	'https://n8n.lan',
])(
	'a page at %s is not sent to a phone, and the sentence says what to do without the signature',
	(origin) => {
		const check = () => checkPageReachable(origin + path, publicGateway);
		expect(check).toThrow(/public https addresses only/);
		expect(check).toThrow(
			expect.objectContaining({ hint: expect.stringContaining('WEBHOOK_URL') }),
		);
		expect(check).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('0123') }),
		);
	},
);

test('a public page is sent, and a local one where the gateway is local as well', () => {
	expect(() => checkPageReachable(`https://n8n.example.com${path}`, publicGateway)).not.toThrow();
	expect(() => checkPageReachable(`http://127.0.0.1:5678${path}`, sandbox)).not.toThrow();
});

test('the link stands in a line of its own below the words', () => {
	expect(linkMessage('Refund?', ' Your answer: ', 'https://n.example/a')).toBe(
		'Refund?\n\nYour answer:\nhttps://n.example/a',
	);
	expect(linkMessage('Refund?', ' ', 'https://n.example/a')).toBe('Refund?\n\nhttps://n.example/a');
});

test('a text that is too long with its link is refused with both numbers', () => {
	const link = 'https://n.example/a';
	expect(linkMessage('a'.repeat(4096 - link.length - 2), '', link)).toHaveLength(4096);
	expect(() => linkMessage('a'.repeat(4096 - link.length - 1), '', link)).toThrow(
		'The message with the link to its page has 4097 characters; WhatsApp allows at most 4096.',
	);
});
