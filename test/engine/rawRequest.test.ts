import type { INodeParameters } from 'n8n-workflow';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { nodeName, runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

/** Makes a raw request, and gives what comes out of both outputs. */
async function ask(gateway: string, parameters: INodeParameters, settings: object = {}) {
	const { output } = await runNode({
		parameters: { resource: 'account', operation: 'rawRequest', options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [{ json: {} }],
		settings: { onError: 'continueErrorOutput', ...settings },
	});
	return { done: output()[0]?.json, fault: output(1)[0]?.json };
}

/** The same as an agent's tool, whose faults are answers. */
const askAsTool = async (gateway: string, parameters: INodeParameters) =>
	(await ask(gateway, parameters, { type: `${nodeName}Tool`, onError: undefined })).done;

const pathsAsked = async () =>
	(await sandbox.requests()).map(({ method, path }) => `${method} ${path}`);

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, { id, probe, fields }) => {
		test('is asked with its own token, and answers with status and body', async () => {
			const { done, fault } = await ask(id, { method: 'GET', path: probe.path });
			if (done === undefined) {
				// What proves the token there is a message that does not exist.
				expect(probe.acceptedStatuses).toContain(404);
				expect(fault).toMatchObject({ fault: 'notFound' });
				return;
			}
			expect(done).toEqual({ gateway: id, status: 200, body: expect.any(Object) });
			expect(JSON.stringify(done)).not.toContain(sandbox.account(id)['accessToken']);
		});

		test('names the fields of the credential that a path can have, and no others', async () => {
			const names = fields.map(({ name }) => `{${name}}`);
			const { fault } = await ask(id, { method: 'GET', path: '/{nothing}/messages' });
			expect(fault).toMatchObject({
				fault: 'invalidRequest',
				hint:
					names.length === 0 ? 'Write the value itself.' : `Its fields are: ${names.join(', ')}.`,
			});
			for (const name of ['accessToken', 'webhookSecret', 'gateway', 'baseUrl', 'sandboxUrl']) {
				const { fault: refused } = await ask(id, { method: 'GET', path: `/{${name}}` });
				expect([name, refused?.['fault']]).toEqual([name, 'invalidRequest']);
			}
			expect(await sandbox.requests()).toEqual([]);
		});

		test('a path with a host of its own is not asked for', async () => {
			const path = `${sandbox.url}/elsewhere`;
			const { fault } = await ask(id, { method: 'GET', path });
			expect(fault).toMatchObject({ fault: 'invalidRequest', sent: 'no' });
			expect(await sandbox.requests()).toEqual([]);
		});
	},
);

test('a path that the gateway does not have is compared with its documentation', async () => {
	const { fault } = await ask('qyvo', { method: 'GET', path: '/nothing' });
	expect(fault).toMatchObject({
		fault: 'notFound',
		message: 'Qyvo has no such address.',
		hint: 'Compare the field Path with the gateway’s documentation. Check that the Base URL in the credential ends with /api/v1, or leave it empty.',
	});
});

test('a path that something else than the gateway answers is compared with its documentation', async () => {
	const path = '/{phoneNumberId}/messages';
	const { fault } = await ask('metaCloud', { method: 'POST', path, requestBody: '{}' });
	expect(fault).toMatchObject({
		...{ fault: 'unexpectedAnswer', sent: 'no' },
		hint: expect.stringMatching(/^Compare the field Path .+ Check that the Base URL/),
	});
});

test('sends query and body as they were written', async () => {
	const { done } = await ask('metaCloud', {
		method: 'POST',
		path: '/{graphApiVersion}/{phoneNumberId}/messages',
		requestBody: JSON.stringify({
			messaging_product: 'whatsapp',
			to: '491713920012',
			type: 'text',
			text: { body: 'Hello' },
		}),
	});
	expect(done).toMatchObject({ status: 200, body: { messages: [{ id: expect.any(String) }] } });
	const [delivered] = await sandbox.delivered();
	expect(delivered).toMatchObject({ phone: '+491713920012', body: 'Hello' });

	const { done: page } = await ask('metaCloud', {
		method: 'GET',
		path: '/{graphApiVersion}/{businessAccountId}/message_templates',
		queryParameters: { parameters: [{ name: 'limit', value: '2' }] },
	});
	expect((page?.['body'] as { data: unknown[] }).data).toHaveLength(2);
});

test('a refusal is the gateway’s fault, with its own answer', async () => {
	const { fault } = await ask('metaCloud', { method: 'GET', path: '/v26.0/1' });
	expect(fault).toMatchObject({
		fault: 'notConfigured',
		raw: { error: expect.objectContaining({ code: 100 }) },
	});
});

test('an answer without JSON, or with nothing in it, is an answer', async () => {
	const path = '/contacts';
	await sandbox.queueFault({ gateway: 'qyvo', status: 200, body: 'name,phone\nAnna,1' });
	expect((await ask('qyvo', { method: 'GET', path })).done).toEqual({
		gateway: 'qyvo',
		status: 200,
		body: 'name,phone\nAnna,1',
	});
	await sandbox.queueFault({ gateway: 'qyvo', status: 200, body: '' });
	expect((await ask('qyvo', { method: 'DELETE', path })).done).toMatchObject({ body: null });
	await sandbox.queueFault({ gateway: 'qyvo', status: 200, body: '<html>Log in</html>' });
	expect((await ask('qyvo', { method: 'GET', path })).fault).toMatchObject({
		fault: 'unexpectedAnswer',
	});
});

