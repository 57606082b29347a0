import axios from 'axios';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import { performAction } from '../../host/examples/userActions';
import { saveCredential, type SavedAccount } from '../../host/rest/credentials';
import { callNodeMethod, triggerType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { isRecord } from '../../host/rest/narrow';
import { publish, saveWorkflow, unpublish, type SavedWorkflow } from '../../host/rest/workflows';
import { anna, openHost, type Host } from './host';
import { runsOf, triggerWorkflow } from './incoming';

let host: Host;
let account: SavedAccount;
beforeAll(async () => {
	host = await openHost();
	const found = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (found === undefined) throw new Error('The sandbox has no gateway metaCloud.');
	account = found;
	await clear();
	exampleApps = (await subscribedApps()).map(appOf);
});
beforeEach(async () => {
	await host.reset();
	await clear();
});
// Other test files expect the examples' webhooks.
afterAll(async () => void (await host.examples()));

const secondNumber = '106540352242923';
const secondApp = 'meta-sandbox-second-app';

/** Asks the sandbox's Meta, as the account's app unless another token is given. */
async function graph<Answer>(
	method: string,
	path: string,
	body?: object,
	token = account.data['accessToken'],
): Promise<Answer> {
	const { baseUrl, graphApiVersion } = account.data;
	const { data } = await axios.request<Answer>({
		method,
		url: `${baseUrl}/${graphApiVersion}/${path}`,
		headers: { authorization: `Bearer ${token}` },
		...(body && { data: body }),
		proxy: false,
	});
	return data;
}

interface AppRow {
	readonly whatsapp_business_api_data: { readonly id: string };
	readonly override_callback_uri?: string;
}

const appOf = ({ whatsapp_business_api_data: { id } }: AppRow) => id;

/** The apps that the published examples have subscribed, one each. */
let exampleApps: readonly string[] = [];

/** The other apps that are subscribed to the account. */
async function subscribedApps(): Promise<readonly AppRow[]> {
	const path = `${account.data['businessAccountId']}/subscribed_apps`;
	const { data } = await graph<{ data: readonly AppRow[] }>('GET', path);
	return data.filter((row) => !exampleApps.includes(appOf(row)));
}

/** The address to which Meta sends the events of a number; empty for an app that is not subscribed. */
async function subscription(number = account.data['phoneNumberId']): Promise<string[]> {
	if ((await subscribedApps()).length === 0) return [];
	const path = `${number}?fields=webhook_configuration`;
	const { webhook_configuration: levels } = await graph<
		Record<'webhook_configuration', Record<string, string>>
	>('GET', path);
	return [levels['phone_number'] ?? levels['whatsapp_business_account'] ?? 'the dashboard’s'];
}

/** Registers an address for the first number, or for the whole account. */
async function override(url: string, path = account.data['phoneNumberId']): Promise<void> {
	await graph('POST', `${account.data['businessAccountId']}/subscribed_apps`);
	const override_callback_uri = url;
	const fields = { override_callback_uri, verify_token: 'any' };
	const isAccount = path === `${account.data['businessAccountId']}/subscribed_apps`;
	await graph('POST', String(path), isAccount ? fields : { webhook_configuration: fields });
}

/** Forgets everything that is registered at Meta, for both apps. */
async function clear(): Promise<void> {
	for (const token of [account.data['accessToken'], secondApp]) {
		for (const number of [account.data['phoneNumberId'], secondNumber]) {
			const none = { webhook_configuration: { override_callback_uri: '' } };
			await graph('POST', String(number), none, token);
		}
		await graph('DELETE', `${account.data['businessAccountId']}/subscribed_apps`, undefined, token);
	}
}

/** A server that confirms any address to Meta. */
async function confirmingServer() {
	const server = createServer((request, response) => {
		const { searchParams } = new URL(request.url ?? '', host.url);
		response.end(searchParams.get('hub.challenge'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Waits until n8n has ended to listen, and has restored what was there. */
async function untilSubscribed(addresses: readonly string[]): Promise<void> {
	const isRestored = async () => (await subscription()).join() === addresses.join();
	for (let tries = 0; tries < 100 && !(await isRestored()); tries++) await sleep(100);
	expect(await subscription()).toEqual(addresses);
}

async function save(
	name: string,
	parameters: object = {},
	reference = account.reference,
): Promise<SavedWorkflow> {
	const file = withCredential(triggerWorkflow(name, { ...parameters }), reference);
	return await saveWorkflow(host.rest, file);
}

async function published(name: string, parameters: object = {}, reference = account.reference) {
	const saved = await save(name, parameters, reference);
	await publish(host.rest, saved);
	return { saved, url: `${host.url}/webhook/${triggerWorkflow(name).nodes[0]?.webhookId}/webhook` };
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
	const second = await published('Takes over', { options: { takeOver: 'published' } });
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
	const second = await published('Took over since', { options: { takeOver: 'always' } });
	await unpublish(host.rest, first.saved);
	expect(await subscription()).toEqual([second.url]);
	await unpublish(host.rest, second.saved);
});

test('a second workflow of the account is not published, and the first one goes on receiving', async () => {
	const first = await published('Only one');
	await expect(published('2nd is refused')).rejects.toThrow(
		`sends the events of this number to one address, which is in use: ${first.url}. Publishing would take the messages from there.`,
	);
	expect(await subscription()).toEqual([first.url]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'Who is there?' });
	expect(await runsOf(host.rest, first.saved.id, 1)).toBe(1);
	await unpublish(host.rest, first.saved);
	expect(await subscription()).toEqual([]);
	const second = await published('2nd is refused');
	expect(await subscription()).toEqual([second.url]);
	await unpublish(host.rest, second.saved);
});

/** Listens for a test event as the editor's button does; n8n's answer. */
const listen = async ({ id }: SavedWorkflow) =>
	await host.rest.send('POST', `/rest/workflows/${id}/run`, {
		triggerToStartFrom: { name: 'Trigger' },
	});

test('listening for a test event takes no message away from a published workflow', async () => {
	const first = await published('Live');
	const other = await save('Other', { options: { takeOver: 'published' } });
	for (const workflow of [first.saved, other]) {
		const { status, message } = await listen(workflow);
		expect([status >= 400, message]).toEqual([
			true,
			expect.stringContaining('Listening here would take the customers’ messages from there.'),
		]);
	}
	expect(await subscription()).toEqual([first.url]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'For production' });
	expect(await runsOf(host.rest, first.saved.id, 1)).toBe(1);
	await unpublish(host.rest, first.saved);
});

test('who allows it can test meanwhile; the published workflow receives again afterwards', async () => {
	const first = await published('Lends it', { options: { takeOver: 'always' } });
	const expected = { status: 200, data: { waitingForWebhook: true } };
	expect(await listen(first.saved)).toMatchObject(expected);
	expect(await subscription()).toEqual([first.url.replace('/webhook/', '/webhook-test/')]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'For the editor' });
	expect(await runsOf(host.rest, first.saved.id, 1)).toBe(1);
	await untilSubscribed([first.url]);
	await performAction(host.sandboxUrl, account, { phone: anna, text: 'For production' });
	expect(await runsOf(host.rest, first.saved.id, 2)).toBe(2);
	const runs = await executionIds(host.rest, first.saved.id);
	const modes = await Promise.all(
		runs.map(async (id) => (await executionById(host.rest, id)).mode),
	);
	expect(modes).toEqual(['webhook', 'manual']);
	await unpublish(host.rest, first.saved);
	expect(await subscription()).toEqual([]);
});

test('an account that nobody receives from is tested at once, and left as it was', async () => {
	const saved = await save('Nobody yet');
	expect(await listen(saved)).toMatchObject({ status: 200 });
	expect(await subscription()).toHaveLength(1);
	await host.rest.request('DELETE', `/rest/test-webhook/${saved.id}`);
	await untilSubscribed([]);
});

test.each([
	['the number', () => account.data['phoneNumberId']],
	['the account', () => `${account.data['businessAccountId']}/subscribed_apps`],
])(
	'the address of a listening editor that was killed does not stand in the way: %s',
	async (_, path) => {
		const stub = await confirmingServer();
		const left = `${stub.url}/webhook-test/of-a-killed-editor/webhook`;
		try {
			await override(left, path());
			expect(await subscription()).toEqual([left]);
			const first = await published('Killed');
			expect(await subscription()).toEqual([first.url]);
			await unpublish(host.rest, first.saved);
			// Back to the dashboard's address, not to one at which nobody listens.
			expect(await subscription()).toEqual(['the dashboard’s']);
		} finally {
			await clear();
			stub.close();
		}
	},
);

/** A credential of the account with other fields. */
const credentialWith = async (name: string, changes: Record<string, string>) =>
	await saveCredential(host.rest, `${account.name}: ${name}`, { ...account.data, ...changes });

/** A person writes to a number of the account. */
const write = async (text: string, number: string) => {
	const body = { phone: anna, gateway: 'metaCloud', text, number };
	await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
};

test('two numbers of an account have a workflow each, and each gets the events of its own', async () => {
	const second = await credentialWith('second number', { phoneNumberId: secondNumber });
	const one = await published('First number');
	const other = await published('Second number', {}, second);
	expect([await subscription(), await subscription(secondNumber)]).toEqual([
		[one.url],
		[other.url],
	]);
	await write('to the first', 'main');
	await write('to the second', 'second');
	for (const [{ saved }, text] of [
		[one, 'to the first'],
		[other, 'to the second'],
	] as const) {
		expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
		expect((await items(saved.id)).map(({ json }) => json['text'])).toEqual([text]);
	}
	// The first one began the subscription; the second one still needs it.
	await unpublish(host.rest, one.saved);
	await write('again', 'second');
	expect(await runsOf(host.rest, other.saved.id, 2)).toBe(2);
	await unpublish(host.rest, other.saved);
});

test('the subscription of another app is neither taken for the own one nor changed', async () => {
	const stub = await confirmingServer();
	const appsPath = `${account.data['businessAccountId']}/subscribed_apps`;
	const fields = { override_callback_uri: `${stub.url}/crm`, verify_token: 'any' };
	await graph('POST', appsPath, undefined, secondApp);
	await graph('POST', appsPath, fields, secondApp);
	const before = await subscribedApps();
	const { saved, url } = await published('Beside another app');
	expect(await subscription()).toEqual([url]);
	await write('Hello', 'main');
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	expect(await subscribedApps()).toEqual(expect.arrayContaining([...before]));
	await unpublish(host.rest, saved);
	expect(await subscribedApps()).toEqual(before);
	await clear();
	stub.close();
});

test('the address of the whole account is taken over only if allowed, and stays as it was', async () => {
	const stub = await confirmingServer();
	const path = `${account.data['businessAccountId']}/subscribed_apps`;
	await override(`${stub.url}/crm`, path);
	await expect(published('Beside the account’s')).rejects.toThrow(
		`to one address, which is in use: ${stub.url}/crm.`,
	);
	const options = { takeOver: 'published' };
	const { saved, url } = await published('Beside the account’s', { options });
	expect([await subscription(), await subscription(secondNumber)]).toEqual([
		[url],
		[`${stub.url}/crm`],
	]);
	await unpublish(host.rest, saved);
	expect(await subscription()).toEqual([`${stub.url}/crm`]);
	await clear();
	stub.close();
}, 90_000);

test('what Meta answers is in the message where publishing is refused', async () => {
	const bare = await credentialWith('app without webhooks', {
		accessToken: 'meta-sandbox-bare-app',
	});
	const refused = published('Refused by Meta', {}, bare);
	await expect(refused).rejects.toThrow(
		/Meta sends this app no messages yet: “\(#100\) Before override the current callback uri, .*App Dashboard/,
	);
	expect(await subscribedApps()).toEqual([]);
}, 90_000);

test('the panel says where the account’s events go now', async () => {
	const notice = async () => {
		const { data } = await callNodeMethod(host.rest, 'resource-mapper-fields', {
			path: 'parameters.setupSteps',
			methodName: 'getSetupSteps',
			credential: account.reference,
			node: triggerType,
		});
		return isRecord(data) ? String(data['emptyFieldsNotice']) : '';
	};
	expect(await notice()).toMatch(/^The sandbox stands for Meta Cloud API here/);
	expect(await notice()).toContain('to no trigger at the moment; each number has one such URL.');
	const { saved, url } = await published('In the panel');
	expect(await notice()).toContain(`sends the events of this number to ${url} at the moment`);
	await unpublish(host.rest, saved);
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
});
