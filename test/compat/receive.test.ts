import { setTimeout as sleep } from 'node:timers/promises';

import { saveCredential, type CredentialData } from '../../host/rest/credentials';
import { executionById } from '../../host/rest/executions';
import { openWindows } from '../faults/server/controlSandbox';
import { messageEvent, publishReceiving, type ReceivingWorkflow } from '../faults/server/receiving';
import type { TestServer } from '../faults/server/testServer';
import { webhookSecret } from '../gateways/profiles';
import { askingWorkflow, metaDelivery, publishAsking, questionsOn, statusOf } from '../host/asking';
import { publishTrigger } from '../host/incoming';
import { openCompatServer } from './compatServer';
import { feature } from './features';

let server: TestServer;
beforeAll(async () => {
	server = await openCompatServer();
});
afterAll(async () => await server?.close());

const ids = (count: number) => Array.from({ length: count }, (_, at) => `event-${at}`);

/**
 * The events that went on, once all of them did. n8n 1 answers a delivery before it has stored the execution.
 */
async function wentOn({ wentOn: now }: ReceivingWorkflow, expected: number): Promise<string[]> {
	for (let tries = 0; tries < 300 && (await now()).length < expected; tries++) await sleep(100);
	return await now();
}

feature('Trigger: each event once', async () => {
	const workflow = await publishReceiving(server, 'Once');
	const events = ids(9);
	const deliverAll = async () =>
		await Promise.all(
			[...events, ...events].map(async (id) => {
				expect((await workflow.deliver(server.url, messageEvent(id))).status).toBe(200);
			}),
		);
	await deliverAll();
	expect(await wentOn(workflow, events.length)).toEqual(events);
});

feature('Trigger: each event once, also when it is repeated after a restart', async () => {
	const workflow = await publishReceiving(server, 'Restart');
	const events = ids(9);
	const deliverAll = async () => {
		for (const id of events) await workflow.deliver(server.url, messageEvent(id));
	};
	await deliverAll();
	expect(await wentOn(workflow, events.length)).toEqual(events);
	await server.kill();
	await server.restart();
	await deliverAll();
	expect(await wentOn(workflow, events.length)).toEqual(events);
	const failed = (await workflow.executions()).filter(({ status }) => status !== 'success');
	expect(failed.map(({ message }) => message)).toEqual([]);
});

const phone = '+4917139204713';

feature('Send and wait: the tap after a restart is the answer', async () => {
	await openWindows(server.sandboxUrl, 'metaCloud', [phone]);
	const account = server.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	const data = { ...account?.data, webhookSecret } as CredentialData;
	const credential = await saveCredential(server.rest, 'asking', data);
	const trigger = await publishTrigger(server, 'metaCloud', 'Taps', {
		options: { takeOver: 'always' },
	});
	const workflow = askingWorkflow('Asks', 'asks', {});
	const asking = await publishAsking(server, credential, workflow, 'asks');
	const execution = await asking.ask({ phone });
	if ((await statusOf(server.rest, execution)) !== 'waiting') {
		return (await executionById(server.rest, execution)).message;
	}
	const [question] = await questionsOn(server.sandboxUrl, phone);
	await server.kill();
	await server.restart();
	const tap = { id: question?.ids[0] ?? '', title: 'Approve', wamid: question?.wamid ?? '' };
	const happened = [{ from: phone, id: 'wamid.tap', tap }];
	const body = metaDelivery(String(data['phoneNumberId']), happened);
	expect(await trigger.deliver(body)).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({ answered: true, approved: true });
	expect(await trigger.runs(0)).toBe(0);
	return undefined;
});
