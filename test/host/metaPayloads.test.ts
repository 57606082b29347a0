import { executionById, executionIds } from '../../host/rest/executions';
import { unpublish } from '../../host/rest/workflows';
import { eventOptions } from '../../nodes/WhatsAppGateway/trigger/events';
import { readMetaWebhook } from '../../nodes/WhatsAppGateway/whatsapp/metaWebhook';
import { type MetaPayload, metaPayloads } from '../metaPayloads';
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

/** The ids and kinds in some runs, in the order of the ids. */
async function eventsOfRuns(ids: readonly string[]): Promise<string[]> {
	const runs = await Promise.all(ids.map(async (id) => await executionById(host.rest, id)));
	return runs
		.flatMap((run) => run.outputs('Trigger').flat())
		.map(({ json }) => `${String(json['event'])} ${String(json['id'])}`)
		.sort();
}

test('a published trigger starts a run where a person speaks, and nowhere else', async () => {
	const trigger = await publishTrigger(host, 'metaCloud', 'As added', { options });
	const payloads = metaPayloads.flatMap(([, some]) => some);
	const spoken = payloads.filter(({ personSpeaks }) => personSpeaks);
	await deliverAll(trigger, payloads);
	expect(await trigger.runs(spoken.length)).toBe(spoken.length);
	await unpublish(host.rest, trigger.saved);
});

test('a published trigger for everything gives each event of each delivery as the table says', async () => {
	const trigger = await publishTrigger(host, 'metaCloud', 'Everything', {
		events: eventOptions.map(({ value }) => value),
		filters: { privateChatsOnly: false, chatHistory: true },
		options,
	});
	let before: string[] = [];
	let total = 0;
	for (const [title, all] of metaPayloads) {
		const payloads = all.filter(({ name }) => !name.startsWith('message from the own number'));
		total += payloads.length;
		await deliverAll(trigger, payloads);
		expect([title, await trigger.runs(total)]).toEqual([title, total]);
		const ids = await executionIds(host.rest, trigger.saved.id);
		const expected = payloads.flatMap(({ payload }) => readMetaWebhook(payload, 'metaCloud'));
		expect(
			await eventsOfRuns(ids.filter((id) => !before.includes(id)).slice(0, payloads.length)),
		).toEqual(expected.map(({ event, id }) => `${event} ${id}`).sort());
		before = [...before, ...ids];
	}
	await unpublish(host.rest, trigger.saved);
});
