import type { INodeParameters } from 'n8n-workflow';

import type { Contacts } from '../../nodes/WhatsAppGateway/core/contact';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from './engine';
import { text } from './nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(gateway: string, parameters: INodeParameters, more: object = {}) {
	return await runNode({
		parameters: { options: {}, ...parameters },
		credentials: { ...sandbox.account(gateway), ...more },
		items: [{ json: {} }],
		settings: { onError: 'continueErrorOutput' },
	});
}

const contact = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation,
	contact: anna,
	label: 'vip',
	...more,
});

type Ability = Exclude<keyof Contacts, 'labelName'>;

/** A step without tags, for a gateway that has none. */
const withoutLabels: (typeof steps)[number] = [
	'update',
	contact('update', { updateFields: { name: '', customFields: '{"size": "M"}' } }),
	{
		phone: anna,
		name: null,
		labels: [],
		raw: expect.objectContaining({ custom_fields: { size: 'M' } }),
	},
];

/** Where every contact needs a name, so that the number takes the place of one that is cleared. */
const needsName = ['wacr', 'xobito'];

/** Each operation on contacts, in an order in which each one has the data it needs. */
const steps: ReadonlyArray<[Ability, INodeParameters, object]> = [
	[
		'save',
		contact('upsert', {
			contact: '0171 3920012',
			additionalFields: { name: 'Anna Schmidt', email: 'anna@shop.example' },
		}),
		{ phone: anna, name: 'Anna Schmidt', email: 'anna@shop.example' },
	],
	['addLabel', contact('addLabel'), { phone: anna, labels: expect.arrayContaining(['vip']) }],
	['get', contact('get'), { phone: anna, name: 'Anna Schmidt' }],
	['removeLabel', contact('removeLabel'), { phone: anna, labels: [] }],
	['getByEmail', contact('get', { contact: 'anna@shop.example' }), { phone: anna }],
	[
		'update',
		contact('update', { updateFields: { name: '', labels: 'old' } }),
		{ phone: anna, name: null, labels: ['old'] },
	],
	['remove', contact('delete'), { deleted: true, phone: anna }],
];

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(name, gateway) => {
		test('diagnoses its account: token, sender, templates, rate limit, clock', async () => {
			const { output } = await run(gateway.id, { resource: 'account', operation: 'diagnose' });
			const found = output()[0]?.json;
			expect(found).toMatchObject({
				gateway: gateway.id,
				tokenAccepted: true,
				missingScopes: [],
				templates: { visible: 28, approved: 27, fault: null },
				webhook: {
					signingSecretSet: false,
					subscription: gateway.webhook?.subscription ? expect.any(Object) : null,
				},
			});
			expect(Object.keys(found ?? {})[0]).toBe('summary');
			expect(found?.['summary']).toMatch(new RegExp(`^Messages can be sent through ${name}\\.`));
			expect(found?.['supportedKinds']).toContain('Template');
			expect(JSON.stringify(found)).not.toContain(sandbox.account(gateway.id)['accessToken']);
		});

		test('diagnoses a wrong token and an address where nobody answers with an item', async () => {
			const diagnosis = { resource: 'account', operation: 'diagnose' };
			const refused = (await run(gateway.id, diagnosis, { accessToken: 'not-the-token' })).output();
			expect(refused[0]?.json).toMatchObject({
				summary: expect.stringMatching(/^Access token: /),
				tokenAccepted: false,
				checks: expect.arrayContaining([
					expect.objectContaining({ check: 'Gateway answers', result: 'ok' }),
					expect.objectContaining({ check: 'Access token', result: 'not ok' }),
					expect.objectContaining({ check: 'Templates', result: 'unknown' }),
				]) as unknown,
			});
			const nobody = (await run(gateway.id, diagnosis, { baseUrl: 'http://127.0.0.1:9' })).output();
			expect(nobody[0]?.json).toMatchObject({
				summary: expect.stringMatching(/^Gateway answers: /),
				tokenAccepted: null,
				checks: expect.arrayContaining([
					expect.objectContaining({ check: 'Gateway answers', result: 'not ok' }),
					expect.objectContaining({ check: 'Access token', result: 'unknown' }),
				]) as unknown,
			});
			for (const [item] of [refused, nobody]) {
				const { checks } = item?.json as { checks: Array<{ message: string }> };
				for (const { message } of checks) expect(message).not.toMatch(/null|undefined|^$/);
			}
		});

		test('performs the contact operations it supports and refuses the others', async () => {
			const hasNoLabels = gateway.contacts?.labelName === null;
			const own = steps.map((step) => (hasNoLabels && step[0] === 'update' ? withoutLabels : step));
			for (const [ability, parameters, documented] of own) {
				const { output } = await run(gateway.id, parameters);
				const isNamed = ability === 'update' && needsName.includes(gateway.id);
				const expected = isNamed ? { ...documented, name: anna } : documented;
				const seen = [ability, output()[0]?.json ?? null, output(1)[0]?.json['fault'] ?? null];
				expect(seen).toEqual(
					gateway.contacts?.[ability] === undefined
						? [ability, null, 'unsupported']
						: [ability, expect.objectContaining(expected), null],
				);
			}
		});

		test('lists all or some contacts, or gives unsupported', async () => {
			const list = (more: INodeParameters) => ({
				resource: 'contact',
				operation: 'getAll',
				returnAll: true,
				filters: {},
				...more,
			});
			const all = await run(gateway.id, list({}));
			if (gateway.contacts?.search === undefined) {
				expect(all.output(1)[0]?.json).toMatchObject({ fault: 'unsupported' });
				return;
			}
			const phones = all.output().map(({ json }) => json['phone']);
			expect(phones).toEqual(expect.arrayContaining([anna, ben]));
			const one = await run(gateway.id, list({ returnAll: false, limit: 1 }));
			expect(one.output()).toHaveLength(1);
			const found = await run(gateway.id, list({ filters: { search: 'carter' } }));
			expect(found.output().map(({ json }) => json['phone'])).toEqual([ben]);
		});

		test('checks a number offline, and at the gateway if supported', async () => {
			const { output } = await run(gateway.id, {
				resource: 'phoneNumber',
				operation: 'check',
				phoneNumber: '0171 3920012',
				options: { checkAtGateway: true },
			});
			const checksNumbers = gateway.checkNumber !== undefined;
			expect(output()[0]?.json).toMatchObject({
				valid: true,
				e164: anna,
				country: 'DE',
				countryName: 'Germany',
				reason: null,
				gatewayCheck: checksNumbers ? { valid: true, reason: null } : null,
			});
		});

		test('looks up the status of a message and waits for it', async () => {
			const waiting = text({ to: anna, text: 'Hi', options: { waitUntil: 'delivered' } });
			const { output } = await run(gateway.id, waiting);
			if (gateway.status === undefined) {
				expect(output(1)[0]?.json).toMatchObject({
					fault: 'unsupported',
					message: `${name} does not report whether a message was delivered.`,
				});
				expect(await sandbox.requestPaths()).toEqual([]);
				return;
			}
			const receipt = output()[0]?.json;
			expect(receipt).toMatchObject({
				status: 'delivered',
				whatsappMessageId: expect.stringMatching(/^wamid\./),
			});
			const [delivered] = await sandbox.delivered();
			await sandbox.progress(delivered?.id ?? '', 'read');
			const lookup = await run(gateway.id, {
				resource: 'message',
				operation: 'getStatus',
				messageId: String(receipt?.['messageId']),
			});
			expect(lookup.output()[0]?.json).toMatchObject({ gateway: gateway.id, status: 'read' });
		}, 30_000);

		test('looking up an unknown message gives notFound', async () => {
			const { output } = await run(gateway.id, {
				resource: 'message',
				operation: 'getStatus',
				messageId: '999999',
			});
			expect(output(1)[0]?.json).toMatchObject({
				fault: gateway.status === undefined ? 'unsupported' : 'notFound',
				sent: 'no',
			});
		});
	},
);

