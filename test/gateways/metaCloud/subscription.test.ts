import type { GatewayError } from '../../../nodes/WhatsAppGateway/core/faults';
import type { Connection } from '../../../nodes/WhatsAppGateway/core/request';
import { metaCloud } from '../../../nodes/WhatsAppGateway/gateways/metaCloud';
import { subscription } from '../../../nodes/WhatsAppGateway/gateways/metaCloud/subscription';
import { served } from '../../sandbox/receiver';
import { callbackServer } from './callbackServer';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof callbackServer>>;
beforeEach(async () => {
	[world, hook] = [await served(), await callbackServer()];
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

const [ownApp, secondApp] = ['meta-sandbox-token', 'meta-sandbox-second-app'];
const [first, second] = ['106540352242922', '106540352242923'];

/** What an account can ask of the sandbox; paths in `refused` are refused as without permission. */
function connect(
	phoneNumberId = first,
	token = ownApp,
	refused: readonly string[] = [],
): Connection & { readonly asked: string[] } {
	const asked: string[] = [];
	const account = {
		baseUrl: world.url,
		defaultCountry: '',
		phoneNumberId,
		businessAccountId: '102290129340398',
		graphApiVersion: 'v24.0',
	};
	return {
		account,
		asked,
		async call({ method, path, query = {}, body }) {
			asked.push(`${method} ${path.replace('/v24.0', '')}`);
			const isRefused = refused.some((part) => path.endsWith(part));
			const search = new URLSearchParams(query as Record<string, string>);
			const got = isRefused
				? { status: 400, body: { error: { code: 10, message: '(#10) No permission' } } }
				: await world.ask(method, `/metaCloud${path}?${search}`, body, token);
			const answer = { ...got, headers: {}, isJson: true, sends: false, attempts: 1 };
			if (got.status >= 300) throw metaCloud.faults.read(answer);
			return answer;
		},
	};
}

const set = async (connection: Connection, url = hook.url) => {
	const { active } = await subscription.read(connection);
	await subscription.set({ url, verifyToken: hook.token, active }, connection);
};
const post = async (path: string, body?: object, token = ownApp) =>
	await world.ask('POST', `/metaCloud/v24.0/${path}`, body, token);
const override = () => ({ override_callback_uri: hook.url, verify_token: hook.token });
const apps = '102290129340398/subscribed_apps';

test('an app that is not subscribed is subscribed first', async () => {
	const connection = connect();
	expect(await subscription.read(connection)).toEqual({
		active: false,
		url: null,
		accountUrl: null,
	});
	await set(connection);
	expect(await subscription.read(connection)).toEqual({
		active: true,
		url: hook.url,
		accountUrl: null,
	});
});

test('a subscription of another app is not taken for the own one', async () => {
	await post(apps, undefined, secondApp);
	await post(apps, override(), secondApp);
	const connection = connect();
	expect(await subscription.read(connection)).toMatchObject({ active: false, accountUrl: null });
	await set(connection);
	await subscription.unset(connection);
	await subscription.remove(connection);
	expect((await world.ask('GET', `/metaCloud/v24.0/${apps}`, undefined, ownApp)).body.data).toEqual(
		[expect.objectContaining({ override_callback_uri: hook.url })],
	);
});

test('an app that is subscribed is not subscribed again, which would forget the account’s URL', async () => {
	await post(apps);
	await post(apps, override());
	const connection = connect();
	await set(connection);
	expect(connection.asked.filter((one) => one.startsWith('POST'))).toEqual([`POST /${first}`]);
	expect(await subscription.read(connection)).toEqual({
		active: true,
		url: hook.url,
		accountUrl: hook.url,
	});
});

describe('where the token’s own app is not known', () => {
	test.each([
		['no app is subscribed', async () => {}, false],
		['another one is', async () => void (await post(apps, undefined, secondApp)), null],
		['the own one is', async () => void (await post(apps)), null],
		[
			'the own one is, with a URL for the account',
			async () => {
				await post(apps);
				await post(apps, override());
			},
			true,
		],
	])('the number gets its URL if %s', async (_, arrange, active) => {
		await arrange();
		const connection = connect(first, ownApp, ['/app']);
		const before = await subscription.read(connection);
		expect(before.active).toBe(active);
		await set(connection);
		const { url, accountUrl } = await subscription.read(connect());
		expect([url, accountUrl]).toEqual([hook.url, before.accountUrl]);
	});
});

test('two numbers have a URL each, and one that is removed leaves the other one’s events alone', async () => {
	const [one, other] = [connect(), connect(second)];
	await set(one, `${hook.url}/1`);
	await set(other, `${hook.url}/2`);
	await subscription.remove(one);
	expect(await subscription.read(one)).toMatchObject({ active: true, url: `${hook.url}/1` });
	await subscription.unset(one);
	await subscription.remove(one);
	expect(await subscription.read(one)).toMatchObject({ active: true, url: null });
	expect(await subscription.read(other)).toMatchObject({ active: true, url: `${hook.url}/2` });
	await subscription.unset(other);
	await subscription.remove(other);
	expect(await subscription.read(other)).toMatchObject({ active: false, url: null });
});

test('the app stays subscribed where it is not known whether another number needs that', async () => {
	const connection = connect(first, ownApp, ['/phone_numbers']);
	await set(connection);
	await subscription.unset(connection);
	await subscription.remove(connection);
	expect(await subscription.read(connection)).toMatchObject({ active: true, url: null });
});

test.each([
	['meta-sandbox-bare-app', '', /^Meta sends this app no messages yet: “.*must be subscribed/],
	[ownApp, '/refused', /^Meta asked the webhook’s URL .*: “.*HTTP Status Code = 403/],
])('a refusal quotes Meta’s words: %s', async (token, path, message) => {
	const refusal = await set(connect(first, token), `${hook.url}${path}`).then(
		() => undefined,
		(error: unknown) => error as GatewayError,
	);
	expect(refusal?.fault).toBe('notConfigured');
	expect(refusal?.message).toMatch(message);
	expect(refusal?.hint).toMatch(/App Dashboard|WEBHOOK_URL/);
});
