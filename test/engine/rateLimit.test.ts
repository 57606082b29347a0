import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { profileOf } from '../gateways/profiles';
import { beginNode, form, nodeType, runItems, runNode } from './engine';
import { text } from './nodeParameters';
import { startProxy } from './countingProxy';
import { anna, ben, chloe, people, startSandbox, until, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
// A new sandbox for each test, so that the rate limiter of its account is unused.
beforeEach(async () => {
	sandbox = await startSandbox();
	await sandbox.openWindows([ben, chloe, ...people.slice(0, 5)]);
});
afterEach(async () => await sandbox.close());

const to = (phones: readonly string[]) => phones.map((phone, n) => ({ phone, text: String(n) }));

/** When the messages were delivered, in milliseconds since 1970. */
const deliveryTimes = async () => (await sandbox.delivered()).map(({ at }) => Date.parse(at));

/** Waits for the first request that exceeded the rate limit, until the node has read its refusal. */
async function refusal(gateway: string) {
	const refused = await until(async () =>
		(await sandbox.requests()).find(
			(one) => one.gateway === gateway && (one.status === 429 || one.status === 400),
		),
	);
	await sandbox.answersRead();
	return refused;
}

describe('a run that is stopped during a rate limit wait', () => {
	test('ends at once, and nothing more is sent', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', limited: { after: 100 } });
		const { done, stop } = beginNode({
			parameters: text({ options: { parallelRecipients: 1 } }),
			credentials: sandbox.account('qyvo'),
			items: to([anna, ben]).map((json) => ({ json })),
		});
		await refusal('qyvo');
		stop();
		expect((await done).run.status).toBe('canceled');
		expect(await sandbox.requests()).toHaveLength(1);
	});
});

describe('a rate limit wait', () => {
	const forms = ['own', 'seconds', 'date', 'reset', 'body', 'none'];
	const retryAfter = 2;
	/** The wait for a refusal that names none, in seconds. */
	const defaultWait = 5;
	const namesWait = (gateway: string, kind: string) =>
		kind === 'own' ? profileOf(gateway).rateLimitRefusal.namesWait : kind !== 'none';

	test.each(forms)(
		'is respected by every run with the credential, and no item is lost: form %s',
		async (kind) => {
			const runs = gateways.map(async ({ id }) => {
				await sandbox.queueFault({ gateway: id, limited: { after: retryAfter, form: kind } });
				const first = runItems(sandbox.account(id), text(), to([anna]));
				const { at } = await refusal(id);
				const others = await runItems(sandbox.account(id), text(), to([anna, ben, chloe]));
				expect((await first).output()[0]?.json).toMatchObject({ attempts: 2 });
				expect(others.output()).toHaveLength(3);
				const wait = namesWait(id, kind) ? retryAfter : defaultWait;
				const later = (await sandbox.delivered()).filter(({ gateway }) => gateway === id);
				expect(later).toHaveLength(4);
				for (const message of later) {
					expect([id, Date.parse(message.at) - Date.parse(at) >= wait * 1000]).toEqual([id, true]);
				}
			});
			await Promise.all(runs);
		},
		60_000,
	);

	test('also delays requests that were queued, and they are not sent all at once', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', limited: { after: 6 } });
		const { output } = await runItems(
			sandbox.account('qyvo'),
			text({ options: { messagesPerMinute: 30 } }),
			to([anna, ben]),
		);
		expect(output()).toHaveLength(2);
		const { at } = await refusal('qyvo');
		const delayed = (await deliveryTimes())
			.map((moment) => moment - Date.parse(at))
			.sort((a, b) => a - b);
		expect(delayed[0]).toBeGreaterThanOrEqual(6000);
		expect(delayed[1]).toBeGreaterThanOrEqual(8000);
	}, 60_000);

	test('gives a hint below the output if it was long', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', limited: { after: 11 } });
		const { hints } = await runItems(sandbox.account('qyvo'), text(), to([anna]));
		expect(hints).toEqual([
			expect.stringMatching(
				/^Requests were limited to 120 per 60 seconds, the default for Qyvo, and paused when the gateway asked for it; the longest wait was \d\d seconds\.$/,
			),
		]);
	}, 60_000);

	test('gives no hint if it was short', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', limited: { after: 1 } });
		const { hints } = await runItems(sandbox.account('qyvo'), text(), to([anna]));
		expect(hints).toEqual([]);
	}, 60_000);
});

