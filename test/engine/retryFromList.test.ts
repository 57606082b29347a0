import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { retryNode, runNode, type EngineRun, type Given } from './engine';
import { text } from './nodeParameters';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.openWindows(phones);
});

const phones = [1, 2, 3, 4, 5].map((n) => `+49171300000${n}`);
const [first, second, third, fourth, fifth] = phones as [string, string, string, string, string];

const fiveItems = (gateway: string, options: INodeParameters = {}): Given => ({
	parameters: text({ options: { parallelRecipients: 1, ...options } }),
	credentials: sandbox.account(gateway),
	items: phones.map((phone, n) => ({ json: { phone, text: String(n) } })),
	settings: { onError: 'stopWorkflow' },
});

/** The gateway refuses the next message to this phone. */
const refuse = async (gateway: string, phone: string) =>
	await sandbox.queueFault({ gateway, phone, status: 403, body: { message: 'Forbidden' } });

const replayed = ({ output }: EngineRun) => output().map(({ json }) => json['replayed']);
const deliveredTexts = async () => (await sandbox.delivered()).map(({ body }) => body).sort();

describe.each(gateways.map(({ id }) => id))('Retry in the list of executions, %s', (gateway) => {
	test('goes on where the run stopped', async () => {
		const given = fiveItems(gateway);
		await refuse(gateway, third);
		const stopped = await runNode(given);
		expect(stopped.failure?.description).toContain('2 of 5 messages were sent, 3 were not sent.');
		const retried = await retryNode(given, stopped);
		expect(retried.failure).toBeUndefined();
		expect(replayed(retried)).toEqual([true, true, false, false, false]);
		const { messageId, whatsappMessageId } = retried.output()[0]?.json ?? {};
		expect(messageId ?? whatsappMessageId).toEqual(expect.any(String));
		expect(await deliveredTexts()).toEqual(['0', '1', '2', '3', '4']);
	});

	test('does not send again to who has it, even if the words were corrected', async () => {
		const given = fiveItems(gateway);
		await refuse(gateway, third);
		const stopped = await runNode(given);
		const parameters = { ...given.parameters, text: '={{ "New " + $json.text }}' };
		await retryNode({ ...given, parameters }, stopped);
		expect(await deliveredTexts()).toEqual(['0', '1', 'New 2', 'New 3', 'New 4']);
	});

	test('sends to another person where the number was corrected', async () => {
		const given = fiveItems(gateway);
		await refuse(gateway, first);
		const stopped = await runNode(given);
		const parameters = { ...given.parameters, to: fifth };
		const retried = await retryNode({ ...given, parameters }, stopped);
		expect(replayed(retried)).toEqual([false, false, false, false, false]);
	});

	test('counts through several retries', async () => {
		const given = fiveItems(gateway);
		await refuse(gateway, second);
		const stopped = await runNode(given);
		await refuse(gateway, third);
		const again = await retryNode(given, stopped);
		expect(again.failure?.description).toContain('2 of 5 messages were sent');
		expect(replayed(await retryNode(given, again))).toEqual([true, true, false, false, false]);
		expect(await deliveredTexts()).toEqual(['0', '1', '2', '3', '4']);
	});
});

test('sends to who was only reported, because the window was closed', async () => {
	const given = fiveItems('qyvo');
	const parameters = { ...given.parameters, ifWindowClosed: 'outputAsNotDelivered' };
	await sandbox.reset();
	await sandbox.openWindows(phones.slice(1));
	await refuse('qyvo', third);
	const stopped = await runNode({ ...given, parameters });
	await sandbox.openWindows([first]);
	const retried = await retryNode({ ...given, parameters }, stopped);
	expect(replayed(retried)).toEqual([false, true, false, false, false]);
	expect(await deliveredTexts()).toEqual(['0', '1', '2', '3', '4']);
});

test('tells who has the message, in the failed execution', async () => {
	await refuse('qyvo', third);
	const { run } = await runNode(fiveItems('qyvo'));
	const { context } = run.data.resultData.error as unknown as { context: { data: object } };
	expect(context.data).toMatchObject({
		sentCount: 2,
		unknownCount: 0,
		notSentCount: 3,
		sent: [
			{ item: 0, to: first, messageId: expect.any(String) },
			{ item: 1, to: second, messageId: expect.any(String) },
		],
		unknown: [],
		notSent: [
			{ item: 2, to: third },
			{ item: 3, to: fourth },
			{ item: 4, to: fifth },
		],
	});
	expect(JSON.stringify(context)).not.toContain(sandbox.account('qyvo')['accessToken']);
});

