import type { INodeParameters } from 'n8n-workflow';

import { runNode, type Place } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.openWindows([ben, chloe]);
});

const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

const run = async (
	gateway: string,
	phones: readonly string[],
	options: INodeParameters = {},
	more: object = settings,
	execution: Partial<Place> = {},
) =>
	await runNode({
		parameters: text({ options: { parallelRecipients: 1, ...options } }),
		credentials: sandbox.account(gateway),
		items: phones.map((phone, n) => ({ json: { phone, text: String(n) } })),
		settings: more,
		place: execution,
	});

const deliveredTexts = async () => (await sandbox.delivered()).map(({ body }) => body);

describe('n8n’s Retry On Fail', () => {
	test.each(['qyvo', 'wacr', 'mojeeb'])(
		'sends only what was not sent before: %s',
		async (gateway) => {
			await sandbox.queueFault({ gateway, phone: ben, limited: { after: 3600 } });
			const { run: result, output } = await run(gateway, [anna, ben, chloe]);
			expect(result.status).toBe('success');
			expect(output().map(({ json }) => [json['to'], json['replayed']])).toEqual([
				[anna, true],
				[ben, false],
				[chloe, false],
			]);
			expect(await deliveredTexts()).toEqual(['0', '1', '2']);
			const sent = (await sandbox.requests()).filter(({ status }) => status < 300);
			expect(sent).toHaveLength(3);
		},
		30_000,
	);

	test.each<[string, object, string[]]>([
		['did', { after: 'accepted' }, ['0', '1']],
		['did not', {}, ['1']],
	])(
		'sends what is left, and not what may have been sent, if it %s arrive',
		async (_what, fault, arrived) => {
			await sandbox.queueFault({ gateway: 'qyvo', phone: anna, reset: true, ...fault });
			const { run: result, failure } = await run('qyvo', [anna, ben]);
			expect(result.status).toBe('error');
			expect(failure?.message).toContain('the message may or may not have been sent');
			expect(await deliveredTexts()).toEqual(arrived);
			expect(await sandbox.requests()).toHaveLength(2);
			expect(failure?.description).toContain(
				'1 of 2 messages was sent, 1 may have been sent, 0 were not sent.',
			);
		},
		30_000,
	);

	test('does not report a message as unsent if an earlier attempt may have sent it', async () => {
		const path = '/v1/whatsapp/messages';
		const broken = { after: 'accepted', status: 502, body: '', times: 3 };
		await sandbox.queueFault({ gateway: 'mojeeb', path, ...broken });
		await sandbox.queueFault({ gateway: 'mojeeb', path, limited: { after: 3600 } });
		const { failure } = await run('mojeeb', [anna], {}, { ...settings, maxTries: 2 });
		expect(failure?.message).toContain('did not say whether the message was sent');
		expect(await deliveredTexts()).toEqual(['0']);
	}, 30_000);

	test('does not say that nothing was sent if an earlier attempt sent something', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', phone: ben, limited: { after: 3600 } });
		// The list of templates succeeds on the first attempt and fails on the second one.
		const path = '/api/v1/actions/list-templates';
		await sandbox.queueFault({ gateway: 'qyvo', path, headers: { 'x-try': 'first' } });
		await sandbox.queueFault({ gateway: 'qyvo', path, status: 403, body: { error: 'Forbidden' } });
		const { failure } = await runNode({
			parameters: templateJson('order_confirmation', ['Anna', 'A-1', '5 €'], {
				options: { parallelRecipients: 1 },
			}),
			credentials: sandbox.account('qyvo'),
			items: [anna, ben].map((phone) => ({ json: { phone } })),
			settings: { ...settings, maxTries: 2 },
		});
		expect(failure?.description).toContain('An earlier try of this run sent some of the items');
		expect(failure?.description).not.toContain('None of the items was sent');
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 30_000);

	test('sends again if the user accepts the risk', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', phone: anna, reset: true, times: 3 });
		const { output } = await run('qyvo', [anna], { retryUnknownOutcome: true });
		expect(output()[0]?.json).toMatchObject({ status: 'sent', replayed: false });
		expect(await deliveredTexts()).toEqual(['0']);
		expect(await sandbox.requests()).toHaveLength(4);
	}, 30_000);
});

describe('what a run has sent', () => {
	const plain = { onError: 'stopWorkflow' };

	test('says nothing to another execution', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', phone: ben, limited: { after: 3600 } });
		expect((await run('qyvo', [anna, ben], {}, plain)).failure).toBeDefined();
		expect((await run('qyvo', [anna, ben], {}, plain)).output()).toHaveLength(2);
		expect(await deliveredTexts()).toEqual(['0', '0', '1']);
	});

	test('says nothing to another run whose execution has the same number, as after a restored database', async () => {
		const execution = { executionId: 'the same' };
		for (let time = 0; time < 2; time++) {
			const { output } = await run('qyvo', [anna], {}, plain, execution);
			expect(output()[0]?.json).toMatchObject({ replayed: false });
		}
		expect(await deliveredTexts()).toEqual(['0', '0']);
	});
});
