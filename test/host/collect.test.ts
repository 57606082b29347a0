import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import { saveCredential } from '../../host/rest/credentials';
import { executionById, executionIds } from '../../host/rest/executions';
import { saveWorkflow, unpublish } from '../../host/rest/workflows';
import { openHost, type Host } from './host';
import { publishTrigger, triggerWorkflow, type PublishedTrigger } from './incoming';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

/** In seconds of quiet: long enough for the deliveries of a busy machine. */
const collectSeconds = 5;

const phoneOf = (person: number) => `+4917139${String(20000 + person)}`;

const from = (person: number) => ({ id: `person-${person}`, phone: phoneOf(person), name: 'A' });

let number = 0;
const message = (person: number, body: string, id = `01J5C${++number}`) => ({
	event: 'message.received',
	timestamp: '2026-05-07T08:14:24+00:00',
	message: {
		id,
		direction: 'inbound',
		type: 'text',
		content: { body },
		created_at: '2026-05-07T08:14:23+00:00',
	},
	contact: from(person),
});

const tap = (person: number, title: string) => ({
	...message(person, title),
	message: {
		...message(person, title).message,
		type: 'interactive',
		content: { type: 'button_reply', button_reply: { id: 'yes', title } },
	},
});

/** The first items of all runs, the oldest first, once so many have come. */
async function items(trigger: PublishedTrigger, expected: number) {
	expect(await trigger.runs(expected)).toBe(expected);
	const ids = (await executionIds(host.rest, trigger.saved.id)).reverse();
	const runs = await Promise.all(ids.map(async (id) => await executionById(host.rest, id)));
	return runs.map((run) =>
		run
			.outputs('Trigger')
			.flat()
			.map(({ json }) => json),
	);
}

/** The items of the newest run of a workflow. */
async function firstItems(workflowId: string) {
	for (;;) {
		const [id] = await executionIds(host.rest, workflowId);
		if (id !== undefined) {
			const run = await executionById(host.rest, id);
			return run
				.outputs('Trigger')
				.flat()
				.map(({ json }) => json);
		}
		await sleep(100);
	}
}

const publishCollecting = async (name: string, parameters: object = {}) =>
	await publishTrigger(host, 'qyvo', name, { options: { collectSeconds }, ...parameters });

test('six messages of two people become two runs, and a redelivery doubles nothing', async () => {
	const trigger = await publishCollecting('Collect');
	const bodies = [
		...['one', 'two', 'three', 'four', 'five'].map((text) => message(1, text)),
		message(2, 'from Ben'),
	];
	const statuses = await Promise.all(bodies.map(async (body) => await trigger.deliver(body)));
	expect(new Set(statuses)).toEqual(new Set([200]));
	expect(await trigger.deliver(bodies[2])).toBe(200);
	const runs = await items(trigger, 2);
	expect(runs.map((run) => run.length)).toEqual([1, 1]);
	const texts = runs.map(([item]) => String(item?.['text']).split('\n').sort());
	expect(texts.sort((a, b) => b.length - a.length)).toEqual([
		['five', 'four', 'one', 'three', 'two'],
		['from Ben'],
	]);
	const first = runs.flat().find(({ messages }) => (messages as unknown[]).length === 5);
	expect(first?.['messages']).toContainEqual(
		expect.objectContaining({ text: 'one', binaryName: null }),
	);
	// Later, too: each was delivered once.
	for (const body of bodies) expect(await trigger.deliver(body)).toBe(200);
	expect(await trigger.runs(2)).toBe(2);
	await unpublish(host.rest, trigger.saved);
});

test('a tap ends the collection, and its run comes after that of the messages', async () => {
	const trigger = await publishCollecting('Tap', { options: { collectSeconds: 30 } });
	expect(await trigger.deliver(message(1, 'Which size'))).toBe(200);
	expect(await trigger.deliver(message(1, 'fits me?'))).toBe(200);
	expect(await trigger.deliver(message(2, 'Still writing'))).toBe(200);
	expect(await trigger.deliver(tap(1, 'Yes'))).toBe(200);
	const runs = await items(trigger, 2);
	expect(runs.map(([item]) => [item?.['event'], item?.['text']])).toEqual([
		['message', 'Which size\nfits me?'],
		['reply', 'Yes'],
	]);
	await unpublish(host.rest, trigger.saved);
});

test('where fifty people write at the same time, the one who began first waits no longer', async () => {
	const trigger = await publishCollecting('Crowd', { options: { collectSeconds: 20 } });
	expect(await trigger.deliver(message(0, 'the first'))).toBe(200);
	const others = Array.from({ length: 50 }, (_, person) => message(person + 1, 'another'));
	const deliverAll = async () => {
		for (let body = others.pop(); body !== undefined; body = others.pop()) {
			expect(await trigger.deliver(body)).toBe(200);
		}
	};
	await Promise.all([deliverAll(), deliverAll(), deliverAll(), deliverAll(), deliverAll()]);
	const runs = await items(trigger, 51);
	expect(runs[0]?.map(({ text }) => text)).toEqual(['the first']);
	await unpublish(host.rest, trigger.saved);
});

test('in the editor, a message starts the run at once; what cannot be shown is refused', async () => {
	const unsigned = host.fields({ webhookSecret: '' });
	const reference = await saveCredential(host.rest, 'Listening', unsigned);
	const listen = async (options: object) => {
		const file = triggerWorkflow('Listening', { options: { ...options, acceptUnsigned: true } });
		const saved = await saveWorkflow(host.rest, withCredential(file, reference));
		const { status, message: reason } = await host.rest.send(
			'POST',
			`/rest/workflows/${saved.id}/run`,
			{ triggerToStartFrom: { name: 'Trigger' } },
		);
		return { saved, status, reason, path: `${file.nodes[0]?.webhookId}/webhook` };
	};
	expect(await listen({ showTyping: true })).toMatchObject({
		status: 500,
		reason: expect.stringMatching(/^Qyvo cannot show people.*One moment, please/s),
	});
	const { saved, status, path } = await listen({ collectSeconds: 30 });
	expect(status).toBe(200);
	await axios.post(`${host.url}/webhook-test/${path}`, message(1, 'Hi'), { proxy: false });
	const [item] = await firstItems(saved.id);
	expect(item).toMatchObject({ text: 'Hi', messages: [{ text: 'Hi' }] });
});

test('a call that claims to be the node’s own and is not does nothing', async () => {
	const trigger = await publishCollecting('Forged call');
	expect(await trigger.deliver(message(1, 'Hi'))).toBe(200);
	const proof = { 'x-whatsapp-gateways-proof': '0'.repeat(64) };
	for (const call of ['note', 'begin', 'pickUp']) {
		expect([call, await trigger.deliver({ call, at: Date.now() / 1000 }, proof)]).toEqual([
			call,
			403,
		]);
	}
	expect(await trigger.runs(1)).toBe(1);
	await unpublish(host.rest, trigger.saved);
});
