import axios from 'axios';

import { fillPage, openPage, type FormPage } from '../../host/examples/fillForm';
import { loadExamples, type Example } from '../../host/examples/loadExamples';
import { publishExample, type PublishedExample } from '../../host/examples/publishExamples';
import { unpublish, type WorkflowNode } from '../../host/rest/workflows';
import { openHost, type Host } from './host';

let host: Host;
const published: PublishedExample[] = [];
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());
afterEach(async () => {
	for (const { saved } of published.splice(0)) await unpublish(host.rest, saved);
});

const [ben, chloe] = ['+14155550123', '+447700900456'] as const;

/** Publishes the example with an account of this gateway, under a path of its own. */
async function publishForm(
	gateway: string,
	path: string,
	demo: Example['demo'] = {},
): Promise<string> {
	const example = loadExamples().find(({ name }) => name === 'one-time-password');
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (!example || !account) throw new Error('The example or the account is missing.');
	const nodes = example.workflow.nodes.map(
		(node) =>
			JSON.parse(JSON.stringify(node).replaceAll(`"${example.path}"`, `"${path}"`)) as WorkflowNode,
	);
	const workflow = { ...example.workflow, name: `Password ${path}`, nodes };
	const copy = { ...example, workflow, path, demo: { ...example.demo, ...demo } };
	const saved = await publishExample(host.rest, host, copy, account);
	published.push(saved);
	return saved.address;
}

const begin = async (address: string, phone: string = ben) =>
	await fillPage(await openPage(address), { 'WhatsApp number': phone });

const enter = async (page: FormPage, code: string) => await fillPage(page, { Code: code });

/** The code in the newest message. */
const newestCode = async () =>
	/\d{6}/.exec((await host.received()).at(-1)?.text ?? '')?.[0] ?? 'none';

const confirmed = expect.stringContaining('Your number is confirmed.') as unknown;

// One that keeps the codes itself, and one that does not.
test.each(['qyvo', 'wacr'])(
	'of three codes the newest one is taken, and no fourth one is sent (%s)',
	async (gateway) => {
		const address = await publishForm(gateway, `newest-${gateway}`);
		let page = await begin(address);
		const codes = [await newestCode()];
		for (const count of [2, 3]) {
			page = await enter(page, '');
			expect(await host.received()).toHaveLength(count);
			codes.push(await newestCode());
		}
		const [, second = ''] = codes;
		page = await enter(page, second);
		expect(page.html).toContain('Tries left: ');
		expect((await enter(page, codes.at(-1) ?? '')).html).toEqual(confirmed);

		// WA.CR sends one person three codes in five minutes.
		page = await begin(address, chloe);
		page = await enter(await enter(page, ''), '');
		const before = (await host.received()).length;
		expect((await enter(page, '')).html).toContain('Begin again in ten minutes.');
		expect(await host.received()).toHaveLength(before);
	},
);

test('after five wrong codes the form ends', async () => {
	let page = await begin(await publishForm('qyvo', 'five-tries'));
	for (const left of [4, 3, 2, 1]) {
		page = await enter(page, '12345');
		expect(page.html).toContain(`Tries left: ${left}.`);
	}
	expect((await enter(page, '12345')).html).toContain('Begin again in ten minutes.');
});

test('in the place of a code that has expired comes another one', async () => {
	// WA.CR keeps the codes itself, and its clock can be moved.
	let page = await begin(await publishForm('wacr', 'expired'));
	const late = await newestCode();
	const [url, body] = [`${host.sandboxUrl}/_sandbox/clock`, { advance: 11 * 60 }];
	await axios.post(url, body, { proxy: false });
	page = await enter(page, late);
	expect(await host.received()).toHaveLength(2);
	expect((await enter(page, await newestCode())).html).toEqual(confirmed);
});

test('the file lets a number get one code in ten minutes, from whichever form', async () => {
	const address = await publishForm('qyvo', 'one-in-ten', { parameters: {} });
	const slot = () => Math.floor(Date.now() / 600_000);
	// Ten minutes may end in between: then another person asks.
	for (const phone of [ben, chloe]) {
		await host.reset();
		const startedIn = slot();
		expect((await begin(address, phone)).html).toContain('We have sent a code');
		const second = await begin(address, phone);
		if (slot() !== startedIn) continue;
		expect(second.html).toContain('try again in ten minutes');
		expect(await host.received()).toHaveLength(1);
	}
});

test('a number that cannot be one gets a page that asks to check it', async () => {
	const address = await publishForm('qyvo', 'no-number');
	const page = await fillPage(await openPage(address), { 'WhatsApp number': 'Anna' });
	expect(page.html).toContain('Check the number');
	expect(await host.received()).toEqual([]);
});
