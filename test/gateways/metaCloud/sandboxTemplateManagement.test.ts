import { sandboxed } from '../../sandbox/ask';

const access = { authorization: 'Bearer meta-sandbox-token' };
const list = '/metaCloud/v26.0/102290129340398/message_templates';

type Sandboxed = ReturnType<typeof sandboxed>;

const body = { type: 'BODY', text: 'Hi {{1}}, how are you?', example: { body_text: [['Anna']] } };
const whole = { name: 'hello_again', language: 'en', category: 'UTILITY', components: [body] };

const create = async ({ ask }: Sandboxed, given: object) => await ask('POST', list, given, access);

const rowsOf = async ({ ask }: Sandboxed, name: string) => {
	const { body: page } = await ask('GET', `${list}?name=${name}`, undefined, access);
	return (page as { data: Array<{ id: string; language: string; status: string }> }).data;
};

test('a new template is in review, and in the list', async () => {
	const sandbox = sandboxed();
	const { status, body: created } = await create(sandbox, whole);
	expect([status, created]).toEqual([
		200,
		{ id: expect.stringMatching(/^\d+$/), status: 'PENDING', category: 'UTILITY' },
	]);
	const [row] = await rowsOf(sandbox, 'hello_again');
	expect(row).toMatchObject({ ...whole, status: 'PENDING' });
});

describe('is not taken:', () => {
	const header = { type: 'HEADER', format: 'TEXT', text: 'News' };
	const parts = (...components: object[]) => ({ components });
	test.each<[string, object, number | undefined]>([
		['a name with capitals', { name: 'Hello' }, undefined],
		['a language in words', { language: 'English' }, undefined],
		['an unknown category', { category: 'NEWS' }, undefined],
		['no body', parts(header), 2388072],
		['a body that is too long', parts({ type: 'BODY', text: 'a'.repeat(1025) }), 2388040],
		['no example', parts({ ...body, example: undefined }), 2388072],
		['an example too many', parts({ ...body, example: { body_text: [['a', 'b']] } }), 2388072],
		['a gap in the numbers', parts({ ...body, text: 'Hi {{2}}, hello.' }), 2388072],
		['a placeholder at the end', parts({ ...body, text: 'Hi {{1}}' }), 2388299],
		['a placeholder at the beginning', parts({ ...body, text: '{{1}}, hello.' }), 2388299],
		['a header that is too long', parts({ ...header, text: 'a'.repeat(61) }, body), 2388040],
		['two in a header', parts({ ...header, text: '{{1}} and {{2}}' }, body), 2388047],
		['a picture without an example', parts({ type: 'HEADER', format: 'IMAGE' }, body), 2388047],
		['one in a footer', parts(body, { type: 'FOOTER', text: 'Yours, {{1}}' }), 2388073],
		[
			'a button that is too long',
			parts(body, { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'a'.repeat(26) }] }),
			2388040,
		],
		[
			'a link without an example',
			parts(body, {
				type: 'BUTTONS',
				buttons: [{ type: 'URL', text: 'Open', url: 'https://shop.example/{{1}}' }],
			}),
			undefined,
		],
		['names without parameter_format', parts({ ...body, text: 'Hi {{name}}, hello.' }), 2388072],
		['words of a one-time password', { category: 'AUTHENTICATION' }, 2388072],
		['one that exists', { name: 'order_confirmation' }, 2388024],
	])('%s', async (_what, change, subcode) => {
		const { status, body: answer } = await create(sandboxed(), { ...whole, ...change });
		const { error } = answer as { error: { code: number; error_subcode?: number } };
		expect([status, error.code, error.error_subcode]).toEqual([400, 100, subcode]);
	});
});

test('an approved template is changed once in 24 hours, and keeps its category', async () => {
	const sandbox = sandboxed();
	const [row] = await rowsOf(sandbox, 'order_confirmation');
	const edit = async (given: object) =>
		(await sandbox.ask('POST', `/metaCloud/v26.0/${row?.id}`, given, access)).status;
	expect(await edit({ category: 'MARKETING' })).toBe(400);
	expect(await edit({ name: 'other' })).toBe(400);
	expect(await edit({ components: [body] })).toBe(200);
	expect(await rowsOf(sandbox, 'order_confirmation')).toEqual([
		expect.objectContaining({ components: [body], status: 'APPROVED' }),
	]);
	expect(await edit({ components: [body] })).toBe(400);
});

test('a template in review cannot be changed', async () => {
	const sandbox = sandboxed();
	const { id } = (await create(sandbox, whole)).body as { id: string };
	const answer = await sandbox.ask(
		'POST',
		`/metaCloud/v26.0/${id}`,
		{ components: [body] },
		access,
	);
	expect(answer.body).toMatchObject({ error: { error_subcode: 2388039 } });
});

test('a deleted template is gone, cannot be sent, and its name is held', async () => {
	const sandbox = sandboxed();
	const remove = async (query: string) =>
		await sandbox.ask('DELETE', `${list}?${query}`, undefined, access);
	expect((await remove('name=gone')).body).toMatchObject({ error: { error_subcode: 2593002 } });
	expect((await remove('')).status).toBe(400);
	const before = await rowsOf(sandbox, 'welcome_back');
	expect(before.length).toBeGreaterThan(1);
	expect((await remove(`hsm_id=${before[0]?.id}&name=welcome_back`)).body).toEqual({
		success: true,
	});
	expect(await rowsOf(sandbox, 'welcome_back')).toHaveLength(before.length - 1);

	expect((await remove('name=call_us')).status).toBe(200);
	const sent = await sandbox.ask(
		'POST',
		'/metaCloud/v26.0/106540352242922/messages',
		{
			messaging_product: 'whatsapp',
			to: '491713920012',
			type: 'template',
			template: { name: 'call_us', language: { code: 'en' } },
		},
		access,
	);
	expect(sent.body).toMatchObject({ error: { code: 132001 } });
	expect((await create(sandbox, { ...whole, name: 'call_us' })).body).toMatchObject({
		error: { error_subcode: 2388023 },
	});
});

test('a reset brings the templates back', async () => {
	const sandbox = sandboxed();
	await sandbox.ask('DELETE', `${list}?name=call_us`, undefined, access);
	await sandbox.ask('POST', '/_sandbox/reset', {});
	expect(await rowsOf(sandbox, 'call_us')).toHaveLength(1);
});

describe('analytics', () => {
	const path = '/metaCloud/v26.0/102290129340398/template_analytics';
	test.each([
		['granularity=MONTHLY&start=1&end=2&template_ids=[1]'],
		['granularity=DAILY&start=a&end=2&template_ids=[1]'],
		['granularity=DAILY&start=1&end=2&template_ids=1'],
		['granularity=DAILY&start=1&end=2&template_ids=[1]'],
	])('%s is refused', async (query) => {
		expect((await sandboxed().ask('GET', `${path}?${query}`, undefined, access)).status).toBe(400);
	});
});
