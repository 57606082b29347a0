import { wacrDeveloper } from '../../../nodes/WhatsAppGateway/gateways/wacrDeveloper';
import { type Exchange, replayer } from '../replay';

const channel = '5f0c2a7e-3b1d-4c8a-9e6f-7a2b1c0d9e8f';
const account = (senderChannelId: string, polledTag = '') => ({
	...{ baseUrl: 'https://gateway.example/api', defaultCountry: 'DE' },
	...{ senderChannelId, polledTag },
});
const channels: Exchange = {
	request: { method: 'GET', path: '/v1/channels' },
	answer: { status: 200, body: { ok: true, channels: [{ id: channel, wabaId: 'waba-9' }] } },
};
const forbidden: Exchange = {
	request: { method: 'GET', path: '/v1/channels' },
	answer: {
		status: 403,
		body: { ok: false, error: { code: 'insufficient_scope', message: 'missing channels:read' } },
	},
};
const templates: Exchange = {
	request: { method: 'GET', path: '/v1/templates' },
	answer: { status: 200, body: { ok: true, templates: [] } },
};

test('a message goes out from the channel of the credential', async () => {
	const answer = { status: 200, body: { ok: true, providerMessageId: 'wamid.1' } };
	const { call, requests } = replayer(wacrDeveloper, [
		{ request: { method: 'POST', path: '/v1/messages' }, answer },
	]);
	await wacrDeveloper.send.text(
		{ kind: 'text', to: '+14155550123', body: 'Hi', replyTo: null, key: 'k' },
		{ account: account(` ${channel} `), call },
	);
	expect(requests[0]?.body).toEqual({
		channel: 'whatsapp',
		to: '+14155550123',
		from: channel,
		text: 'Hi',
	});
});

test.each([
	['a channel', channel, channels, { wabaId: 'waba-9' }],
	['a business account', 'waba-9', channels, { wabaId: 'waba-9' }],
	['something unknown', 'nonsense', channels, {}],
	['a channel that the key may not look up', channel, forbidden, {}],
])(
	'%s as sender narrows the templates as far as it is known',
	async (_what, sender, first, query) => {
		const { call, requests } = replayer(wacrDeveloper, [first, templates]);
		for await (const row of wacrDeveloper.templates.list({ account: account(sender), call })) {
			expect(row).toBeUndefined();
		}
		expect(requests.map((request) => [request.path, request.query])).toEqual([
			['/v1/channels', { limit: 200 }],
			['/v1/templates', query],
		]);
	},
);

test('the tag of the credential narrows the polled contacts', async () => {
	const { call, requests } = replayer(wacrDeveloper, [
		{
			request: { method: 'GET', path: '/v1/contacts' },
			answer: { status: 200, body: { ok: true, contacts: [] } },
		},
	]);
	const connection = { account: account('', ' n8n '), call };
	for await (const event of wacrDeveloper.inbox.listSince(null, connection)) {
		expect(event).toBeUndefined();
	}
	expect(requests[0]?.query).toEqual({ limit: 51, tag: 'n8n' });
});
