import type { IWebhookFunctions } from 'n8n-workflow';

import { resumeAddresses } from '../../nodes/WhatsAppGateway/sendAndWait/addresses';

const signature = 'ab'.repeat(32);
const ticket = { executionId: '4711', nodeId: 'node', choice: '0', nonce: 'r0', signature };

/** What n8n tells a trigger of its own address and of the delivery. */
const context = {
	evaluateExpression: () => 'https://n8n.example/ww/__empty__',
	getRequestObject: () => ({ socket: { localAddress: '::ffff:127.0.0.1', localPort: 5678 } }),
} as unknown as IWebhookFunctions;

const urls = (names: Partial<typeof ticket>) =>
	resumeAddresses(context, { ...ticket, ...names }).map(({ url }) => url);

test('an execution is resumed at this process, and at the public address', () => {
	const path = `/ww/4711/node?signature=${signature}`;
	expect(urls({})).toEqual([`http://127.0.0.1:5678${path}`, `https://n8n.example${path}`]);
});

test('an ID of a node is written as n8n signs it', () => {
	const [url = ''] = urls({ nodeId: 'näh a|b?c#d/e%' });
	expect(new URL(url).pathname).toBe(`/ww/4711/${encodeURIComponent('näh a|b?c#d/e%')}`);
});

test.each(['../rest/login?', '.\t.', '%2e%2e/rest', '@evil.example'])(
	'whatever a ticket says, no other address of n8n is called: %j',
	(name) => {
		for (const url of [...urls({ executionId: name }), ...urls({ nodeId: `${name}/` })]) {
			expect(new URL(url).pathname).toMatch(/^\/ww\/[^/]+\/[^/]+$/);
		}
	},
);