test('checking an invalid number gives a result, not a fault', async () => {
	const { output } = await run('qyvo', {
		resource: 'phoneNumber',
		operation: 'check',
		phoneNumber: '12',
	});
	expect(output()[0]?.json).toMatchObject({ valid: false, e164: null, country: null });
	expect(output()[0]?.json['reason']).toMatch(/12/);
	expect(await sandbox.requestPaths()).toEqual([]);
});

test.each(['wacr', 'xobito'])('%s lists contacts of a type, a source and a status', async (id) => {
	const save = async (phone: string, customFields: string) =>
		await run(id, contact('upsert', { contact: phone, additionalFields: { customFields } }));
	await save('+491713920071', '{"type": "customer", "source_id": 2, "status_id": 1}');
	await save('+491713920072', '{"type": "customer", "source_id": 1, "status_id": 1}');
	await save('+491713920073', '{"type": "lead", "source_id": 2, "status_id": 1}');
	const list = async (filters: INodeParameters) => {
		const parameters = { resource: 'contact', operation: 'getAll', returnAll: true, filters };
		const { output } = await run(id, parameters);
		return output()
			.map(({ json }) => String(json['phone']))
			.filter((phone) => phone.startsWith('+49171392007'))
			.sort();
	};
	expect(await list({ type: 'customer' })).toEqual(['+491713920071', '+491713920072']);
	expect(await list({ source: '2' })).toEqual(['+491713920071', '+491713920073']);
	expect(await list({ type: 'customer', source: '2', status: '1' })).toEqual(['+491713920071']);
	expect(await list({ status: '2' })).toEqual([]);
});

test.each(['qyvo', 'wacrDeveloper', 'mojeeb'])('%s refuses a filter that it lacks', async (id) => {
	const filters = { type: 'lead' };
	const { output } = await run(id, {
		...{ resource: 'contact', operation: 'getAll', returnAll: true, filters },
	});
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'unsupported',
		message: expect.stringMatching(/has no filter for Type\.$/),
	});
	expect(await sandbox.requestPaths()).toEqual([]);
});

