import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { beginNode, nodeName, retryNode, runItems, runNode } from './engine';
import { templateFields, templateJson } from './nodeParameters';
import { forgetProcessedItems, keepProcessedItems } from './processedItems';
import { anna, ben, people, startSandbox, type Sandbox, until } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	await keepProcessedItems();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	forgetProcessedItems();
	await sandbox.reset();
	await sandbox.setRateLimit('qyvo', 1_000_000, 1);
});

const [one = '', two = '', three = '', four = ''] = people;

/** Send to Many with the people of the input items. */
function many({ options = {}, ...more }: INodeParameters = {}): INodeParameters {
	return {
		...templateJson('order_confirmation', '={{ [$json.name, "A-1", "5 €"] }}'),
		operation: 'sendToMany',
		people: 'items',
		broadcastName: 'Autumn',
		// The tests of this file share the account.
		options: { messagesPerMinute: 60_000, ...(options as INodeParameters) },
		...more,
	};
}

/** The same with a list in a field. */
const list = (entries: unknown, more: INodeParameters = {}) =>
	many({
		...{ people: 'list', to: '', valuesJson: '{"2": "A-1", "3": "5 €"}' },
		peopleList: typeof entries === 'string' ? entries : JSON.stringify(entries),
		...more,
	});

const named = (phones: readonly string[]) => phones.map((phone) => ({ phone, name: 'Anna' }));

/** A report whose lines are read by person. */
interface Report {
	readonly [count: string]: unknown;
	readonly results: ReadonlyArray<Record<string, unknown>>;
}

async function run(
	parameters: INodeParameters,
	items: readonly object[] = [{}],
	{ gateway = 'qyvo', onError }: { gateway?: string; onError?: INode['onError'] } = {},
) {
	const ran = await runItems(sandbox.account(gateway), parameters, items, onError);
	const outputs = ran.output();
	return { ...ran, outputs, report: outputs[0]?.json as unknown as Report };
}

const outcomes = ({ results }: Report) => results.map(({ outcome }) => outcome);
const reached = async () => (await sandbox.delivered()).map(({ phone }) => phone).sort();

