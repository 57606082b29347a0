import { webhook } from '../../../sandbox/gateways/metaCloud/webhook';
import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const chloe = '+447700900456';
const { ask } = sandboxed();

interface Stored {
	readonly hiddenAs: string;
	readonly body: string;
	readonly phone: string;
}

const post = async (message: object) =>
	await ask(
		'POST',
		'/metaCloud/v24.0/106540352242922/messages',
		{
			messaging_product: 'whatsapp',
			recipient_type: 'individual',
			type: 'text',
			text: { body: 'Hi' },
			...message,
		},
		{ authorization: 'Bearer meta-sandbox-token' },
	);

const delivered = async () =>
	((await ask('GET', '/_sandbox/messages?direction=outbound')).body as { messages: Stored[] })
		.messages;

/** A person with a hidden number writes. */
async function hide(phone: string): Promise<string> {
	const { body } = await ask('POST', '/_sandbox/inbound', { phone, text: 'Hello', hidden: true });
	return (body as { messages: Stored[] }).messages[0]?.hiddenAs ?? '';
}

beforeEach(async () => await ask('POST', '/_sandbox/reset'));

test('a user id in to is answered like a message that was taken, and dropped', async () => {
	const userId = await hide(chloe);
	const { status, body } = await post({ to: userId });
	expect(status).toBe(200);
	expect(body).toMatchObject({ messages: [{ id: expect.stringMatching(/^wamid\./) }] });
	expect(await delivered()).toEqual([]);
});

test('recipient reaches the person, whose message has opened the window', async () => {
	const userId = await hide(chloe);
	const { status, body } = await post({ recipient: userId });
	expect(status).toBe(200);
	expect(body).toEqual({
		messaging_product: 'whatsapp',
		contacts: [{ input: userId, user_id: userId }],
		messages: [{ id: expect.any(String), message_status: 'accepted' }],
	});
	expect(await delivered()).toMatchObject([{ phone: chloe, body: 'Hi', hiddenAs: userId }]);
});

test('to wins if both are given', async () => {
	const userId = await hide(chloe);
	const { body } = await post({ to: anna, recipient: userId });
	expect(body).toMatchObject({ contacts: [{ input: anna, wa_id: '491713920012' }] });
	expect(await delivered()).toMatchObject([{ phone: anna }]);
});

test.each([
	[{}, 100],
	[{ recipient: 'somebody' }, 100],
	[{ recipient: 'US.1' }, 131026],
])('%j is refused with %i', async (fields, code) => {
	const { status, body } = await post(fields);
	expect(status).toBe(400);
	expect(body).toMatchObject({ error: { code } });
});

test('a one-time password is refused', async () => {
	const template = { name: 'login_code', language: { code: 'en' }, components: [] };
	const { body } = await post({ recipient: await hide(chloe), type: 'template', template });
	expect(body).toMatchObject({ error: { code: 131062 } });
});

test('its statuses name the user id instead of the number', async () => {
	const userId = await hide(chloe);
	const event = {
		kind: 'status',
		status: 'delivered',
		reason: null,
		at: '2026-11-21T09:30:00.000Z',
	};
	await post({ recipient: userId });
	const [message] = await delivered();
	const { body = '' } =
		webhook.format([{ ...event, message } as never], { secret: 's' } as never) ?? {};
	expect(body).toContain(`"recipient_user_id":"${userId}"`);
	expect(body).not.toContain('recipient_id');
});
