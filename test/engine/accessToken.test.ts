import { runItems } from './engine';
import { text } from './nodeParameters';
import { anna, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = async (accessToken: string) =>
	await runItems(
		{ ...sandbox.credentials, accessToken },
		text(),
		[{ phone: anna, text: 'Hello' }],
		'continueErrorOutput',
	);

test('a token with spaces and a line break around it is accepted', async () => {
	const { output } = await send(` ${token} \r\n`);
	expect(output()[0]?.json).toMatchObject({ status: 'sent' });
});

test.each([`${token.slice(0, 8)}\n${token.slice(8)}`, `“${token}”`])(
	'a token that no header can carry is refused before anything is sent: %j',
	async (accessToken) => {
		const { output } = await send(accessToken);
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'invalidCredential',
			sent: 'no',
			message: expect.stringContaining('line break'),
		});
		expect(JSON.stringify(output(1)[0]?.json)).not.toContain(token.slice(0, 8));
		expect(await sandbox.requests()).toEqual([]);
	},
);

test('a token that comes back is in no output, in whatever form', async () => {
	const forms = [
		token,
		Buffer.from(`user:${token}`).toString('base64'),
		encodeURIComponent(token),
		[...token].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	];
	await sandbox.queueFault({
		gateway: 'qyvo',
		phone: anna,
		status: 422,
		headers: { 'X-Correlation-ID': token },
		body: `{"error": "No: ${forms.join(' ')}"}`,
	});
	const { output } = await send(token);
	const shown = JSON.stringify(output(1)[0]?.json);
	expect(shown).toContain('***');
	for (const form of [...forms, Buffer.from(`user:${token}`).toString('base64').slice(4, -4)]) {
		expect(shown).not.toContain(form);
	}
});
