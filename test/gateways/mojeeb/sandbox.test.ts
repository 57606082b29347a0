import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const ben = '+14155550123';
const agent = '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41';
const agentWithoutList = '00000000-0000-4000-8000-00000000dead';
const agentOfOthers = '00000000-0000-4000-8000-0000000000ff';
const from = '+15550100200';

let { sandbox, ask, time } = sandboxed();
beforeEach(() => ({ sandbox, ask, time } = sandboxed()));

const mojeeb = async (
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
) =>
	await ask(method, `/mojeeb/v1${path}`, body, {
		authorization: 'Bearer mojeeb-sandbox-token',
		...headers,
	});
const text = async (changes: object = {}, headers: Record<string, string> = {}) =>
	await mojeeb(
		'POST',
		'/whatsapp/messages',
		{ agent_id: agent, from, to: anna, text: { body: 'Hi *Anna* 👋' }, ...changes },
		headers,
	);
const template = async (given: unknown, changes: object = {}) =>
	await mojeeb('POST', '/whatsapp/templates', {
		agent_id: agent,
		from,
		to: ben,
		template: given,
		...changes,
	});
const lookUp = async (id: unknown) => (await mojeeb('GET', `/whatsapp/messages/${id}`)).body;
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;
const outgoing = () =>
	sandbox.store.ledger.messages.filter(({ direction }) => direction === 'outbound');

/** The reasons of the messages that WhatsApp refused. */
const refusalReasons = () =>
	sandbox.store.ledger.undelivered.map((one) => sandbox.store.statuses.of(one).reason);
const refusal = (type: string, code: string, more: object = {}) => ({
	error: {
		type,
		code,
		message: expect.any(String),
		correlation_id: expect.any(String),
		...more,
	},
});

const hour = 3_600_000;
const unknown = '/whatsapp/messages/00000000-0000-4000-8000-000000000000';

describe('access', () => {
	test.each(['', 'wrong', 'mojeeb-sandbox-tokem', 'mojeeb-sandbox-token-and-more'])(
		'is denied for the key “%s”',
		async (key) => {
			const { status, body } = await mojeeb('GET', unknown, undefined, {
				authorization: `Bearer ${key}`,
			});
			expect([status, body]).toEqual([401, refusal('authentication_error', 'invalid_api_key')]);
		},
	);

	test('is denied without a key', async () => {
		expect((await ask('GET', `/mojeeb/v1${unknown}`)).status).toBe(401);
	});

	test('is denied for a key without the permission, which is named', async () => {
		const { status, body } = await mojeeb('GET', unknown, undefined, {
			authorization: 'Bearer mojeeb-sandbox-token-that-reads',
		});
		expect([status, body]).toEqual([
			403,
			refusal('permission_error', 'insufficient_scope', { required_scope: 'whatsapp:send' }),
		]);
	});

	test('is granted if an unknown message gives notFound', async () => {
		const { status, body } = await mojeeb('GET', unknown);
		expect([status, body]).toEqual([404, refusal('not_found_error', 'message_not_found')]);
	});
});

