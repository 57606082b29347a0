import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { runItems } from './engine';
import { templateJson } from './nodeParameters';
import { forgetProcessedItems, keepProcessedItems } from './processedItems';
import { people, startSandbox, type Sandbox } from './sandboxClient';

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

const ids = ['metaCloud', 'mojeeb', 'qyvo', 'wacr', 'wacrDeveloper', 'xobito'];

/** A credential whose fields are expressions: each item brings its own account. */
function tenants(): IDataObject {
	const names = new Set(ids.flatMap((id) => Object.keys(sandbox.account(id))));
	return Object.fromEntries([...names].map((name) => [name, `={{ $json.account.${name} ?? "" }}`]));
}

const parameters = (more: INodeParameters = {}): INodeParameters => ({
	...templateJson('order_confirmation', '["Anna", "A-1", "5 €"]'),
	...{ operation: 'sendToMany', people: 'items', broadcastName: 'Autumn', language: 'en' },
	options: { messagesPerMinute: 60_000, parallelRecipients: 1 },
	...more,
});

interface Report extends IDataObject {
	readonly stopped: string | null;
	readonly results: IDataObject[];
}

async function run(items: IDataObject[], onError?: INode['onError'], more: INodeParameters = {}) {
	const ran = await runItems(tenants() as never, parameters(more), items, onError);
	return { ...ran, report: ran.output()[0]?.json as unknown as Report };
}

const secret = 'a-token-that-was-revoked-0123456789';
const account = (id: string, more: object = {}) => ({ ...sandbox.account(id), ...more });
const person = (phone: string, of: object) => ({ phone, account: { ...of } });
const outcomes = (report: Report) => report.results.map(({ outcome }) => outcome);
const reached = async () => (await sandbox.delivered()).map(({ phone }) => phone).sort();

const onErrors: Array<[INode['onError']]> = [[undefined], ['continueRegularOutput']];

describe.each(onErrors)('with On Error %s, an account that is refused', (onError) => {
	test.each(ids)('by its token at %s stops its own people alone', async (id) => {
		const revoked = account(id, { accessToken: secret });
		const good = account(id === 'qyvo' ? 'metaCloud' : 'qyvo');
		const items = [person(one, revoked), person(two, good), person(three, revoked)];
		const { report, failure } = await run([...items, person(four, good)], onError);
		expect(failure?.message).toBeUndefined();
		expect(outcomes(report)).toEqual(['failed', 'sent', expect.anything(), 'sent']);
		expect(report.results[2]?.['outcome']).toMatch(/failed|notTried/);
		expect(report.stopped).toMatch(/^.+, the account of item 0( \(.+\))?: /);
		expect(JSON.stringify(report)).not.toContain(secret);
		expect(await reached()).toEqual([two, four].sort());
	});

	test.each<[string, object]>([
		['no gateway', { gateway: '' }],
		['a gateway that there is not', { gateway: 'pigeons' }],
		['no address', { baseUrl: 'nowhere' }],
		['no token', { accessToken: '' }],
	])('because it has %s stops its own people alone', async (_what, more) => {
		const [bad, good] = [account('qyvo', more), account('metaCloud')];
		const items = [person(one, bad), person(two, good), person(three, bad)];
		const { report, failure } = await run(items, onError);
		expect(failure?.message).toBeUndefined();
		expect(outcomes(report)[1]).toBe('sent');
		expect(report.results[0]).toMatchObject({ to: one, outcome: 'failed' });
		expect(report.results[2]).toMatchObject({ to: three });
		expect(report.stopped).toMatch(/item 0/);
		expect(await reached()).toEqual([two]);
	});

	test('because it has not the template stops its own people alone', async () => {
		const [meta, qyvo] = [account('metaCloud'), account('qyvo')];
		const template = '={{ $json.account.gateway === "qyvo" ? "no_such" : "order_confirmation" }}';
		const items = [person(one, qyvo), person(two, meta), person(three, qyvo)];
		const { report, failure } = await run(items, onError, {
			template: { __rl: true, mode: 'name', value: template },
		});
		expect(failure?.message).toBeUndefined();
		expect(outcomes(report)).toEqual(['invalid', 'sent', 'invalid']);
	});

	test('in the middle stops the rest of its people, and another run sends to them', async () => {
		const [meta, qyvo] = [account('metaCloud'), account('qyvo')];
		const refusal = { error: { message: 'Error validating access token', code: 190 } };
		const fault = { gateway: 'metaCloud', phone: two, status: 401, body: refusal };
		await sandbox.queueFault({ ...fault, times: 1 });
		const items = [person(one, meta), person(two, meta), person(three, meta), person(four, qyvo)];
		const { report, failure } = await run(items, onError);
		expect(failure?.message).toBeUndefined();
		expect(outcomes(report)).toEqual(['sent', 'failed', 'notTried', 'sent']);
		expect(report.results[2]?.['reason']).toMatch(/account.+Run it again to send the rest/);
		const { phoneNumberId } = sandbox.account('metaCloud');
		expect(report.stopped).toMatch(/^Meta Cloud API, the account of item 0 /);
		expect(report.stopped).toContain(String(phoneNumberId));
		const again = await run(items, onError);
		expect(again.report).toMatchObject({ hadItBefore: 2, sent: 2, stopped: null });
		expect(await reached()).toEqual([one, two, three, four].sort());
	});
});

