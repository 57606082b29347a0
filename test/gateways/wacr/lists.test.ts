import { sandboxed } from '../../sandbox/ask';

type Json = Record<string, unknown>;

let { sandbox } = sandboxed();
beforeEach(() => {
	({ sandbox } = sandboxed());
});

async function ask(method: string, path: string, body?: object) {
	const response = await sandbox.fetch(
		new Request(`http://127.0.0.1/wacr/api/v2${path}`, {
			method,
			headers: {
				authorization: 'Bearer wacr-sandbox-token',
				'content-type': 'application/json',
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		}),
	);
	return { status: response.status, body: (await response.json()) as Json };
}

const idIn = ({ body }: { body: Json }) => String((body['data'] as Json)['id']);

describe.each(['groups', 'sources', 'statuses'])('%s', (list) => {
	test('an entry keeps its id when another one is deleted', async () => {
		const first = idIn(await ask('POST', `/${list}`, { name: 'First' }));
		const second = idIn(await ask('POST', `/${list}`, { name: 'Second' }));
		expect((await ask('DELETE', `/${list}/${first}`)).status).toBe(200);
		const renamed = await ask('PATCH', `/${list}/${second}`, { name: 'Third' });
		expect(renamed).toMatchObject({
			status: 200,
			body: { success: true, data: { id: Number(second), name: 'Third' } },
		});
		expect((await ask('DELETE', `/${list}/${first}`)).status).toBe(404);
		expect((await ask('PATCH', `/${list}/${first}`, { name: 'A' })).status).toBe(404);
	});

	test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(256) }], [{ name: 'TAKEN' }]])(
		'a name is refused: %j',
		async (body) => {
			await ask('POST', `/${list}`, { name: 'Taken' });
			const own = idIn(await ask('POST', `/${list}`, { name: 'Own' }));
			for (const refused of [
				await ask('POST', `/${list}`, body),
				await ask('PATCH', `/${list}/${own}`, body),
			]) {
				expect(refused).toMatchObject({ status: 422 });
				expect(refused.body['error']).toMatchObject({ errors: { name: [expect.any(String)] } });
			}
			expect((await ask('PATCH', `/${list}/${own}`, { name: 'OWN' })).status).toBe(200);
		},
	);
});

test('a status has a color of six hexadecimal digits', async () => {
	const refused = await ask('POST', '/statuses', { name: 'Gold', color: 'gold' });
	expect(refused.body['error']).toMatchObject({ errors: { color: [expect.any(String)] } });
	const made = await ask('POST', '/statuses', { name: 'Gold', color: '#FFD700' });
	expect(made.body['data']).toMatchObject({ color: '#FFD700' });
});

test('a source that contacts have is not deleted', async () => {
	await ask('GET', '/contacts');
	expect((await ask('DELETE', '/sources/1')).status).toBe(422);
	expect((await ask('DELETE', '/sources/2')).status).toBe(200);
});
