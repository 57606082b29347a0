import axios from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import { performAction } from '../../host/examples/userActions';
import { saveCredential, type CredentialData } from '../../host/rest/credentials';
import { callNodeMethod, pollingTriggerType, triggerType } from '../../host/rest/editorRequests';
import { executionById, executionIds, runManually } from '../../host/rest/executions';
import { isRecord } from '../../host/rest/narrow';
import { publish, saveWorkflow, unpublish } from '../../host/rest/workflows';
import { anna, openHost, type Host } from './host';
import { publishTrigger, runsOf, triggerWorkflow, type PublishedTrigger } from './incoming';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

let number = 0;
const inboundMessage = (text: string, id = `01J4M${++number}`, type = 'text') => ({
	event: 'message.received',
	timestamp: '2026-05-07T08:14:24+00:00',
	message: {
		id,
		direction: 'inbound',
		type,
		content: { body: text },
		created_at: '2026-05-07T08:14:23+00:00',
	},
	contact: { id: '01J1Y1', phone: '+491713920012', name: 'Anna Schmidt' },
});

async function lastItems(trigger: PublishedTrigger, output = 0) {
	const [id = ''] = await executionIds(host.rest, trigger.saved.id);
	return (await executionById(host.rest, id)).outputs('Trigger')[output]?.map(({ json }) => json);
}

test('a signed delivery starts a run with the event as its item', async () => {
	const trigger = await publishTrigger(host, 'qyvo', 'Signed');
	expect(await trigger.deliver(inboundMessage('Where is my order?'))).toBe(200);
	expect(await trigger.runs(1)).toBe(1);
	expect(await lastItems(trigger)).toEqual([
		expect.objectContaining({
			event: 'message',
			gateway: 'qyvo',
			from: '+491713920012',
			text: 'Where is my order?',
			contact: { id: '01J1Y1', name: 'Anna Schmidt', userId: null, username: null },
		}),
	]);
	await unpublish(host.rest, trigger.saved);
});

