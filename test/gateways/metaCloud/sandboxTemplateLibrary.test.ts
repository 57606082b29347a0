import { sandboxed } from '../../sandbox/ask';

const access = { authorization: 'Bearer meta-sandbox-token' };
const version = '/metaCloud/v26.0';
const account = `${version}/102290129340398/message_templates`;

type Sandboxed = ReturnType<typeof sandboxed>;

const found = async ({ ask }: Sandboxed, query: string) => {
	const path = `${version}/message_template_library?${query}`;
	const { status, body } = await ask('GET', path, undefined, access);
	const { data = [] } = body as { data?: Array<{ name: string; language: string }> };
	return [status, data.map(({ name, language }) => `${name} ${language}`)];
};

test.each([
	['language=pt_BR', ['delivery_update_1 pt_BR']],
	['name=delivery_update_1', ['delivery_update_1 en_US', 'delivery_update_1 pt_BR']],
	['search=BALANCE', ['low_balance_warning_1 en_US']],
	['topic=CUSTOMER_FEEDBACK', ['feedback_survey_1 en_US']],
	['usecase=LOW_BALANCE_WARNING', ['low_balance_warning_1 en_US']],
	['industry=FINANCIAL_SERVICES', ['low_balance_warning_1 en_US']],
	['name=none_such', []],
])('the library is filtered by %s', async (query, expected) => {
	expect(await found(sandboxed(), query)).toEqual([200, expected]);
});

test.each(['topic=NEWS', 'usecase=OTHER', 'industry=MINING'])('%s is refused', async (query) => {
	expect(await found(sandboxed(), query)).toEqual([400, []]);
});

const link = { type: 'URL', url: { base_url: 'https://shop.example/orders' } };
const copy = {
	name: 'my_delivery',
	language: 'en_US',
	category: 'UTILITY',
	library_template_name: 'delivery_update_1',
	library_template_button_inputs: JSON.stringify([link]),
};
const otp = {
	name: 'my_code',
	language: 'en_US',
	category: 'AUTHENTICATION',
	library_template_name: 'verify_code_1',
};

test('a copy of a template is approved, and in the list', async () => {
	const { ask } = sandboxed();
	const { body } = await ask('POST', account, copy, access);
	expect(body).toEqual({
		id: expect.stringMatching(/^\d+$/),
		status: 'APPROVED',
		category: 'UTILITY',
	});
	const { body: page } = await ask('GET', `${account}?name=my_delivery`, undefined, access);
	expect((page as { data: unknown[] }).data).toEqual([
		expect.objectContaining({
			library_template_name: 'delivery_update_1',
			status: 'APPROVED',
			components: expect.arrayContaining([
				{
					type: 'BUTTONS',
					buttons: [{ type: 'URL', text: 'Track order', url: 'https://shop.example/orders' }],
				},
			]),
		}),
	]);
	const { status } = await ask('POST', account, copy, access);
	expect(status).toBe(400);
});

const buttons = (...inputs: object[]) => ({ library_template_button_inputs: inputs });
const app = { package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' };

test.each<[string, object]>([
	['inputs as a list', { ...copy, ...buttons(link) }],
	[
		'an open link with an example',
		{
			...copy,
			...buttons({
				type: 'URL',
				url: {
					base_url: 'https://shop.example/{{1}}',
					url_suffix_example: 'https://shop.example/A-1',
				},
			}),
		},
	],
	['a one-time password without inputs', otp],
	[
		'one for an app',
		{
			...otp,
			...buttons({ type: 'OTP', otp_type: 'ONE_TAP', supported_apps: [app] }),
			library_template_body_inputs:
				'{"add_security_recommendation":true,"code_expiration_minutes":5}',
		},
	],
])('%s is taken', async (_what, given) => {
	expect((await sandboxed().ask('POST', account, given, access)).status).toBe(200);
});

test.each<[string, object]>([
	['an unknown field', { ...copy, components: [] }],
	['a name with capitals', { ...copy, name: 'My' }],
	['an unknown template', { ...copy, library_template_name: 'none_such' }],
	['a language that it has not', { ...copy, language: 'de' }],
	['another category', { ...copy, category: 'MARKETING' }],
	['no link', { ...copy, library_template_button_inputs: undefined }],
	['inputs that are no JSON', { ...copy, library_template_button_inputs: "[{'type': 'URL'}]" }],
	[
		'a button that it has not',
		{ ...copy, ...buttons(link, { type: 'PHONE_NUMBER', phone_number: '+16315551010' }) },
	],
	['a link that is none', { ...copy, ...buttons({ type: 'URL', url: { base_url: 'shop' } }) }],
	[
		'an open link without an example',
		{ ...copy, ...buttons({ type: 'URL', url: { base_url: 'https://shop.example/{{1}}' } }) },
	],
	[
		'a placeholder within a link',
		{ ...copy, ...buttons({ type: 'URL', url: { base_url: 'https://shop.example/{{1}}/x' } }) },
	],
	['an unknown sentence', { ...copy, library_template_body_inputs: '{"add_all":true}' }],
	[
		'a code that never expires',
		{ ...otp, library_template_body_inputs: '{"code_expiration_minutes":0}' },
	],
	[
		'zero tap without the terms',
		{ ...otp, ...buttons({ type: 'OTP', otp_type: 'ZERO_TAP', supported_apps: [app] }) },
	],
	['one tap without an app', { ...otp, ...buttons({ type: 'OTP', otp_type: 'ONE_TAP' }) }],
])('%s is refused', async (_what, given) => {
	const { status, body } = await sandboxed().ask('POST', account, given, access);
	expect([status, (body as { error: { code: number } }).error.code]).toEqual([400, 100]);
});