test('an answer that repeats the access token is shown without it', async () => {
	const token = String(sandbox.account('qyvo')['accessToken']);
	await sandbox.queueFault({ gateway: 'qyvo', status: 200, body: { header: `Bearer ${token}` } });
	const { done } = await ask('qyvo', { method: 'GET', path: '/me' });
	expect(done).toMatchObject({ body: { header: 'Bearer ***' } });
});

describe('is repeated only where that is safe:', () => {
	const me = { gateway: 'qyvo', path: '/api/v1/me' };

	test('GET after a failure', async () => {
		await sandbox.queueFault({ ...me, status: 503, body: {} });
		const { done } = await ask('qyvo', { method: 'GET', path: '/me' });
		expect(done).toMatchObject({ status: 200 });
		expect(await pathsAsked()).toHaveLength(2);
	});

	test('POST after a 429, which accepted nothing', async () => {
		await sandbox.queueFault({ ...me, status: 429, headers: { 'Retry-After': '1' }, body: {} });
		await ask('qyvo', { method: 'POST', path: '/me', requestBody: '{"a": 1}' });
		expect(await pathsAsked()).toHaveLength(2);
	});

	test('POST where nobody is reached, which sent nothing', async () => {
		const { output } = await runNode({
			parameters: {
				resource: 'account',
				operation: 'rawRequest',
				method: 'POST',
				path: '/me',
				options: {},
			},
			credentials: { ...sandbox.account('qyvo'), baseUrl: 'http://127.0.0.1:9' },
			settings: { onError: 'continueErrorOutput' },
		});
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'temporarilyUnavailable',
			sent: 'no',
			retryable: true,
		});
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
		'%s not after a failure, whose outcome is unknown',
		async (method) => {
			await sandbox.queueFault({ ...me, status: 502, body: {} });
			const { fault } = await ask('qyvo', { method, path: '/me' });
			expect(fault).toMatchObject({
				fault: 'unknownOutcome',
				sent: 'unknown',
				message: expect.stringContaining('not known whether it was carried out'),
			});
			expect(await pathsAsked()).toHaveLength(1);
		},
	);
});

describe('writes to nobody unasked:', () => {
	const message = {
		...{ messaging_product: 'whatsapp', to: anna.slice(1), type: 'text', text: { body: 'Hello' } },
	};
	const writing: INodeParameters = {
		...{ method: 'POST', path: '/{graphApiVersion}/{phoneNumberId}/messages' },
		requestBody: JSON.stringify(message),
	};
	const reading: INodeParameters = {
		...{ method: 'GET', path: '/{graphApiVersion}/{phoneNumberId}' },
	};

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('an agent’s tool makes no %s', async (method) => {
		expect(await askAsTool('metaCloud', { ...writing, method })).toMatchObject({
			fault: 'invalidRequest',
			message: `This tool may only read, and ${method} can change something or write to somebody.`,
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test('an agent’s tool reads', async () => {
		expect(await askAsTool('metaCloud', reading)).toMatchObject({ status: 200 });
	});

	test('an agent’s tool that is allowed to makes any request', async () => {
		const answer = await askAsTool('metaCloud', { ...writing, agentMayChange: true });
		expect(answer).toMatchObject({ status: 200 });
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test.each(["={{ $fromAI('may') }}", '={{ true }}', 'true'])(
		'an agent cannot allow it itself: %s',
		async (agentMayChange) => {
			const answer = await askAsTool('metaCloud', { ...writing, agentMayChange });
			expect(answer).toMatchObject({ fault: 'invalidRequest' });
			expect(await sandbox.requests()).toEqual([]);
		},
	);

	test.each<INodeParameters>([
		{ whoMayBeWrittenTo: 'starter' },
		{ whoMayBeWrittenTo: 'list', allowedRecipients: anna },
		{ allowedRecipients: anna },
		{ allowedRecipients: '' },
		{ whoMayBeWrittenTo: '' },
	])('with %j nothing but GET is made, by a tool or by the node', async (options) => {
		const refusal = { fault: expect.stringMatching(/^(recipientInvalid|invalidRequest)$/) };
		const allowed = { ...writing, agentMayChange: true, options };
		expect(await askAsTool('metaCloud', allowed)).toMatchObject(refusal);
		const { fault } = await ask('metaCloud', { ...writing, options });
		expect(fault).toMatchObject(refusal);
		expect(await sandbox.requests()).toEqual([]);
	});

	test('with Anyone the node writes, and with a restriction it reads', async () => {
		const anyone = { whoMayBeWrittenTo: 'anyone' };
		const { done } = await ask('metaCloud', { ...writing, options: anyone });
		expect(done).toMatchObject({ status: 200 });
		const { done: read } = await ask('metaCloud', {
			...reading,
			options: { whoMayBeWrittenTo: 'starter' },
		});
		expect(read).toMatchObject({ status: 200 });
	});
});
