import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { Workflow, type INodeTypes } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { credential, nodeType } from '../engine/engine';

const token = 'tok-1234567890';

const authenticate = async (
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> => {
	if (typeof credential.authenticate !== 'function') throw new Error('authenticate is no function');
	return await credential.authenticate(data, request);
};

/** The request with which n8n tests the credential, and the statuses that it accepts. */
function tested(data: ICredentialDataDecryptedObject): { address: string; ignored: unknown } {
	const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const node = { id: '1', name: 'N', type: 't', typeVersion: 1, parameters: {} };
	const workflow = new Workflow({
		nodes: [{ ...node, position: [0, 0] }],
		connections: {},
		active: false,
		nodeTypes,
	});
	const resolve = (expression: unknown) =>
		workflow.expression.getSimpleParameterValue(
			{ ...node, position: [0, 0] },
			String(expression ?? ''),
			'internal',
			{ $credentials: data },
		) as unknown;
	const { baseURL, url, ignoreHttpStatusErrors } = credential.test?.request ?? {};
	return {
		address: `${String(resolve(baseURL))}${String(resolve(url))}`,
		ignored: resolve(ignoreHttpStatusErrors),
	};
}

test('every gateway can be chosen, under its own name', () => {
	const field = credential.properties.find(({ name }) => name === 'gateway');
	expect(field?.options).toEqual([
		{ name: 'Choose…', value: '' },
		...gateways.map(({ id, name }) => ({ name, value: id })),
	]);
});

test('every secret is a password field', () => {
	const hidden = credential.properties
		.filter(({ typeOptions }) => typeOptions?.password)
		.map(({ name }) => name);
	expect(hidden).toEqual(['accessToken', 'flowSecret', 'webhookSecret']);
});

test('the countries are listed by name with their calling codes', () => {
	const field = credential.properties.find(({ name }) => name === 'defaultCountry');
	expect(field?.options).toContainEqual({ name: 'Germany (+49)', value: 'DE' });
	expect(field?.options?.[0]).toMatchObject({ value: '' });
	expect(field?.default).toBe('');
});

describe.each(gateways.map((gateway) => [gateway.name, gateway] as const))('%s', (_, gateway) => {
	const own = Object.fromEntries(gateway.fields.map(({ name }) => [name, `my ${name}`]));
	const data = { gateway: gateway.id, accessToken: token, baseUrl: '', ...own };
	const probe = gateway.probe.path.replace(/\{(\w+)\}/g, 'my%20$1');

	test('is tested at its default base URL if none is given', () => {
		expect(tested(data).address).toBe(gateway.baseUrl + probe);
	});

	test('is tested at the given base URL, with or without a trailing slash', () => {
		expect(tested({ ...data, baseUrl: ' http://127.0.0.1:4010/api// ' }).address).toBe(
			`http://127.0.0.1:4010/api${probe}`,
		);
	});

	test('is refused for every status that does not prove the token', () => {
		const { acceptedStatuses = [] } = gateway.probe;
		const { ignored } = tested(data);
		if (acceptedStatuses.length === 0) {
			expect(ignored).toBe(false);
			return;
		}
		const { ignore, except } = ignored as { ignore: boolean; except: number[] };
		expect(ignore).toBe(true);
		for (const status of [301, 400, 401, 402, 403, 404, 429, 500, 503, 599]) {
			expect([status, except.includes(status)]).toEqual([
				status,
				!acceptedStatuses.includes(status),
			]);
		}
	});

	test('adds the access token to requests to its own origin', async () => {
		const { headers } = await authenticate(data, { url: `${gateway.baseUrl}/any` });
		expect(JSON.stringify(headers)).toContain(token);
	});

	test('adds the access token if n8n passes base URL and path separately', async () => {
		const { headers } = await authenticate(data, {
			baseURL: gateway.baseUrl,
			url: gateway.probe.path,
		});
		expect(JSON.stringify(headers)).toContain(token);
	});

	test('adds the access token if n8n’s own nodes pass the URL as uri', async () => {
		const uri = `${gateway.baseUrl}/any`;
		const { headers } = await authenticate(data, { uri } as unknown as IHttpRequestOptions);
		expect(JSON.stringify(headers)).toContain(token);
	});

	test('drops the access token on a redirect to another origin', async () => {
		const url = `${gateway.baseUrl}/any`;
		const request = await authenticate(data, {
			url,
			...{ followRedirect: true, followAllRedirects: true, maxRedirects: 21 },
			disableFollowRedirect: false,
			sendCredentialsOnCrossOriginRedirect: true,
		});
		expect(request).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	test('trims the access token, which is copied with spaces and line breaks', async () => {
		const url = `${gateway.baseUrl}/any`;
		const { headers } = await authenticate({ ...data, accessToken: ` ${token}\r\n` }, { url });
		expect(JSON.stringify(headers)).toBe(
			JSON.stringify((await authenticate(data, { url })).headers),
		);
	});

	test.each([
		'tok\n123',
		'tok\r\nX-Evil: 1',
		'tok“123”',
		'токен-123',
		'tok\u0000en',
		'tok\u007fen',
	])('refuses a token that no header can carry: %j', async (accessToken) => {
		const sent = authenticate({ ...data, accessToken }, { url: `${gateway.baseUrl}/any` });
		await expect(sent).rejects.toMatchObject({ fault: 'invalidCredential', sent: 'no' });
		await expect(sent).rejects.not.toThrow(accessToken);
	});

	test('does not send the access token to the origin of uri, even if url has its own origin', async () => {
		const url = `${gateway.baseUrl}/any`;
		const uri = 'https://attacker.example/collect';
		const sent = authenticate(data, { url, uri } as unknown as IHttpRequestOptions);
		await expect(sent).rejects.toThrow('is not sent to attacker.example.');
	});

	test.each(['', 'not an address', '/path/only', 'http://', '{{ $json.url }}'])(
		'does not send the access token to an invalid URL: “%s”',
		async (url) => {
			for (const request of [{ url }, { url: '', uri: url }]) {
				const sent = authenticate(data, request as IHttpRequestOptions);
				await expect(sent).rejects.toThrow('is not sent to an invalid address.');
				await expect(sent).rejects.not.toThrow(token);
			}
		},
	);

	test.each([
		'https://attacker.example/collect',
		`${gateway.baseUrl.replace('https://', 'https://attacker.example/')}`,
		gateway.baseUrl.replace('https:', 'http:'),
		`${new URL(gateway.baseUrl).origin}.attacker.example/x`,
		`${new URL(gateway.baseUrl).origin}@attacker.example/x`,
	])('does not send the access token to %s', async (url) => {
		const sent = authenticate(data, { url });
		await expect(sent).rejects.toThrow(/is not sent to/);
		await expect(sent).rejects.not.toThrow(token);
	});
});

describe('a credential without a gateway', () => {
	const data = { gateway: '', accessToken: token, baseUrl: '' };

	test('is what a new one is', () => {
		const field = credential.properties.find(({ name }) => name === 'gateway');
		expect(field?.default).toBe('');
	});

	test('is tested, and the answer says what to choose', async () => {
		const { address, ignored } = tested(data);
		expect([address, ignored]).toEqual(['https://gateway.invalid/', false]);
		await expect(authenticate(data, { url: address })).rejects.toThrow(
			'No gateway is chosen in the credential.',
		);
	});
});

const noticeOf = (gateway: string) =>
	credential.properties.find(({ name }) => name === `${gateway}Notice`)?.displayName ?? '';

test('the form says what Save does not test, for every gateway with IDs of its own', () => {
	const withIds = gateways.filter(({ fields }) => fields.length > 0);
	expect(withIds.length).toBeGreaterThan(2);
	for (const { id } of withIds) expect(noticeOf(id)).toContain('Save tests the access token');
	expect(noticeOf('metaCloud')).toContain('Account: Diagnose');
	expect(noticeOf('mojeeb')).toContain('Account: Diagnose');
});

test('who is with Rasl reads which gateway to choose, and the address', () => {
	const field = credential.properties.find(({ name }) => name === 'gateway');
	expect(field?.options).toContainEqual({ name: 'WA.CR / Rasl', value: 'wacr' });
	expect(noticeOf('wacr')).toContain('enter https://getrasl.io/api/v2 into Base URL');
});

test('the sentence after a 400 says what to do about a wrong subdomain', () => {
	const rule = credential.test?.rules?.find(({ properties }) => properties.value === 400);
	expect(rule?.properties.message).toContain(
		'At Xobito, write into Workspace Subdomain only the part before .xobito.com',
	);
});

test('the signing secret is asked for by gateways with webhooks, and what is about it stands below', () => {
	const names = credential.properties.map(({ name }) => name);
	const { show } = credential.properties[names.indexOf('webhookSecret')]?.displayOptions ?? {};
	expect(show?.['gateway']).toEqual(
		gateways.filter(({ webhook }) => webhook !== undefined).map(({ id }) => id),
	);
	expect(show?.['gateway']).not.toContain('mojeeb');
	expect(names[names.indexOf('webhookSecret') + 1]).toBe('signatureCovers');
});
