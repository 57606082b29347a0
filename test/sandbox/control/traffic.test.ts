import { seedTemplates } from '../../../sandbox/state/seed';
import { factsFor, gateways } from '../facts';
import { anna, receiver, served } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
	world = await served();
	hook = await receiver();
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

const look = async (path: string) => (await world.ask('GET', `/_sandbox/${path}`)).body;

/** What the page gets when it opens, without what stands on the phones. */
async function streamed(): Promise<string> {
	const leave = new AbortController();
	const { body } = await fetch(`${world.url}/_sandbox/stream`, { signal: leave.signal });
	if (body === null) throw new Error('There is no stream.');
	let text = '';
	for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
		text += chunk;
		if (text.includes('\n\n')) break;
	}
	leave.abort();
	const [, data = ''] = /^data: (.+)$/m.exec(text) ?? [];
	return JSON.stringify(JSON.parse(data).parts);
}

/** Everything that is shown of what went over the line. */
async function shown(): Promise<string> {
	const [{ requests }, { deliveries }] = [await look('requests'), await look('deliveries')];
	const whole = [
		...requests.map(({ id }: { id: string }) => `request?id=${id}`),
		...deliveries.map(({ id }: { id: string }) => `delivery?id=${id}`),
	];
	const all: unknown[] = [requests, deliveries, await streamed()];
	for (const path of whole) all.push(await look(path));
	return JSON.stringify(all);
}

/** Asks a gateway exactly like this, and reads the answer. */
async function call(path: string, init: RequestInit): Promise<Response> {
	const answer = await fetch(`${world.url}${path}`, init);
	await answer.arrayBuffer();
	return answer;
}

const json = { 'content-type': 'application/json' };

test.each(gateways)(
	'a request to %s is shown with its answer, and without its token',
	async (id) => {
		await world.send(id);
		const { requests } = await look('requests');
		expect(requests).toHaveLength(1);
		expect(requests[0]).not.toHaveProperty('request');
		const whole = await look(`request?id=${requests[0].id}`);
		const { text, token } = factsFor(id);
		expect(whole).toMatchObject({
			gateway: id,
			method: 'POST',
			url: `/${id}${text.path}`,
			status: text.accepted,
			authorized: true,
			request: { headers: { authorization: 'Bearer •••', 'content-type': 'application/json' } },
		});
		expect(JSON.parse(whole.request.body)).toEqual(text.body(anna, 'Hello'));
		expect(whole.response.body).toMatch(/^\{/);
		expect(await shown()).not.toContain(token);
	},
);

test('an id that is not known is refused', async () => {
	for (const path of ['request?id=request-9', 'delivery?id=delivery-9', 'file?id=9']) {
		expect((await world.ask('GET', `/_sandbox/${path}`)).status).toBe(400);
	}
});

test('known tokens are masked wherever they stand', async () => {
	for (const id of gateways) {
		const { token } = factsFor(id);
		const headers = { ...json, authorization: `Bearer ${token}`, 'x-note': `it is ${token}` };
		const path = `/${id}${factsFor(id).text.path}`;
		await call(`${path}?remark=${token}&access_token=${token}`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ note: `my token is ${token}.`, deep: [{ any: token }] }),
		});
		await call(`/${id}/${token}/x`, { headers });
		await call(path, { method: 'POST', body: new URLSearchParams({ token, to: anna }) });
		await call(path, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'text/plain' },
			body: token,
		});
		// As it is taken by Basic authentication, in a cookie and in headers of one's own.
		await call(path, {
			headers: { 'x-api-key': token, cookie: `a=${token}`, authorization: token },
		});
	}
	const text = await shown();
	for (const id of gateways) expect(text).not.toContain(factsFor(id).token);
	expect(text).toContain('my token is •••.');
});

test('tokens that a gateway does not know are masked by their names', async () => {
	await call('/metaCloud/v26.0/102290129340398/subscribed_apps?access_token=of-elsewhere-1', {
		method: 'POST',
		headers: { ...json, authorization: 'Bearer meta-sandbox-token' },
		body: JSON.stringify({
			override_callback_uri: hook.url,
			verify_token: 'of-elsewhere-2',
			client_secret: 'of-elsewhere-3',
			input_token: 'of-"elsewhere-4',
			appsecret_proof: 'of-elsewhere-5',
			password: 'of-elsewhere-6',
			apiKey: 'of-elsewhere-7',
		}),
	});
	await call('/metaCloud/v26.0/oauth/access_token', {
		method: 'POST',
		body: new URLSearchParams({
			client_secret: 'of-elsewhere-1',
			'hub.verify_token': 'of-elsewhere-2',
			app_secret: 'of-elsewhere-3',
		}),
	});
	const text = await shown();
	expect(text).not.toContain('elsewhere');
	expect(text).toContain('override_callback_uri');
});

