import { testCredential, testSavedCredential } from '../../host/rest/credentials';
import { freePort } from '../../host/server/ports';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

test('a right credential passes, while it is typed and once it is saved', async () => {
	expect(await testCredential(host.rest, host.fields())).toMatchObject({ ok: true });
	expect(await testSavedCredential(host.rest, host.credential.id)).toMatchObject({ ok: true });
	const accessToken = ` ${host.fields()['accessToken'] ?? ''}\n`;
	expect(await testCredential(host.rest, host.fields({ accessToken }))).toMatchObject({ ok: true });
});

describe('each wrong credential has a sentence of its own', () => {
	const refused = async (changes: Record<string, string>) => {
		const { ok, message } = await testCredential(host.rest, host.fields(changes));
		expect(ok).toBe(false);
		expect(message).not.toContain(host.fields()['accessToken']);
		expect(message.length).toBeGreaterThan(10);
		return message;
	};

	test('a wrong token', async () => {
		const message = await refused({ accessToken: 'not-the-token' });
		expect(message).not.toContain('not-the-token');
		expect(message).toMatch(/token|authori[sz]|credential/i);
	});

	test.each(['tok\nen-1234', '“token-1234”'])(
		'a token that no header can carry: %j',
		async (accessToken) => {
			const message = await refused({ accessToken });
			expect(message).not.toContain('en-1234');
			expect(message).toContain('line break');
		},
	);

	test('an address whose path is wrong', async () => {
		expect(await refused({ baseUrl: `${host.sandboxUrl}/qyvo/api/v9` })).toContain('Base URL');
	});

	test('an address where nothing listens', async () => {
		// n8n's own message: the credential's rules apply to responses only.
		const baseUrl = `http://127.0.0.1:${await freePort()}/qyvo/api/v1`;
		expect(await refused({ baseUrl })).toContain('ECONNREFUSED');
	});

	test('the address of a web page instead of an API', async () => {
		expect(await refused({ baseUrl: `${host.sandboxUrl}/` })).toContain('Base URL');
	});
});
