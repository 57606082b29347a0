import type { INodeParameters } from 'n8n-workflow';

import { profileOf, webhookSecret } from '../gateways/profiles';
import { publishedTrigger } from './triggers';

/** The gateways that forward Meta's own payload, each with the header that proves its own deliveries. */
const forwarding = [
	['xobito', 'x-webhook-signature'],
	['wacr', 'x-wacr-secret'],
] as const;

let number = 0;
function trigger(gateway: string, more: INodeParameters = {}, credential: object = {}) {
	const parameters = {
		events: ['message', 'reply', 'status', 'optOut', 'test', 'other'],
		splitOutputs: false,
		filters: {},
		options: {},
		...more,
	};
	const account = { accessToken: 'tok-1234567890', baseUrl: '', defaultCountry: '', webhookSecret };
	const own = profileOf(gateway).account;
	const data = { ...account, ...own, gateway, ...credential };
	return publishedTrigger(parameters, data, `forwarded ${++number}`);
}

const payload = (message: object, metadata: object = {}) => ({
	object: 'whatsapp_business_account',
	entry: [
		{
			id: '102290129340398',
			changes: [
				{
					field: 'messages',
					value: {
						messaging_product: 'whatsapp',
						metadata: { display_phone_number: '15550100100', phone_number_id: '1', ...metadata },
						contacts: [{ profile: { name: 'Anna' }, wa_id: '491713920012' }],
						messages: [{ from: '491713920012', timestamp: '1762700000', ...message }],
					},
				},
			],
		},
	],
});
const text = { id: 'wamid.1', type: 'text', text: { body: 'Hi' } };
const bytes = (body: object) => Buffer.from(JSON.stringify(body));

describe.each(forwarding)('Meta’s own payload through %s', (gateway, header) => {
	const unsigned = { headers: {}, body: bytes(payload(text)) };

	test.each([
		['with a signing secret', {}],
		['without one', { webhookSecret: '' }],
	])('is proven by the secret in the URL, %s', async (_, credential) => {
		const { status, started } = await trigger(
			gateway,
			{ options: { urlSecret: 'hard-to-guess-9471' } },
			credential,
		)(unsigned);
		expect(status).toBe(200);
		expect(started?.flat().map(({ json }) => json)).toMatchObject([
			{ gateway, event: 'message', text: 'Hi', from: '+491713920012' },
		]);
	});

	test('is accepted without any proof only if the user accepts that, and no secret is set', async () => {
		const open = { options: { acceptUnsigned: true } };
		expect((await trigger(gateway, open, { webhookSecret: '' })(unsigned)).status).toBe(200);
		expect((await trigger(gateway, open)(unsigned)).status).toBe(401);
		// n8n does not resolve an expression there: it stands in the address as it is.
		for (const urlSecret of ['', ':any', '/', ' ', "={{ 'dyn' + 'amic' }}"]) {
			expect((await trigger(gateway, { options: { urlSecret } })(unsigned)).status).toBe(401);
		}
	});

	test('with a wrong signature is refused, whatever the URL', async () => {
		const deliver = trigger(gateway, {
			options: { urlSecret: 'hard-to-guess-9471', acceptUnsigned: true },
		});
		const forged = { ...unsigned, headers: { [header]: '0'.repeat(64) } };
		expect(await deliver(forged)).toMatchObject({ status: 401, started: undefined });
	});

	test('takes nothing from the proof of other deliveries', async () => {
		const deliver = trigger(gateway, {
			options: { urlSecret: 'hard-to-guess-9471', acceptUnsigned: true },
		});
		const bodies = [{ event: 'message.received', data: {} }, { object: 'page' }, [], 'text', {}];
		for (const body of bodies) {
			const delivery = { headers: {}, body: Buffer.from(JSON.stringify(body)) };
			expect((await deliver(delivery)).status).toBe(401);
		}
	});

	test.each([{}, { url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1' }])(
		'says that a file needs Meta’s token: %j',
		async (more) => {
			const image = { id: '9281', mime_type: 'image/jpeg', caption: 'Look', ...more };
			const deliver = trigger(gateway, {
				options: { urlSecret: 'hard-to-guess-9471', downloadMedia: true },
			});
			const body = bytes(payload({ id: `wamid.${number}`, type: 'image', image }));
			const { started } = await deliver({ headers: {}, body });
			expect(started?.flat().map(({ json }) => json)).toMatchObject([
				{
					text: 'Look',
					mediaNotDownloaded: expect.stringMatching(/only an access token of Meta opens it/),
				},
			]);
		},
	);
});

test('a gateway that forwards nothing refuses Meta’s payload without its signature', async () => {
	for (const gateway of ['metaCloud', 'qyvo']) {
		const deliver = trigger(gateway, { options: { urlSecret: 'hard-to-guess-9471' } });
		expect((await deliver({ headers: {}, body: bytes(payload(text)) })).status).toBe(401);
	}
});
