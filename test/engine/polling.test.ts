import { serveSandbox, type Served } from '../../sandbox/serve';
import { manualTime } from '../sandbox/manualTime';
import { publishedPoll, type PublishedPoll } from './triggers';

const minute = 60_000;
const hour = 60 * minute;
const begin = Date.parse('2026-11-21T09:00:20Z');

/** The gateways that can be polled. */
const gateways = ['wacr', 'wacrDeveloper', 'qyvo'];

let served: Served;
/** n8n's clock; the gateway has its own. */
let n8nTime: number;
let gatewayClock: Served['sandbox']['store']['clock'];
beforeEach(async () => {
	served = await serveSandbox({ port: 0, time: manualTime(begin) });
	gatewayClock = served.sandbox.store.clock;
	n8nTime = begin;
	jest.spyOn(Date, 'now').mockImplementation(() => n8nTime);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await served.close();
});

async function ask(path: string, body?: object): Promise<unknown> {
	const method = body === undefined ? 'GET' : 'POST';
	const request = new Request(`${served.url}/_sandbox/${path}`, {
		method,
		...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const response = await served.sandbox.fetch(request);
	if (!response.ok) throw new Error(await response.text());
	return await response.json();
}

async function published(
	gateway: string,
	options = {},
	events: readonly string[] = ['message'],
): Promise<PublishedPoll> {
	const overview = (await ask('')) as { gateways: Array<Record<string, string>> };
	const found = overview.gateways.find(({ id }) => id === gateway);
	const { baseUrl = '', accessToken = '' } = found ?? {};
	return publishedPoll(
		{ events: [...events], splitOutputs: false, filters: {}, options },
		{ gateway, baseUrl, accessToken, defaultCountry: '', webhookSecret: '' },
	);
}

/** People who write to a gateway, and a trigger that polls it each minute. */
async function conversation(gateway: string, options = {}) {
	const trigger = await published(gateway, options);
	const wrote: string[] = [];
	const got: string[] = [];
	const poll = async () => {
		n8nTime += minute;
		gatewayClock.advance(minute);
		const items = (await trigger.poll())?.flat() ?? [];
		const texts = items.map(({ json }) => String(json['text']));
		got.push(...texts);
		return texts;
	};
	return {
		poll,
		wrote,
		got,
		async write(...texts: string[]) {
			for (const text of texts) {
				await ask('inbound', { phone: '+491713920012', gateway, text });
				wrote.push(text);
			}
		},
	};
}

describe.each(gateways)('%s', (gateway) => {
	test('messages of one moment come in the order in which they were written, each once', async () => {
		const { poll, write } = await conversation(gateway);
		expect(await poll()).toEqual([]);
		await write('one', 'two', 'three');
		expect(await poll()).toEqual(['one', 'two', 'three']);
		await write('four', 'five');
		gatewayClock.advance(1000);
		await write('six', 'seven');
		expect(await poll()).toEqual(['four', 'five', 'six', 'seven']);
		expect(await poll()).toEqual([]);
	});

	test('what a person wrote since the last poll is one item, if the user wants it', async () => {
		const { poll, write } = await conversation(gateway, { joinMessages: true });
		await poll();
		await write('one', 'two', 'three');
		expect(await poll()).toEqual(['one\ntwo\nthree']);
	});

	test('messages of one moment that two polls find come once', async () => {
		const { poll, write, got, wrote } = await conversation(gateway);
		await poll();
		const moment = gatewayClock.now() + minute;
		for (const text of ['one', 'two', 'three']) {
			gatewayClock.set(moment);
			await write(text);
			await poll();
		}
		expect(got).toEqual(wrote);
	});

	test('a message that the list shows late comes once', async () => {
		const { poll, write, got, wrote } = await conversation(gateway);
		await poll();
		await write('in time');
		await poll();
		gatewayClock.advance(-9 * minute);
		await write('late');
		gatewayClock.advance(9 * minute);
		for (let polls = 0; polls < 3; polls++) await poll();
		expect(got).toEqual(wrote);
	});

	test.each([
		['back by an hour, as where a gateway writes its local time', -hour],
		['forth by a day', 24 * hour],
	])(
		'each message comes once when the gateway’s clock goes %s, and when it is put right',
		async (_case, jump) => {
			const { poll, write, got, wrote } = await conversation(gateway);
			await poll();
			await write('before');
			await poll();
			gatewayClock.advance(jump);
			await write('after', 'and another');
			await poll();
			await write('later');
			await poll();
			gatewayClock.advance(-jump);
			await write('put right');
			for (let polls = 0; polls < 12; polls++) await poll();
			expect(got).toEqual(wrote);
		},
	);

	test.each([
		['ahead', 3 * hour],
		['behind', -3 * hour],
	])(
		'each message comes once where n8n’s clock is %s, and when it is put right',
		async (_case, by) => {
			const { poll, write, got, wrote } = await conversation(gateway);
			n8nTime += by;
			await poll();
			await write('one');
			await poll();
			await write('two', 'three');
			await poll();
			n8nTime -= by;
			await write('four');
			for (let polls = 0; polls < 12; polls++) await poll();
			expect(got).toEqual(wrote);
		},
	);

	test('the first message of a new number comes, also where n8n’s clock is ahead', async () => {
		served.sandbox.store.ledger.messages.length = 0;
		n8nTime += 3 * hour;
		const { poll, write, got, wrote } = await conversation(gateway);
		await poll();
		await poll();
		await write('hello');
		await poll();
		await write('again');
		await poll();
		expect(got).toEqual(wrote);
	});

	test('what was written before the first poll does not come, also with a time in the future', async () => {
		const { poll, write, got } = await conversation(gateway);
		await write('old');
		gatewayClock.advance(24 * hour);
		await write('old, from the future');
		gatewayClock.advance(-24 * hour);
		await poll();
		await write('new');
		for (let polls = 0; polls < 12; polls++) await poll();
		expect(got).toEqual(['new']);
	});

	test('a test run in the editor gets the newest message, and moves nothing', async () => {
		const trigger = await published(gateway);
		const { poll, write } = await conversation(gateway);
		await poll();
		await write('older', 'newest');
		const items = (await trigger.test()).flat();
		expect(items.map(({ json }) => json['text'])).toEqual(['newest']);
		expect(await poll()).toEqual(['older', 'newest']);
	});
});

describe('campaigns, flows and sequences of Qyvo', () => {
	const access = { authorization: 'Bearer qyvo-sandbox-token', 'content-type': 'application/json' };
	const startFlow = async (phone: string) => {
		const request = new Request(`${served.url}/qyvo/api/v1/actions/trigger-flow`, {
			method: 'POST',
			headers: access,
			body: JSON.stringify({ flow_id: '01J3F000000000000000000001', phone }),
		});
		expect((await served.sandbox.fetch(request)).status).toBe(201);
	};
	const next = async (trigger: PublishedPoll) => {
		n8nTime += minute;
		gatewayClock.advance(minute);
		return ((await trigger.poll())?.flat() ?? []).map(({ json }) => json);
	};
	const paths = async () =>
		((await ask('requests')) as { requests: Array<{ path: string }> }).requests.map(
			({ path }) => path,
		);

	test('start a run each, once, and what began before is old', async () => {
		await startFlow('+491713920001');
		const trigger = await published('qyvo', {}, ['flowStarted', 'sequenceStarted', 'campaignSent']);
		expect(await next(trigger)).toEqual([]);
		await startFlow('+491713920012');
		expect(await next(trigger)).toMatchObject([
			{
				event: 'flowStarted',
				from: '+491713920012',
				automation: { name: 'Abandoned cart 30min', status: 'running' },
			},
		]);
		expect(await next(trigger)).toEqual([]);
	});

	test('are found by a test run, although messages are newer', async () => {
		const trigger = await published('qyvo', {}, ['campaignSent']);
		expect((await trigger.test()).flat().map(({ json }) => json)).toMatchObject([
			{ event: 'campaignSent', from: null, automation: { name: 'Spring sale', status: 'sent' } },
		]);
	});

	test('are not asked for unless they are wanted', async () => {
		const trigger = await published('qyvo');
		await next(trigger);
		await next(trigger);
		expect((await paths()).filter((path) => !path.includes('new-message-received'))).toEqual([]);
	});

	test('that are selected later start no run for what began before', async () => {
		const trigger = await published('qyvo');
		await next(trigger);
		await startFlow('+491713920001');
		await next(trigger);
		trigger.change({ events: ['message', 'flowStarted'] });
		expect(await next(trigger)).toEqual([]);
		await startFlow('+491713920012');
		expect(await next(trigger)).toMatchObject([{ from: '+491713920012' }]);
	});
});

describe('contacts and colleagues of WA.CR', () => {
	const access = { authorization: 'Bearer wacr-sandbox-token', 'content-type': 'application/json' };
	const post = async (path: string, body: object) => {
		const url = `${served.url}/wacr/api/v2/${path}`;
		const request = new Request(url, {
			method: 'POST',
			headers: access,
			body: JSON.stringify(body),
		});
		const response = await served.sandbox.fetch(request);
		expect(response.ok).toBe(true);
	};
	const create = async (phone: string) =>
		await post('contacts', {
			...{ firstname: 'New', lastname: 'Person', phone, type: 'lead' },
			...{ source_id: 1, status_id: 1 },
		});
	const colleague = async (text: string) =>
		await ask('events', { gateway: 'wacr', echo: { phone: '+491713920012', text } });
	const next = async (trigger: PublishedPoll) => {
		n8nTime += minute;
		gatewayClock.advance(minute);
		return ((await trigger.poll())?.flat() ?? []).map(({ json }) => json);
	};

	test('start a run each, once, and those from before are old', async () => {
		await create('+491713920001');
		await colleague('Old');
		const trigger = await published('wacr', {}, ['contactCreated', 'echo']);
		expect(await next(trigger)).toEqual([]);
		await create('+491713920077');
		await colleague('I call you.');
		const found = await next(trigger);
		expect(found).toHaveLength(2);
		expect(found).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					event: 'contactCreated',
					from: '+491713920077',
					contact: expect.objectContaining({ name: 'New Person' }),
				}),
				expect.objectContaining({
					event: 'echo',
					from: '+491713920012',
					text: 'I call you.',
					echo: expect.objectContaining({ action: 'sent', direction: 'outbound' }),
				}),
			]),
		);
		expect(await next(trigger)).toEqual([]);
	});

	test('many of one moment come once each, also after a page that failed', async () => {
		const trigger = await published('wacr', {}, ['message', 'contactCreated', 'echo']);
		await next(trigger);
		await ask('rate-limit', { gateway: 'wacr', requests: 1000, seconds: 1 });
		const phones = Array.from({ length: 230 }, (_, n) => `+4917139${40_000 + n}`);
		for (const phone of phones) await create(phone);
		for (let n = 0; n < 3; n++) await colleague(`Echo ${n}`);
		await ask('inbound', { phone: '+491713920012', gateway: 'wacr', text: 'Hi' });
		const fault = { gateway: 'wacr', path: '/api/v2/contacts', status: 404, body: {} };
		await ask('faults', fault);
		await expect(next(trigger)).rejects.toThrow();
		const found = [...(await next(trigger)), ...(await next(trigger)), ...(await next(trigger))];
		const count = (kind: string) => found.filter(({ event }) => event === kind).length;
		expect([count('contactCreated'), count('echo'), count('message')]).toEqual([230, 3, 1]);
		const froms = found.filter(({ event }) => event === 'contactCreated').map(({ from }) => from);
		expect(new Set(froms)).toEqual(new Set(phones));
		const again = await published('wacr', {}, ['contactCreated', 'echo']);
		expect(await next(again)).toEqual([]);
	});

	test('what the API sent is no echo', async () => {
		await ask('inbound', { phone: '+491713920012', gateway: 'wacr', text: 'Hi' });
		const trigger = await published('wacr', {}, ['echo']);
		await next(trigger);
		await post('messages/text', { phone: '+491713920012', message: 'Sent by the API' });
		await colleague('Written by hand');
		expect((await next(trigger)).map(({ text }) => text)).toEqual(['Written by hand']);
	});

	test('are not asked for unless they are wanted', async () => {
		const trigger = await published('wacr');
		await next(trigger);
		await next(trigger);
		const { requests } = (await ask('requests')) as { requests: Array<{ path: string }> };
		expect(requests.filter(({ path }) => path.includes('contacts'))).toEqual([]);
	});
});
