import { setTimeout as sleep } from 'node:timers/promises';

import { withoutTaskRunner } from './environment';
import { messageEvent, next, publishReceiving, type ReceivingWorkflow } from './receiving';
import { openTestServer, type TestServer } from './testServer';

let server: TestServer;
beforeAll(async () => {
	server = await openTestServer(withoutTaskRunner);
});
afterAll(async () => await server?.close());

const options = { collectSeconds: 6 };

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

test.each(['stop', 'kill'] as const)(
	'messages that are collected while n8n ends go on once after its restart: %s',
	async (end) => {
		const workflow = await publishReceiving(server, `${end} now`, { options });
		const ids = seriesOf(end, 6);
		await deliverAll(workflow, ids, (at) => at % 2);
		await server[end]();
		await server.restart();
		expect(await untilWentOn(workflow, ids.length)).toEqual(ids);
		const runs = (await workflow.executions()).map((run) => [run.status, run.mode, run.outputs(next).flat().length, JSON.stringify(run.outputs(next).flat()[0]?.json?.['text']), run.outputs('Trigger').flat().length]);
		console.log(JSON.stringify(runs, null, 1));
		expect(runs.length).toBe(2);
		await deliverAll(workflow, ids, (at) => at % 2);
		await sleep(options.collectSeconds * 2000);
		expect(await wentOn(workflow)).toEqual(ids);
	},
	240_000,
);