describe('a text', () => {
	test('is queued while the window is open, and appears on the phone unchanged', async () => {
		const { status, body, headers } = await text();
		expect([status, body]).toEqual([
			202,
			{
				id: expect.stringMatching(
					/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
				),
				status: 'queued',
				agent_id: agent,
				to: anna,
				type: 'text',
				platform_message_id: null,
				created_at: expect.stringMatching(/Z$/),
				sent_at: null,
				failed_at: null,
			},
		]);
		expect([...headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
		expect(outgoing()).toEqual([
			expect.objectContaining({ phone: anna, text: 'Hi *Anna* 👋', kind: 'text' }),
		]);
	});

	test('is queued while the window is closed, then fails without a reason and does not reach the phone', async () => {
		const sent = await text({ to: ben });
		expect([sent.status, sent.body]).toEqual([202, expect.objectContaining({ status: 'queued' })]);
		expect(await lookUp(idOf(sent))).toMatchObject({ status: 'queued', failed_at: null });
		sandbox.store.clock.advance(1000);
		const found = await lookUp(idOf(sent));
		expect(found).toMatchObject({ status: 'failed', platform_message_id: null, sent_at: null });
		expect(found).toMatchObject({ failed_at: expect.any(String) });
		expect(JSON.stringify(found)).not.toContain('131047');
		expect(outgoing()).toEqual([]);
		expect(refusalReasons()).toEqual([expect.stringContaining('(#131047)')]);
	});

	test.each([
		[{ agent_id: undefined }, 422, 'validation_error', 'invalid_agent_id', 'agent_id'],
		[{ agent_id: 'mine' }, 422, 'validation_error', 'invalid_agent_id', 'agent_id'],
		[{ agent_id: agentOfOthers }, 403, 'permission_error', 'agent_not_authorized', 'agent_id'],
		[
			{ agent_id: '11111111-1111-4111-8111-111111111111' },
			404,
			'not_found_error',
			'agent_not_found',
			'agent_id',
		],
		[{ from: '15550100200' }, 422, 'validation_error', 'invalid_from_phone', 'from'],
		[{ to: undefined }, 422, 'validation_error', 'invalid_phone_number', 'to'],
		[{ to: '+49 171 3920012' }, 422, 'validation_error', 'invalid_phone_number', 'to'],
		[{ to: 491713920012 }, 422, 'validation_error', 'invalid_phone_number', 'to'],
		[{ text: undefined }, 422, 'validation_error', 'invalid_request', 'text.body'],
		[{ text: { body: '' } }, 422, 'validation_error', 'invalid_request', 'text.body'],
		[{ text: { body: 'x'.repeat(4097) } }, 422, 'validation_error', 'invalid_request', 'text.body'],
	])('is refused if a field is invalid (%#)', async (changes, status, type, code, param) => {
		const refused = await text(changes);
		expect([refused.status, refused.body]).toEqual([status, refusal(type, code, { param })]);
	});

	test('is refused from a number that is not the agent’s, and the agent’s numbers are listed', async () => {
		const { status, body } = await text({ from: '+15550100999' });
		expect([status, body]).toEqual([
			422,
			refusal('validation_error', 'from_phone_not_found_for_agent', {
				param: 'from',
				available_phones: [from],
			}),
		]);
	});

	test.each(['{"to":', '[]', '"text"', 'null', ''])('is refused for the body %j', async (sent) => {
		const { status, body } = await mojeeb('POST', '/whatsapp/messages', sent);
		expect([status, body]).toEqual([
			422,
			refusal('validation_error', 'invalid_request', { param: 'body' }),
		]);
	});
});

describe('the status of a message', () => {
	test('changes from queued to delivered, and to read when the recipient answers', async () => {
		const id = idOf(await text());
		const statuses: unknown[] = [];
		const recordStatus = async () => statuses.push(await lookUp(id));
		await recordStatus();
		sandbox.store.clock.advance(1000);
		await recordStatus();
		sandbox.store.clock.advance(2000);
		await recordStatus();
		await ask('POST', '/_sandbox/inbound', { phone: anna, text: 'Thanks' });
		await recordStatus();
		expect(statuses).toMatchObject([
			{ id, status: 'queued', to: '', platform_message_id: null, sent_at: null },
			{ id, status: 'sent', platform_message_id: expect.stringMatching(/^wamid\./) },
			{ id, status: 'delivered', sent_at: expect.any(String) },
			{ id, status: 'read', failed_at: null },
		]);
	});

	test('stops at the status set by the control API', async () => {
		const id = idOf(await text());
		await ask('POST', '/_sandbox/status', { id: outgoing()[0]?.id, status: 'sent' });
		sandbox.store.clock.advance(hour);
		expect(await lookUp(id)).toMatchObject({ status: 'sent' });
	});
});

describe('a template', () => {
	test('reaches a recipient with a closed window, with the template’s text', async () => {
		const { status, body } = await template({
			name: 'order_confirmation',
			language: 'en',
			parameters: { 1: 'Ben', 2: 'A-1042', 3: '$5' },
		});
		expect([status, body]).toEqual([
			202,
			expect.objectContaining({ type: 'template', status: 'queued' }),
		]);
		expect(outgoing().at(-1)).toMatchObject({
			header: 'Order update',
			text: 'Order update\nHi Ben, thank you for your order A-1042. The total is $5. We will write again when it ships.\nReply STOP to unsubscribe.',
			template: { name: 'order_confirmation', language: 'en' },
		});
	});

	test('includes the header’s file and the values of its buttons', async () => {
		await template({
			name: 'new_collection',
			language: 'en',
			parameters: { 1: 'Ben' },
			header_media_url: 'https://shop.example/a.jpg',
		});
		await template({
			name: 'autumn_offer',
			language: 'en',
			parameters: { 1: 'Ben' },
			buttons: [{ index: 0, coupon_code: 'AUTUMN20' }],
		});
		expect(outgoing()).toMatchObject([
			{ header: '[image]', mediaUrl: 'https://shop.example/a.jpg' },
			{ buttons: ['Copy offer code', 'Not interested'] },
		]);
		expect(refusalReasons()).toEqual([]);
	});

	test.each([
		['de', 'Hallo Ben, schön, dass Sie wieder da sind!'],
		['pt_BR', 'Olá Ben, que bom ver você de novo!'],
	])('is sent in the language %s', async (language, shown) => {
		await template({ name: 'welcome_back', language, parameters: { first_name: 'Ben' } });
		expect(outgoing().at(-1)).toMatchObject({ text: shown, template: { language } });
	});

	test.each([
		[undefined, 'invalid_template_name', 'template.name'],
		[{ name: 'Order Confirmation', language: 'en' }, 'invalid_template_name', 'template.name'],
		[{ name: 'order_confirmation' }, 'invalid_request', 'template.language'],
		[{ name: 'order_confirmed', language: 'en' }, 'template_not_found', 'template.name'],
		[
			{ name: 'order_confirmation', language: 'de' },
			'template_not_found_for_language',
			'template.language',
		],
		[
			{ name: 'order_confirmation', language: 'en', parameters: ['Ben'] },
			'invalid_request',
			'template.parameters',
		],
		[
			{ name: 'order_confirmation', language: 'en', header_parameters: { 1: 5 } },
			'invalid_request',
			'template.header_parameters',
		],
		[
			{ name: 'order_confirmation', language: 'en', buttons: {} },
			'invalid_request',
			'template.buttons',
		],
	])('is refused by Mojeeb for %j', async (given, code, param) => {
		const { status, body } = await template(given);
		expect([status, body]).toEqual([422, refusal('validation_error', code, { param })]);
	});

	const order = { name: 'order_confirmation', language: 'en' };
	test.each([
		[{ ...order, parameters: { 1: 'Ben' } }, '(#132000)'],
		[{ ...order, parameters: { 1: 'Ben', 2: 'A', 3: '5', 4: '6' } }, '(#132000)'],
		[{ ...order, parameters: { 1: 'Ben', 2: '', 3: '5' } }, '(#131008)'],
		[{ ...order, parameters: { 1: 'Ben', 2: 'A\nB', 3: '5' } }, '(#132018)'],
		[{ name: 'winter_sale', language: 'en', parameters: { 1: 'Ben' } }, '(#132001)'],
		[{ name: 'new_collection', language: 'en', parameters: { 1: 'Ben' } }, '(#132012)'],
		[{ name: 'parcel_shipped', language: 'en', parameters: { 1: 'A', 2: 'B' } }, '(#131008)'],
	])('is accepted and then refused by Meta for %j', async (given, reason) => {
		const sent = await template(given);
		expect(sent.status).toBe(202);
		sandbox.store.clock.advance(1000);
		expect(await lookUp(idOf(sent))).toMatchObject({ status: 'failed' });
		expect(outgoing()).toEqual([]);
		expect(refusalReasons()).toEqual([expect.stringContaining(reason)]);
	});

	test('for marketing does not reach a recipient who opted out', async () => {
		await ask('POST', '/_sandbox/opt-out', { phone: ben });
		const parameters = { first_name: 'Ben' };
		expect((await template({ name: 'welcome_back', language: 'en', parameters })).status).toBe(202);
		sandbox.store.clock.advance(1000);
		expect([outgoing(), refusalReasons()]).toEqual([[], [expect.stringContaining('(#131050)')]]);
	});
});

describe('the templates', () => {
	const list = async (id: string) => await mojeeb('GET', `/whatsapp/templates?agent_id=${id}`);

	test('are listed by name and language, whatever their status', async () => {
		const { data } = (await list(agent)).body as { data: Array<Record<string, unknown>> };
		const names = data.map(({ name, language }) => `${String(name)} ${String(language)}`);
		expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
		expect(data.find(({ name }) => name === 'winter_sale')).toMatchObject({ status: 'PENDING' });
		expect(data.find(({ name }) => name === 'autumn_offer')).toEqual({
			name: 'autumn_offer',
			language: 'en',
			status: 'APPROVED',
			category: 'MARKETING',
			header_format: null,
			header_text: null,
			header_parameters: [],
			body: 'Hi {{1}}, 20 % off everything until Sunday.',
			body_parameters: ['1'],
			footer: null,
			buttons: [
				{
					index: 0,
					type: 'COPY_CODE',
					text: 'Copy offer code',
					url: null,
					value_field: 'coupon_code',
				},
				{
					index: 1,
					type: 'QUICK_REPLY',
					text: 'Not interested',
					url: null,
					value_field: 'payload',
				},
			],
		});
	});

	test('of an unknown agent are not listed', async () => {
		const { status, body } = await list('11111111-1111-4111-8111-111111111111');
		expect([status, body]).toMatchObject([404, { error: { code: 'agent_not_found' } }]);
	});

	test('can be listed ten times a minute, independently of other requests', async () => {
		sandbox.store.clock.set(Date.parse('2030-01-31T09:00:00Z'));
		for (let n = 0; n < 10; n++) expect((await list(agent)).status).toBe(200);
		const refused = await list(agent);
		expect(refused.status).toBe(429);
		expect(refused.headers.get('x-ratelimit-limit')).toBe('10');
		expect((await text()).status).toBe(202);
	});

	test('of an agent without a list can still be sent by name', async () => {
		const { status, body } = await list(agentWithoutList);
		expect([status, body]).toEqual([404, refusal('not_found_error', 'endpoint_not_found')]);
		const as = { agent_id: agentWithoutList };
		const parameters = { 1: 'A-1', 2: 'DHL' };
		const buttons = [{ index: 0, text: 'A-1' }];
		await template({ name: 'parcel_shipped', language: 'en', parameters, buttons }, as);
		expect(outgoing()).toMatchObject([{ text: 'Parcel A-1 is on its way to you with DHL.' }]);
		expect((await template({ name: 'nobody_knows', language: 'en' }, as)).status).toBe(202);
		sandbox.store.clock.advance(1000);
		expect(refusalReasons()).toEqual([expect.stringContaining('(#132001)')]);
	});
});

describe('an idempotency key', () => {
	const key = { 'idempotency-key': 'order-1042' };

	test('with the same body sends once and returns the first answer', async () => {
		const first = await text({}, key);
		sandbox.store.clock.advance(24 * hour - 1000);
		const second = await text({}, key);
		expect([second.status, second.text]).toEqual([202, first.text]);
		expect(second.body).toEqual(first.body);
		expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([
			null,
			'true',
		]);
		expect(outgoing()).toHaveLength(1);
	});

	test('with another body or path is refused', async () => {
		await text({}, { ...key, 'x-correlation-id': 'n8n-1' });
		const { status, body } = await text({ text: { body: 'Bye' } }, key);
		expect([status, body]).toEqual([
			422,
			refusal('idempotency_error', 'idempotency_key_in_use_with_different_params', {
				original_correlation_id: 'n8n-1',
			}),
		]);
		expect(outgoing()).toHaveLength(1);
	});

	test('is refused while its first request is in progress', async () => {
		const [first, second] = await Promise.all([text({}, key), text({}, key)]);
		expect(first?.status).toBe(202);
		expect([second?.status, second?.body]).toMatchObject([
			409,
			{ error: { type: 'idempotency_error', code: 'idempotency_key_in_progress' } },
		]);
		expect(second?.headers.get('retry-after')).toBe('1');
		expect((await text({}, key)).headers.get('idempotent-replayed')).toBe('true');
		expect(outgoing()).toHaveLength(1);
	});

	test('can be used again after 24 hours, after a refusal and after a reset', async () => {
		await text({ to: 'home' }, key);
		expect((await text({}, key)).headers.get('idempotent-replayed')).toBeNull();
		sandbox.store.clock.advance(24 * hour);
		expect((await text({}, key)).headers.get('idempotent-replayed')).toBeNull();
		await ask('POST', '/_sandbox/reset', {});
		expect((await text({}, key)).headers.get('idempotent-replayed')).toBeNull();
		expect(outgoing()).toHaveLength(1);
	});

	test('has at most 255 characters', async () => {
		expect((await text({}, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(422);
		expect((await text({}, { 'idempotency-key': 'x'.repeat(255) })).status).toBe(202);
	});
});

test('a correlation ID is returned or generated, also in a refusal', async () => {
	const given = await text({}, { 'x-correlation-id': 'n8n-order-1042' });
	expect(given.headers.get('x-correlation-id')).toBe('n8n-order-1042');
	const made = await text({ to: 'home' });
	expect(made.headers.get('x-correlation-id')).toMatch(/^req_/);
	expect(made.body).toMatchObject({
		error: { correlation_id: made.headers.get('x-correlation-id') },
	});
});

test('60 requests per minute succeed, and the next one is refused with the time to wait', async () => {
	sandbox.store.clock.set(Date.parse('2030-01-31T09:00:20Z'));
	for (let n = 0; n < 60; n++) expect((await mojeeb('GET', unknown)).status).toBe(404);
	const { status, body, headers } = await text();
	expect([status, body]).toEqual([429, refusal('rate_limit_error', 'rate_limit_exceeded')]);
	const wait = Number(headers.get('retry-after'));
	expect(wait).toBeGreaterThan(38);
	expect(wait).toBeLessThanOrEqual(40);
	expect(headers.get('x-ratelimit-limit')).toBe('60');
	expect(headers.get('x-ratelimit-remaining')).toBe('0');
	// In real time, so that a client can wait for it independent of the sandbox's clock.
	const reset = Number(headers.get('x-ratelimit-reset')) - time.now() / 1000;
	expect(reset).toBeGreaterThan(38);
	expect(reset).toBeLessThanOrEqual(41);
	sandbox.store.clock.advance(wait * 1000);
	expect((await text()).status).toBe(202);
});

test('an unknown path is refused', async () => {
	const { status, body } = await mojeeb('POST', '/whatsapp/pigeons', {});
	expect([status, body]).toEqual([404, refusal('not_found_error', 'endpoint_not_found')]);
});

describe('agents and their connections', () => {
	test('the agents of the key are listed', async () => {
		const { status, body } = await mojeeb('GET', '/agents');
		expect(status).toBe(200);
		expect(body).toMatchObject({ data: [{ id: agent, name: 'Sandbox Shop' }, {}] });
	});

	test('the connections of an agent are of every channel', async () => {
		const { body } = await mojeeb('GET', `/agents/${agent}/connections`);
		expect(body).toMatchObject({
			data: [
				{ platform: 'whatsapp', phone_number: from },
				{ platform: 'instagram', phone_number: null },
			],
		});
	});

	test.each([
		['an agent of others', agentOfOthers, 403, 'permission_error', 'agent_not_authorized'],
		['an unknown agent', agent.replace('0b9f', '0000'), 404, 'not_found_error', 'agent_not_found'],
		['no UUID', 'shop', 422, 'validation_error', 'invalid_agent_id'],
		['one without a list', agentWithoutList, 404, 'not_found_error', 'endpoint_not_found'],
	])('of %s, they are refused', async (_which, id, status, type, code) => {
		const answer = await mojeeb('GET', `/agents/${id}/connections`);
		expect(answer.status).toBe(status);
		expect(answer.body).toMatchObject(refusal(type, code));
	});
});
