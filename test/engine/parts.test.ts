import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { holdDeadlines } from './deadlines';
import { beginNode, retryNode, runNode, type EngineRun, type Given } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());
afterEach(() => jest.restoreAllMocks());

const inParts = { ifTooLong: 'sendInParts' };

/** A paragraph of so many characters. */
const paragraph = (letter: string, length = 4000) => `${letter} `.repeat(length / 2).trim();
const threeParts = ['a', 'b', 'c'].map((letter) => paragraph(letter)).join('\n\n');

const given = (gateway: string, options: object = {}, more: Partial<Given> = {}): Given => ({
	parameters: text({ to: anna, options: { ...inParts, ...options } }),
	credentials: sandbox.account(gateway),
	items: [{ json: { text: threeParts } }],
	settings: { onError: 'stopWorkflow' },
	...more,
});

const bodies = async () => (await sandbox.delivered()).map(({ body }) => body.slice(0, 1)).join('');
const receiptOf = ({ output }: EngineRun) => output()[0]?.json ?? {};
const partsOf = (run: EngineRun) => receiptOf(run)['parts'] as Array<Record<string, unknown>>;
const everyGateway = gateways.map(({ id }) => id);

describe.each(everyGateway)('a long text, %s', (gateway) => {
	test('is refused without the option, with what to do', async () => {
		const run = await runNode(given(gateway, { ifTooLong: 'refuse' }));
		expect(run.failure?.message).toBe('Text has 12001 characters; WhatsApp allows at most 4096.');
		expect(run.failure?.description).toContain('If Longer Than 4,096 Characters');
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('goes out in parts, in order, with one receipt', async () => {
		const run = await runNode(given(gateway));
		expect(run.failure).toBeUndefined();
		expect(await bodies()).toBe('abc');
		const receipt = receiptOf(run);
		const parts = partsOf(run);
		expect(parts).toHaveLength(3);
		expect(receipt).toMatchObject({ kind: 'text', attempts: 3, replayed: false });
		const ids = parts.map(({ messageId, whatsappMessageId }) => messageId ?? whatsappMessageId);
		expect(new Set(ids).size).toBe(3);
		expect(ids.at(-1)).toBe(receipt['messageId'] ?? receipt['whatsappMessageId']);
	});

	test('that stops at its second part says so, and Retry sends the rest', async () => {
		const refusal = { status: 403, body: { message: 'Forbidden' } };
		await sandbox.queueFault({ gateway, phone: anna, skip: 1, ...refusal });
		const stopped = await runNode(given(gateway));
		expect(stopped.failure?.message).toMatch(/^1 of 3 parts was sent\. Part 2: /);
		expect(stopped.failure?.description).toContain(
			'Retry in the list of executions sends the parts',
		);
		expect(await bodies()).toBe('a');
		const retried = await retryNode(given(gateway), stopped);
		expect(retried.failure).toBeUndefined();
		expect(await bodies()).toBe('abc');
		expect(partsOf(retried).map(({ replayed }) => replayed)).toEqual([true, false, false]);
		expect(receiptOf(retried)).toMatchObject({ replayed: false });
	});

	test('that stops at its second part is not complete, on the error output', async () => {
		const refusal = { status: 403, body: { message: 'Forbidden' } };
		await sandbox.queueFault({ gateway, phone: anna, skip: 1, ...refusal });
		const settings = { onError: 'continueErrorOutput' } as const;
		const run = await runNode(given(gateway, {}, { settings }));
		const item = run.output(1)[0]?.json;
		expect(item).toMatchObject({ sent: 'unknown', status: 'unknown', to: anna });
		expect(item?.['parts']).toEqual([expect.objectContaining({ replayed: false, attempts: 1 })]);
	});

	test('with a Message Key is sent once, even if two items have it', async () => {
		const items = [{ json: { text: threeParts } }, { json: { text: threeParts } }];
		const run = await runNode(given(gateway, { messageKey: 'answer-7' }, { items }));
		expect(run.failure).toBeUndefined();
		expect(await bodies()).toBe('abc');
		expect(run.output().map(({ json }) => json['replayed'])).toEqual([false, true]);
	});
});

test('that stops a list at its second part is counted as not sent, because Retry sends it', async () => {
	const refusal = { status: 403, body: { message: 'Forbidden' } };
	await sandbox.queueFault({ gateway: 'qyvo', phone: anna, skip: 1, ...refusal });
	const items = [{ json: { text: threeParts } }, { json: { text: 'd' } }];
	const stopped = await runNode(given('qyvo', {}, { items }));
	expect(stopped.failure?.description).toContain('0 of 2 messages were sent, 2 were not sent.');
	expect((await retryNode(given('qyvo', {}, { items }), stopped)).failure).toBeUndefined();
	expect(await bodies()).toBe('abcd');
});

test('of three parts of unknown outcome the others are not sent, and Retry does not send it again', async () => {
	await sandbox.queueFault({
		...{ gateway: 'qyvo', phone: anna, skip: 1 },
		...{ after: 'accepted', status: 502, body: '' },
	});
	const stopped = await runNode(given('qyvo'));
	expect(stopped.failure?.message).toMatch(/^1 of 3 parts was sent\. Part 2: /);
	expect(stopped.failure?.description).not.toContain('sends the parts that are missing');
	const retried = await retryNode(given('qyvo'), stopped);
	expect(retried.failure?.message).toMatch(/^1 of 3 parts was sent\. Part 2: /);
	expect(await bodies()).toBe('ab');
	const risked = await retryNode(given('qyvo', { retryUnknownOutcome: true }), stopped);
	expect(risked.failure).toBeUndefined();
	expect((await bodies()).endsWith('c')).toBe(true);
});

test('a part whose answer does not come is asked for again under its own key', async () => {
	const deadlines = holdDeadlines();
	const stall = { after: 'accepted', stallMs: 600_000 };
	await sandbox.queueFault({ gateway: 'mojeeb', phone: anna, skip: 1, ...stall });
	const sent = runNode(given('mojeeb'));
	await sandbox.deliveredCount(2);
	deadlines.expire();
	const run = await sent;
	expect(run.failure).toBeUndefined();
	expect(await bodies()).toBe('abc');
	expect(partsOf(run).map(({ replayed }) => replayed)).toEqual([false, true, false]);
	const keys = partsOf(run).map(({ idempotencyKey }) => idempotencyKey);
	expect(new Set(keys).size).toBe(3);
});

test('of a run that is stopped no further part is sent', async () => {
	await sandbox.queueFault({ gateway: 'qyvo', phone: anna, after: 'accepted', stallMs: 1500 });
	const { done, stop } = beginNode(given('qyvo'));
	await sandbox.deliveredCount(1);
	stop();
	await done;
	await sandbox.answersRead();
	expect(await bodies()).toBe('a');
});

test('Retry On Fail goes on at the part that is missing', async () => {
	const refusal = { status: 403, body: { message: 'Forbidden' } };
	await sandbox.queueFault({ gateway: 'qyvo', phone: anna, skip: 2, ...refusal });
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const run = await runNode(given('qyvo', {}, { settings }));
	expect(run.run.status).toBe('success');
	expect(await bodies()).toBe('abc');
});

describe('where the window is closed', () => {
	const { template, specifyPlaceholders, valuesJson, language } = templateJson(
		'order_confirmation',
		['Ben', 'A-1042', '5 €'],
	);
	const toBen = (more: INodeParameters): INodeParameters => ({
		...text({ to: ben, options: inParts }),
		...{ template, specifyPlaceholders, valuesJson, language },
		...more,
	});

	test.each(['metaCloud', 'qyvo'])('the template goes out once, %s', async (gateway) => {
		const parameters = toBen({ ifWindowClosed: 'sendTemplate' });
		const run = await runNode(given(gateway, {}, { parameters }));
		expect(run.failure).toBeUndefined();
		expect(receiptOf(run)).toMatchObject({ kind: 'text', sentAs: 'template' });
		expect(receiptOf(run)).not.toHaveProperty('parts');
		const arrived = await sandbox.delivered();
		expect(arrived.filter(({ kind }) => kind === 'template')).toHaveLength(1);
		expect(
			arrived.filter(({ phone, kind }) => phone === ben && kind === 'text').length,
		).toBeLessThan(2);
	});

	test('the item goes on as not delivered', async () => {
		const parameters = toBen({ ifWindowClosed: 'outputAsNotDelivered' });
		const run = await runNode(given('metaCloud', {}, { parameters }));
		expect(receiptOf(run)).toMatchObject({ status: 'failed', fault: 'windowClosed' });
	});
});

test('only the first part quotes a message', async () => {
	await sandbox.inbound(anna, 'A question');
	const [question] = await sandbox.received('metaCloud', anna);
	const replyTo = question?.whatsappMessageId ?? '';
	await runNode(given('metaCloud', { replyTo }));
	expect((await sandbox.delivered()).map(({ about }) => about)).toEqual([replyTo, null, null]);
});

test('a text that just fits has no parts', async () => {
	const items = [{ json: { text: '🎉'.repeat(4096) } }];
	const run = await runNode(given('qyvo', {}, { items }));
	expect(run.failure).toBeUndefined();
	expect(receiptOf(run)).not.toHaveProperty('parts');
});

test('two items with the same long text are two texts', async () => {
	const items = [{ json: { text: threeParts } }, { json: { text: threeParts } }];
	await runNode(given('qyvo', {}, { items }));
	expect(await bodies()).toBe('abcabc');
});

test('equal parts of a text are each sent, also as an agent’s tool', async () => {
	const items = [{ json: { text: [paragraph('a'), paragraph('a')].join('\n\n') } }];
	await runNode(given('qyvo', {}, { items }));
	expect(await bodies()).toBe('aa');
});

test('Preview Only shows the parts', async () => {
	const run = await runNode(given('qyvo', { previewOnly: true }));
	expect(receiptOf(run)['parts']).toHaveLength(3);
	expect(await sandbox.delivered()).toEqual([]);
});

test('Wait Until waits for the last part only', async () => {
	const run = await runNode(given('mojeeb', { waitUntil: 'read', maxWait: 1 }));
	expect(run.failure).toBeUndefined();
	expect(run.hints.filter((hint) => hint.includes('not yet read'))).toHaveLength(1);
	const lookUps = (await sandbox.requests()).filter(({ method }) => method === 'GET');
	expect(lookUps).toHaveLength(1);
});

test('a text of hundreds of messages is refused', async () => {
	const items = [{ json: { text: 'word '.repeat(30_000) } }];
	const run = await runNode(given('qyvo', {}, { items }));
	expect(run.failure?.message).toContain('more than 25 messages');
	expect(await sandbox.delivered()).toEqual([]);
});

test('Markdown is converted before it is split, and no block of code is left open', async () => {
	const code = `\`\`\`js\n${'let a = 1;\n'.repeat(600)}\`\`\``;
	const items = [{ json: { text: `# **Code**\n\n${code}\n\nThe *end*.` } }];
	const run = await runNode(given('metaCloud', { textFormat: 'markdown' }, { items }));
	expect(run.failure).toBeUndefined();
	const arrived = await sandbox.delivered();
	expect(arrived[0]?.body.startsWith('*Code*\n\n```\nlet a')).toBe(true);
	for (const { body } of arrived) expect(body.split('```').length % 2).toBe(1);
	expect(arrived.at(-1)?.body.endsWith('The _end_.')).toBe(true);
});
