import type { INodeParameters } from 'n8n-workflow';

import { readTicket } from '../../nodes/WhatsAppGateway/sendAndWait/ticket';
import { retryNode, runNode, type Given } from './engine';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.openWindows([anna]);
});

/** The gateways with reply buttons. */
const withButtons = ['metaCloud', 'wacr', 'wacrDeveloper', 'xobito'];

const question = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendAndWait',
	to: '={{ $json.phone }}',
	message: 'Shall we deliver tomorrow?',
	options: {},
	...more,
});

const given = (gateway: string, more: INodeParameters = {}, people = [anna]): Given => ({
	parameters: question(more),
	credentials: sandbox.account(gateway),
	items: people.map((phone) => ({ json: { phone } })),
});

interface Tappable {
	readonly replies: ReadonlyArray<{ readonly id: string; readonly title: string }>;
}

/** What can be tapped on the phones: for each message its titles and its ids. */
const asked = async () =>
	(await sandbox.delivered()).map((message) => {
		const { replies } = message as unknown as Tappable;
		const rows = message.list?.sections.flatMap((section) => section.rows) ?? [];
		const targets = [...replies, ...rows] as Array<{ id: string; title: string }>;
		return { titles: targets.map(({ title }) => title), ids: targets.map(({ id }) => id) };
	});

const hoursFromNow = (date: unknown) => (Number(date) - Date.now()) / 3_600_000;

describe.each(withButtons)('a question through %s', (gateway) => {
	test('has a ticket in each button, and waits for a day', async () => {
		const { run } = await runNode(given(gateway));
		expect(run.status).toBe('waiting');
		expect(hoursFromNow(run.waitTill)).toBeCloseTo(24, 1);
		const [{ titles, ids } = { titles: [], ids: [] }] = await asked();
		expect(titles).toEqual(['Approve', 'Decline']);
		const tickets = ids.map(readTicket);
		expect(tickets.map((ticket) => ticket?.choice)).toEqual(['0', '1']);
		expect(new Set(tickets.map((ticket) => ticket?.nonce))).toEqual(new Set(['r0']));
	});

	test('gives an item with the receipt for the end of its time', async () => {
		const { run } = await runNode(given(gateway));
		const [next] = run.data.executionData?.nodeExecutionStack ?? [];
		expect(next?.node.name).toBe('Node');
		expect(next?.data['main']).toEqual([
			[
				expect.objectContaining({
					json: expect.objectContaining({
						answered: false,
						approved: false,
						choice: null,
						event: null,
						data: { approved: false },
						receipt: expect.objectContaining({ gateway, to: anna, kind: 'buttons' }),
					}),
				}),
			],
		]);
	});

	test('is asked again by Retry, since the old buttons are dead', async () => {
		await sandbox.queueFault({ gateway, phone: anna, status: 403, body: { message: 'Forbidden' } });
		const stopped = await runNode(given(gateway));
		expect(stopped.run.status).toBe('error');
		const { run } = await retryNode(given(gateway), stopped);
		expect(run.status).toBe('waiting');
		expect(await asked()).toHaveLength(1);
	});
});

test('what may have been sent is asked again by Retry, not by Retry On Fail', async () => {
	await sandbox.queueFault({
		gateway: 'metaCloud',
		phone: anna,
		reset: true,
		after: 'accepted',
	});
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const once = { ...given('metaCloud'), settings };
	const stopped = await runNode(once);
	expect(stopped.run.status).toBe('error');
	expect(await asked()).toHaveLength(1);
	expect((await retryNode(once, stopped)).run.status).toBe('waiting');
	const [first, second] = await asked();
	expect(readTicket(first?.ids[0] ?? '')?.executionId).not.toBe(
		readTicket(second?.ids[0] ?? '')?.executionId,
	);
});

test.each([undefined, 'continueErrorOutput'] as const)(
	'several items are refused before anything is sent: %s',
	async (onError) => {
		const several = given('metaCloud', {}, [anna, ben]);
		const result = await runNode({ ...several, settings: { onError } });
		const what: Record<string, unknown> = {
			...(onError === undefined ? result.failure : result.output(1)[0]?.json),
			...(onError === undefined && { description: result.failure?.description }),
		};
		expect(onError === undefined ? result.failure?.message : what['message']).toBe(
			'One run asks one person, and this one has 2 items: the first answer would end the wait for all of them.',
		);
		expect(String(what['description'] ?? what['hint'])).toContain('Loop Over Items');
		expect(result.output(1)).toHaveLength(onError === undefined ? 0 : 2);
		expect(await asked()).toEqual([]);
	},
);

test.each<[string, INodeParameters, string[]]>([
	[
		'one button',
		{ approvalOptions: { values: { approvalType: 'single', approveLabel: 'OK' } } },
		['OK'],
	],
	[
		'two buttons with words of their own',
		{
			approvalOptions: {
				values: { approvalType: 'double', approveLabel: 'Ja', disapproveLabel: 'Nein' },
			},
		},
		['Ja', 'Nein'],
	],
	[
		'a choice',
		{
			responseType: 'choice',
			choices: { choice: [{ title: 'Today' }, { title: 'Tomorrow', id: 'next' }] },
		},
		['Today', 'Tomorrow'],
	],
	[
		'a list',
		{
			responseType: 'list',
			buttonText: 'Choose',
			rows: { row: [{ title: 'Monday', section: '' }, { title: 'Tuesday' }] },
		},
		['Monday', 'Tuesday'],
	],
])('asks with %s', async (_what, more, titles) => {
	const { run } = await runNode(given('metaCloud', more));
	expect(run.status).toBe('waiting');
	expect((await asked()).map((message) => message.titles)).toEqual([titles]);
});

