import type { IDataObject } from 'n8n-workflow';

import { holdDeadlines } from './deadlines';
import { beginNode, runItems, type EngineRun } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
// A new sandbox for each test, so that the rate limiter of its account is unused.
beforeEach(async () => {
	sandbox = await startSandbox();
	await sandbox.openWindows(people.slice(0, 6));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const accepted = { after: 'accepted' } as const;

/** The faults by item number, because the error output does not keep the positions. */
const outcomes = ({ output }: EngineRun) =>
	Object.fromEntries(
		[...output(0), ...output(1)].map(({ json, pairedItem }) => [
			(pairedItem as { item: number }).item,
			json,
		]),
	) as Record<number, IDataObject>;

const send = async (
	gateway: string,
	items: object[],
	options: Record<string, string | number | boolean> = {},
) => await runItems(sandbox.account(gateway), text({ options }), items, 'continueErrorOutput');

const unknown = { fault: 'unknownOutcome', sent: 'unknown', retryable: false };

describe('a gateway with a list of sent messages', () => {
	const gateway = 'wacr';

	const listed = 'The list of WA.CR / Rasl shows the same words, sent to this person since then.';

	test('says what its list shows of a message without an answer, and takes no row for a receipt', async () => {
		const faults = [
			{ reset: true },
			{ status: 502, body: '<h1>Bad Gateway</h1>' },
			{ stallMs: 600_000 },
			{ truncate: 20 },
		];
		for (const [n, fault] of faults.entries()) {
			await sandbox.queueFault({ gateway, phone: people[n], ...accepted, ...fault });
		}
		const items = faults.map((_, n) => ({ phone: people[n], text: `Hello ${n}` }));
		const deadlines = holdDeadlines();
		const sent = send(gateway, items);
		await sandbox.deliveredCount(faults.length);
		await sandbox.answersRead();
		deadlines.expire();
		const run = await sent;
		expect(run.output(0)).toEqual([]);
		const delivered = await sandbox.delivered();
		expect(delivered).toHaveLength(4);
		for (const [n, json] of Object.entries(outcomes(run))) {
			const there = delivered.find(({ phone }) => phone === people[Number(n)]);
			expect(json).toMatchObject({ ...unknown, message: expect.stringContaining(listed) });
			expect(json['hint']).toContain(String(Number(/\d+$/.exec(there?.id ?? '')?.[0])));
			expect(json['raw']).toMatchObject([{ message_id: there?.whatsappMessageId }]);
		}
	}, 60_000);

	test('says nothing about its list for a message that is missing there', async () => {
		const [lost = '', refused = '', stalled = '', before = ''] = people;
		await sandbox.queueFault({ gateway, phone: lost, reset: true });
		await sandbox.queueFault({ gateway, phone: refused, status: 502, body: '' });
		await sandbox.queueFault({ gateway, phone: stalled, stallMs: 600_000 });
		const deadlines = holdDeadlines();
		const phones = [lost, refused, stalled, before];
		const items = phones.map((phone) => ({ phone, text: 'Hello' }));
		await sandbox.queueFault({ gateway, phone: before, limited: { after: 1 } });
		const run = send(gateway, items);
		await sandbox.faultsMet();
		await sandbox.answersRead();
		deadlines.expire();
		const reported = outcomes(await run);
		for (const item of [0, 1, 2]) {
			expect(reported[item]).toMatchObject(unknown);
			expect(reported[item]?.['message']).not.toContain(listed);
		}
		expect((await sandbox.delivered()).map(({ phone }) => phone)).toEqual([before]);
	}, 60_000);

	test('gives no receipt for the message of another process, with the same words to the same person', async () => {
		const { baseUrl, accessToken } = sandbox.account(gateway);
		await sandbox.queueFault({ gateway, phone: anna, reset: true });
		const run = send(gateway, [{ phone: anna, text: 'Hello' }]);
		await sandbox.faultsMet();
		const other = await fetch(`${String(baseUrl)}/messages/text`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${String(accessToken)}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ phone: anna, message: 'Hello' }),
		});
		expect(other.ok).toBe(true);
		expect(outcomes(await run)[0]).toMatchObject(unknown);
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 60_000);

	test('is also searched for a template', async () => {
		await sandbox.queueFault({ gateway, path: '/api/v2/messages', ...accepted, reset: true });
		const run = await runItems(
			sandbox.account(gateway),
			templateJson('order_confirmation', ['Anna', 'A-1', '5 €']),
			[{ phone: people[9] }],
			'continueErrorOutput',
		);
		expect(outcomes(run)[0]).toMatchObject({
			...unknown,
			message: expect.stringContaining(listed),
		});
	}, 60_000);

	test('a message that its list shows is not sent again, not even with Retry If Outcome Unknown', async () => {
		await sandbox.queueFault({ gateway, phone: anna, ...accepted, reset: true });
		const items = [{ phone: anna, text: 'Hello' }];
		const run = await send(gateway, items, { retryUnknownOutcome: true });
		expect(outcomes(run)[0]).toMatchObject(unknown);
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 60_000);

	test('leaves the outcome unknown if the run is stopped during the search', async () => {
		const deadlines = holdDeadlines();
		await sandbox.queueFault({ gateway, phone: anna, ...accepted, status: 502, body: '' });
		await sandbox.queueFault({ gateway, path: '/api/v2/messages', stallMs: 600_000 });
		const { done, stop } = beginNode({
			parameters: text({ options: { retryUnknownOutcome: true } }),
			credentials: sandbox.account(gateway),
			items: [{ json: { phone: anna, text: 'Hello' } }],
		});
		// The node is asking for the list, so it has read the answer without an outcome.
		await sandbox.faultsMet();
		stop();
		deadlines.expire();
		const { failure } = await done;
		expect(failure?.message).toContain('did not say whether the message was sent');
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 60_000);
});

describe('Retry If Outcome Unknown', () => {
	const retryHint =
		'Item 0: It is not known whether it was sent, so it was sent again because Retry If Outcome Unknown is on.';

	test.each([
		['after it took the message, so that it arrives twice', accepted, 2],
		['before it took the message, so that it arrives once', {}, 1],
	])(
		'sends again if a gateway without a list breaks the connection %s',
		async (_when, fault, times) => {
			await sandbox.queueFault({ gateway: 'qyvo', phone: anna, reset: true, ...fault });
			const items = [{ phone: anna, text: 'Hello' }];
			const { output, hints } = await send('qyvo', items, { retryUnknownOutcome: true });
			expect(output()[0]?.json).toMatchObject({ status: 'sent', attempts: 2 });
			expect(hints).toEqual([retryHint]);
			expect(await sandbox.delivered()).toHaveLength(times);
		},
	);

	test('stops after the third attempt', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', phone: anna, reset: true, times: 10 });
		const items = [{ phone: anna, text: 'Hello' }];
		const run = await send('qyvo', items, { retryUnknownOutcome: true });
		expect(outcomes(run)[0]).toMatchObject(unknown);
		expect(await sandbox.requests()).toHaveLength(3);
	});

	test.each([
		[false, 1],
		[true, 2],
	])(
		'set to %p sends %i times if the list cannot be read',
		async (retryUnknownOutcome, times) => {
			await sandbox.queueFault({ gateway: 'wacr', phone: anna, ...accepted, reset: true });
			const list = { gateway: 'wacr', path: '/api/v2/messages', times: 3 };
			await sandbox.queueFault({ ...list, status: 403, body: { success: false } });
			const items = [{ phone: anna, text: 'Hello' }];
			const run = await send('wacr', items, { retryUnknownOutcome });
			if (retryUnknownOutcome) {
				expect(run.output()[0]?.json).toMatchObject({ status: 'sent' });
				expect(run.hints).toEqual([retryHint]);
			} else expect(outcomes(run)[0]).toMatchObject(unknown);
			expect(await sandbox.delivered()).toHaveLength(times);
		},
		60_000,
	);
});

describe('a refusal after an attempt with an unknown outcome', () => {
	const closed = { status: 422, body: { error: '(#131047) Re-engagement message' } };

	test('does not say that nothing was sent, and no template is sent', async () => {
		const gateway = 'qyvo';
		await sandbox.queueFault({ gateway, phone: anna, ...accepted, reset: true });
		await sandbox.queueFault({ gateway, phone: anna, ...closed });
		const { output } = await runItems(
			sandbox.account(gateway),
			{
				...templateJson('order_confirmation', ['Anna', 'A-1', '5 €']),
				...text({ options: { retryUnknownOutcome: true } }),
				ifWindowClosed: 'sendTemplate',
			},
			[{ phone: anna, text: 'Hello' }],
			'continueErrorOutput',
		);
		expect(output(1)[0]?.json).toMatchObject(unknown);
		expect((await sandbox.delivered()).map(({ kind }) => kind)).toEqual(['text']);
	});

	test('does not say so for a gateway with keys that then asks for a long wait', async () => {
		const gateway = 'mojeeb';
		await sandbox.queueFault({ gateway, phone: anna, ...accepted, status: 502, body: '' });
		await sandbox.queueFault({ gateway, phone: anna, limited: { after: 3600 } });
		const run = await send(gateway, [{ phone: anna, text: 'Hello' }]);
		expect(outcomes(run)[0]).toMatchObject(unknown);
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 60_000);
});