test('gets past an item that is refused again, as the sentence says', async () => {
	const given = fiveItems('qyvo');
	await refuse('qyvo', third);
	const stopped = await runNode(given);
	expect(stopped.failure?.description).toContain('If this item is refused again, set On Error to');
	await refuse('qyvo', third);
	const again = await retryNode(given, stopped);
	expect(again.failure?.description).toContain('2 of 5 messages were sent, 3 were not sent.');
	await refuse('qyvo', third);
	const settings = { onError: 'continueErrorOutput' } as const;
	const last = await retryNode({ ...given, settings }, again);
	expect(replayed(last)).toEqual([true, true, false, false]);
	expect(last.output(1)[0]?.json).toMatchObject({ to: third, sent: 'no' });
	expect(await deliveredTexts()).toEqual(['0', '1', '3', '4']);
});

test('says of itself only that nothing was sent: a run that was killed has left no notes', async () => {
	const given = fiveItems('qyvo');
	const items = [...(given.items ?? []), { json: { phone: 'see notes', text: '5' } }];
	const stopped = await runNode({ ...given, items });
	expect(stopped.failure?.description).toContain('None of the items was sent.');
	const retried = await retryNode({ ...given, items }, stopped);
	expect(retried.failure?.description).toContain('None of the items was sent in this try.');
});

test('sends what is left, and tells again what may have been sent', async () => {
	const given = fiveItems('qyvo');
	await sandbox.queueFault({ gateway: 'qyvo', phone: second, reset: true, after: 'accepted' });
	const stopped = await runNode(given);
	expect(stopped.failure?.description).toContain('1 may have been sent');
	const retried = await retryNode(given, stopped);
	expect(retried.failure?.description).toContain(
		'4 of 5 messages were sent, 1 may have been sent, 0 were not sent. What may have been sent',
	);
	expect(await deliveredTexts()).toEqual(['0', '1', '2', '3', '4']);
	const accepted = fiveItems('qyvo', { retryUnknownOutcome: true });
	const last = await retryNode(accepted, retried);
	expect(replayed(last)).toEqual([true, false, true, true, true]);
	expect(await deliveredTexts()).toEqual(['0', '1', '1', '2', '3', '4']);
});

test('sends nothing under another key where the gateway refuses the first one for other words', async () => {
	const given = fiveItems('mojeeb');
	const timed = { ...given, parameters: { ...given.parameters, text: '={{ $now.toMillis() }}' } };
	await refuse('mojeeb', third);
	const stopped = await runNode(timed);
	// As after a crash, where n8n has not stored what the node noted, and no claims.
	delete stopped.run.data.executionData?.contextData['node:Node']?.['sent'];
	const again = await retryNode(timed, stopped);
	expect(again.failure?.message).toContain('under the same key');
	await retryNode(timed, again);
	const people = (await sandbox.delivered()).map(({ phone }) => phone);
	expect(people.filter((phone) => phone === first)).toHaveLength(1);
});

test('is another run than the workflow started anew', async () => {
	const given = fiveItems('mojeeb');
	await refuse('mojeeb', third);
	await runNode(given);
	expect(replayed(await runNode(given))).toEqual([false, false, false, false, false]);
	expect(await deliveredTexts()).toEqual(['0', '0', '1', '1', '2', '3', '4']);
});

test('tries again what went on as not delivered', async () => {
	await sandbox.reset();
	await sandbox.openWindows([first]);
	const { parameters, ...given } = fiveItems('qyvo');
	const run = {
		...given,
		parameters: { ...parameters, ifWindowClosed: 'outputAsNotDelivered' },
		items: [fifth, first].map((phone) => ({ json: { phone, text: phone } })),
	};
	await refuse('qyvo', first);
	const stopped = await runNode(run);
	expect(stopped.failure).toBeDefined();
	await sandbox.openWindows([fifth]);
	const retried = await retryNode(run, stopped);
	expect(retried.output().map(({ json }) => json['status'])).toEqual(['sent', 'sent']);
	expect(await deliveredTexts()).toEqual([first, fifth]);
});

test('sends again what the gateway took and WhatsApp did not deliver', async () => {
	const given = {
		...fiveItems('mojeeb', { waitUntil: 'sent' }),
		items: [{ json: { phone: fifth, text: 'Hi' } }],
	};
	await sandbox.reset();
	const stopped = await runNode(given);
	expect(stopped.failure).toBeDefined();
	await sandbox.openWindows([fifth]);
	const retried = await retryNode(given, stopped);
	expect(retried.failure).toBeUndefined();
	expect(replayed(retried)).toEqual([false]);
	expect(await deliveredTexts()).toEqual(['Hi']);
}, 60_000);