test('faults of the gateway are counted for each account by itself', async () => {
	const [meta, qyvo] = [account('metaCloud'), account('qyvo')];
	const [broken, fine] = [people.slice(0, 8), people.slice(8, 16)];
	for (const phone of broken) {
		await sandbox.queueFault({ gateway: 'qyvo', phone, after: 'accepted', reset: true });
	}
	const items = broken.flatMap((phone, n) => [person(phone, qyvo), person(fine[n] ?? '', meta)]);
	const { report, failure } = await run(items);
	expect(failure?.message).toBeUndefined();
	expect(report).toMatchObject({ sent: 8, unknown: 5, notTried: 3 });
	expect(report.stopped).toMatch(/^Qyvo, the account of item 0: /);
}, 120_000);

test('a setting that differs makes no other account', async () => {
	const refused = { accessToken: secret };
	const items = ['DE', 'US', 'GB', 'FR'].map((defaultCountry, n) =>
		person(people[n] ?? '', account('qyvo', { ...refused, defaultCountry })),
	);
	const { failure } = await run(items);
	expect(failure?.message).toContain('access token');
	expect(await sandbox.delivered()).toEqual([]);
});

test('where every account is refused, nothing is sent and the run says so', async () => {
	const items = [
		person(one, account('qyvo', { accessToken: secret })),
		person(two, account('metaCloud', { accessToken: secret })),
	];
	const { failure } = await run(items);
	expect(failure?.message).toContain('access token');
	const { report } = await run(items, 'continueRegularOutput');
	expect(report.stopped).toMatch(
		/Qyvo, the account of item 0: .+\n?.*Meta Cloud API, the account of item 1/s,
	);
	expect(outcomes(report)).not.toContain('sent');
	expect(await sandbox.delivered()).toEqual([]);
});

test('what concerns the whole broadcast stops all accounts', async () => {
	const items = [person(one, account('qyvo')), person(two, account('metaCloud'))];
	const { failure } = await run(items, undefined, { optOutList: '0171 12' });
	expect(failure?.message).toContain('Opt-Out List');
	expect(await sandbox.delivered()).toEqual([]);
});

test('a dry run says which account would be refused', async () => {
	const items = [
		person(one, account('metaCloud', { accessToken: secret })),
		person(two, account('qyvo')),
	];
	const { report } = await run(items, undefined, { dryRun: true });
	expect(outcomes(report)).toEqual(['failed', 'wouldBeSent']);
	expect(report.stopped).toContain('Meta Cloud API');
	expect(JSON.stringify(report)).not.toContain(secret);
});
