import axios from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import { performAction } from '../../host/examples/userActions';
import type { SavedAccount } from '../../host/rest/credentials';
import { executionById, executionIds } from '../../host/rest/executions';
import { publish, saveWorkflow, unpublish } from '../../host/rest/workflows';
import { anna, openHost, type Host } from './host';
import { runsOf, triggerWorkflow } from './incoming';

let host: Host;
let account: SavedAccount;
beforeAll(async () => {
	host = await openHost();
	const found = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (found === undefined) throw new Error('The sandbox has no gateway metaCloud.');
	account = found;
	await subscription('DELETE');
});
beforeEach(async () => await host.reset());
// Other test files expect the examples' webhooks.
afterAll(async () => void (await host.examples()));

/** The addresses that Meta sends the account's events to. */
async function subscription(method = 'GET'): Promise<string[]> {
	const { baseUrl, graphApiVersion, businessAccountId, accessToken } = account.data;
	const { data } = await axios.request<{ data?: Array<Record<string, string>> }>({
		method,
		url: `${baseUrl}/${graphApiVersion}/${businessAccountId}/subscribed_apps`,
		headers: { authorization: `Bearer ${accessToken}` },
		proxy: false,
	});
	return (data.data ?? []).map((app) => app['override_callback_uri'] ?? 'the dashboard’s');
}

async function published(name: string, parameters: object = {}) {
	const file = withCredential(triggerWorkflow(name, { ...parameters }), account.reference);
	const saved = await saveWorkflow(host.rest, file);
	await publish(host.rest, saved);
	return { saved, url: `${host.url}/webhook/${file.nodes[0]?.webhookId}/webhook` };
}

async function items(id: string) {
	const [execution = ''] = await executionIds(host.rest, id);
	return (await executionById(host.rest, execution)).outputs('Trigger')[0] ?? [];
}

test('publishing subscribes the account, and unpublishing restores what was there', async () => {
	expect(await subscription()).toEqual([]);
	const first = await published('Subscribes');
	expect(await subscription()).toEqual([first.url]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'Hello' });
	expect(await runsOf(host.rest, first.saved.id, 1)).toBe(1);
	await unpublish(host.rest, first.saved);
	expect(await subscription()).toEqual([]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'Hello again' });
	expect(await runsOf(host.rest, first.saved.id, 1)).toBe(1);
});

test('a workflow that takes over a subscription gives it back when unpublished', async () => {
	const first = await published('Was there before');
	const second = await published('Takes over');
	expect(await subscription()).toEqual([second.url]);
	await unpublish(host.rest, second.saved);
	expect(await subscription()).toEqual([first.url]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'Still there?' });
	expect(await runsOf(host.rest, first.saved.id, 1)).toBe(1);
	await unpublish(host.rest, first.saved);
	expect(await subscription()).toEqual([]);
});

test('a subscription that another workflow has taken over is left unchanged', async () => {
	const first = await published('Is taken over');
	const second = await published('Took over since');
	await unpublish(host.rest, first.saved);
	expect(await subscription()).toEqual([second.url]);
	await unpublish(host.rest, second.saved);
});

test('a received file is downloaded within the size limit', async () => {
	const options = { downloadMedia: true, maxFileSize: 1 };
	const { saved } = await published('Files', { options });
	const send = async (fileName: string, bytes: number) => {
		const media = {
			type: 'document',
			mimeType: 'application/pdf',
			fileName,
			bytes,
			caption: 'Here',
		};
		const body = { phone: anna, gateway: 'metaCloud', media };
		await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
	};
	await send('invoice.pdf', 2000);
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	const [item] = await items(saved.id);
	expect(item?.json).toMatchObject({ event: 'message', text: 'Here', from: anna });
	expect(item?.binary?.['data']).toMatchObject({
		fileName: 'invoice.pdf',
		mimeType: 'application/pdf',
	});

	await send('film.pdf', 2_000_000);
	expect(await runsOf(host.rest, saved.id, 2)).toBe(2);
	const [large] = await items(saved.id);
	expect(large?.binary).toBeUndefined();
	expect(large?.json['mediaNotDownloaded']).toBe('The file is larger than the limit of this node.');
	await unpublish(host.rest, saved);
});

test('a user whose number is hidden is identified by Meta’s own id', async () => {
	const { saved } = await published('Hidden');
	const body = { phone: anna, gateway: 'metaCloud', text: 'Guess who', hidden: true };
	await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	const [item] = await items(saved.id);
	expect(item?.json).toMatchObject({
		from: null,
		text: 'Guess who',
		contact: { id: expect.stringMatching(/^[A-Z]{2}\.\d+$/) },
	});
	await unpublish(host.rest, saved);
});

test('deliveries that the sandbox repeats, forges and shuffles start one run or none', async () => {
	const { saved } = await published('Misbehaviour');
	const control = async (path: string, body: object) =>
		(await axios.post<unknown>(`${host.sandboxUrl}/_sandbox/${path}`, body, { proxy: false })).data;
	for (const forge of ['secret', 'body', 'missing']) {
		await control('webhooks/faults', { gateway: 'metaCloud', forge });
		await performAction(host.sandboxUrl, account, { phone: anna, text: `forged: ${forge}` });
	}
	expect(await runsOf(host.rest, saved.id, 0)).toBe(0);
	// The gateway repeats each refused delivery, now with the right signature.
	await axios.delete(`${host.sandboxUrl}/_sandbox/webhooks/faults`, { proxy: false });
	expect(await runsOf(host.rest, saved.id, 3)).toBe(3);

	const flood = await control('flood', {
		gateway: 'metaCloud',
		phone: anna,
		count: 60,
		duplicates: 0.3,
		parallel: 20,
		seed: 7,
	});
	expect(flood).toMatchObject({ distinct: 60 });
	expect(await runsOf(host.rest, saved.id, 63)).toBe(63);
	await unpublish(host.rest, saved);
}, 120_000);
