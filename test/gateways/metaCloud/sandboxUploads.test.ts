import { sandboxed } from '../../sandbox/ask';

const base = '/metaCloud/v26.0';
const [bearer, oauth] = ['Bearer', 'OAuth'].map((scheme) => ({
	authorization: `${scheme} meta-sandbox-token`,
}));
const file = { file_name: 'logo.png', file_length: '9', file_type: 'image/png' };

type Sandboxed = ReturnType<typeof sandboxed>;

const begin = async (
	{ ask }: Sandboxed,
	given: Record<string, string> = file,
	app = '670843887433847',
) => await ask('POST', `${base}/${app}/uploads?${new URLSearchParams(given)}`, undefined, bearer);

/** The path of an upload that has begun. */
async function begun(sandbox: Sandboxed): Promise<string> {
	const { body } = await begin(sandbox);
	const { id } = body as { id: string };
	expect(id).toMatch(/^upload:[\w=]+\?sig=\w+$/);
	return `${base}/${id}`;
}

const put = async (
	{ ask }: Sandboxed,
	path: string,
	bytes: string,
	offset?: string,
	access = oauth,
) =>
	await ask('POST', path, bytes, {
		'content-type': 'application/octet-stream',
		...access,
		...(offset !== undefined && { file_offset: offset }),
	});

test('gives the handle of a file whose bytes have arrived', async () => {
	const sandbox = sandboxed();
	const path = await begun(sandbox);
	const { status, body } = await put(sandbox, path, '123456789', '0');
	expect([status, body]).toEqual([200, { h: expect.stringMatching(/^4::/) }]);
});

test('goes on with an upload at its offset', async () => {
	const sandbox = sandboxed();
	const path = await begun(sandbox);
	const broken = { path: '/v26.0/upload:', reset: true, after: 'accepted', receives: 4 };
	await sandbox.ask('POST', '/_sandbox/faults', broken);
	expect((await put(sandbox, path, '123456789', '0')).status).toBe(502);
	const { body } = await sandbox.ask('GET', path, undefined, oauth);
	expect(body).toEqual({ id: expect.stringMatching(/^upload:/), file_offset: 4 });
	expect((await put(sandbox, path, '123456789', '0')).status).toBe(400);
	expect((await put(sandbox, path, '56789', '4')).status).toBe(200);
});

test.each<[string, Record<string, string>]>([
	['without a name', { ...file, file_name: '' }],
	['without bytes', { ...file, file_length: '0' }],
	['of a type that is not documented', { ...file, file_type: 'image/gif' }],
])('refuses a file %s', async (_what, given) => {
	expect((await begin(sandboxed(), given)).status).toBe(400);
});

test('refuses the app of another token, another scheme, signature and offset', async () => {
	const sandbox = sandboxed();
	expect((await begin(sandbox, file, '670843887433848')).status).toBe(400);
	const path = await begun(sandbox);
	expect((await put(sandbox, path, '123456789', '0', bearer)).status).toBe(401);
	expect((await put(sandbox, `${path}x`, '123456789', '0')).status).toBe(400);
	expect((await put(sandbox, path, '123456789')).status).toBe(400);
	expect((await put(sandbox, path, '1234567890', '0')).status).toBe(400);
	expect((await put(sandbox, path, '123456789', '0')).status).toBe(200);
});
