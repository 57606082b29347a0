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

const graph = '/metaCloud/v24.0';
const path = `${graph}/102290129340398/subscribed_apps`;
const access = 'meta-sandbox-token';
const apps = async (method: string, body?: object, token = access) =>
	await world.ask(method, path, body, token);
const first = '106540352242922';
const second = '106540352242923';
/** The addresses for a number at each level, as Meta shows them to an app. */
const levels = async (number = first, token = access) =>
	(await world.ask('GET', `${graph}/${number}?fields=webhook_configuration`, undefined, token)).body
		.webhook_configuration;
const overrideNumber = async (
	number: string,
	url: string,
	{ verify_token = token, app = access } = {},
) =>
	await world.ask(
		'POST',
		`${graph}/${number}`,
		{ webhook_configuration: { override_callback_uri: url, verify_token } },
		app,
	);
const refusal =
	'(#100) Before override the current callback uri, your app must be subscribed to receive messages for WhatsApp Business Account';
const override = async (url = hook.url, verify_token = token) =>
	await apps('POST', { override_callback_uri: url, verify_token });
const write = async (number?: string) =>
	await world.control('inbound', { phone: anna, text: 'Hi', ...(number && { number }) });

test('a URL that echoes the challenge is subscribed', async () => {
	await apps('POST');
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
	await apps('POST');
	const { status, body } = await subscribe();
	expect([status, body.error.code]).toEqual([400, 2200]);
	expect(body.error.message).toMatch(message);
	expect((await apps('GET')).body.data[0]).not.toHaveProperty('override_callback_uri');
});

test('a URL without its own verify token is refused', async () => {
	await apps('POST');
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

test('an app that is not subscribed cannot override anything, nor one whose dashboard names no webhook', async () => {
	const bare = 'meta-sandbox-bare-app';
	await apps('POST', undefined, bare);
	const asked = [
		override(),
		overrideNumber(first, hook.url),
		overrideNumber(first, hook.url, { app: bare }),
	];
	for (const { status, body } of await Promise.all(asked)) {
		expect([status, body.error.code, body.error.message]).toEqual([400, 100, refusal]);
	}
	expect(challenges).toEqual([]);
});

test('a URL of more than 200 characters is refused', async () => {
	await apps('POST');
	const { status, body } = await overrideNumber(first, `${hook.url}/${'a'.repeat(200)}`);
	expect([status, body.error.code]).toEqual([400, 100]);
});

test('each number has a URL of its own, which wins over those of the account and the app', async () => {
	const [dashboard, own] = [await receiver(), await receiver(echo)];
	await world.control('webhooks', { gateway: 'metaCloud', url: dashboard.url });
	await override();
	expect((await overrideNumber(second, own.url)).body).toEqual({ success: true });
	const common = { whatsapp_business_account: hook.url, application: dashboard.url };
	expect(await levels(first)).toEqual(common);
	expect(await levels(second)).toEqual({ ...common, phone_number: own.url });
	await write();
	await write('second');
	const numbers = [await hook.until(1), await own.until(1)].map(
		([got]) => /"phone_number_id":"(\d+)"/.exec(got?.body ?? '')?.[1],
	);
	expect(numbers).toEqual([first, second]);
	expect((await overrideNumber(second, '', { verify_token: '' })).body).toEqual({ success: true });
	expect(await levels(second)).toEqual(common);
	await write('second');
	await hook.until(2);
	expect([own, dashboard].map(({ got }) => got.length)).toEqual([1, 0]);
	await Promise.all([dashboard.close(), own.close()]);
});

test('several apps are subscribed, each with its own URLs, and a request concerns the own app alone', async () => {
	const app = 'meta-sandbox-second-app';
	const other = await receiver(echo);
	await apps('POST');
	await override();
	await apps('POST', undefined, app);
	await overrideNumber(first, other.url, { app });
	await apps('POST', { override_callback_uri: other.url, verify_token: token }, app);
	const rows = async () =>
		(await apps('GET')).body.data.map((row: Record<string, never>) => [
			row['whatsapp_business_api_data']?.['id'],
			row['override_callback_uri'],
		]);
	expect(await rows()).toEqual([
		['670843887433847', hook.url],
		['670843887433848', other.url],
	]);
	expect((await world.ask('GET', `${graph}/app`, undefined, app)).body).toMatchObject({
		id: '670843887433848',
	});
	expect(await levels(first)).toEqual({ whatsapp_business_account: hook.url });
	await write();
	await Promise.all([hook.until(1), other.until(1)]);
	await apps('DELETE');
	expect(await rows()).toEqual([['670843887433848', other.url]]);
	await write();
	await other.until(2);
	expect(hook.got).toHaveLength(1);
	await other.close();
});
