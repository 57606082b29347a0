import { createHmac } from 'node:crypto';

import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';

type Json = Record<string, unknown>;

let { sandbox, ask: request } = sandboxed();
beforeEach(() => {
	({ sandbox, ask: request } = sandboxed());
});

async function ask(method: string, path: string, body?: unknown) {
	const headers = { authorization: 'Bearer wacr_test_sandbox' };
	const answer = await request(method, `/wacrDeveloper/v1${path}`, body, headers);
	return { status: answer.status, body: answer.body as Json };
}

const refusal = (status: number, code: string) => ({
	status,
	body: { ok: false, status, error: { code, message: expect.any(String) } },
});

describe('broadcasts', () => {
	const idsIn = async (path: string, name: string): Promise<Json[]> =>
		(await ask('GET', path)).body[name] as Json[];
	const broadcast = async (more: Json = {}): Promise<Json> => {
		const templates = await idsIn('/templates', 'templates');
		const contacts = await idsIn('/contacts', 'contacts');
		return {
			name: 'July promo',
			templateId: templates.find(({ name }) => name === 'order_confirmation')?.['id'],
			variables: { 1: 'you', 2: 'A-1', 3: '5 €' },
			contactIds: contacts.map(({ id }) => id),
			...more,
		};
	};

	test('are sent to the contacts that there are, and listed', async () => {
		const given = await broadcast();
		const contactIds = [
			...(given['contactIds'] as string[]),
			'00000000-0000-4000-8000-000000000000',
		];
		const { status, body } = await ask('POST', '/broadcasts', { ...given, contactIds });
		const sent = contactIds.length - 1;
		expect([status, body['broadcast']]).toEqual([
			201,
			expect.objectContaining({ recipients: sent + 1, sent, skipped: 1, status: 'completed' }),
		]);
		expect(sandbox.store.ledger.messages.filter(({ template }) => template !== null)).toHaveLength(
			sent,
		);
		expect((await ask('GET', '/broadcasts')).body['broadcasts']).toEqual([body['broadcast']]);
	});

	test('leave out who has opted out', async () => {
		const [first] = await idsIn('/contacts', 'contacts');
		await ask('PATCH', `/contacts/${String(first?.['id'])}`, { optedOut: true });
		const { body } = await ask(
			'POST',
			'/broadcasts',
			await broadcast({ contactIds: [first?.['id']] }),
		);
		expect(body['broadcast']).toMatchObject({ sent: 0, skipped: 1 });
	});

	const id = '00000000-0000-4000-8000-000000000000';
	test.each<[string, Json, number, string]>([
		[
			'more than 500',
			{ contactIds: Array.from({ length: 501 }, () => id) },
			413,
			'too_many_recipients',
		],
		['no name', { name: ' ' }, 422, 'invalid_body'],
		['no template', { templateId: undefined }, 422, 'invalid_body'],
		['an unknown template', { templateId: id }, 422, 'invalid_body'],
		['variables in a list', { variables: ['a'] }, 422, 'invalid_body'],
		['no contacts', { contactIds: [] }, 422, 'invalid_body'],
		['numbers in place of contacts', { contactIds: [anna] }, 422, 'invalid_body'],
		['an unknown group', { groupId: id }, 422, 'invalid_body'],
		['an unknown field', { from: id }, 422, 'invalid_body'],
		['a missing variable', { variables: {} }, 422, 'send_failed'],
	])('with %s are refused', async (_what, more, status, code) => {
		expect(await ask('POST', '/broadcasts', await broadcast(more))).toEqual(refusal(status, code));
		expect(sandbox.store.ledger.messages.filter(({ template }) => template !== null)).toEqual([]);
	});
});

describe('the hooks of flows', () => {
	const sign = (text: string) =>
		`sha256=${createHmac('sha256', 'sandbox-flow-secret').update(text).digest('hex')}`;
	const hook = async (token: string, body: unknown, signature?: string) => {
		const headers: Record<string, string> =
			signature === undefined ? {} : { 'x-wacr-signature': signature };
		const answer = await request(
			'POST',
			`/wacrDeveloper/automations/hooks/${token}`,
			body,
			headers,
		);
		return { status: answer.status, body: answer.body as Json };
	};
	const payload = JSON.stringify({ phone: anna, order_id: 'A-1' });

	test('ask for no key, and for the signature where the trigger has a secret', async () => {
		expect(await hook('hk_sandbox_cart', payload, sign(payload))).toEqual({
			status: 200,
			body: {
				...{ ok: true, enrolled: true },
				...{ enrolmentId: expect.any(String), contactId: expect.any(String) },
			},
		});
		for (const signature of [undefined, '', sign(`${payload} `), sign(payload).slice(7)]) {
			expect(await hook('hk_sandbox_cart', payload, signature)).toEqual(
				refusal(401, 'invalid_signature'),
			);
		}
		expect((await hook('hk_sandbox_unsigned', payload)).status).toBe(200);
	});

	test.each([
		['hk_sandbox_paused', 'flow_not_active'],
		['hk_sandbox_draft', 'trigger_not_published'],
		['hk_sandbox_small_plan', 'feature_disabled'],
	])('%s answers with 200 and starts nothing', async (token, reason) => {
		expect(await hook(token, payload)).toEqual({
			status: 200,
			body: { ok: true, enrolled: false, reason },
		});
	});

	test.each<[string, string, unknown, number, string]>([
		['an unknown token', 'hk_other', payload, 404, 'not_found'],
		['no object', 'hk_sandbox_unsigned', '[1]', 422, 'invalid_body'],
		['no JSON', 'hk_sandbox_unsigned', '{', 422, 'invalid_body'],
		['no number', 'hk_sandbox_unsigned', '{"phone": "Anna"}', 422, 'invalid_body'],
		[
			'more than 64 KB',
			'hk_sandbox_unsigned',
			JSON.stringify({ phone: anna, text: 'x'.repeat(65_536) }),
			413,
			'payload_too_large',
		],
	])('%s is refused', async (_what, token, body, status, code) => {
		expect(await hook(token, body)).toEqual(refusal(status, code));
	});
});

describe('the library', () => {
	const upload = async (url: string, more: Json = {}) =>
		await ask('POST', '/media/upload', { externalUrl: url, ...more });

	test('lists the newest first, by kind, and up to a limit', async () => {
		await upload('https://shop.example/a.png', { kind: 'image' });
		await upload('https://shop.example/files/b.pdf?x=1');
		const names = async (query = '') =>
			((await ask('GET', `/media${query}`)).body['media'] as Json[]).map((one) => one['filename']);
		expect(await names()).toEqual(['b.pdf', 'a.png']);
		expect(await names('?kind=image')).toEqual(['a.png']);
		expect(await names('?limit=1')).toEqual(['b.pdf']);
	});

	test('names a file as asked', async () => {
		const { body } = await upload('https://shop.example/a.png', { filename: 'c d.png' });
		expect(body['media']).toMatchObject({
			filename: 'c d.png',
			url: expect.stringMatching(/\/c%20d\.png$/),
		});
	});
});
