import crypto from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { type EngineRun, form, nodeType, retryNode, runNode } from './engine';
import { forgetAnswers } from './forgetAnswers';
import { ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	forgetAnswers();
	// Here it is not about the pace: the gateways take more, and the node knows it.
	for (const { id } of gateways) await sandbox.setRateLimit(id, 60_000, 60);
	for (const [, { id }] of withStore) {
		await run(id, { resource: 'account', operation: 'diagnose' });
	}
});
afterEach(() => jest.restoreAllMocks());

const all = gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]);
/** Those where the item carries what proves the code. */
const withoutStore = all.filter(([, { oneTimePassword }]) => oneTimePassword === undefined);
const withStore = all.filter(([, { oneTimePassword }]) => oneTimePassword !== undefined);

/** Their sandbox shows links as they were approved: no field for a link is documented. */
const fillsNoLinks = ['qyvo'];

const minuteMs = 60_000;

/** Lets time pass: for the node, and at the gateway. */
async function wait(minutes: number): Promise<void> {
	const real = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => real() + minutes * minuteMs);
	const body = JSON.stringify({ advance: minutes * 60 });
	const headers = { 'content-type': 'application/json' };
	const init = { method: 'POST', headers, body };
	await sandbox.sandbox.fetch(new Request(`${sandbox.url}/_sandbox/clock`, init));
}

const run = async (
	gateway: string,
	parameters: INodeParameters,
	json: object = {},
	credentials: object = {},
): Promise<EngineRun> =>
	await runNode({
		parameters: { resource: 'oneTimePassword', options: {}, ...parameters },
		credentials: { ...sandbox.account(gateway), ...credentials },
		items: [{ json: { ...json } }],
		settings: { onError: 'continueErrorOutput' },
	});

const sending: INodeParameters = {
	operation: 'sendCode',
	to: ben,
	template: { __rl: true, mode: 'name', value: 'login_code' },
	language: 'en',
};

const send = async (gateway: string, { options, ...more }: INodeParameters = {}) =>
	await run(gateway, {
		...{ ...sending, ...more },
		options: { messagesPerMinute: 60_000, ...(options as INodeParameters) },
	});

/** The code that is on the phone. */
async function codeOnPhone(): Promise<string> {
	const { body = '' } = (await sandbox.delivered()).at(-1) ?? {};
	return /\d{4,8}/.exec(body)?.[0] ?? '';
}

/** Another code of the same length. */
const otherThan = (code: string) => code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));

/** Sends a code; gives what the item carries on, and the code on the phone. */
async function sent(gateway: string, more: INodeParameters = {}) {
	const { output } = await send(gateway, more);
	return { item: output()[0]?.json ?? {}, code: await codeOnPhone() };
}

async function verify(
	gateway: string,
	item: object,
	code: string,
	more: INodeParameters = {},
	credentials: object = {},
) {
	const parameters = { operation: 'verifyCode', phone: ben, code, ...more };
	const { output } = await run(gateway, parameters, item, credentials);
	return output()[0]?.json ?? output(1)[0]?.json ?? {};
}

const status = async (gateway: string, item: object, more: INodeParameters = {}) =>
	(await run(gateway, { operation: 'getCodeStatus', phone: ben, ...more }, item)).output()[0]?.json;

test('no code begins with a zero, which a field for numbers would take off', async () => {
	const smallest = jest.spyOn(crypto, 'randomInt').mockImplementation((min, max?: unknown) => {
		return typeof max === 'number' ? min : 0;
	});
	const { item, code } = await sent('metaCloud', { options: { codeLength: 4 } });
	expect(smallest).toHaveBeenCalled();
	expect(code).toBe('1000');
	expect(await verify('metaCloud', item, Number(code) as unknown as string)).toMatchObject({
		verified: true,
	});
});

