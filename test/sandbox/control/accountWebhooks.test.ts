import { allDialects } from '../../../sandbox/gateways';
import { anna, receiver, served } from '../receiver';
import { sandboxed } from '../ask';

const delivering = allDialects().filter(({ webhook, resend }) => webhook ?? resend);

const open = (gateway: string) => {
	const dialect = allDialects().find(({ id }) => id === gateway);
	const path = `/${gateway}${dialect?.basePath}/_sandbox/webhooks`;
	return { path, headers: { authorization: `Bearer ${dialect?.access.tokens[0]}` } };
};
const hook = 'http://127.0.0.1:5678/webhook/1/webhook';

test.each(delivering.map(({ id }) => id))(
	'%s lets whoever has its token add an address, list it and take it away',
	async (gateway) => {
		const { ask } = sandboxed();
		const { path, headers } = open(gateway);
		const added = await ask('POST', path, { url: hook }, headers);
		expect(added).toMatchObject({
			status: 201,
			body: { webhooks: [{ url: hook, isActive: true }] },
		});
		expect((await ask('POST', path, { url: hook }, headers)).body).toEqual(added.body);
		expect((await ask('GET', path, undefined, headers)).body).toEqual(added.body);
		const url = `${path}?url=${encodeURIComponent(hook)}`;
		expect((await ask('DELETE', url, undefined, headers)).body).toEqual({ webhooks: [] });
		expect((await ask('DELETE', url, undefined, headers)).status).toBe(200);
	},
);

test('an address keeps the name of its workflow, also when it is added again without one', async () => {
	const { ask } = sandboxed();
	const { path, headers } = open('qyvo');
	const named = { webhooks: [expect.objectContaining({ url: hook, workflow: 'Menu' })] };
	for (const body of [
		{ url: hook, workflow: 'Menu' },
		{ url: hook },
		{ url: hook, workflow: null },
	]) {
		expect((await ask('POST', path, body, headers)).body).toEqual(named);
	}
});

test('another token, none, an address elsewhere and a field too many are refused', async () => {
	const { ask } = sandboxed();
	const { path, headers } = open('qyvo');
	const wrong = { authorization: 'Bearer wrong' };
	for (const given of [wrong, {}]) {
		expect((await ask('POST', path, { url: hook }, given)).status).toBe(401);
		expect((await ask('GET', path, undefined, given)).status).toBe(401);
	}
	for (const body of [
		{ url: 'https://example.com/' },
		{ url: 'nothing' },
		{},
		{ url: hook, id: 1 },
	]) {
		expect(await ask('POST', path, body, headers)).toMatchObject({
			status: 400,
			body: { message: expect.stringMatching(/^(url|id): /) },
		});
	}
	const none = open('mojeeb');
	for (const [method, body] of [
		['POST', { url: hook }],
		['GET', undefined],
	] as const) {
		expect((await ask(method, none.path, body, none.headers)).body).toEqual({
			message: 'url: Mojeeb delivers nothing.',
		});
	}
});

test('neither faults nor limits are in the way, and nothing is logged', async () => {
	const { ask } = sandboxed();
	const { path, headers } = open('qyvo');
	await ask('POST', '/_sandbox/faults', { status: 503, times: 2 });
	await ask('POST', '/_sandbox/rate-limit', { gateway: 'qyvo', limit: 1, seconds: 60 });
	for (let time = 0; time < 3; time++) {
		expect((await ask('POST', path, { url: hook }, headers)).status).toBe(201);
	}
	expect((await ask('GET', '/_sandbox/requests')).body).toEqual({ requests: [] });
});

test('what people write goes to an address that was added', async () => {
	const world = await served();
	const heard = await receiver();
	const { path, headers } = open('xobito');
	await world.ask('POST', path, { url: heard.url }, headers.authorization.slice('Bearer '.length));
	await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'xobito' });
	expect((await heard.until(1))[0]?.headers['x-webhook-signature']).toBeDefined();
	await world.close();
	await heard.close();
});
