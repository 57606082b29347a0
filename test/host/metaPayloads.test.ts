import axios from 'axios';
import { readFileSync } from 'node:fs';

import { pollingTriggerType, triggerType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { unpublish } from '../../host/rest/workflows';
import { eventOptions } from '../../nodes/WhatsAppGateway/trigger/events';
import { readMetaWebhook } from '../../nodes/WhatsAppGateway/whatsapp/metaWebhook';
import { schemaFile } from '../../scripts/eventSchema/schema';
import { bothNumbers, type MetaPayload, metaPayloads, startsRun } from '../metaPayloads';
import { openHost, type Host } from './host';
import { publishTrigger, type PublishedTrigger } from './incoming';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

/** The examples receive for this account until these tests take over; unpublishing gives it back. */
const options = { takeOver: 'published' };

/** Deliveries at the same time, as Meta makes them. */
const parallel = 10;

async function deliverAll(trigger: PublishedTrigger, payloads: readonly MetaPayload[]) {
	const queue = [...payloads];
	const statuses: number[] = [];
	const worker = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			statuses.push(await trigger.deliver(next.payload));
		}
	};
	await Promise.all(Array.from({ length: parallel }, worker));
	expect(new Set(statuses)).toEqual(new Set([200]));
}

/** All deliveries of a section as one: Meta puts what comes at the same time into one delivery. */
function joined(payloads: readonly MetaPayload[]): unknown {
	const entries = payloads
		// What the own number wrote to itself never comes in.
		.filter(({ name }) => !name.startsWith('message from the own number'))
		.flatMap(({ payload }) => (Array.isArray(payload['entry']) ? payload['entry'] : []));
	return { object: 'whatsapp_business_account', entry: entries };
}

test('a published trigger starts a run where a person speaks, and nowhere else', async () => {
	const trigger = await publishTrigger(host, 'metaCloud', 'As added', { options });
	const payloads = metaPayloads.flatMap(([, some]) => some);
	const spoken = payloads.filter(startsRun);
	await deliverAll(trigger, payloads);
	expect(await trigger.runs(spoken.length)).toBe(spoken.length);
	await unpublish(host.rest, trigger.saved);
});

test('a published trigger for everything puts out each event, as the table says', async () => {
	const trigger = await publishTrigger(host, 'metaCloud', 'Everything', {
		events: eventOptions.map(({ value }) => value),
		filters: { privateChatsOnly: false, chatHistory: true, businessNumbers: bothNumbers },
		options,
	});
	for (const [index, [title, payloads]] of metaPayloads.entries()) {
		const delivery = joined(payloads);
		expect([title, await trigger.deliver(delivery)]).toEqual([title, 200]);
		expect([title, await trigger.runs(index + 1)]).toEqual([title, index + 1]);
		const [id = ''] = await executionIds(host.rest, trigger.saved.id);
		const [items = []] = (await executionById(host.rest, id)).outputs('Trigger');
		const events = JSON.parse(JSON.stringify(readMetaWebhook(delivery, 'metaCloud'))) as unknown;
		expect(items.map(({ json }) => json)).toEqual(events);
	}
	await unpublish(host.rest, trigger.saved);
});

test.each([triggerType, pollingTriggerType])(
	'n8n serves the schema of the items of %s',
	async (type) => {
		const url = `${host.url}/schemas/${type}/1.0.0.json`;
		const { data } = await axios.get<unknown>(url, { proxy: false });
		expect(data).toEqual(JSON.parse(readFileSync(schemaFile, 'utf8')));
	},
);