test('a body is cut without a part of a token at its end', async () => {
	const { token, text } = factsFor('qyvo');
	const path = `/qyvo${text.path}`;
	// Four bytes a character, so that what is decoded ends soon after what is shown.
	for (const filling of ['x', '😀']) {
		for (let short = 1; short < token.length; short += 1) {
			const body = `${filling.repeat((20_000 - short) / filling.length)}${token}`;
			await call(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
		}
	}
	const all = await shown();
	expect(all).not.toContain(`xx${token.slice(0, 6)}`);
	expect(all).not.toContain(`😀${token.slice(0, 6)}`);
});

test('secrets of webhooks are masked in deliveries and in what the receiver answers', async () => {
	const own = 'own-signing-secret-of-one-webhook';
	const usual = factsFor('xobito').signingSecret ?? '';
	hook.answer(() => ({ status: 200, text: `{"signedWith":"${own}","and":"${usual}"}` }));
	await world.control('webhooks', {
		gateway: 'xobito',
		url: `${hook.url}?secret=in-the-address`,
		secret: own,
	});
	await world.control('inbound', { gateway: 'xobito', phone: anna, text: `Is it ${own}?` });
	await hook.until(1);
	await world.settled();
	const text = await shown();
	for (const secret of [own, usual, 'in-the-address']) expect(text).not.toContain(secret);
	// It was delivered as it is.
	expect(hook.got[0]?.url.search).toBe('?secret=in-the-address');
	expect(hook.got[0]?.body).toContain(own);
});

test('one-time codes are masked, and stand on the phone', async () => {
	const sends: ReadonlyArray<readonly [string, string, (code: string) => object]> = [
		[
			'metaCloud',
			'/v26.0/106540352242922/messages',
			(code) => ({
				messaging_product: 'whatsapp',
				to: anna.slice(1),
				type: 'template',
				template: {
					name: 'login_code',
					language: { code: 'en' },
					components: [
						{ type: 'body', parameters: [{ type: 'text', text: code }] },
						{
							type: 'button',
							sub_type: 'url',
							index: '0',
							parameters: [{ type: 'text', text: code }],
						},
					],
				},
			}),
		],
	];
	expect(seedTemplates.find(({ name }) => name === 'login_code')?.category).toBe('AUTHENTICATION');
	for (const [index, [id, path, body]] of sends.entries()) {
		const code = `80141${index}`;
		const answer = await world.ask('POST', `/${id}${path}`, body(code), factsFor(id).token);
		expect([id, answer.status, answer.text]).toEqual([id, 200, expect.anything()]);
		expect(world.sandbox.store.ledger.messages.at(-1)?.body).toContain(code);
		const { requests } = await look('requests');
		expect(JSON.stringify(await look(`request?id=${requests.at(-1).id}`))).not.toContain(code);
	}
});

describe('a delivery', () => {
	beforeEach(async () => {
		await world.control('webhooks', { gateway: 'qyvo', url: hook.url });
		await hook.until(1);
		hook.answer(() => ({ status: 202, text: '{"taken":true}' }));
		await world.control('inbound', { gateway: 'qyvo', phone: anna, text: 'Hi' });
		await hook.until(2);
		await world.settled();
	});
	const last = async () => (await look('deliveries')).deliveries.at(-1);

	test('is shown with all that went over the line', async () => {
		const { attempts } = await look(`delivery?id=${(await last()).id}`);
		expect(attempts).toHaveLength(1);
		expect(attempts[0]).toMatchObject({
			gateway: 'qyvo',
			event: 'message.received',
			status: 202,
			request: {
				// A signature gives nothing away of its secret, and whoever looks for a fault compares it.
				headers: { 'X-Qyvo-Signature': hook.got[1]?.headers['x-qyvo-signature'] },
				body: hook.got[1]?.body,
			},
			response: { body: '{"taken":true}' },
		});
		expect(await last()).not.toHaveProperty('request');
	});

	test('is repeated with the same body, as an attempt of the same delivery', async () => {
		const { id } = await last();
		expect(await world.control('deliveries/repeat', { id })).toEqual({ id, status: 202 });
		const [, first, again] = await hook.until(3);
		expect(again?.body).toBe(first?.body);
		const { attempts } = await look(`delivery?id=${id}`);
		expect(attempts.map(({ attempt }: { attempt: number }) => attempt)).toEqual([1, 2]);
	});

	test('is not repeated once its webhook is gone', async () => {
		const { id } = await last();
		await world.ask('DELETE', '/_sandbox/webhooks');
		const refused = await world.ask('POST', '/_sandbox/deliveries/repeat', { id });
		expect(refused.status).toBe(400);
	});
});

test('the logs keep a bounded number of characters, however much goes over the line', async () => {
	const { token } = factsFor('qyvo');
	const path = `/qyvo${factsFor('qyvo').text.path}`;
	const sizes: number[] = [];
	for (let round = 0; round < 2; round += 1) {
		for (let count = 0; count < 150; count += 1) {
			await call(path, {
				method: 'POST',
				headers: { ...json, authorization: `Bearer ${token}` },
				body: JSON.stringify({ filling: 'x'.repeat(30_000) }),
			});
		}
		sizes.push(JSON.stringify(world.sandbox.store.requests).length);
	}
	expect(Math.max(...sizes)).toBeLessThan(1_300_000);
	const { requests } = await look('requests');
	expect(requests).toHaveLength(300);
	// The last ones are whole, and the first ones say why they are not.
	expect((await look(`request?id=${requests.at(-1).id}`)).request.body).toHaveLength(20_000);
	expect((await look(`request?id=${requests[0].id}`)).request).toEqual({
		headers: {},
		body: '(no longer kept: too much has come since)',
	});
});
