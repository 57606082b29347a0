import { runNode } from './engine';
import { text } from './parameters';
import { anna, chloe, startSandbox, type Sandbox } from './sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const path = '/v1/whatsapp/messages';

const send = async (gateway: string, items: string[], settings: object = {}) =>
	await runNode({
		parameters: text({ to: anna, options: { timeout: 1 } }),
		credentials: sandbox.account(gateway),
		items: items.map((words) => ({ json: { text: words } })),
		settings: { onError: 'continueErrorOutput', ...settings },
	});

describe('a gateway that takes keys', () => {
	test.each<[string, object]>([
		['breaks off after it took the message', { after: 'accepted', status: 502, body: '' }],
		['stalls after it took the message', { after: 'accepted', stallMs: 3000 }],
		['loses the connection after it took the message', { after: 'accepted', reset: true }],
		['loses the connection before', { reset: true }],
	])(
		'that %s is asked again, and the message arrives once',
		async (_what, fault) => {
			await sandbox.spoil({ gateway: 'mojeeb', path, ...fault });
			const { output } = await send('mojeeb', ['Hello']);
			expect(output()[0]?.json).toMatchObject({
				attempts: 2,
				replayed: 'after' in fault,
				idempotencyKey: expect.stringMatching(/^[0-9a-f]{64}$/),
			});
			expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Hello']);
		},
		20_000,
	);

	test('gets a key of its own for each item, also where two say the same', async () => {
		const { output } = await send('mojeeb', ['Hello', 'Hello']);
		const keys = output().map(({ json }) => json['idempotencyKey']);
		expect(new Set(keys).size).toBe(2);
		expect(await sandbox.delivered()).toHaveLength(2);
	});

	test('gets the same key where n8n tries the node again', async () => {
		await sandbox.spoil({
			gateway: 'mojeeb',
			path,
			times: 3,
			after: 'accepted',
			status: 502,
			body: '',
		});
		const { run, output } = await send('mojeeb', ['Hello'], {
			onError: 'stopWorkflow',
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 0,
		});
		expect(run.status).toBe('success');
		expect(output()[0]?.json).toMatchObject({ replayed: true });
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 30_000);

	test('gets the same key also where the words are other ones by then', async () => {
		await sandbox.spoil({
			gateway: 'mojeeb',
			path,
			times: 3,
			after: 'accepted',
			status: 502,
			body: '',
		});
		const { failure } = await runNode({
			parameters: text({ to: anna, text: '={{ $now.toMillis() }}', options: { timeout: 1 } }),
			credentials: sandbox.account('mojeeb'),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(failure?.message).toContain('under the same key');
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 30_000);

	test('tells a correlation id', async () => {
		const { output } = await send('mojeeb', ['Hello']);
		const { correlationId, idempotencyKey } = output()[0]?.json ?? {};
		expect(correlationId).toBe(`n8n-${String(idempotencyKey).slice(0, 24)}`);
	});
});

test('a gateway without keys is not asked again, and its receipt names none', async () => {
	const { output } = await send('qyvo', ['Hello']);
	expect(output()[0]?.json).toMatchObject({ idempotencyKey: null, replayed: false, attempts: 1 });
	await sandbox.spoil({ gateway: 'qyvo', path: '/api', after: 'accepted', status: 502, body: '' });
	const again = await send('qyvo', ['Again']);
	expect(again.output(1)[0]?.json).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
	expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Hello', 'Again']);
});

test('what was sent before the run stopped is not sent again when n8n tries again, whatever its words are by then', async () => {
	await sandbox.spoil({ gateway: 'qyvo', phone: chloe, limited: { after: 3600 } });
	await sandbox.inbound(chloe, 'Hello');
	const { output, failure } = await runNode({
		parameters: text({
			text: '={{ $json.name }} {{ $now.toMillis() }}',
			options: { parallelRecipients: 1 },
		}),
		credentials: sandbox.account('qyvo'),
		items: [{ json: { phone: anna, name: 'Anna' } }, { json: { phone: chloe, name: 'Chloe' } }],
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(failure).toBeUndefined();
	expect(output().map(({ json }) => json['replayed'])).toEqual([true, false]);
	expect((await sandbox.delivered()).map(({ phone }) => phone)).toEqual([anna, chloe]);
}, 30_000);
