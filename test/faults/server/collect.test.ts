import { setTimeout as sleep } from 'node:timers/promises';

import { withoutTaskRunner } from './environment';
import { messageEvent, next, publishReceiving, type ReceivingWorkflow } from './receiving';
import { openTestServer, type TestServer } from './testServer';

let server: TestServer;
beforeAll(async () => {
	server = await openTestServer(withoutTaskRunner);
});
afterAll(async () => await server?.close());

/** What a person writes. */
const message = (person: number, id: string) => ({
	...messageEvent(id),
	contact: { id: `person-${person}`, phone: `+4917139${20000 + person}`, name: 'A Person' },
});

/** The gateway's ids of the messages that went on, one for each time, sorted. */
async function wentOn(workflow: ReceivingWorkflow): Promise<string[]> {
	return (await workflow.executions())
		.flatMap((execution) => execution.outputs(next).flat())
		.flatMap(({ json }) => json['messages'] as Array<{ message: { messageId: string } }>)
		.map(({ message: { messageId } }) => messageId)
		.sort();
}

/** The messages that went on, once there are so many or nothing changes any more. */
async function untilWentOn(workflow: ReceivingWorkflow, count: number): Promise<string[]> {
	let ids: string[] = [];
	for (let tries = 0; tries < 240 && ids.length < count; tries++) {
		await sleep(250);
		ids = await wentOn(workflow);
	}
	return ids;
}

/** Delivers messages one after another; each is answered with 200. */
async function deliverAll(
	workflow: ReceivingWorkflow,
	ids: readonly string[],
	person: (at: number) => number,
) {
	for (const [at, id] of ids.entries()) {
		const { status } = await workflow.deliver(server.url, message(person(at), id));
		expect([id, status]).toEqual([id, 200]);
	}
}

const seriesOf = (name: string, count: number) =>
	Array.from({ length: count }, (_, at) => `${name}-${String(at).padStart(2, '0')}`);

/** The messages of executions that ended in the middle: a user finds them in the list. */
async function crashed(workflow: ReceivingWorkflow): Promise<string[]> {
	return (await workflow.executions())
		.filter(({ status }) => status !== 'success')
		.flatMap(({ stored }) => [...stored.matchAll(/"(\w+-moment-\d+)"/g)].map(([, id = '']) => id));
}

test.each(['stop', 'kill'] as const)(
	'messages that are collected while n8n ends go on once after its restart: %s',
	async (end) => {
		const options = { collectSeconds: 8 };
		const workflow = await publishReceiving(server, `${end} now`, { options });
		// Others are collected, begun and done when n8n ends.
		const short = { options: { collectSeconds: 1 } };
		const moments = await publishReceiving(server, `${end} moment`, short);
		const momentIds = seriesOf(`${end}-moment`, 12);
		await deliverAll(moments, momentIds, (at) => at);
		const ids = seriesOf(end, 6);
		await deliverAll(workflow, ids, (at) => at % 2);
		await server[end]();
		await server.restart();
		expect(await untilWentOn(workflow, ids.length)).toEqual(ids);
		const runs = (await workflow.executions()).map((run) => [
			run.status,
			run.outputs(next).flat().length,
		]);
		expect(runs).toEqual([
			['success', 1],
			['success', 1],
		]);
		await untilWentOn(moments, momentIds.length);
		await deliverAll(moments, momentIds, (at) => at);
		await deliverAll(workflow, ids, (at) => at % 2);
		const done = await untilWentOn(moments, momentIds.length);
		expect(done).toEqual([...new Set(done)]);
		expect([...new Set([...done, ...(await crashed(moments))])].sort()).toEqual(momentIds);
		expect(await wentOn(workflow)).toEqual(ids);
	},
	240_000,
);