describe.each(all)('%s', (_name, { id, oneTimePassword, idempotencyHeader }) => {
	const keeps = oneTimePassword !== undefined;

	test('a code is sent, and is right once', async () => {
		const { item, code } = await sent(id);
		expect(item).toMatchObject({ to: ben, sentAs: 'template', purpose: 'authentication' });
		expect(code).toMatch(/^\d{6}$/);
		expect(await sandbox.delivered()).toHaveLength(1);
		expect(await verify(id, item, code)).toMatchObject({
			...{ verified: true, reason: 'right', to: ben, purpose: 'authentication', gateway: id },
		});
		// A gateway that keeps the code forgets one that was used.
		const reason = keeps ? 'unknown' : 'replayed';
		expect(await verify(id, item, code)).toMatchObject({ verified: false, reason });
	});

	test('the code fills the text and the button, and stands in nothing that comes out', async () => {
		const { run: stored, output } = await send(id, { options: { codeLength: 8 } });
		const [message] = await sandbox.delivered();
		const code = await codeOnPhone();
		expect(message).toMatchObject({ kind: 'template', template: { name: 'login_code' } });
		const [, inButton] = /code=otp(\d*)/.exec(JSON.stringify(message)) ?? [];
		expect(inButton).toBe(fillsNoLinks.includes(id) ? '' : code);
		expect(output()).toHaveLength(1);
		expect(JSON.stringify(stored.data.resultData.runData)).not.toContain(code);
		const checked = await run(
			id,
			{ operation: 'verifyCode', phone: ben, code: otherThan(code) },
			{
				...output()[0]?.json,
			},
		);
		expect(JSON.stringify(checked.output())).not.toContain(otherThan(code));
	});

	test('a wrong code is an attempt, and five of them are the last', async () => {
		const { item, code } = await sent(id);
		for (const attemptsRemaining of [4, 3, 2, 1, 0]) {
			expect(await verify(id, item, otherThan(code))).toMatchObject({
				...{ verified: false, reason: 'wrongCode', attemptsRemaining },
			});
		}
		expect(await verify(id, item, code)).toMatchObject({
			...{ verified: false, reason: 'tooManyAttempts' },
		});
	});

	test('a code ends with its minutes', async () => {
		const { item, code } = await sent(id, { expiryMinutes: 2 });
		expect(await status(id, item)).toMatchObject({ active: true, state: 'active' });
		await wait(3);
		expect(await status(id, item)).toMatchObject({ active: false, state: 'expired' });
		expect(await verify(id, item, code)).toMatchObject({ verified: false, reason: 'expired' });
	});

	test('a code is good for its own person and purpose only', async () => {
		const { item, code } = await sent(id, { options: { purpose: 'login' } });
		const options = { purpose: 'login' };
		const unknown = { verified: false, reason: 'unknown' };
		expect(await verify(id, item, code)).toMatchObject(unknown);
		expect(await verify(id, item, code, { phone: chloe, options })).toMatchObject(unknown);
		expect(await status(id, item, { phone: chloe, options })).toMatchObject({ state: 'unknown' });
		expect(await verify(id, item, code, { options })).toMatchObject({ verified: true });
	});

	test('a resend has another code', async () => {
		const first = await sent(id);
		const second = await sent(id, { operation: 'resendCode' });
		expect(await sandbox.delivered()).toHaveLength(2);
		expect(second.item['verification']).toEqual(keeps ? null : expect.any(String));
		expect(await verify(id, second.item, second.code)).toMatchObject({ verified: true });
		if (keeps && first.code !== second.code) {
			expect(await verify(id, first.item, first.code)).toMatchObject({ verified: false });
		}
	});

	test.each([4, 8])('a code can have %s digits', async (codeLength) => {
		const { item, code } = await sent(id, { options: { codeLength } });
		expect(code).toHaveLength(codeLength);
		expect(await verify(id, item, ` ${code.slice(0, 2)}-${code.slice(2)} `)).toMatchObject({
			...{ verified: true },
		});
	});

	test('a template for something else is refused before anything is sent', async () => {
		const template = { __rl: true, mode: 'name', value: 'parcel_shipped' };
		const { output } = await send(id, { template });
		expect(output(1)[0]?.json).toMatchObject({ fault: 'invalidRequest', sent: 'no' });
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('a preview shows the message without the code', async () => {
		const { output } = await send(id, { options: { previewOnly: true } });
		expect(output()[0]?.json).toMatchObject({ preview: true, body: expect.stringMatching(/•{6}/) });
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('the list has templates for codes only', async () => {
		const { results = [] } =
			(await nodeType.methods?.listSearch?.['searchAuthenticationTemplates']?.call(
				form({}, sandbox.account(id)),
			)) ?? {};
		expect(results.map(({ value }) => value)).toEqual(['login_code']);
	});

	test('a code whose answer was lost is sent once, and shown by nothing', async () => {
		const lost = { gateway: id, phone: ben, after: 'accepted', reset: true };
		await sandbox.queueFault(lost);
		const { output } = await send(id, { options: { codeLength: 8 } });
		const code = await codeOnPhone();
		expect(await sandbox.delivered()).toHaveLength(1);
		const [failed] = output(1).map(({ json }) => json);
		expect(JSON.stringify([output(), failed])).not.toContain(code);
		if (idempotencyHeader === undefined) {
			expect(failed).toMatchObject({ fault: 'unknownOutcome' });
			return;
		}
		// Asked again under the same key, which sends nothing more.
		const item = output()[0]?.json ?? {};
		expect(item).toMatchObject({ replayed: true });
		expect(await verify(id, item, code)).toMatchObject({ verified: true });
	}, 60_000);

	test('one Message Key sends one code, which both items can verify', async () => {
		const { output } = await runNode({
			parameters: {
				...{ resource: 'oneTimePassword', ...sending },
				options: { messageKey: 'login-1042' },
			},
			credentials: sandbox.account(id),
			items: [{ json: {} }, { json: {} }],
		});
		expect(await sandbox.delivered()).toHaveLength(1);
		const [first, second] = output().map(({ json }) => json);
		expect([first?.['replayed'], second?.['replayed']]).toEqual([false, true]);
		expect(await verify(id, second ?? {}, await codeOnPhone())).toMatchObject({ verified: true });
	});
});

describe.each(withoutStore)('%s, where the item carries the proof', (_name, gateway) => {
	const { id, fields, webhookFields = [], settingFields = [] } = gateway;
	const names = [...fields, ...webhookFields].map(({ name }) => name);
	const ofSender = names.filter((name) => !settingFields.includes(name));

	test('a verification of another sender under the same token proves nothing', async () => {
		const { item, code } = await sent(id);
		for (const name of ofSender) {
			const other = { [name]: '00000000-0000-4000-8000-000000000001' };
			const { reason } = await verify(id, item, code, {}, other);
			expect([name, reason]).toEqual([name, 'unknown']);
		}
		expect(await verify(id, item, code)).toMatchObject({ verified: true });
	});

	test('another setting, country, form of the address or a space changes nothing', async () => {
		const { item, code } = await sent(id);
		const { baseUrl, ...account } = sandbox.account(id);
		const spaced = ofSender.map((name) => [name, ` ${String(account[name] ?? '')} `]);
		const settings = settingFields.map((name) => [name, 'v99.0']);
		const other = {
			...Object.fromEntries([...spaced, ...settings]),
			...{ defaultCountry: 'US', baseUrl: `${String(baseUrl)}/`, webhookSecret: 'rotated-secret' },
		};
		expect(await verify(id, item, code, {}, other)).toMatchObject({ verified: true });
	});

	test.each<[string, (text: string) => string]>([
		[
			'with another letter',
			(text) => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`,
		],
		['with a later end', (text) => `${text.slice(0, 21)}B${text.slice(22)}`],
		['cut short', (text) => text.slice(0, -4)],
		['of another kind', () => 'wgp2.AAAA'],
	])('a verification %s proves nothing', async (_what, change) => {
		const { item, code } = await sent(id);
		const verification = change(String(item['verification']));
		expect(verification).not.toBe(item['verification']);
		expect(await verify(id, { ...item, verification }, code)).toMatchObject({
			...{ verified: false, reason: 'unknown' },
		});
	});

	test('a verification of another credential proves nothing', async () => {
		const { item, code } = await sent(id);
		const other = { accessToken: 'the-token-of-somebody-else' };
		expect(await verify(id, item, code, {}, other)).toMatchObject({ reason: 'unknown' });
	});

	test('a verification asks nothing of the gateway, and tells nothing of the code', async () => {
		const { item, code } = await sent(id);
		const before = (await sandbox.requests()).length;
		await verify(id, item, code);
		expect(await sandbox.requests()).toHaveLength(before);
		const [, bytes = ''] = String(item['verification']).split('.');
		expect(Buffer.from(bytes, 'base64url').toString('latin1')).not.toContain(code);
	});

	test('an empty verification is refused with what to map', async () => {
		expect(await verify(id, {}, '123456', { verification: '' })).toMatchObject({
			...{ fault: 'invalidRequest', message: 'The field Verification is empty.' },
		});
	});

	test('attempts that n8n cannot keep are said to count in this process', async () => {
		const { item, code } = await sent(id);
		const parameters = { operation: 'verifyCode', phone: ben, code };
		const { hints } = await run(id, parameters, item);
		expect(hints.join()).toMatch(/could not keep this attempt/);
	});
});

describe.each(withStore)('%s, which keeps the code', (_name, { id }) => {
	test('the verification is null, and needs no field', async () => {
		const { item, code } = await sent(id);
		expect(item).toMatchObject({ verification: null, expiresAt: expect.any(String) });
		expect(await verify(id, {}, code, { verification: '' })).toMatchObject({ verified: true });
	});

	test('a person who asks too often for another code holds up nobody else', async () => {
		await sent(id);
		for (let n = 0; n < 3; n++) await send(id, { operation: 'resendCode' });
		const { output } = await send(id, { operation: 'resendCode' });
		expect(output(1)[0]?.json).toMatchObject({ fault: 'rateLimited', sent: 'no' });
		const other = await sent(id, { operation: 'resendCode', to: chloe });
		expect(other.item).toMatchObject({ status: 'sent', to: chloe });
		expect(await sandbox.delivered()).toHaveLength(5);
	});

	test('a person who checks too fast has an outcome, and no fault', async () => {
		const { item, code } = await sent(id);
		let last: unknown;
		for (let n = 0; n < 11; n++) last = await verify(id, item, otherThan(code));
		expect(last).toMatchObject({
			...{ verified: false, reason: 'tooManyAttempts', retryAfter: expect.any(Number) },
		});
	});

	/** Has the gateway make the code of a resend, which begins with a zero. */
	async function resentWithZero() {
		const made = jest.spyOn(crypto, 'randomInt').mockImplementation(() => 12_345);
		const resent = await sent(id, { operation: 'resendCode' });
		made.mockRestore();
		expect(resent.code).toBe('012345');
		return resent;
	}
	const asNumber = (code: string) => Number(code) as unknown as string;
	const checks = async () =>
		(await sandbox.requests()).filter(({ path }) => path.endsWith('/verify'));

	test.each<[string, object, INodeParameters]>([
		['a text', { code: '012345' }, { code: '={{ $json.code }}' }],
		['a number without its zero', { code: 12345 }, { code: '={{ $json.code }}' }],
		['a number in the form', {}, { code: asNumber('12345') }],
	])('a code of the gateway that begins with a zero is right as %s', async (_as, json, more) => {
		const { item } = await resentWithZero();
		const checked = await run(
			id,
			{ operation: 'verifyCode', phone: ben, ...more },
			{ ...item, ...json },
		);
		expect(checked.output()[0]?.json).toMatchObject({ verified: true, reason: 'right' });
		expect(JSON.stringify(checked.output())).not.toContain('12345');
	});

	test('a text that lacks a digit is one attempt, and wrong', async () => {
		const { item } = await resentWithZero();
		expect(await verify(id, item, '12345')).toMatchObject({ reason: 'wrongCode' });
		expect(await checks()).toHaveLength(1);
	});

	test('a number of the whole length, and the last attempt, are checked once', async () => {
		const { item, code } = await sent(id);
		expect(await verify(id, item, asNumber(otherThan(code)))).toMatchObject({
			...{ reason: 'wrongCode', attemptsRemaining: 4 },
		});
		for (let n = 0; n < 3; n++) await verify(id, item, otherThan(code));
		expect(await verify(id, item, asNumber('4321'))).toMatchObject({
			...{ reason: 'wrongCode', attemptsRemaining: 0 },
		});
		expect(await checks()).toHaveLength(5);
	});

	test.each([4, 5])(
		'a number of %s digits that the node has made is right at once',
		async (length) => {
			const { item, code } = await sent(id, { options: { codeLength: length } });
			expect(await verify(id, item, asNumber(code))).toMatchObject({ verified: true });
			expect(await checks()).toHaveLength(1);
		},
	);

	test('a check that was not answered is not repeated', async () => {
		const { item, code } = await sent(id);
		await sandbox.queueFault({ gateway: id, status: 500, body: {} });
		expect(await verify(id, item, code)).toMatchObject({ fault: 'temporarilyUnavailable' });
		expect(await checks()).toHaveLength(1);
	});
});

test('a person whose number is hidden gets no code', async () => {
	const to = await sandbox.inboundHidden(chloe, 'Hello');
	const { output } = await send('metaCloud', { to });
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'unsupported',
		message: expect.stringMatching(/one-time password, which WhatsApp does not deliver/),
	});
	const checked = await verify('metaCloud', {}, '123456', { phone: to });
	expect(checked).toMatchObject({ fault: 'recipientInvalid' });
	expect(await sandbox.delivered()).toEqual([]);
});

test('a retry of the run sends no second code, and carries on the proof of the first', async () => {
	const given = {
		parameters: {
			...{ resource: 'oneTimePassword', ...sending },
			...{ to: '={{ $json.phone }}', options: { parallelRecipients: 1, codeLength: 8 } },
		},
		credentials: sandbox.account('metaCloud'),
		items: [{ json: { phone: ben } }, { json: { phone: chloe } }],
	};
	const refusal = { status: 403, body: { message: 'Forbidden' } };
	await sandbox.queueFault({ gateway: 'metaCloud', phone: chloe, ...refusal });
	const stopped = await runNode(given);
	expect(stopped.failure?.description).toContain('1 of 2 messages was sent');
	const code = await codeOnPhone();
	const again = await retryNode(given, stopped);
	expect((await sandbox.delivered()).map(({ phone }) => phone)).toEqual([ben, chloe]);
	expect(JSON.stringify(stopped.run.data)).not.toContain(code);
	const item = again.output()[0]?.json;
	expect(item).toMatchObject({ to: ben, replayed: true });
	expect(await verify('metaCloud', item ?? {}, code)).toMatchObject({ verified: true });
});