test.each<[string, INodeParameters, string]>([
	['no words', { message: ' ' }, 'The field Message is empty.'],
	[
		'a typing slip in the expression',
		{ message: '={{ $json.qestion }}' },
		'The field Message is empty: its expression gives undefined for this item.',
	],
	['too many words', { message: 'x'.repeat(1025) }, 'Message has 1025 characters'],
	['no choice', { responseType: 'choice', choices: {} }, 'The field Choices is empty.'],
	[
		'a choice that is too long',
		{ responseType: 'choice', choices: { choice: [{ title: 'x'.repeat(25) }] } },
		'Choice 1: Title',
	],
	[
		'two choices of one title',
		{ responseType: 'choice', choices: { choice: [{ title: 'A' }, { title: 'A' }] } },
		'Two buttons have the same title “A”.',
	],
	[
		'a label that is too long',
		{ approvalOptions: { values: { approveLabel: 'x'.repeat(21) } } },
		'Approve Button Label has 21 characters',
	],
	[
		'no time',
		{ options: { limitWaitTime: { values: { resumeAmount: 0, resumeUnit: 'minutes' } } } },
		'Limit Wait Time: Amount must be a number from 1',
	],
	[
		'a confirmation that no message can hold',
		{ options: { confirmationText: `${'x'.repeat(4090)}{title}` } },
		'Confirmation Text has 4097 characters',
	],
])('refuses %s', async (_what, more, sentence) => {
	const { failure } = await runNode(given('metaCloud', more));
	expect(failure?.message).toContain(sentence);
	expect(await asked()).toEqual([]);
});

test('writes the words of a model as WhatsApp shows them', async () => {
	const more = { message: '**Refund** of 59.90?', options: { textFormat: 'markdown' } };
	const { run } = await runNode(given('metaCloud', more));
	expect(run.status).toBe('waiting');
	expect((await sandbox.delivered()).map(({ text }) => text)).toEqual(['*Refund* of 59.90?']);
});

test('waits for as long as the form says, without a limit only if asked to', async () => {
	const limited = async (values: INodeParameters) => {
		const { run } = await runNode(given('metaCloud', { options: { limitWaitTime: { values } } }));
		return hoursFromNow(run.waitTill);
	};
	expect(await limited({ resumeAmount: 30, resumeUnit: 'minutes' })).toBeCloseTo(0.5, 1);
	expect(await limited({ resumeAmount: 2, resumeUnit: 'days' })).toBeCloseTo(48, 1);
	expect(await limited({ resumeUnit: 'unlimited' })).toBeGreaterThan(24 * 365 * 100);
});

test('a node whose ID is too long for a button learns how to get another one', async () => {
	const settings = { id: 'x'.repeat(200) };
	const { failure } = await runNode({ ...given('metaCloud'), settings });
	expect(failure?.message).toBe('The ID of this node is too long to stand in a button.');
	expect(failure?.description).toContain('Copy the node and paste it');
	expect(await asked()).toEqual([]);
});

test('a preview waits for nothing', async () => {
	const { run, output } = await runNode(given('metaCloud', { options: { previewOnly: true } }));
	expect(run.status).toBe('success');
	expect(output()[0]?.json).toMatchObject({
		preview: true,
		body: 'Shall we deliver tomorrow?',
		buttons: ['Approve', 'Decline'],
	});
	expect(await asked()).toEqual([]);
});

describe('a closed window', () => {
	test('stops', async () => {
		const { failure } = await runNode(given('metaCloud', {}, [ben]));
		expect(failure?.message).toContain('24 hours');
	});

	const byTemplate = (template: string, more: INodeParameters = {}): INodeParameters => ({
		ifWindowClosed: 'sendTemplate',
		template,
		language: 'en',
		specifyPlaceholders: 'json',
		valuesJson: '{"1": "A-1042"}',
		...more,
	});

	test.each(['metaCloud', 'wacrDeveloper'])(
		'%s sends a template whose quick replies answer, in their order',
		async (gateway) => {
			const { run } = await runNode(given(gateway, byTemplate('delivery_question'), [ben]));
			expect(run.status).toBe('waiting');
			const [{ titles, ids } = { titles: [], ids: [] }] = await asked();
			expect(titles).toEqual(['Yes, please', 'Another day']);
			expect(ids.map((id) => readTicket(id)?.choice)).toEqual(['0', '1']);
		},
	);

	test.each<[string, string, string, INodeParameters, string]>([
		[
			'as few quick replies',
			'metaCloud',
			'autumn_offer',
			{ valuesJson: '{"1": "Anna", "button_0": "AUTUMN"}' },
			'The template “autumn_offer” has 1 quick reply, and the question has 2 choices.',
		],
		[
			'a gateway that cannot set them',
			'wacr',
			'delivery_question',
			{},
			'WA.CR / Rasl cannot set what the buttons of a template bring back, so nobody could answer with “delivery_question”.',
		],
	])('refuses %s before anything is sent', async (_what, gateway, template, more, sentence) => {
		// Also where the window is open, and the template would not be needed today.
		const { failure } = await runNode(given(gateway, byTemplate(template, more)));
		expect(failure?.message).toBe(sentence);
		expect(await asked()).toEqual([]);
	});

	test('can come out as not delivered, at once', async () => {
		const more = { ifWindowClosed: 'outputAsNotDelivered' };
		const { run, output } = await runNode(given('metaCloud', more, [ben]));
		expect(run.status).toBe('success');
		expect(output()[0]?.json).toMatchObject({
			answered: false,
			approved: false,
			fault: 'windowClosed',
			status: 'failed',
			receipt: { status: 'failed', to: ben },
		});
	});
});