describe('two sender numbers of one account', () => {
	const numbers = ['106540352242922', '106540352242923'];
	const fromBoth = numbers.map((number, n) => ({ phone: people[n] ?? '', text: 'hello', number }));
	const options = { phoneNumberId: '={{ $json.number }}' };

	test('do not wait for each other’s rate', async () => {
		const { output } = await runItems(
			sandbox.account('metaCloud'),
			// The next message of a number waits for a minute.
			text({ options: { ...options, messagesPerMinute: 1 } }),
			fromBoth,
		);
		expect(output()).toHaveLength(2);
	}, 30_000);

	test('do not wait where the other one has reached its throughput', async () => {
		const [first, second] = fromBoth.map((json) => ({ json }));
		const error = { message: '(#130429) Rate limit hit', code: 130429 };
		const phone = first?.json.phone;
		const headers = { 'retry-after': '600' };
		const fault = { gateway: 'metaCloud', phone, status: 429, headers, body: { error } };
		await sandbox.queueFault(fault);
		const given = { parameters: text({ options }), credentials: sandbox.account('metaCloud') };
		const { done, stop } = beginNode({ ...given, items: first === undefined ? [] : [first] });
		await refusal('metaCloud');
		const { output } = await runNode({ ...given, items: second === undefined ? [] : [second] });
		expect(output()).toHaveLength(1);
		stop();
		await done;
		expect(await sandbox.delivered()).toHaveLength(1);
	}, 60_000);
});

describe('a pair rate limit for one recipient', () => {
	const pairRateLimit = {
		gateway: 'metaCloud',
		phone: anna,
		status: 400,
		body: {
			error: {
				message: '(#131056) (Business Account, Consumer Account) pair rate limit hit',
				code: 131056,
			},
		},
	};

	test('delays only that recipient, and their messages keep their order', async () => {
		await sandbox.queueFault(pairRateLimit);
		const { output } = await runItems(
			sandbox.account('metaCloud'),
			text({ options: { parallelRecipients: 1 } }),
			to([anna, anna, ben, chloe, ben]),
		);
		expect(output().map(({ json }) => json['attempts'])).toEqual([2, 1, 1, 1, 1]);
		expect((await sandbox.delivered()).map(({ phone, body }) => [phone, body])).toEqual([
			[ben, '2'],
			[ben, '4'],
			[chloe, '3'],
			[anna, '0'],
			[anna, '1'],
		]);
		const [, , , waited] = await deliveryTimes();
		const refused = (await sandbox.requests()).find(({ status }) => status === 400);
		expect((waited ?? 0) - Date.parse(refused?.at ?? '')).toBeGreaterThanOrEqual(6000);
	}, 60_000);

	test('is kept to before the gateway refuses a message, while others are served', async () => {
		const items = to([...Array.from({ length: 47 }, () => anna), ben]);
		const { output } = await runItems(
			sandbox.account('metaCloud'),
			text({ options: { parallelRecipients: 1 } }),
			items,
		);
		expect(output().map(({ json }) => json['attempts'])).toEqual(items.map(() => 1));
		expect((await sandbox.requests()).filter(({ status }) => status >= 400)).toEqual([]);
		const delivered = (await sandbox.delivered()).map(({ body }) => Number(body));
		expect(delivered.filter((n) => n < 47)).toEqual(items.slice(0, 47).map((_, n) => n));
		// Ben is no longer waiting when the 46th message to Anna waits.
		expect(delivered.indexOf(47)).toBe(45);
	}, 60_000);
});

