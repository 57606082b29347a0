import type { INode } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { holdDeadlines } from './deadlines';
import { runNode, type Place } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());
afterEach(() => jest.restoreAllMocks());

const path = '/v1/whatsapp/messages';

const send = async (gateway: string, items: string[], settings: object = {}) =>
	await runNode({
		parameters: text({ to: anna }),
		credentials: sandbox.account(gateway),
		items: items.map((body) => ({ json: { text: body } })),
		settings: { onError: 'continueErrorOutput', ...settings },
	});

describe('a gateway with idempotency keys', () => {
	test.each<[string, object]>([
		['breaks off after it took the message', { after: 'accepted', status: 502, body: '' }],
		['loses the connection after it took the message', { after: 'accepted', reset: true }],
		['loses the connection before', { reset: true }],
	])(
		'that %s is asked again, and the message arrives once',
		async (_what, fault) => {
			await sandbox.queueFault({ gateway: 'mojeeb', path, ...fault });
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

	test('is asked again after a stall, and the message arrives once', async () => {
		const deadlines = holdDeadlines();
		await sandbox.queueFault({ gateway: 'mojeeb', path, after: 'accepted', stallMs: 600_000 });
		const sent = send('mojeeb', ['Hello']);
		await sandbox.deliveredCount(1);
		deadlines.expire();
		expect((await sent).output()[0]?.json).toMatchObject({ attempts: 2, replayed: true });
		expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Hello']);
	});

	test('gets a separate key for each item, even if two items are equal', async () => {
		const { output } = await send('mojeeb', ['Hello', 'Hello']);
		const keys = output().map(({ json }) => json['idempotencyKey']);
		expect(new Set(keys).size).toBe(2);
		expect(await sandbox.delivered()).toHaveLength(2);
	});

	test('gets the same key when n8n retries the node', async () => {
		await sandbox.queueFault({
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

	test('gets the same key when the text has changed before the retry', async () => {
		await sandbox.queueFault({
			gateway: 'mojeeb',
			path,
			times: 3,
			after: 'accepted',
			status: 502,
			body: '',
		});
		const { failure } = await runNode({
			parameters: text({ to: anna, text: '={{ $now.toMillis() }}' }),
			credentials: sandbox.account('mojeeb'),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(failure?.message).toContain('under the same key');
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 30_000);

	test('returns a correlation ID', async () => {
		const { output } = await send('mojeeb', ['Hello']);
		const { correlationId, idempotencyKey } = output()[0]?.json ?? {};
		expect(correlationId).toBe(`n8n-${String(idempotencyKey).slice(0, 24)}`);
	});
});

test('a gateway without idempotency keys is not asked again, and its receipt has no key', async () => {
	const { output } = await send('qyvo', ['Hello']);
	expect(output()[0]?.json).toMatchObject({ idempotencyKey: null, replayed: false, attempts: 1 });
	await sandbox.queueFault({
		gateway: 'qyvo',
		path: '/api',
		after: 'accepted',
		status: 502,
		body: '',
	});
	const second = await send('qyvo', ['Again']);
	expect(second.output(1)[0]?.json).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
	expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Hello', 'Again']);
});

test('a message sent before the run stopped is not sent again by a retry, even if its text has changed', async () => {
	await sandbox.queueFault({ gateway: 'qyvo', phone: chloe, limited: { after: 3600 } });
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

test('a run whose execution has the number of an earlier one has keys of its own', async () => {
	const place = { executionId: 'restored' };
	for (let time = 0; time < 2; time++) {
		const { output } = await runNode({
			parameters: text({ to: anna }),
			credentials: sandbox.account('mojeeb'),
			items: [{ json: { text: 'Hello' } }],
			place,
		});
		expect(output()[0]?.json).toMatchObject({ replayed: false });
	}
	expect(await sandbox.delivered()).toHaveLength(2);
});

describe('Message Key', () => {
	const order = 'A-1042';
	/** One message of a workflow, each time in a new execution. */
	const about = async (
		gateway: string,
		body: string,
		{ settings = {}, place = {} }: { settings?: Partial<INode>; place?: Partial<Place> } = {},
	) =>
		await runNode({
			parameters: text({ to: anna, options: { messageKey: '={{ $json.order }}' } }),
			credentials: sandbox.account(gateway),
			items: [{ json: { text: body, order } }],
			settings: { onError: 'continueErrorOutput', ...settings },
			place,
		});

	test('sends once when the workflow runs several times', async () => {
		const first = await about('mojeeb', 'Hello');
		const second = await about('mojeeb', 'Hello');
		const [one, two] = [first, second].map(({ output }) => output()[0]?.json);
		expect(one).toMatchObject({ replayed: false });
		expect(two).toMatchObject({ replayed: true, messageId: one?.['messageId'] });
		expect(two?.['idempotencyKey']).toBe(one?.['idempotencyKey']);
		const hints = [expect.stringContaining('Mojeeb has taken the message and may still refuse it')];
		expect(second.hints).toEqual(hints);
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test('is refused for another text, with the reason', async () => {
		await about('mojeeb', 'Hello');
		const { output } = await about('mojeeb', 'Goodbye');
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'conflict',
			message: expect.stringMatching(
				/^Another message went out under the same key within the last 24 hours\. Mojeeb’s reference for support: n8n-\w+\.$/,
			),
			correlationId: expect.stringMatching(/^n8n-/),
			hint: expect.stringContaining('This one was not sent.'),
			sent: 'no',
		});
		expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Hello']);
	});

	test.each<[string, Parameters<typeof about>[2]]>([
		['node', { settings: { id: '3' } }],
		['workflow', { place: { workflowId: 'other' } }],
	])('is a different key in another %s', async (_where, more) => {
		await about('mojeeb', 'Hello');
		const { output } = await about('mojeeb', 'Goodbye', more);
		expect(output()[0]?.json).toMatchObject({ replayed: false });
		expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Hello', 'Goodbye']);
	});

	test.each([
		' ',
		'={{ $json.nothing }}',
		'={{ {} }}',
		'={{ [] }}',
		'={{ NaN }}',
		'={{ String({}) }}',
	])('that is empty (%j) is refused, because it would protect from nothing', async (messageKey) => {
		const { output } = await runNode({
			parameters: text({ to: anna, options: { messageKey } }),
			credentials: sandbox.account('mojeeb'),
			items: [{ json: { text: 'Hello' } }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'invalidRequest',
			message: 'The Message Key of this item is empty.',
		});
		expect(await sandbox.delivered()).toHaveLength(0);
	});

	test('may be an object: different objects are different keys', async () => {
		const { output } = await runNode({
			parameters: text({ to: anna, options: { messageKey: '={{ $json.order }}' } }),
			credentials: sandbox.account('mojeeb'),
			items: [1, 2].map((id) => ({ json: { text: 'Hello', order: { id } } })),
		});
		expect(output().map(({ json }) => json['replayed'])).toEqual([false, false]);
		expect(await sandbox.delivered()).toHaveLength(2);
	});

	test('may be an object, whatever the order of its fields', async () => {
		const { output } = await runNode({
			parameters: text({ to: anna, options: { messageKey: '={{ $json.order }}' } }),
			credentials: sandbox.account('mojeeb'),
			items: [
				{ shop: { name: 'a', id: 1 }, id: 7 },
				{ id: 7, shop: { id: 1, name: 'a' } },
			].map((order) => ({ json: { text: 'Hello', order } })),
		});
		expect(output().map(({ json }) => json['replayed'])).toEqual([false, true]);
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test('that is still in progress at the gateway is retried', async () => {
		await sandbox.queueFault({
			gateway: 'mojeeb',
			path,
			status: 409,
			headers: { 'Retry-After': '1' },
			body: {
				error: {
					type: 'idempotency_error',
					code: 'idempotency_key_in_progress',
					message: 'A request with this Idempotency-Key is still in progress.',
				},
			},
		});
		const { output } = await about('mojeeb', 'Hello');
		expect(output()[0]?.json).toMatchObject({ attempts: 2, status: 'queued' });
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test('applies to the fallback template as well', async () => {
		const run = async () =>
			await runNode({
				parameters: {
					...templateJson('order_confirmation', ['Ben', order, '5 €']),
					...text({ to: ben, text: 'Hello', options: { messageKey: order } }),
					ifWindowClosed: 'sendTemplate',
				},
				credentials: sandbox.account('mojeeb'),
			});
		const receipts = [await run(), await run()].map(({ output }) => output()[0]?.json);
		expect(receipts.map((receipt) => receipt?.['replayed'])).toEqual([false, true]);
		expect((await sandbox.delivered()).map(({ kind }) => kind)).toEqual(['template']);
	}, 30_000);

	test.each(['sent', 'none'])(
		'of a message that was not delivered says so, and what to do (Wait Until: %s)',
		async (waitUntil) => {
			const run = async (messageKey: string, options: object = {}) =>
				await runNode({
					parameters: text({ to: anna, options: { messageKey, ...options } }),
					credentials: sandbox.account('mojeeb'),
					items: [{ json: { text: 'Hello' } }],
				});
			await run('first');
			const [{ id } = { id: '' }] = await sandbox.delivered();
			await sandbox.progress(id, 'failed', 'Blocked');
			// Mojeeb shows a message as queued for a while.
			await sandbox.speed(1000);
			const repeated = await run('first', { waitUntil });
			expect(repeated.failure?.message).toContain('was not delivered');
			expect(repeated.failure?.description).toContain('give it another Message Key');
			expect((await run('second')).output()[0]?.json).toMatchObject({ replayed: false });
		},
		60_000,
	);

	const without = gateways.filter(({ idempotencyHeader }) => idempotencyHeader === undefined);
	test.each(without.map(({ id, name }) => [name, id]))(
		'does not stop %s from sending where n8n has no store for keys, and the run has a hint',
		async (_name, id) => {
			await about(id, 'Hello');
			const { output, hints } = await about(id, 'Goodbye');
			expect(output()[0]?.json).toMatchObject({ idempotencyKey: null, replayed: false });
			expect(hints).toContain(
				'n8n could not keep the Message Keys of this run, so another run may send the same messages again. Update n8n, or look at its database.',
			);
			expect(await sandbox.delivered()).toHaveLength(2);
		},
	);

	test.each(gateways.map(({ id, name }) => [name, id]))(
		'sends once through %s where two items have the same one',
		async (_name, id) => {
			const { output } = await runNode({
				parameters: text({ to: anna, options: { messageKey: 'same' } }),
				credentials: sandbox.account(id),
				items: [1, 2].map(() => ({ json: { text: 'Hello' } })),
			});
			expect(output().map(({ json }) => json['replayed'])).toEqual([false, true]);
			expect(await sandbox.delivered()).toHaveLength(1);
		},
	);
});
