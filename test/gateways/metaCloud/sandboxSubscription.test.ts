import { anna, receiver, served, type Got } from '../../sandbox/receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
const challenges: URL[] = [];

const token = 'chosen-by-the-subscriber';

/** Echoes the challenge if the token matches, as Meta requires. */
const echo = ({ method, url }: Got) => {
	if (method !== 'GET') return { status: 200 };
	challenges.push(url);
	const isKnown = url.searchParams.get('hub.verify_token') === token;
	return isKnown
		? { status: 200, text: url.searchParams.get('hub.challenge') ?? '' }
		: { status: 403 };
};

beforeEach(async () => {
	challenges.length = 0;
	[world, hook] = [await served(), await receiver(echo)];
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

const path = '/metaCloud/v24.0/102290129340398/subscribed_apps';
const access = 'meta-sandbox-token';
const apps = async (method: string, body?: object) => await world.ask(method, path, body, access);
const override = async (url = hook.url, verify_token = token) =>
	await apps('POST', { override_callback_uri: url, verify_token });
const write = async () => await world.control('inbound', { phone: anna, text: 'Hi' });

test('a URL that echoes the challenge is subscribed', async () => {
	expect((await apps('GET')).body).toEqual({ data: [] });
	expect(await override(`${hook.url}?own=1`)).toMatchObject({
		status: 200,
		body: { success: true },
	});
	expect(challenges.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
		{
			own: '1',
			'hub.mode': 'subscribe',
			'hub.verify_token': token,
			'hub.challenge': expect.stringMatching(/.{10}/),
		},
	]);
	expect((await apps('GET')).body).toEqual({
		data: [
			{
				whatsapp_business_api_data: {
					id: expect.any(String),
					name: 'Sandbox App',
					link: expect.any(String),
				},
				override_callback_uri: `${hook.url}?own=1`,
			},
		],
	});
	await write();
	expect(await hook.until(1)).toHaveLength(1);
});

test.each([
	['that refuses the token', async () => await override(hook.url, 'another'), /Code = 403/],
	[
		'that answers with another text',
		async () => {
			hook.answer(() => ({ status: 200, text: 'OK' }));
			return await override();
		},
		/not echoed/,
	],
	['without a server', async () => await override('http://127.0.0.1:1/'), /does not answer/],
	['on another machine', async () => await override('https://example.com/'), /this machine only/],
])('a URL %s is refused with code 2200, and nothing changes', async (_, subscribe, message) => {
	const { status, body } = await subscribe();
	expect([status, body.error.code]).toEqual([400, 2200]);
	expect(body.error.message).toMatch(message);
	expect((await apps('GET')).body).toEqual({ data: [] });
});

test('a URL without its own verify token is refused', async () => {
	const { status, body } = await apps('POST', { override_callback_uri: hook.url });
	expect([status, body.error.code]).toEqual([400, 100]);
});

test('a request without an access token is refused', async () => {
	expect((await world.ask('GET', path)).status).toBe(401);
});

test('an override replaces the dashboard’s URL and an earlier override, and removing it restores the dashboard’s URL', async () => {
	const [app, second] = [await receiver(), await receiver(echo)];
	await world.control('webhooks', { gateway: 'metaCloud', url: app.url });
	await override();
	await write();
	await hook.until(1);
	await override(second.url);
	await write();
	await second.until(1);
	expect((await apps('POST')).body).toEqual({ success: true });
	expect((await apps('GET')).body.data[0]).not.toHaveProperty('override_callback_uri');
	await write();
	await app.until(1);
	expect([hook, second, app].map(({ got }) => got.length)).toEqual([1, 1, 1]);
	await Promise.all([app.close(), second.close()]);
});

test('an unsubscribed account gets no events until it is subscribed again', async () => {
	await world.control('webhooks', { gateway: 'metaCloud', url: hook.url });
	expect((await apps('DELETE')).body).toEqual({ success: true });
	expect((await apps('GET')).body).toEqual({ data: [] });
	await write();
	await world.settled();
	expect(hook.got).toEqual([]);
	await apps('POST');
	await write();
	await hook.until(1);
});