describe('Messages per Minute', () => {
	test('spaces the messages of all runs with the credential evenly', async () => {
		const begun = Date.now();
		const options = { messagesPerMinute: 60 };
		const run = async () =>
			await runItems(sandbox.account('qyvo'), text({ options }), to([anna, ben]));
		const runs = await Promise.all([run(), run()]);
		expect(runs.flatMap(({ output }) => output())).toHaveLength(4);
		const moments = await deliveryTimes();
		expect(moments).toHaveLength(4);
		moments.forEach((at, n) => expect(at - begun).toBeGreaterThanOrEqual(n * 1000));
	}, 60_000);

	test('is named in the hint about a long wait', async () => {
		const options = { messagesPerMinute: 5 };
		const { hints } = await runItems(sandbox.account('qyvo'), text({ options }), to([anna, anna]));
		expect(hints).toEqual([
			expect.stringContaining(
				'Requests were limited to 5 per minute, as set in Messages per Minute',
			),
		]);
	}, 60_000);

	test('does not block if the clock is set back during the wait', async () => {
		const { done } = beginNode({
			parameters: text({ options: { messagesPerMinute: 30 } }),
			credentials: sandbox.account('qyvo'),
			items: to([anna, ben]).map((json) => ({ json })),
		});
		await until(async () => ((await sandbox.delivered()).length > 0 ? true : undefined));
		const real = Date.now.bind(Date);
		const anHour = 3_600_000;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => real() - anHour);
		expect((await done).output()).toHaveLength(2);
		clock.mockRestore();
	}, 60_000);

	test('may exceed the documented limit', async () => {
		await sandbox.setRateLimit('wacr', 10_000, 60);
		const options = { messagesPerMinute: 6000 };
		const items = Array.from({ length: 70 }, (_, n) => ({ phone: anna, text: String(n) }));
		const { output, hints } = await runItems(sandbox.account('wacr'), text({ options }), items);
		expect(output()).toHaveLength(70);
		expect(hints).toEqual([]);
	}, 60_000);
});

describe('Parallel Recipients', () => {
	test.each([
		[1, 1],
		[2, 2],
	])('%i: no more requests are in progress at once', async (parallelRecipients, max) => {
		const proxy = await startProxy(sandbox.url);
		const account = sandbox.account('qyvo');
		const { output } = await runItems(
			{ ...account, baseUrl: proxy.through(account['baseUrl']) },
			text({ options: { parallelRecipients } }),
			to(people.slice(0, 5)),
		);
		expect(output()).toHaveLength(5);
		expect(proxy.widest()).toBeLessThanOrEqual(max);
		await proxy.close();
	});

	test('without the option, several requests are in progress at once', async () => {
		const proxy = await startProxy(sandbox.url, { holdUntil: 2 });
		const account = sandbox.account('qyvo');
		await runItems(
			{ ...account, baseUrl: proxy.through(account['baseUrl']) },
			text(),
			to(people.slice(0, 5)),
		);
		expect(proxy.widest()).toBeGreaterThan(1);
		await proxy.close();
	});
});

test('a list in the editor does not wait for a run that has used up the rate limit', async () => {
	await sandbox.setRateLimit('wacr', 10_000, 60);
	const { done, stop } = beginNode({
		parameters: text(),
		credentials: sandbox.account('wacr'),
		items: Array.from({ length: 62 }, (_, n) => ({ json: { phone: anna, text: String(n) } })),
	});
	await until(async () => ((await sandbox.delivered()).length >= 60 ? true : undefined));
	const listed = await nodeType.methods?.listSearch?.['searchTemplates']?.call(
		form({}, sandbox.account('wacr')),
	);
	expect(listed?.results.length).toBeGreaterThan(0);
	expect(await sandbox.delivered()).toHaveLength(60);
	stop();
	await done;
}, 30_000);

test('each account has its own rate limit', async () => {
	const slow = beginNode({
		parameters: text({ options: { messagesPerMinute: 1 } }),
		credentials: sandbox.account('qyvo'),
		items: to([anna, ben]).map((json) => ({ json })),
	});
	await until(async () => ((await sandbox.delivered()).length > 0 ? true : undefined));
	const { output } = await runNode({
		parameters: text({ options: { messagesPerMinute: 1 } }),
		credentials: sandbox.account('metaCloud'),
		items: [{ json: { phone: anna, text: 'Hello' } }],
	});
	expect(output()).toHaveLength(1);
	slow.stop();
	await slow.done;
}, 30_000);
