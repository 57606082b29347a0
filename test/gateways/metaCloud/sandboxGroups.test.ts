import { sandboxed } from '../../sandbox/ask';

const { ask } = sandboxed();
const number = '106540352242922';
const headers = { authorization: 'Bearer meta-sandbox-token' };
const product = { messaging_product: 'whatsapp' };

const graph = async (method: string, path: string, body?: object) =>
	await ask(method, `/metaCloud/v26.0/${path}`, body && { ...product, ...body }, headers);

interface Made {
	readonly id: string;
	readonly code: string;
}

/** Makes a group; its ID and the end of its link. */
async function makeGroup(more: object = {}): Promise<Made> {
	const made = await graph('POST', `${number}/groups`, { subject: 'Tour', ...more });
	expect(made).toMatchObject({ status: 200, body: { request_id: expect.any(String) } });
	const { body } = await graph('GET', `${number}/groups`);
	const { groups } = (body as { data: { groups: Array<{ id: string }> } }).data;
	const id = groups.at(-1)?.id ?? '';
	const link = (await graph('GET', `${id}/invite_link`)).body as { invite_link: string };
	return { id, code: link.invite_link.replace('https://chat.whatsapp.com/', '') };
}

const follow = async (code: string, phone: string, leaves = false) =>
	await ask('POST', `/metaCloud/chat.whatsapp.com/${code}`, { phone, leaves });

const codeOf = ({ body }: { readonly body: unknown }) =>
	(body as { error?: { code: number } }).error?.code;

beforeEach(async () => await ask('POST', '/_sandbox/reset'));

test.each([
	['no subject', { subject: ' ' }],
	['a long subject', { subject: 'a'.repeat(129) }],
	['a long description', { subject: 'a', description: 'a'.repeat(2049) }],
	['another way to join', { subject: 'a', join_approval_mode: 'never' }],
	['a field that Meta does not know', { subject: 'a', participants: [] }],
])('a group with %s is refused', async (_what, body) => {
	expect(codeOf(await graph('POST', `${number}/groups`, body))).toBe(100);
});

test('a group that does not exist is refused in each way', async () => {
	const id = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
	for (const [method, path] of [
		['GET', id],
		['POST', id],
		['DELETE', id],
		['GET', `${id}/invite_link`],
		['DELETE', `${id}/participants`],
		['GET', `${id}/join_requests`],
	] as const) {
		expect(codeOf(await graph(method, path, method === 'GET' ? undefined : {}))).toBe(131041);
	}
});

test('a field of a group that Meta does not know is refused', async () => {
	const { id } = await makeGroup();
	expect((await graph('GET', id)).body).toEqual({ ...product, id });
	expect(codeOf(await graph('GET', `${id}?fields=subject,owner`))).toBe(100);
});

test('people are removed once, and do not come back by the link', async () => {
	const { id, code } = await makeGroup();
	await follow(code, '+491713920012');
	const remove = async (...participants: object[]) =>
		codeOf(await graph('DELETE', `${id}/participants`, { participants }));
	const anna = { user: '+491713920012' };
	expect(await remove()).toBe(100);
	expect(await remove(anna, anna)).toBe(131202);
	expect(await remove({ user: '+14155550123' })).toBe(131212);
	expect(await remove(anna)).toBeUndefined();
	expect((await follow(code, '+491713920012')).status).toBe(409);
});

test('a group has eight people at most, and a new link ends the old one', async () => {
	const { id, code } = await makeGroup();
	for (let n = 0; n < 8; n++) expect((await follow(code, `+4917139200${10 + n}`)).status).toBe(200);
	expect((await follow(code, '+491713920099')).status).toBe(409);
	expect((await follow(code, '+491713920010', true)).status).toBe(200);
	await graph('POST', `${id}/invite_link`, {});
	expect((await follow(code, '+491713920099')).status).toBe(404);
});

test('join requests are open until they are answered or taken back', async () => {
	const { id, code } = await makeGroup({ join_approval_mode: 'approval_required' });
	await follow(code, '+491713920012');
	await follow(code, '+14155550123');
	await follow(code, '+14155550123', true);
	const { body } = await graph('GET', `${id}/join_requests`);
	const { data } = body as { data: Array<{ join_request_id: string }> };
	expect(data).toMatchObject([{ wa_id: '491713920012' }]);
	const join_requests = [data[0]?.join_request_id, 'J9'];
	const answer = await graph('POST', `${id}/join_requests`, { join_requests });
	expect(answer).toMatchObject({
		status: 206,
		body: {
			approved_join_requests: [join_requests[0]],
			failed_join_requests: [{ join_request_id: 'J9', errors: [{ code: 131213 }] }],
		},
	});
});

test('a message needs a group with people in it, and a kind that groups take', async () => {
	const { id, code } = await makeGroup();
	const send = async (more: object) =>
		await graph('POST', `${number}/messages`, { recipient_type: 'group', to: id, ...more });
	const text = { type: 'text', text: { body: 'Hi' } };
	expect(codeOf(await send(text))).toBe(131020);
	await follow(code, '+491713920012');
	expect((await send(text)).body).toMatchObject({
		contacts: [{ input: id, wa_id: id }],
		messages: [{ group_id: id }],
	});
	expect(codeOf(await send({ ...text, to: '491713920012' }))).toBe(100);
	expect(codeOf(await send({ ...text, to: 'G1' }))).toBe(131041);
	const location = { latitude: 1, longitude: 2 };
	expect(codeOf(await send({ type: 'location', location }))).toBe(131051);
	expect(codeOf(await send({ type: 'interactive', interactive: {} }))).toBe(131051);
});
