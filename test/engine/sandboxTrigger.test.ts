import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext } from 'n8n-core';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { engine, form, nodeName, pollingType, triggerType } from './engine';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Gateways that register no address through an API, so that the trigger asks the sandbox. */
const pasted = gateways.filter(({ webhook }) => webhook && webhook.subscription === undefined);

/** Publishes a trigger, and takes it back, in n8n's own context. */
function published(
	gateway: string,
	changes: object = {},
	webhookBaseUrl = 'http://127.0.0.1:5678',
) {
	const credentials = { ...sandbox.account(gateway), ...changes };
	const { workflow, node, additional } = engine({ filters: {}, options: {} }, credentials, {
		type: `${nodeName}Trigger`,
		webhookId: `hook-of-${gateway}`,
	});
	Object.assign(additional, { webhookBaseUrl });
	workflow.name = 'Answer <everybody>';
	const context = new HookContext(workflow, node, additional, 'trigger', 'activate');
	const { create, delete: remove } = triggerType.webhookMethods?.['default'] ?? {};
	return {
		publish: async () => await create?.call(context),
		unpublish: async () => await remove?.call(context),
	};
}

/** A server that counts its requests; `null` for one that never answers. */
async function counting(status: number | null) {
	const methods: string[] = [];
	const server = createServer(({ method = '' }, response) => {
		methods.push(method);
		if (status === null) return;
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ message: 'No.' }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		methods,
		baseUrl: `http://127.0.0.1:${port}/api`,
		async close(): Promise<void> {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

describe.each(pasted.map(({ id }) => id))('%s', (gateway) => {
	test.each([
		['that never answers', null, ['POST']],
		['without a sandbox', 404, ['POST']],
		['that knows another token', 401, ['POST']],
		['that refuses it and is no sandbox', 400, ['POST', 'GET']],
	] as const)(
		'publishing at an address %s waits for one answer, and for a second only after a refusal',
		async (_what, status, expected) => {
			const server = await counting(status);
			const { publish } = published(gateway, { baseUrl: server.baseUrl });
			const isPublished = await publish().finally(server.close);
			expect([isPublished, server.methods]).toEqual([true, expected]);
		},
		20_000,
	);
});

const steps = async (gateway: string) => {
	const load = triggerType.methods?.resourceMapping?.['getSetupSteps'];
	const loaded = await load?.call(form({}, sandbox.account(gateway)));
	return loaded?.emptyFieldsNotice ?? '';
};

test('the steps name the workflows to which the sandbox delivers', async () => {
	expect(await steps('xobito')).toContain(
		'The sandbox delivers the events of Xobito to no trigger at the moment.',
	);
	const trigger = published('xobito');
	await trigger.publish();
	expect(await steps('xobito')).toContain(
		'to one trigger at the moment: “Answer &lt;everybody&gt;”.',
	);
	const other = published('xobito', {}, 'http://localhost:5678');
	await other.publish();
	expect(await steps('xobito')).toContain(
		'to 2 triggers at the moment: “Answer &lt;everybody&gt;”. A message starts each of them',
	);
	await trigger.unpublish();
	await other.unpublish();
	expect(await steps('xobito')).toContain('to no trigger at the moment.');
});

test('where the trigger registers its own address, the steps are the sandbox’s as well', async () => {
	const notice = await steps('metaCloud');
	expect(notice).toMatch(
		/^The sandbox stands for Meta Cloud API here, and there is nothing to set up: .*copy it from what the sandbox printed\./s,
	);
	expect(notice).toContain(
		'The sandbox sends the events of this number to no trigger at the moment; each number has one such URL.',
	);
	expect(notice).not.toMatch(/Dashboard|cannot reach/);
});

test('an address to which the sandbox does not deliver is not registered, and publishing goes on', async () => {
	expect(await published('qyvo', {}, 'http://elsewhere.example').publish()).toBe(true);
	expect(await steps('qyvo')).toContain('to no trigger at the moment.');
});

test('where the sandbox delivers nothing, the steps are the gateway’s, which name the polling trigger', async () => {
	const notice = await steps('wacrDeveloper');
	expect(notice).toMatch(
		/^1\. WA\.CR sends no messages to a webhook: use the WhatsApp Gateway Polling/,
	);
	expect(notice).not.toMatch(/nothing to set up|what the sandbox printed/);
	expect(await published('wacrDeveloper').publish()).toBe(true);
});

test('without webhooks, the steps say what the gateway has instead', async () => {
	expect(await steps('mojeeb')).toMatch(
		/^Mojeeb sends no messages by webhook\. An agent of Mojeeb can call n8n, though: .*Webhook node.* Or use a credential of Meta Cloud API, Qyvo, WA\.CR \/ Rasl, WA\.CR Developer API or Xobito\.$/,
	);
	await expect(published('mojeeb').publish()).rejects.toThrow(
		'Mojeeb sends no messages by webhook.',
	);
});

test.each([
	['wacr', 'WA.CR / Rasl also lists new contacts, what colleagues write in its inbox: select'],
	[
		'qyvo',
		'Qyvo also lists campaigns that were sent, flows that began, sequences that began: select',
	],
])('at %s, the polling trigger names what can be polled beside messages', async (id, sentence) => {
	const load = pollingType.methods?.resourceMapping?.['getPollingSteps'];
	const loaded = await load?.call(form({}, sandbox.account(id)));
	expect(loaded?.emptyFieldsNotice).toContain(sentence);
});

test.each<[string, string[], string]>([
	[
		'qyvo',
		['message', 'contactCreated', 'echo', 'flowStarted'],
		'<b>Qyvo does not list “Contact Created” or “Echo of the WhatsApp Business App”: nothing of it starts this workflow.</b> The WhatsApp Gateway Trigger gets what Qyvo reports by webhook.<br>Once',
	],
	['qyvo', ['message', 'flowStarted'], 'Once'],
	[
		'wacrDeveloper',
		['contactCreated'],
		'<b>WA.CR Developer API does not list “Contact Created”: nothing of it starts this workflow.</b> The WhatsApp Gateway Trigger gets what WA.CR Developer API reports by webhook.<br>Once',
	],
	['wacr', ['message', 'contactCreated', 'echo'], 'Once'],
])('at %s, selected events that it does not list are named: %j', async (id, events, beginning) => {
	const load = pollingType.methods?.resourceMapping?.['getPollingSteps'];
	const loaded = await load?.call(form({ events }, sandbox.account(id)));
	expect(loaded?.emptyFieldsNotice?.startsWith(beginning)).toBe(true);
	// An expression is known in a run only.
	const later = await load?.call(form({ events: '={{ $json.events }}' }, sandbox.account(id)));
	expect(later?.emptyFieldsNotice).toMatch(/^Once /);
});
