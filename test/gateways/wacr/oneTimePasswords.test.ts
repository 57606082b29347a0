import { sandboxed } from '../../sandbox/ask';

const ben = '+14155550123';

type Json = Record<string, unknown>;

let { sandbox } = sandboxed();
let { store } = sandbox;
beforeEach(() => {
	({ sandbox } = sandboxed());
	({ store } = sandbox);
});

async function ask(path: string, body: object) {
	const response = await sandbox.fetch(
		new Request(`http://127.0.0.1/wacr/api/v2/auth/${path}`, {
			method: 'POST',
			headers: {
				authorization: 'Bearer wacr-sandbox-token',
				'content-type': 'application/json',
			},
			body: JSON.stringify(body),
		}),
	);
	const answer = (await response.json()) as { data: Json; error: Json };
	return { status: response.status, ...answer };
}

const send = async (more: object = {}) =>
	await ask('send-otp', { phone: ben, template_name: 'login_code', code: '123456', ...more });
const verify = async (code = '123456', more: object = {}) =>
	await ask('verify', { phone: ben, code, ...more });
const minutes = (count: number) => store.clock.advance(count * 60_000);

test('a code goes out with the documented answer, and no record’s number', async () => {
	const { status, data } = await send();
	expect(status).toBe(200);
	expect(data).toEqual({
		message_id: expect.stringMatching(/^wamid\./),
		contact_id: expect.any(Number),
		phone: '14155550123',
		template_name: 'login_code',
		language: 'en',
		code_sent: true,
		expiry_minutes: 10,
		expires_at: expect.stringMatching(/Z$/),
		status: 'sent',
		sent_at: expect.stringMatching(/Z$/),
	});
	expect(store.ledger.messages.at(-1)).toMatchObject({
		phone: ben,
		body: '*123456* is your verification code.',
	});
});

test.each<[object, number, string]>([
	[{ phone: undefined }, 422, 'phone'],
	[{ phone: '123' }, 422, 'phone'],
	[{ code: undefined }, 422, 'code'],
	[{ template_name: undefined }, 422, 'template_name'],
	[{ template_name: 'parcel_shipped' }, 422, 'template_name'],
	[{ expiry_minutes: 0 }, 422, 'expiry_minutes'],
	[{ expiry_minutes: 61 }, 422, 'expiry_minutes'],
	[{ purpose: 'x'.repeat(51) }, 422, 'purpose'],
	[{ additional_params: 'a, b' }, 422, 'additional_params'],
	[{ language: 'a'.repeat(11) }, 422, 'language'],
])('a code with %j is refused', async (more, expected, field) => {
	const { status, error } = await send(more);
	expect([status, error['code']]).toEqual([expected, 'VALIDATION_ERROR']);
	expect(error['errors']).toHaveProperty(field);
	expect((await verify()).error['code']).toBe('OTP_NOT_FOUND');
});

test('a template or a contact that does not exist is not found', async () => {
	expect((await send({ template_name: 'no_such' })).status).toBe(404);
	expect((await send({ language: 'de' })).status).toBe(404);
	expect((await send({ contact_id: 999_999 })).status).toBe(404);
});

test('the right code is taken once', async () => {
	await send();
	expect(await verify()).toMatchObject({
		status: 200,
		data: { phone: '14155550123', purpose: 'authentication', verified_at: expect.any(String) },
	});
	expect(await verify()).toMatchObject({ status: 422, error: { code: 'OTP_NOT_FOUND' } });
});

test('wrong codes are counted, and the fifth is the last', async () => {
	await send();
	for (const left of [4, 3, 2, 1, 0]) {
		const { error } = await verify('000000');
		expect(error).toMatchObject({ code: 'INVALID_CODE', attempts_remaining: left });
	}
	expect((await verify()).error['code']).toBe('MAX_ATTEMPTS_EXCEEDED');
	expect((await ask('status', { phone: ben })).data).toMatchObject({
		has_active_otp: true,
		verification_attempts: 5,
		attempts_remaining: 0,
	});
});

test('a code ends', async () => {
	await send({ expiry_minutes: 3 });
	expect((await ask('status', { phone: ben })).data).toMatchObject({
		expires_in_seconds: 180,
		is_expired: false,
	});
	minutes(3);
	expect((await ask('status', { phone: ben })).data).toMatchObject({ is_expired: true });
	expect((await verify()).error['code']).toBe('OTP_EXPIRED');
});

test('a number has one code for each purpose, and a new one replaces it', async () => {
	await send({ purpose: 'login' });
	await send({ code: '777777', purpose: 'payment' });
	await send({ code: '888888', purpose: 'payment' });
	expect((await verify('777777', { purpose: 'payment' })).error['code']).toBe('INVALID_CODE');
	expect((await verify('888888', { purpose: 'payment' })).status).toBe(200);
	expect((await verify('123456', { purpose: 'login' })).status).toBe(200);
	expect((await ask('status', { phone: ben })).data).toEqual({
		has_active_otp: false,
		message: 'No active OTP found',
	});
});

test('ten checks of a number in a minute, then the time to wait', async () => {
	await send();
	for (let n = 0; n < 10; n++) await verify('000000');
	const { status, error } = await verify();
	expect([status, error]).toEqual([
		429,
		{ code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String), retry_after: expect.any(Number) },
	]);
	minutes(1);
	expect((await verify()).status).toBe(422);
});

test('three resends of a number in five minutes, each with a code of its own', async () => {
	const resend = async (phone = ben) =>
		await ask('resend', { phone, template_name: 'login_code', language: 'en' });
	for (let n = 0; n < 3; n++) expect((await resend()).status).toBe(200);
	expect(await resend()).toMatchObject({ status: 429, error: { retry_after: 300 } });
	expect((await resend('+447700900456')).status).toBe(200);
	minutes(5);
	expect((await resend()).status).toBe(200);
	const { body } = store.ledger.messages.at(-1) ?? {};
	const [code = ''] = /\d{6}/.exec(body ?? '') ?? [];
	expect((await verify(code)).status).toBe(200);
});
