import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

/** Fields of Meta's nodes that the front of the sandbox does not know, by the node's type. */
let unknown: Readonly<Record<string, string>> = {};
/** The fields that each read asked for. */
let asked: string[] = [];

/** Meta's refusal of the first unknown field; `undefined` where it knows all of them. */
function refusal(url: string) {
	const fields = new URL(url, 'http://meta').searchParams.get('fields');
	if (fields === null) return undefined;
	asked.push(fields);
	const names = fields.split(',').map((field) => field.split('.')[0] ?? '');
	const field = names.find((name) => name in unknown);
	if (field === undefined) return undefined;
	const message = `(#100) Tried accessing nonexisting field (${field}) on node type (${unknown[field]})`;
	return { error: { message, type: 'OAuthException', code: 100, fbtrace_id: 'Atrace' } };
}

/** An older Meta: it refuses the unknown fields, and passes everything else on to the sandbox. */
async function startOlderMeta(target: string) {
	const { hostname, port: behind } = new URL(target);
	const server = createServer((incoming, outgoing) => {
		const refused = incoming.method === 'GET' ? refusal(incoming.url ?? '') : undefined;
		if (refused !== undefined) {
			outgoing.writeHead(400, { 'content-type': 'application/json' });
			outgoing.end(JSON.stringify(refused));
			return;
		}
		const { method, url, headers } = incoming;
		const onward = forward({ hostname, port: behind, method, path: url, headers });
		onward.on('response', (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { server, url: `http://127.0.0.1:${port}` };
}

let sandbox: Sandbox;
let front: Awaited<ReturnType<typeof startOlderMeta>>;
beforeAll(async () => {
	sandbox = await startSandbox();
	front = await startOlderMeta(sandbox.url);
});
afterAll(async () => {
	front.server.closeAllConnections();
	await new Promise((resolve) => front.server.close(resolve));
	await sandbox.close();
});
beforeEach(async () => {
	asked = [];
	await sandbox.reset();
});

async function run(resource: string, operation: string, more: INodeParameters = {}, items = 1) {
	const account = sandbox.account('metaCloud');
	const { output } = await runNode({
		parameters: { resource, operation, options: {}, ...more },
		credentials: {
			...account,
			baseUrl: String(account['baseUrl']).replace(sandbox.url, front.url),
		},
		items: Array.from({ length: items }, () => ({ json: {} })),
		settings: { onError: 'continueErrorOutput' },
	});
	return { items: output().map(({ json }) => json), fault: output(1)[0]?.json };
}

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const all = { returnAll: true };

test('a list of templates comes without the field that Meta does not know', async () => {
	unknown = { sub_category: 'WhatsAppMessageTemplate' };
	const { items, fault } = await run('template', 'getAll', { ...all, filters: {} });
	expect(fault).toBeUndefined();
	expect(items.length).toBeGreaterThan(5);
	// All pages after the first ask without it.
	expect(asked.filter((fields) => fields.includes('sub_category'))).toHaveLength(1);
});

test('a run asks for such a field once, however many items look a template up', async () => {
	unknown = { sub_category: 'WhatsAppMessageTemplate' };
	const { items, fault } = await run(
		'message',
		'sendTemplate',
		{
			...{ to: anna, template: named('order_confirmation'), language: 'en' },
			...{ specifyPlaceholders: 'json', valuesJson: '["Anna", "A-1", "5 €"]' },
		},
		3,
	);
	expect(fault).toBeUndefined();
	expect(items).toHaveLength(3);
	await run('template', 'getAll', { ...all, filters: {} });
	expect(asked.filter((fields) => fields.includes('sub_category'))).toHaveLength(2);
});

test('several fields are left out, one after the other', async () => {
	unknown = { quality_score: 'T', rejected_reason: 'T', sub_category: 'T', parameter_format: 'T' };
	const { items } = await run('template', 'get', { template: named('order_confirmation') });
	expect(items).toEqual([expect.objectContaining({ name: 'order_confirmation' })]);
	expect(asked.at(-1)).toBe('name,language,status,category,components');
});

test.each<[string, string, INodeParameters, Readonly<Record<string, string>>]>([
	['phoneNumber', 'getAll', all, { is_on_biz_app: 'N', throughput: 'N', name_status: 'N' }],
	['phoneNumber', 'get', {}, { is_on_biz_app: 'N', quality_rating: 'N' }],
	['businessProfile', 'get', {}, { vertical: 'P' }],
	['account', 'diagnose', {}, { throughput: 'N', is_on_biz_app: 'N', health_status: 'N' }],
	['messageLink', 'getAll', { ...all, options: { qrFormat: 'SVG' } }, { qr_image_url: 'Q' }],
])('%s: %s does without what Meta does not know', async (resource, operation, more, fields) => {
	unknown = fields;
	const { items, fault } = await run(resource, operation, more);
	expect(fault).toBeUndefined();
	expect(asked.length).toBeGreaterThan(Object.keys(fields).length);
	if (resource !== 'messageLink') expect(items.length).toBeGreaterThan(0);
});

test('what cannot be done without is refused, and the sentence names it', async () => {
	unknown = { components: 'Business' };
	const { fault } = await run('template', 'getAll', { ...all, filters: {} });
	expect(fault).toMatchObject({
		fault: 'notConfigured',
		message: expect.stringContaining('nonexisting field (components) on node type (Business)'),
	});
	expect(asked).toHaveLength(1);
});
