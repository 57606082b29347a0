import axios from 'axios';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { credentialType, saveCredential, sandboxCredentials } from '../host/rest/credentials';
import { triggerType } from '../host/rest/editorRequests';
import type { Rest } from '../host/rest/rest';
import { publish, saveWorkflow, type WorkflowNode } from '../host/rest/workflows';
import { serveSandbox } from '../sandbox/serve';
import { emptyWebhookType, type N8n } from './n8n';
import { median } from './statistics';

const secret = 'bench-secret';
const phoneNumberId = '106540352242922';
const connections = 20;
/** n8n has finished its runs when it used less CPU than this in a quarter of a second. */
const idleMs = 20;
const quarterSecond = 250;

/** No further round begins that would end after so long. */
const maxSeconds = 150;

/** What deliveries to one kind of trigger cost. */
export interface DeliveryResult {
	readonly trigger: string;
	readonly deliveries: number;
	readonly rounds: number;
	readonly perSecond: number;
	readonly cpuMsPerDelivery: number;
}

interface Hook {
	readonly name: string;
	readonly url: string;
}

async function publishHook(rest: Rest, url: string, name: string, node: Partial<WorkflowNode>) {
	const webhookId = `22222222-0000-4000-8000-${Buffer.from(name).toString('hex').slice(0, 12)}`;
	const saved = await saveWorkflow(rest, {
		name: `Bench ${name}`,
		nodes: [
			{
				...{ id: 'trigger', name: 'Trigger', type: '', typeVersion: 1, position: [0, 0] },
				...{ webhookId, parameters: {} },
				...node,
			} as WorkflowNode,
		],
		connections: {},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	});
	await publish(rest, saved);
	return { name, url: `${url}/webhook/${webhookId}` };
}

let number = 0;

/** A message as Meta delivers it; each has another id. */
function delivery(): { bytes: Buffer; signature: string } {
	const id = `wamid.in.${++number}`;
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '4915100000000', phone_number_id: phoneNumberId },
		contacts: [{ profile: { name: 'Anna Schmidt' }, wa_id: '491713920012' }],
		messages: [
			{
				...{ from: '491713920012', id, timestamp: String(Math.floor(Date.now() / 1000)) },
				...{ type: 'text', text: { body: `Where is my order ${number}?` } },
			},
		],
	};
	const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }];
	const bytes = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
	const hmac = createHmac('sha256', secret).update(bytes).digest('hex');
	return { bytes, signature: `sha256=${hmac}` };
}

async function deliverAll(n8n: N8n, { name, url }: Hook, count: number) {
	const queue = Array.from({ length: count }, delivery);
	const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
	const worker = async () => {
		for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
			const { status } = await axios.post<unknown>(url, next.bytes, {
				headers: { 'content-type': 'application/json', 'x-hub-signature-256': next.signature },
				httpAgent: agent,
				proxy: false,
				validateStatus: () => true,
			});
			if (status !== 200) throw new Error(`${name} answered ${status} to a delivery.`);
		}
	};
	const before = await n8n.usage();
	const started = performance.now();
	await Promise.all(Array.from({ length: connections }, worker));
	const wallMs = performance.now() - started;
	agent.destroy();
	return { wallMs, cpuMs: (await untilIdle(n8n)) - before.cpuMs };
}

/** Waits for the runs that go on after the answer; returns the CPU until then. */
async function untilIdle(n8n: N8n): Promise<number> {
	let last = (await n8n.usage()).cpuMs;
	for (let tries = 0; tries < 240; tries++) {
		await sleep(quarterSecond);
		const { cpuMs } = await n8n.usage();
		if (cpuMs - last < idleMs) return cpuMs;
		last = cpuMs;
	}
	return last;
}

/** Signed deliveries to our trigger, to n8n's own Webhook node, and to an empty one of another package. */
export async function benchDeliveries(
	n8n: N8n,
	count: number,
	rounds: number,
): Promise<DeliveryResult[]> {
	const sandbox = await serveSandbox({ port: 0 });
	try {
		const account = (await sandboxCredentials(sandbox.url)).find(
			({ data }) => data['gateway'] === 'metaCloud',
		);
		const fields = { ...account?.data, phoneNumberId, webhookSecret: secret };
		const credential = await saveCredential(n8n.rest, 'Bench trigger', fields);
		const { rest, url } = n8n;
		const ours = { type: triggerType, credentials: { [credentialType]: credential } };
		const own = {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters: { httpMethod: 'POST', path: 'bench-hook', options: {} },
		};
		const trigger = await publishHook(rest, url, 'our trigger', ours);
		const empty = await publishHook(rest, url, 'empty webhook', { type: emptyWebhookType });
		await publishHook(rest, url, 'Webhook node', own);
		const hooks: Hook[] = [
			{ name: 'WhatsApp Gateway Trigger', url: `${trigger.url}/webhook` },
			{ name: 'empty webhook of another package', url: `${empty.url}/webhook` },
			{ name: "n8n's Webhook node", url: `${url}/webhook/bench-hook` },
		];
		for (const hook of hooks) await deliverAll(n8n, hook, Math.min(40, count));
		const samples = hooks.map(() => [] as Array<{ wallMs: number; cpuMs: number }>);
		const begun = performance.now();
		let done = 0;
		for (; done < rounds; done++) {
			const spent = (performance.now() - begun) / 1000;
			if (done > 0 && spent + spent / done > maxSeconds) break;
			for (const [index, hook] of hooks.entries()) {
				samples[index]?.push(await deliverAll(n8n, hook, count));
			}
		}
		return hooks.map(({ name }, index) => ({
			...{ trigger: name, deliveries: count, rounds: done },
			perSecond: median((samples[index] ?? []).map(({ wallMs }) => (count / wallMs) * 1000)),
			cpuMsPerDelivery: median((samples[index] ?? []).map(({ cpuMs }) => cpuMs / count)),
		}));
	} finally {
		await sandbox.close();
	}
}