describe('an update', () => {
	test('clears what is empty, replaces the tags, and leaves the rest', async () => {
		await run(
			'qyvo',
			contact('upsert', {
				additionalFields: {
					email: 'anna@shop.example',
					labels: 'vip, new',
					customFields: '{"plan": "pro"}',
				},
			}),
		);
		const updateFields = { email: '', labels: 'old', customFields: '{"shopify_id": "7"}' };
		const { output } = await run('qyvo', contact('update', { updateFields }));
		expect(output()[0]?.json).toMatchObject({ email: null, labels: ['old'], name: 'Anna Schmidt' });
		const { output: found } = await run('qyvo', contact('get'));
		expect(found()[0]?.json).toMatchObject({
			raw: { metadata: { plan: 'pro', shopify_id: '7' } },
		});
	});

	test.each([
		['no field', {}],
		['an expression that gives nothing', { name: '={{ $json.nothing }}' }],
		['tags of which none is found', { labels: '={{ [1, 2].map((tag) => tag.nothing) }}' }],
	])('with %s changes nothing and says so', async (_what, updateFields) => {
		const { output } = await run('qyvo', contact('update', { updateFields }));
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'invalidRequest',
			message: 'Nothing is to be changed of the contact.',
		});
		expect(await sandbox.requestPaths()).toEqual([]);
	});

	test('takes no tags off where the list has something else than names', async () => {
		const labels = '={{ [{ id: 7, name: "vip" }] }}';
		const { output } = await run('qyvo', contact('update', { updateFields: { labels } }));
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'invalidRequest',
			message: 'The field Tags or Groups needs a text and has an object.',
		});
		expect(await sandbox.requestPaths()).toEqual([]);
	});

	test('takes names that are numbers', async () => {
		const updateFields = { labels: '={{ [2026, "vip"] }}' };
		const { output } = await run('qyvo', contact('update', { updateFields }));
		expect(output()[0]?.json).toMatchObject({ labels: ['2026', 'vip'] });
	});

	test('notes that a person wants no more messages, and wants them again', async () => {
		for (const [given, optedOut] of [
			[true, true],
			['no', false],
		] as const) {
			const updateFields = { optedOut: given };
			const { output } = await run('wacrDeveloper', contact('update', { updateFields }));
			expect(output()[0]?.json).toMatchObject({ phone: anna, optedOut });
		}
	});

	test('opts nobody out because of an empty cell', async () => {
		const updateFields = { name: 'Anna', optedOut: '={{ "" }}' };
		const { output } = await run('wacrDeveloper', contact('update', { updateFields }));
		expect(output()[0]?.json).toMatchObject({ name: 'Anna', optedOut: false });
	});

	test.each(['qyvo', 'wacr', 'xobito'])('refuses Opted Out at %s', async (id) => {
		const { output } = await run(id, contact('update', { updateFields: { optedOut: true } }));
		expect(output(1)[0]?.json).toMatchObject({ fault: 'unsupported' });
		expect(await sandbox.requestPaths()).toEqual([]);
	});

	test.each(['wacr', 'xobito'])('clears an email and sets a source at %s', async (id) => {
		await run(id, contact('upsert', { additionalFields: { email: 'anna@shop.example' } }));
		const updateFields = { email: '', source: '2' };
		const { output } = await run(id, contact('update', { updateFields }));
		expect(output()[0]?.json).toMatchObject({ email: null, raw: { source_id: 2 } });
		const { output: found } = await run(id, contact('get'));
		expect(found()[0]?.json).toMatchObject({ email: null, raw: { source_id: 2 } });
	});

	test('takes all tags off with an empty list', async () => {
		const { output } = await run(
			'qyvo',
			contact('update', { updateFields: { labels: '={{ [] }}' } }),
		);
		expect(output()[0]?.json).toMatchObject({ labels: [] });
	});
});

test.each([
	['contact', 'getLabels', ['qyvo', 'wacr', 'wacrDeveloper', 'xobito']],
	['account', 'getMessageBots', ['xobito']],
	['account', 'getTemplateBots', ['xobito']],
])(
	'%s: %s lists entries with id and name, or gives unsupported',
	async (resource, operation, have) => {
		for (const { id, name } of gateways) {
			await run(id, contact('addLabel'));
			const list = { resource, operation, returnAll: false, limit: 1 };
			const { output } = await run(id, list);
			if (have.includes(id)) {
				expect(output()).toHaveLength(1);
				expect(output()[0]?.json).toMatchObject({
					id: expect.any(String),
					name: expect.any(String),
				});
			} else {
				expect(output(1)[0]?.json).toMatchObject({
					fault: 'unsupported',
					message: expect.stringContaining(`${name} has no list of `),
				});
			}
		}
	},
);

test('source and status of a new contact are those that were picked', async () => {
	const additionalFields = { source: '2', status: '2' };
	const phone = '+491713920777';
	const { output } = await run('xobito', contact('upsert', { contact: phone, additionalFields }));
	expect(output()[0]?.json).toMatchObject({ phone, raw: { source_id: 2, status_id: 2 } });
	const refused = await run('qyvo', contact('upsert', { contact: phone, additionalFields }));
	expect(refused.output(1)[0]?.json).toMatchObject({
		fault: 'unsupported',
		message: 'Qyvo has no sources of contacts.',
	});
});
