import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Message, Receipt } from '../../nodes/WhatsAppGateway/core/message';
import { concealCode } from '../../nodes/WhatsAppGateway/sending/concealCode';
import { createReceipt } from '../../nodes/WhatsAppGateway/sending/receipt';
import { templateWithoutLookup } from '../../nodes/WhatsAppGateway/whatsapp/templateWithoutLookup';

const code = '123456';
const message = {
	kind: 'template',
	to: '+14155550123',
	replyTo: null,
	key: 'key-1',
	template: templateWithoutLookup('login_code', 'en', { 1: code }),
	language: 'en',
	values: { 1: code },
	oneTimePassword: {
		code,
		expiryMinutes: 10,
		expiresAt: '2026-05-04T09:40:00.000Z',
		purpose: 'login',
		isResend: false,
		verification: 'wgp1.AAAA',
	},
} satisfies Message<'template'>;

/** A receipt of a gateway that quotes what it has sent. */
function receipt(headers: Record<string, string> = {}): Receipt {
	const acceptance = {
		...{ messageId: '1', whatsappMessageId: null, contactId: null, status: 'sent' as const },
		sentText: `*${code}* is your code`,
	};
	const body = { text: `${code} is your code`, id: '1' };
	const answer = { status: 200, headers, body, isJson: true, sends: true, attempts: 1 };
	return createReceipt({ id: 'acme' }, message, { acceptance, answer }, new Date());
}

test('a receipt says what verifies the code, and never the code', async () => {
	const given = await concealCode(message, async () => receipt());
	expect(JSON.stringify(given)).not.toContain(code);
	expect(given).toMatchObject({
		verification: 'wgp1.AAAA',
		expiresAt: '2026-05-04T09:40:00.000Z',
		purpose: 'login',
		messageId: '1',
	});
});

test('so does one that the gateway repeats, which it does for the same code only', async () => {
	const given = await concealCode(message, async () => receipt({ 'idempotent-replayed': 'true' }));
	expect(given).toMatchObject({ replayed: true, verification: 'wgp1.AAAA' });
});

test('a fault that quotes the code loses it, and nothing else', async () => {
	const fault = new GatewayError('invalidRequest', `“${code}” is no value.`, {
		hint: `Change ${code}.`,
		gatewayCode: `bad ${code}`,
		fields: { field_1: [`${code} is too long.`] },
		raw: { error: { message: code } },
		sent: 'no',
		metaCode: 131_008,
	});
	const failed = concealCode(message, async () => await Promise.reject(fault));
	const caught = await failed.catch((error: unknown) => error);
	if (!(caught instanceof GatewayError)) throw new Error('not a fault');
	const { message: sentence, hint, details } = caught;
	expect(JSON.stringify({ sentence, hint, details })).not.toContain(code);
	expect(caught).toMatchObject({
		...{ fault: 'invalidRequest', message: '“••••••” is no value.', sent: 'no' },
		details: { metaCode: 131_008, fields: { field_1: ['•••••• is too long.'] } },
	});
});

test('any other message comes back as it is', async () => {
	const text: Message<'text'> = {
		...{ kind: 'text', to: message.to, replyTo: null, key: 'key-1' },
		body: `Not a code: ${code}`,
	};
	const given = receipt();
	expect(await concealCode(text, async () => given)).toBe(given);
});
