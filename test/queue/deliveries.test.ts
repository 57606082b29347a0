import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import { saveCredential, type CredentialData } from '../../host/rest/credentials';
import { countExecutions, countUnfinished } from '../../host/rest/executions';
import { publish, saveWorkflow } from '../../host/rest/workflows';
import { controlSandbox, openWindows, timesOnPhones } from '../faults/server/controlSandbox';
import { phonesFor } from '../faults/server/orders';
import { messageEvent } from '../faults/server/receiving';
import { webhookSecret } from '../gateways/profiles';
import { sendText } from '../host/host';
import { publishTrigger, triggerWorkflow } from '../host/incoming';
import { figure } from './figure';
import { openQueueHost, type QueueHost } from './queueHost';

const gateway = 'qyvo';
/** Three of ten deliveries are repeats. */
const [fresh, repeats] = [700, 300] as const;
/** Deliveries under way at the same moment. */
const connections = 20;
const phones = phonesFor(50);

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
	await controlSandbox(host.sandboxUrl, 'rate-limit', { gateway, requests: 100_000, seconds: 60 });
	await openWindows(host.sandboxUrl, gateway, phones);
});
afterAll(async () => await controlSandbox(host.sandboxUrl, 'rate-limit', { gateway }));

/** Publishes a workflow that answers each message with its words. */
async function publishAnswering(name: string) {
	const server = { rest: host.rest, accounts: host.accounts, url: host.webhookUrls[0] ?? '' };
	const trigger = await publishTrigger(server, gateway, name);
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	const data = { ...account?.data, webhookSecret } as CredentialData;
	const credential = await saveCredential(host.rest, `${gateway} for ${name}`, data);
	const alone = triggerWorkflow(name);
	const send = sendText('={{ $json.text }}');
	const options = { messagesPerMinute: 6000 };
	const answer = {
		...send,
		parameters: { ...send.parameters, to: '={{ $json.from }}', options },
	};
	const file = {
		...alone,
		nodes: [...alone.nodes, answer],
		connections: { Trigger: { main: [[{ node: send.name, type: 'main', index: 0 }]] } },
	};
	const saved = await saveWorkflow(host.rest, withCredential(file, credential));
	await publish(host.rest, saved);
	return { ...trigger, saved };
}

/** Calls `work` for each number below `count`, in order, several at a time. */
async function severalAtATime(count: number, work: (at: number) => Promise<void>): Promise<void> {
	let next = 0;
	const take = async () => {
		while (next < count) await work(next++);
	};
	await Promise.all(Array.from({ length: connections }, take));
}

test('1,000 deliveries, 300 of them repeats, over both webhook processes: one run each', async () => {
	const { saved, url, deliver } = await publishAnswering('Answered');
	const [first = '', second = ''] = host.webhookUrls;
	const events = Array.from({ length: fresh }, (_, at) => `answered-${at}`);
	// A repeat comes while its event is still under way (every other one), or long after it.
	const repeated = (at: number) => (at % 2 ? events.length - 1 - at : at);
	const begun = Date.now();
	const statuses: number[] = [];
	await severalAtATime(fresh + repeats, async (at) => {
		const event = at < fresh ? at : repeated(at - fresh);
		const id = events[event] ?? '';
		const contact = {
			id: `person-${event}`,
			phone: phones[event % phones.length],
			name: 'A Person',
		};
		const body = { ...messageEvent(id), contact };
		const to = at % 2 ? url.replace(first, second) : url;
		statuses.push(await deliver(body, undefined, to));
	});
	const answered = (Date.now() - begun) / 1000;
	for (let tries = 0; tries < 1800; tries++) {
		if ((await countUnfinished(host.rest, saved.id)) === 0) break;
		await sleep(200);
	}
	const runs = await countExecutions(host.rest, saved.id);
	figure(
		`1,000 deliveries: answered in ${answered.toFixed(1)} s, done in ` +
			`${((Date.now() - begun) / 1000).toFixed(1)} s; ${runs} executions, ${runs - fresh} of them ended at the trigger`,
	);
	expect(statuses).toEqual(Array.from({ length: fresh + repeats }, () => 200));
	const wanted = events.map((text, at) => ({ phone: phones[at % phones.length] ?? '', text }));
	const times = await timesOnPhones(host.sandboxUrl, gateway, wanted);
	expect(times.filter((count) => count !== 1)).toEqual([]);
}, 900_000);