/** The quiet hours around a moment of the clock in Berlin, or some hours after it. */
function hoursFromNow(from: number, until: number): INodeParameters {
	const clock = (hours: number) =>
		new Date(Date.now() + hours * 3_600_000).toLocaleTimeString('en-GB', {
			...{ timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' },
		});
	return { quietFrom: clock(from), quietUntil: clock(until) };
}

describe('people of the input items', () => {
	test('get their own values, and one item tells of all', async () => {
		const items = [
			{ phone: one, name: 'Anna' },
			{ phone: two, name: 'Ben' },
		];
		const { outputs, report, failure, hints } = await run(many(), items);
		expect(failure?.message).toBeUndefined();
		expect(hints).toEqual([]);
		expect(outputs).toHaveLength(1);
		expect(outputs[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		expect(report).toMatchObject({
			...{ broadcast: 'Autumn', dryRun: false, people: 2, sent: 2, failed: 0, stopped: null },
			faults: {},
		});
		const delivered = await sandbox.delivered();
		expect(report.results).toEqual(
			[one, two].map((to, index) => ({
				...{ index, to, userId: null, outcome: 'sent', reason: null, fault: null },
				messageId: expect.any(String),
				whatsappMessageId: report.results[index]?.['whatsappMessageId'],
			})),
		);
		const words = delivered.map(({ phone, body }) => [phone, body.slice(0, 9)]);
		expect(words.sort()).toEqual([
			[one, 'Hi Anna, '],
			[two, 'Hi Ben, t'],
		]);
	});

	test('get them from the placeholder fields as well', async () => {
		const { placeholders, specifyPlaceholders } = templateFields('order_confirmation', {
			'order_confirmation.1': '={{ $json.name }}',
			'order_confirmation.2': 'A-1',
			'order_confirmation.3': '5 €',
		}) as INodeParameters;
		const parameters = many({ placeholders, specifyPlaceholders } as INodeParameters);
		expect((await run(parameters, named([one, two]))).report).toMatchObject({ sent: 2 });
	});
});

describe('people of a list', () => {
	test.each<[string, unknown, INodeParameters]>([
		[
			'objects',
			[
				{ to: one, values: { 1: 'Anna' } },
				{ to: two, values: { 1: 'Ben' } },
			],
			{},
		],
		[
			'objects of a sheet',
			'={{ [{ mobile: $json.a, values: ["Anna"] }, { mobile: $json.b, values: ["Ben"] }] }}',
			{ numberField: 'mobile' },
		],
		['numbers in lines', `${one}\n${two}`, { valuesJson: '["Anna", "A-1", "5 €"]' }],
		['numbers', [one, Number(two.slice(1))], { valuesJson: '["Anna", "A-1", "5 €"]' }],
	])('are sent to: %s', async (_what, entries, more) => {
		const { report, failure } = await run(list(entries, more), [{ a: one, b: two }]);
		expect(failure?.message).toBeUndefined();
		expect(report).toMatchObject({ people: 2, sent: 2 });
		expect(await reached()).toEqual([one, two].sort());
	});

	test('may have one who is left out, and one without a number', async () => {
		const entries = [{ to: one, optedOut: true }, { name: 'Ben' }, { to: three, values: ['Anna'] }];
		const { report } = await run(list(entries));
		expect(outcomes(report)).toEqual(['optedOut', 'invalid', 'sent']);
		expect(await reached()).toEqual([three]);
	});

	test('get their own values where the account does not list its templates', async () => {
		const agentId = '00000000-0000-4000-8000-00000000dead';
		const entries = [
			{ to: one, values: { 1: 'Anna' } },
			{ to: two, values: { 1: 'Ben' } },
		];
		const { output } = await runNode({
			parameters: list(entries, { language: 'en' }),
			credentials: { ...sandbox.account('mojeeb'), agentId },
		});
		const report = output()[0]?.json as unknown as Report;
		expect(outcomes(report)).toEqual(['sent', 'sent']);
		expect(report.results[0]?.['reason']).toContain('does not list its templates');
		const words = (await sandbox.delivered()).map(({ phone, body }) => [phone, body.slice(0, 9)]);
		expect(words.sort()).toEqual([
			[one, 'Hi Anna, '],
			[two, 'Hi Ben, t'],
		]);
	});

	test.each<[unknown, RegExp]>([
		['', /List of People has no list/],
		['[]', /List of People has no list/],
		['{"to": "+49171"}', /List of People has no list/],
	])('that is %j is refused', async (entries, sentence) => {
		expect((await run(list(entries))).failure?.message).toMatch(sentence);
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('nobody is lost, and each outcome has its reason', () => {
	const items = [
		...named([one, '0171 12', two]),
		{ phone: three },
		...named([two, four]),
		{ phone: anna, name: 'Anna', stopped: true },
		...named([ben]),
	];
	const leftOut: INodeParameters = {
		optOutList: '={{ ["0171 3921003", "+44 7700 900456"] }}',
		options: { hasOptedOut: '={{ $json.stopped === true }}' },
	};

	test('where something stands against some of them', async () => {
		const { report, failure } = await run(many(leftOut), items);
		expect(failure?.message).toBeUndefined();
		const expected = ['sent', 'invalid', 'sent', 'invalid', 'duplicate', 'optedOut', 'optedOut'];
		expect(outcomes(report)).toEqual([...expected, 'sent']);
		expect(report).toMatchObject({
			...{ people: 8, sent: 3, invalid: 2, duplicate: 1, optedOut: 2, failed: 0, unknown: 0 },
			faults: { recipientInvalid: 1, templateParameters: 1 },
		});
		expect(report.results[1]).toMatchObject({ to: '0171 12', fault: 'recipientInvalid' });
		expect(report.results[3]?.['reason']).toContain('has no value for {{1}}');
		expect(await reached()).toEqual([one, two, ben].sort());
	});

	test('a dry run says the same, and sends nothing', async () => {
		const { report } = await run(many({ ...leftOut, dryRun: true }), items);
		expect(report).toMatchObject({
			...{ dryRun: true, wouldBeSent: 3, sent: 0, invalid: 2, duplicate: 1, optedOut: 2 },
			preview: { body: expect.stringContaining('Hi Anna, thank you for your order A-1') },
		});
		expect(await sandbox.delivered()).toEqual([]);
		expect((await run(many(leftOut), items)).report).toMatchObject({ sent: 3 });
	});

	test('two forms of one number are one person', async () => {
		const { report } = await run(many(), named(['+5491123456789', '+541123456789']));
		expect(outcomes(report)).toEqual(['sent', 'duplicate']);
	});

	test('an opt-out that cannot be read stops the broadcast: it would leave nobody out', async () => {
		const { failure } = await run(many({ optOutList: '0171 12' }), named([one, two]));
		expect(failure?.message).toContain('Opt-Out List: “0171 12” cannot be a phone number');
		expect(await sandbox.requestPaths()).toEqual([]);
	});

	test.each([
		['first', [true, '', 'no']],
		['last', ['', 'no', true]],
	])('who has opted out in the %s of several rows gets nothing', async (_which, stopped) => {
		const items = stopped.map((value) => ({ phone: one, name: 'Anna', stopped: value }));
		const parameters = (dryRun: boolean) =>
			many({ dryRun, options: { hasOptedOut: '={{ $json.stopped }}' } });
		for (const isDry of [true, false]) {
			const { report } = await run(parameters(isDry), items);
			expect(new Set(outcomes(report)).has('optedOut')).toBe(true);
			expect(report).toMatchObject({ sent: 0, wouldBeSent: 0 });
		}
		expect(await sandbox.delivered()).toEqual([]);
	});

	test.each([
		...['={{ $json.stoped }}', '={{ null }}', '={{ [1, 2].map((row) => row.fone) }}'],
		...['[null]', '[[null], null]', '```json\n[null, null]\n```', '={{ ["[null]"] }}'],
	])(
		'an opt-out list whose expression gives nothing stops the broadcast: %s',
		async (optOutList) => {
			const { failure } = await run(many({ optOutList }), named([one]));
			expect(failure?.message).toContain('The field Opt-Out List');
			expect(await sandbox.delivered()).toEqual([]);
		},
	);

	test.each(['', '={{ [] }}', '[]', '={{ "".split(",") }}', '={{ ["", null] }}'])(
		'an opt-out list may be empty: %s',
		async (optOutList) => {
			expect((await run(many({ optOutList }), named([one]))).report).toMatchObject({ sent: 1 });
		},
	);

	test('without a name, nothing is sent', async () => {
		const { failure } = await run(many({ broadcastName: '={{ "" }}' }), named([one]));
		expect(failure?.message).toContain('Broadcast Name is empty');
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('quiet hours', () => {
	const quiet = (options: INodeParameters, more: INodeParameters = {}) =>
		many({ options, ...more });

	test('leave people for later, by the clock in their country, and another run sends to them', async () => {
		const { report } = await run(quiet(hoursFromNow(-1, 1)), named([one]));
		expect(report).toMatchObject({ later: 1, sent: 0 });
		expect(report.results[0]?.['reason']).toContain('quiet hours');
		expect(await sandbox.delivered()).toEqual([]);
		expect((await run(quiet(hoursFromNow(1, 2)), named([one]))).report).toMatchObject({ sent: 1 });
	});

	test('that begin on the way leave the rest for later', async () => {
		const clock = Date.now.bind(Date);
		const minutes = hoursFromNow(0.5, 2);
		const { done } = beginNode({
			parameters: quiet({ ...minutes, messagesPerMinute: 60, parallelRecipients: 1 }),
			credentials: sandbox.account('qyvo'),
			items: named([one, two, three, four]).map((json) => ({ json })),
		});
		await sandbox.deliveredCount(1);
		const now = jest.spyOn(Date, 'now').mockImplementation(() => clock() + 3_600_000);
		const { output } = await done;
		now.mockRestore();
		const report = output()[0]?.json as unknown as Report;
		const { sent, later } = report as unknown as { sent: number; later: number };
		expect(sent).toBeGreaterThanOrEqual(1);
		expect(later).toBeGreaterThanOrEqual(1);
		expect(sent + later).toBe(4);
		expect(await reached()).toHaveLength(sent);
		const again = await run(quiet(hoursFromNow(1, 2)), named([one, two, three, four]));
		expect(again.report).toMatchObject({ sent: later, hadItBefore: sent });
	});

	test.each([
		['later', 'later'],
		['send', 'sent'],
	])('with an unknown country: %s', async (unknownTimeZone, outcome) => {
		const phone = '+88213123456';
		const options = { ...hoursFromNow(1, 2), unknownTimeZone };
		const { report } = await run(quiet(options), named([phone]));
		expect(outcomes(report)).toEqual([outcome]);
	});

	test('that are no time of day are refused', async () => {
		const { failure } = await run(quiet({ quietFrom: 'nine' }), named([one]));
		expect(failure?.message).toContain('Quiet Hours: From must be a time of day');
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('run again', () => {
	test.each(gateways.map(({ id }) => id))('at %s, everybody has it once', async (gateway) => {
		const items = named(people.slice(0, 3));
		expect((await run(many(), items, { gateway })).report).toMatchObject({ people: 3, sent: 3 });
		const again = await run(many(), items, { gateway });
		expect(again.report).toMatchObject({ people: 3, hadItBefore: 3, sent: 0 });
		expect(await reached()).toEqual(people.slice(0, 3).sort());
	});

	test('with a name for each person, each is known under theirs', async () => {
		const items = named(people).map((item, n) => ({ ...item, list: `List ${n % 7}` }));
		const parameters = many({ broadcastName: '={{ $json.list }}' });
		expect((await run(parameters, items)).report).toMatchObject({ sent: 20 });
		const again = await run(parameters, [...items].reverse());
		expect(again.report).toMatchObject({ hadItBefore: 20, sent: 0 });
		expect(await reached()).toEqual([...people].sort());
	});

	test('it sends the rest only, also with another list and another form of a number', async () => {
		const first = await run(many(), named([one, two, '+5491123456789']));
		expect(first.report).toMatchObject({ sent: 3 });
		const again = await run(many(), named([three, two, '+541123456789', one, four]));
		expect(outcomes(again.report)).toEqual([
			'sent',
			'hadItBefore',
			'hadItBefore',
			'hadItBefore',
			'sent',
		]);
		expect((await reached()).length).toBe(5);
	});

	test('under another name, everybody gets it', async () => {
		await run(many(), named([one]));
		const { report } = await run(many({ broadcastName: 'Winter' }), named([one]));
		expect(report).toMatchObject({ broadcast: 'Winter', sent: 1 });
		expect(await reached()).toEqual([one, one]);
	});

	test('after Stop, nobody gets it twice and nobody is forgotten', async () => {
		const parameters = many({ options: { messagesPerMinute: 600, parallelRecipients: 1 } });
		const { done, stop } = beginNode({
			parameters,
			credentials: sandbox.account('qyvo'),
			items: named(people).map((json) => ({ json })),
		});
		await sandbox.deliveredCount(3);
		stop();
		expect((await done).run.status).toBe('canceled');
		const before = await reached();
		expect(before.length).toBeLessThan(people.length);
		const { report } = await run(many(), named(people));
		const { hadItBefore, unknown, sent } = report as unknown as Record<string, number>;
		// The one that was on its way has left without an answer that anybody could read.
		expect(unknown).toBeLessThanOrEqual(1);
		expect((hadItBefore ?? 0) + (unknown ?? 0)).toBe(before.length);
		expect(sent).toBe(people.length - before.length);
		expect(await reached()).toEqual([...people].sort());
	});
});

describe('a fault in the middle', () => {
	test('of one person is in their line, and the others get the message', async () => {
		await sandbox.queueFault({
			gateway: 'metaCloud',
			phone: two,
			status: 400,
			body: {
				error: { message: '(#131026) Message undeliverable', code: 131026 },
			},
		});
		const { report, failure } = await run(many(), named([one, two, three]), {
			gateway: 'metaCloud',
		});
		expect(failure?.message).toBeUndefined();
		expect(outcomes(report)).toEqual(['sent', 'failed', 'sent']);
		expect(report.results[1]).toMatchObject({ to: two, fault: 'notOnWhatsApp' });
		expect(await reached()).toEqual([one, three].sort());
	});

	test('whose outcome is not known is reported as such, and is not sent again', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', phone: two, after: 'accepted', reset: true });
		const { report } = await run(many(), named([one, two, three]));
		expect(outcomes(report)).toEqual(['sent', 'unknown', 'sent']);
		const again = await run(many(), named([one, two, three]));
		expect(outcomes(again.report)).toEqual(['hadItBefore', 'unknown', 'hadItBefore']);
		// In the words of a broadcast, which has neither a Message Key nor items of its own.
		expect(again.report.results[1]?.['reason']).toBe(
			'Another run of this broadcast began to send this person the message, and its outcome is not known. Look the message up at the gateway. If it did not arrive, switch on the option Retry If Outcome Unknown and run the broadcast again.',
		);
		expect(await reached()).toEqual([one, two, three].sort());
	});

	const unauthorized = {
		...{ gateway: 'metaCloud', phone: two, status: 401, times: 99 },
		body: { error: { message: 'Error validating access token', code: 190 } },
	};
	const alone = many({ options: { parallelRecipients: 1 } });

	test('of the account stops it, and a retry sends the rest', async () => {
		await sandbox.queueFault({ ...unauthorized, times: 1 });
		const given = {
			parameters: alone,
			credentials: sandbox.account('metaCloud'),
			items: named([one, two, three]).map((json) => ({ json })),
		};
		const stopped = await runNode(given);
		expect(stopped.failure?.description).toContain('1 of 3 messages was sent, 2 were not sent.');
		expect(await reached()).toEqual([one]);
		const report = (await retryNode(given, stopped)).output()[0]?.json as IDataObject;
		expect(report).toMatchObject({ hadItBefore: 1, sent: 2, stopped: null });
		expect(await reached()).toEqual([one, two, three].sort());
	});

	test('of the account is in the report where On Error is Continue', async () => {
		await sandbox.queueFault(unauthorized);
		const { report } = await run(alone, named([one, two, three]), {
			...{ gateway: 'metaCloud', onError: 'continueRegularOutput' },
		});
		expect(outcomes(report)).toEqual(['sent', 'failed', 'notTried']);
		expect(report['stopped']).toEqual(expect.stringContaining('access token'));
	});

	test('of the gateway stops it only if it meets five people in a row', async () => {
		for (const phone of people.slice(0, 4)) {
			await sandbox.queueFault({ gateway: 'qyvo', phone, after: 'accepted', reset: true });
		}
		expect((await run(alone, named(people.slice(0, 6)))).report).toMatchObject({
			unknown: 4,
			sent: 2,
		});
		for (const phone of people.slice(6, 12)) {
			await sandbox.queueFault({ gateway: 'qyvo', phone, after: 'accepted', reset: true });
		}
		const { failure } = await run(alone, named(people.slice(6)));
		expect(failure?.description).toContain('5 may have been sent');
		expect(await reached()).toEqual([...people.slice(0, 11)].sort());
	});

	test('of the template stops it before anything is sent', async () => {
		const template = { __rl: true, mode: 'name', value: 'no_such_template' };
		const { failure } = await run(many({ template }), named([one, two]));
		expect(failure?.message).toContain('no_such_template');
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('of one person’s language loses nobody else', async () => {
		const items = [
			{ phone: one, name: 'Anna', language: 'en' },
			{ phone: two, name: 'Ben', language: 'tlh' },
		];
		const { report } = await run(many({ language: '={{ $json.language }}' }), items);
		expect(outcomes(report)).toEqual(['sent', 'invalid']);
	});
});

describe('the output', () => {
	const asTool = async (parameters: INodeParameters, items: readonly object[] = [{}]) => {
		const { output } = await runNode({
			parameters,
			credentials: sandbox.account('qyvo'),
			items: items.map((json) => ({ json: { ...json } })),
			settings: { type: `${nodeName}Tool` },
		});
		return output()[0]?.json ?? {};
	};

	test('for an agent counts what became of people, and names those who have no message', async () => {
		const phones = Array.from({ length: 60 }, (_, n) => `+4917139${20_000 + n}`);
		const wrong = Array.from({ length: 30 }, (_, n) => `0171 ${n}`);
		const entries = [...phones, ...wrong];
		const parameters = list(entries, { valuesJson: '["Anna", "A-1", "5 €"]' });
		const report = await asTool(parameters);
		expect(report).toEqual({
			...{ broadcast: 'Autumn', dryRun: false, people: 90, stopped: null },
			outcomes: { sent: 60, invalid: 30 },
			results: wrong.slice(0, 20).map((to) => ({
				...{ to, outcome: 'invalid', reason: expect.any(String) },
			})),
			notListed: 10,
		});
		expect(JSON.stringify(report).length).toBeLessThan(8000);
	});

	test('for an agent has the text of a dry run, and why nothing is sent', async () => {
		const dry = await asTool(many({ dryRun: true }), named([one]));
		expect(dry).toMatchObject({ outcomes: { wouldBeSent: 1 }, results: [], notListed: 0 });
		expect(dry).toHaveProperty('preview.body');
		expect(await asTool(list([]))).toMatchObject({
			...{ people: 1, outcomes: { failed: 1 }, stopped: expect.stringContaining('List of People') },
		});
	});

	test('is whole where Raw is chosen, and has the chosen fields', async () => {
		expect(await asTool(many({ output: 'raw' }), named([one]))).toMatchObject({
			...{ sent: 1, duplicate: 0, results: [{ to: one, outcome: 'sent' }] },
		});
		const chosen = { output: 'selected', outputFields: ['hadItBefore', 'stopped'] };
		const { report } = await run(many(chosen), named([one]));
		expect(report).toEqual({ hadItBefore: 1, stopped: null });
		const wrong = await run(many({ ...chosen, outputFields: ['everything'] }), named([one]));
		expect(wrong.failure?.message).toBe('The output has no field everything.');
	});
});

test('more people than n8n remembers are refused before anything is sent', async () => {
	const entries = Array.from({ length: 25_001 }, (_, n) => `+4917139${20_000 + n}`);
	const { failure } = await run(list(entries));
	expect(failure?.message).toContain('A broadcast has at most 25000 people');
	expect(await sandbox.requestPaths()).toEqual([]);
});

test('Stop is heard while a long list is read, and nothing is sent', async () => {
	const phones = Array.from({ length: 25_000 }, (_, n) => `+4917139${20_000 + n}`);
	const { done, stop } = beginNode({
		parameters: list(phones, { valuesJson: '["Anna", "A-1", "5 €"]' }),
		credentials: sandbox.account('qyvo'),
	});
	// The template is looked up for the first of them.
	await until(async () => ((await sandbox.requests()).length > 0 ? true : undefined));
	stop();
	const { run: stopped } = await done;
	expect(stopped.status).toBe('canceled');
	expect(await sandbox.delivered()).toEqual([]);
});

test('10,000 people get it once, with a wrong number in the middle', async () => {
	const phones = Array.from({ length: 10_000 }, (_, n) => `+4917139${20_000 + n}`);
	phones[5000] = '12';
	const options = { parallelRecipients: 50 };
	const parameters = list(phones, { valuesJson: '["Anna", "A-1", "5 €"]', options });
	const { report, failure } = await run(parameters);
	expect(failure?.message).toBeUndefined();
	expect(report).toMatchObject({ people: 10_000, sent: 9999, invalid: 1 });
	const again = await run(parameters);
	expect(again.report).toMatchObject({ hadItBefore: 9999, sent: 0, invalid: 1 });
	expect(new Set(await reached()).size).toBe(9999);
}, 600_000);