test('a forged, changed, old or unsigned delivery is refused with 401 and starts no run', async () => {
	const trigger = await publishTrigger(host, 'qyvo', 'Forged');
	const body = inboundMessage('a forged message');
	const header = 'x-qyvo-signature';
	const wrong: Array<Record<string, string>> = [
		{},
		{ [header]: '' },
		{ [header]: `t=1,v1=${'0'.repeat(64)}` },
		{ [header]: 'v1' },
		{ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
	];
	for (const headers of wrong) {
		expect([headers, await trigger.deliver(body, headers)]).toEqual([headers, 401]);
	}
	expect(await trigger.runs(0)).toBe(0);
	await unpublish(host.rest, trigger.saved);
});

test('a repeated delivery starts no second run, also when both arrive together', async () => {
	const trigger = await publishTrigger(host, 'qyvo', 'Redelivery');
	const body = inboundMessage('once');
	const statuses = await Promise.all(Array.from({ length: 10 }, () => trigger.deliver(body)));
	expect(new Set(statuses)).toEqual(new Set([200]));
	expect(await trigger.deliver(body)).toBe(200);
	expect(await trigger.runs(1)).toBe(1);
	await unpublish(host.rest, trigger.saved);
});

test('statuses start a run only if selected, and then leave by an output of their own', async () => {
	const status = {
		event: 'message.status.delivered',
		message_id: '01J1Z1',
		whatsapp_message_id: 'wamid.1',
		timestamp: '2026-05-07T08:15:00+00:00',
	};
	const quiet = await publishTrigger(host, 'qyvo', 'Without statuses');
	expect(await quiet.deliver(status)).toBe(200);
	expect(await quiet.runs(0)).toBe(0);
	await unpublish(host.rest, quiet.saved);

	const split = await publishTrigger(host, 'qyvo', 'With statuses', {
		events: ['message', 'status'],
		splitOutputs: true,
	});
	expect(await split.deliver(status)).toBe(200);
	expect(await split.runs(1)).toBe(1);
	expect(await lastItems(split, 1)).toEqual([
		expect.objectContaining({
			event: 'status',
			status: expect.objectContaining({ status: 'delivered', whatsappMessageId: 'wamid.1' }),
		}),
	]);
	await unpublish(host.rest, split.saved);
});

test('a filtered event starts no run', async () => {
	const trigger = await publishTrigger(host, 'qyvo', 'Filtered', {
		filters: { text: 'order', messageTypes: ['text'], fromNumbers: '+49 171 3920012' },
	});
	for (const body of [inboundMessage('hello'), inboundMessage('my order', undefined, 'image')]) {
		expect(await trigger.deliver(body)).toBe(200);
	}
	expect(await trigger.runs(0)).toBe(0);
	expect(await trigger.deliver(inboundMessage('my order'))).toBe(200);
	expect(await trigger.runs(1)).toBe(1);
	await unpublish(host.rest, trigger.saved);
});

test('without a signing secret every delivery is refused, unless the user accepts unsigned ones', async () => {
	const closed = await publishTrigger(host, 'qyvo', 'No secret', {}, { webhookSecret: '' });
	expect(await closed.deliver(inboundMessage('hello'))).toBe(401);
	expect(await closed.runs(0)).toBe(0);
	await unpublish(host.rest, closed.saved);

	const open = await publishTrigger(
		host,
		'qyvo',
		'Let in',
		{ options: { acceptUnsigned: true, urlSecret: 'k4Jq9' } },
		{ webhookSecret: '' },
	);
	expect(open.url).toMatch(/\/k4Jq9$/);
	expect(await open.deliver(inboundMessage('hello'), {})).toBe(200);
	expect(await open.runs(1)).toBe(1);
	await unpublish(host.rest, open.saved);

	const signed = await publishTrigger(host, 'qyvo', 'Signed all the same', {
		options: { acceptUnsigned: true },
	});
	expect(await signed.deliver(inboundMessage('hello'), {})).toBe(401);
	expect(await signed.runs(0)).toBe(0);
	await unpublish(host.rest, signed.saved);
});

test('no bytes cause a 5xx or start a run', async () => {
	const trigger = await publishTrigger(host, 'qyvo', 'Bytes');
	const bodies = [
		Buffer.alloc(0),
		Buffer.from('{'),
		Buffer.from('[]'),
		Buffer.from('null'),
		Buffer.from([0, 255, 254, 13, 10]),
		Buffer.from('{"__proto__":{"event":"message.received"}}'),
		Buffer.from('['.repeat(50_000) + ']'.repeat(50_000)),
		Buffer.alloc(1_000_000, 'a'),
	];
	for (const body of bodies) {
		for (const type of ['application/json', 'text/plain', 'application/octet-stream', '']) {
			const status = await trigger.deliver(body, { 'content-type': type });
			expect([body.length, type, status >= 400 && status < 500]).toEqual([body.length, type, true]);
		}
	}
	expect(await trigger.runs(0)).toBe(0);
	await unpublish(host.rest, trigger.saved);
});

test('an unsigned challenge is answered for the right token only', async () => {
	const trigger = await publishTrigger(host, 'xobito', 'Question', {
		options: { verifyToken: 'mine' },
	});
	const ask = async (params: Record<string, string>) =>
		(await axios.get(trigger.url, { params, proxy: false, validateStatus: () => true })).status;
	// This gateway sends no challenge.
	expect(await ask({ 'hub.mode': 'subscribe', 'hub.verify_token': 'mine' })).toBe(403);
	await unpublish(host.rest, trigger.saved);
});

test('a test run of the polling trigger in the editor gets the newest message', async () => {
	const account = host.accounts.find(({ data }) => data['gateway'] === 'wacr');
	const text = 'The newest of all';
	const body = { phone: '+491713920012', gateway: 'wacr', text };
	await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
	const parameters = { events: ['message', 'status'], splitOutputs: true };
	const file = triggerWorkflow('Poll in the editor', parameters, pollingTriggerType);
	const { id } = await saveWorkflow(
		host.rest,
		account === undefined ? file : withCredential(file, account.reference),
	);
	const run = await runManually(host.rest, id, 'Trigger');
	expect(run).toMatchObject({ status: 'success', mode: 'manual' });
	expect(run.outputs('Trigger').map((items) => items.map(({ json }) => json['text']))).toEqual([
		[text],
		[],
	]);
});

test('the panel shows the steps of the set-up at the gateway', async () => {
	const notice = async (changes: CredentialData) => {
		const credential = await saveCredential(host.rest, 'For the panel', host.fields(changes));
		const { data } = await callNodeMethod(host.rest, 'resource-mapper-fields', {
			path: 'parameters.setupSteps',
			methodName: 'getSetupSteps',
			credential,
			node: triggerType,
		});
		return isRecord(data) ? String(data['emptyFieldsNotice']) : '';
	};
	expect(await notice({})).toMatch(
		/^The sandbox stands for Qyvo here, and there is nothing to set up.*<b>http:\/\/127\.0\.0\.1:\d+\/<\/b>/,
	);
	// Without a base URL the gateway is on the internet, which cannot reach this n8n.
	const atQyvo = { baseUrl: '' };
	expect(await notice(atQyvo)).toMatch(
		/^1\. Publish the workflow.*2\. In Qyvo, open Settings → Webhooks.*the Production URL.*3\. Choose message\.received.*4\. /,
	);
	for (const changes of [{}, atQyvo]) {
		const unsigned = { ...changes, webhookSecret: '' };
		expect(await notice(unsigned)).toContain('no Webhook Signing Secret');
	}
	expect(await notice(atQyvo)).toContain('Qyvo cannot reach this n8n at http://127.0.0.1');
});

test('in the sandbox a trigger connects itself, published or listening, and leaves nothing behind', async () => {
	const account = host.accounts.find(({ data }) => data['gateway'] === 'qyvo');
	if (account === undefined) throw new Error('The sandbox has no Qyvo.');
	const file = triggerWorkflow('Connects itself', { filters: { text: 'To whom it concerns' } });
	const saved = await saveWorkflow(host.rest, withCredential(file, account.reference));
	const addresses = async () => {
		const { data } = await axios.get<{ webhooks: ReadonlyArray<{ url: string }> }>(
			`${host.sandboxUrl}/_sandbox/webhooks`,
			{ proxy: false },
		);
		const own = String(file.nodes[0]?.webhookId);
		return data.webhooks.map(({ url }) => url).filter((url) => url.includes(own));
	};
	const write = async () =>
		await performAction(host.sandboxUrl, account, { phone: anna, text: 'To whom it concerns' });
	const url = `${host.url}/webhook/${file.nodes[0]?.webhookId}/webhook`;

	await host.rest.request('POST', `/rest/workflows/${saved.id}/run`, {
		triggerToStartFrom: { name: 'Trigger' },
	});
	expect(await addresses()).toEqual([url.replace('/webhook/', '/webhook-test/')]);
	await write();
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	expect(await addresses()).toEqual([]);

	await publish(host.rest, saved);
	expect(await addresses()).toEqual([url]);
	await write();
	expect(await runsOf(host.rest, saved.id, 2)).toBe(2);
	await unpublish(host.rest, saved);
	expect(await addresses()).toEqual([]);
});

test('many repeated and shuffled deliveries start exactly one run for each event', async () => {
	const trigger = await publishTrigger(host, 'qyvo', 'Flood');
	const [distinct, total, connections] = [350, 500, 20];
	const bodies = Array.from({ length: distinct }, (_, index) => inboundMessage(`flood ${index}`));
	// Nearly half are repeated; a fixed shuffle gives the same order in each run.
	const repeated = bodies.filter((_, index) => index % 7 < 3).slice(0, total - distinct);
	const shuffled = [...bodies, ...repeated].map((body, index) => ({
		body,
		at: (index * 7919) % 1009,
	}));
	const queue = shuffled.sort((a, b) => a.at - b.at).map(({ body }) => body);
	const statuses: number[] = [];
	const worker = async () => {
		for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
			statuses.push(await trigger.deliver(body));
		}
	};
	await Promise.all(Array.from({ length: connections }, worker));
	const forged = await Promise.all(
		bodies.slice(0, 20).map(async (body) => await trigger.deliver(body, {})),
	);
	const runs = await trigger.runs(distinct);
	console.log(
		`deliveries ${statuses.length}, distinct events ${distinct}, runs ${runs}, ` +
			`forged accepted ${forged.filter((status) => status !== 401).length}, ` +
			`lost ${Math.max(0, distinct - runs)}, doubled ${Math.max(0, runs - distinct)}`,
	);
	expect(statuses).toHaveLength(shuffled.length);
	expect(new Set(statuses)).toEqual(new Set([200]));
	expect(new Set(forged)).toEqual(new Set([401]));
	expect(runs).toBe(distinct);
	await unpublish(host.rest, trigger.saved);
});
