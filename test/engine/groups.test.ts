import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { bytes } from '../firstBytes';
import { runNode } from './engine';
import { message } from './exampleMessages';
import { templateJson, text } from './nodeParameters';
import { forgetProcessedItems, keepProcessedItems } from './processedItems';
import { anna, ben, chloe, startSandbox, type Sandbox, until } from './sandboxClient';
import { publishedTrigger } from './triggers';

let sandbox: Sandbox;
beforeAll(async () => {
	await keepProcessedItems();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	forgetProcessedItems();
	await sandbox.reset();
});

const picture = {
	data: { data: bytes.jpeg.toString('base64'), mimeType: 'image/jpeg', fileName: 'a.jpg' },
};

async function run(parameters: INodeParameters, gateway = 'metaCloud', binary = {}) {
	const { output, hints } = await runNode({
		parameters: { options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [{ json: { phone: anna, text: 'Hello' }, binary }],
		settings: { onError: 'continueErrorOutput' },
	});
	return { items: output().map(({ json }) => json), fault: output(1)[0]?.json, hints };
}

const of = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'group',
	operation,
	...more,
});
const at = (operation: string, id: string, more: INodeParameters = {}) =>
	of(operation, { group: { __rl: true, mode: 'id', value: id }, ...more });
const all = { returnAll: true };

/** Makes a group; its id. */
async function makeGroup(subject = 'Tour', groupFields: INodeParameters = {}): Promise<string> {
	const { fault } = await run(of('create', { subject, groupFields }));
	expect(fault).toBeUndefined();
	const { items } = await run(of('getAll', all));
	return String(items.find((item) => item['subject'] === subject)?.['id']);
}

/** Lets a person follow the invite link, or leave. */
async function follow(id: string, phone: string, leaves = false): Promise<void> {
	const { items } = await run(at('getInviteLink', id));
	const code = String(items[0]?.['inviteLink']).replace('https://chat.whatsapp.com/', '');
	const request = new Request(`${sandbox.url}/metaCloud/chat.whatsapp.com/${code}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ phone, leaves }),
	});
	expect((await sandbox.sandbox.fetch(request)).status).toBe(200);
}

const waIdOf = (phone: string) => phone.slice(1);
const peopleOf = async (id: string) => (await run(at('get', id))).items[0]?.['participants'];
const person = (phone: string) => ({ phone, userId: null, username: null });

describe('Group', () => {
	test('is created later, and says so', async () => {
		const { items, hints } = await run(of('create', { subject: ' Tour ' }));
		expect(items).toEqual([
			{
				status: 'requested',
				requestId: expect.any(String),
				subject: 'Tour',
				raw: expect.anything(),
			},
		]);
		expect(hints.join()).toContain('event Group Changed');
		expect((await run(of('getAll', all))).items).toEqual([
			{
				id: expect.stringMatching(/^Y2FwaV9ncm91cD/),
				subject: 'Tour',
				createdAt: expect.any(String),
				raw: expect.anything(),
			},
		]);
	});

	test('has its people, who come by the link and are removed', async () => {
		const id = await makeGroup('Tour', { description: 'Saturday' });
		await follow(id, anna);
		await follow(id, ben);
		expect((await run(at('get', `group:${id}`))).items[0]).toMatchObject({
			...{ id, subject: 'Tour', description: 'Saturday', joinApprovalMode: 'auto_approve' },
			...{ suspended: false, participantCount: 2, participants: [person(anna), person(ben)] },
		});
		const { items } = await run(at('removeParticipants', id, { participants: `${ben}, ${ben}` }));
		expect(items[0]).toMatchObject({ id, status: 'requested', participants: [ben] });
		expect(await peopleOf(id)).toEqual([person(anna)]);
	});

	test('can ask for approval', async () => {
		const id = await makeGroup('Tour', { joinApprovalMode: 'approval_required' });
		for (const phone of [anna, ben, chloe]) await follow(id, phone);
		const { items } = await run(at('getJoinRequests', id, all));
		expect(items.map(({ phone }) => phone)).toEqual([anna, ben, chloe]);
		const [first, second, third] = items.map((item) => String(item['id']));
		const rejected = await run(at('rejectJoinRequests', id, { joinRequestIds: third }));
		expect(rejected.items[0]).toMatchObject({ decision: 'rejected', joinRequestIds: [third] });
		const joinRequestIds = `${first}, ${third}`;
		expect((await run(at('approveJoinRequests', id, { joinRequestIds }))).items[0]).toMatchObject({
			id,
			decision: 'approved',
			joinRequestIds: [first],
			failed: [{ joinRequestId: third, metaCode: 131213 }],
		});
		expect(await peopleOf(id)).toEqual([person(anna)]);
		const open = await run(at('getJoinRequests', id, all));
		expect(open.items.map((item) => item['id'])).toEqual([second]);
		const again = await run(at('approveJoinRequests', id, { joinRequestIds: third }));
		expect(again.fault).toMatchObject({ fault: 'invalidRequest', metaCode: 131213 });
	});

	test('is changed in words and picture, and deleted', async () => {
		const id = await makeGroup();
		const changed = { subject: 'Tour 2', description: 'Sunday', picture: 'data' };
		const update = at('update', id, { groupFields: changed });
		expect((await run(update, 'metaCloud', picture)).items[0]).toMatchObject({
			...{ id, status: 'requested', requestId: expect.any(String) },
		});
		expect((await run(at('get', id))).items[0]).toMatchObject({
			...{ subject: 'Tour 2', description: 'Sunday' },
		});
		expect((await run(at('delete', id))).items[0]).toMatchObject({ id, status: 'requested' });
		expect((await run(of('getAll', all))).items).toEqual([]);
		expect((await run(at('get', id))).fault).toMatchObject({
			...{ fault: 'notFound', metaCode: 131041 },
		});
	});

	test('gets another link', async () => {
		const id = await makeGroup();
		const before = (await run(at('getInviteLink', id))).items[0]?.['inviteLink'];
		const after = (await run(at('resetInviteLink', id))).items[0]?.['inviteLink'];
		expect(before).toMatch(/^https:\/\/chat\.whatsapp\.com\//);
		expect(after).not.toBe(before);
		expect((await run(at('getInviteLink', id))).items[0]?.['inviteLink']).toBe(after);
	});

	test('is one of many, over several pages', async () => {
		for (let n = 0; n < 103; n++) await run(of('create', { subject: `Group ${n}` }));
		expect((await run(of('getAll', all))).items).toHaveLength(103);
		expect((await run(of('getAll', { returnAll: false, limit: 7 }))).items).toHaveLength(7);
		const other = { ...all, options: { phoneNumberId: '106540352242923' } };
		expect((await run(of('getAll', other))).items).toEqual([]);
	});

	test.each<[string, INodeParameters, string]>([
		['no subject', of('create', { subject: ' ' }), 'The field Subject is empty'],
		['a long subject', of('create', { subject: 'a'.repeat(129) }), 'at most 128'],
		[
			'a long description',
			of('create', { subject: 'a', groupFields: { description: 'a'.repeat(2049) } }),
			'at most 2048',
		],
		['no group', at('get', '={{ undefined }}'), 'The field Group is empty'],
		['no change', at('update', 'G1', { groupFields: {} }), 'Nothing of the group is changed'],
		['no people', at('removeParticipants', 'G1', { participants: ' ' }), 'is empty'],
		[
			'nine people',
			at('removeParticipants', 'G1', {
				participants: Array.from({ length: 9 }, (_, n) => `+49171392001${n}`).join(),
			}),
			'removes at most 8',
		],
		['no request', at('approveJoinRequests', 'G1', { joinRequestIds: ' ' }), 'is empty'],
	])('%s is refused before anything is asked', async (_what, parameters, sentence) => {
		expect((await run(parameters)).fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test.each(['1037543291543636', 'group:1037543291543636', anna, 'me', ' ME '])(
		'%j names something else at Meta, of which nothing is read, changed or deleted',
		async (id) => {
			for (const operation of ['get', 'update', 'delete', 'getInviteLink', 'resetInviteLink']) {
				const { fault } = await run(at(operation, id, { groupFields: { subject: 'a' } }));
				expect(fault).toMatchObject({
					fault: 'invalidRequest',
					message: expect.stringContaining('is not the ID of a group'),
				});
			}
			expect(await sandbox.requests()).toEqual([]);
		},
	);

	test('a picture that is no JPEG is refused before anything is asked', async () => {
		const png = { data: { ...picture.data, data: bytes.png.toString('base64') } };
		const update = at('update', 'G1', { groupFields: { picture: 'data' } });
		expect((await run(update, 'metaCloud', png)).fault).toMatchObject({ fault: 'mediaRejected' });
		expect(await sandbox.requests()).toEqual([]);
	});

	test('is refused where the gateway has none', async () => {
		expect((await run(of('getAll', all), 'qyvo')).fault).toMatchObject({
			fault: 'unsupported',
			message: 'Qyvo cannot list groups.',
		});
	});
});

describe('a message to a group', () => {
	const send = (to: string, more: INodeParameters = {}) => ({ ...text(), to, ...more });

	test('goes to it by its ID, as the trigger has it', async () => {
		const id = await makeGroup();
		await follow(id, anna);
		const { items, fault } = await run(send(id));
		expect(fault).toBeUndefined();
		expect(items[0]).toMatchObject({ status: 'sent', to: id, userId: null, kind: 'text' });
		expect(await sandbox.delivered()).toMatchObject([{ phone: anna, group: id }]);
	});

	test('goes to it by group: and its ID', async () => {
		const id = await makeGroup();
		await follow(id, anna);
		expect((await run(send(`group:${id}`))).items[0]).toMatchObject({ to: id });
		expect((await run(send('group:123'))).fault).toMatchObject({
			...{ to: 'group:123', metaCode: 131041 },
		});
	});

	test('can be a file and a template', async () => {
		const id = await makeGroup();
		await follow(id, ben);
		const image = message('sendMedia', {
			...{ mediaType: 'image', mediaSource: 'url', mediaUrl: 'https://shop.example/a.png' },
		});
		expect((await run({ ...image, to: id })).fault).toMatchObject({ fault: 'windowClosed' });
		const template = templateJson('appointment_reminder', ['Ben', '3 May', '09:00']);
		expect((await run({ ...template, to: id })).items[0]).toMatchObject({ sentAs: 'template' });
	});

	test('needs somebody in it', async () => {
		expect((await run(send(await makeGroup()))).fault).toMatchObject({
			...{ fault: 'recipientInvalid', metaCode: 131020 },
		});
	});

	test('is sent once for the same Message Key', async () => {
		const id = await makeGroup();
		await follow(id, anna);
		const once = send(id, { options: { messageKey: 'tour' } });
		expect((await run(once)).items[0]).toMatchObject({ replayed: false });
		expect((await run(once)).items[0]).toMatchObject({ replayed: true, to: id });
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	const id = `Y2FwaV9ncm91cDo${waIdOf(anna)}ZD`;

	test.each<[string, INodeParameters, string]>([
		[
			'buttons',
			message('sendInteractive', {
				interactiveType: 'buttons',
				specifyMessage: 'json',
				messageJson: '{"body": "Shall we?", "buttons": [{"id": "yes", "title": "Yes"}]}',
			}),
			'WhatsApp does not take messages of the kind Reply Buttons for a group.',
		],
		[
			'a reaction',
			message('sendReaction', { whatsappMessageId: 'wamid.1', emoji: '👍' }),
			'WhatsApp does not take messages of the kind Reaction for a group.',
		],
		[
			'a one-time password',
			{
				...{ resource: 'oneTimePassword', operation: 'sendCode', language: 'en_US' },
				template: { __rl: true, mode: 'name', value: 'login_code' },
			},
			'A one-time password goes to one person, and To names a group.',
		],
	])('%s: is refused before anything is asked', async (_what, parameters, sentence) => {
		expect((await run({ ...parameters, to: id })).fault).toMatchObject({
			fault: 'unsupported',
			message: sentence,
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test.each<[string, string[], string]>([
		['login_code', ['123456'], 'is a one-time password'],
		['browse_catalog', ['Anna'], 'has a button CATALOG'],
		['call_us', [], 'has a button VOICE_CALL'],
		['happy_holidays', ['https://shop.example/a.mp4', 'Anna'], 'has a GIF'],
		['cart_waiting', ['Anna', 'a hat', 'cart'], 'goes as a marketing message'],
	])('the template %s is refused before it is sent', async (name, values, words) => {
		const template = templateJson(name, values, { options: { marketingMessages: true } });
		const { fault } = await run({ ...template, to: id });
		expect(fault?.['message']).toContain(words);
		expect((await sandbox.requestPaths()).join()).not.toContain('/messages');
	});

	test('is refused where the gateway has no groups', async () => {
		for (const gateway of ['qyvo', 'wacr', 'xobito']) {
			expect((await run(send(id), gateway)).fault).toMatchObject({
				fault: 'unsupported',
				message: expect.stringContaining('cannot write to a group'),
			});
		}
		expect(await sandbox.requests()).toEqual([]);
	});

	test('goes only to a group that the list of who may be written to names', async () => {
		const own = await makeGroup();
		await follow(own, anna);
		const to = (people: string) =>
			send(own, { options: { whoMayBeWrittenTo: 'list', allowedRecipients: people } });
		expect((await run(to(anna))).fault).toMatchObject({
			fault: 'recipientInvalid',
			message: expect.stringContaining(`the group ${own} is not among them`),
		});
		expect((await run(to(`${anna}, group:${own}`))).items[0]).toMatchObject({ status: 'sent' });
		const starter = send(own, { options: { whoMayBeWrittenTo: 'starter' } });
		expect((await run(starter)).fault).toMatchObject({ fault: 'recipientInvalid' });
	});

	test('a group is no number of a person', async () => {
		const contact = { resource: 'contact', operation: 'block', contact: id };
		expect((await run(contact)).fault).toMatchObject({
			fault: 'recipientInvalid',
			message: expect.stringContaining('is the ID of a group, and'),
		});
	});
});

describe('the event Group Changed', () => {
	/** What the sandbox's Meta delivers while something is done. */
	async function deliveriesDuring(count: number, work: () => Promise<void>) {
		const come: Array<{ headers: Record<string, string>; body: Buffer }> = [];
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const headers = request.headers as Record<string, string>;
				come.push({ headers, body: Buffer.concat(chunks) });
				response.end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const webhooks = `${sandbox.url}/_sandbox/webhooks`;
		const given = { gateway: 'metaCloud', url: `http://127.0.0.1:${port}/` };
		const headers = { 'content-type': 'application/json' };
		const add = { method: 'POST', headers, body: JSON.stringify(given) };
		expect((await sandbox.sandbox.fetch(new Request(webhooks, add))).status).toBe(201);
		try {
			await work();
			await until(async () => (come.length >= count ? true : undefined));
		} finally {
			await sandbox.sandbox.fetch(new Request(webhooks, { method: 'DELETE' }));
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
		return come;
	}

	/** The items that the deliveries start a trigger with. */
	async function itemsOf(events: string[], come: Awaited<ReturnType<typeof deliveriesDuring>>) {
		const secret = { webhookSecret: 'metacloud-sandbox-signing-secret' };
		const credentials = { ...sandbox.account('metaCloud'), ...secret };
		const parameters = { events, splitOutputs: false, filters: {}, options: {} };
		const deliver = publishedTrigger(parameters, credentials, `Groups ${events.join()}`);
		const items: IDataObject[] = [];
		for (const one of come) {
			const { status, started } = await deliver(one);
			expect(status).toBe(200);
			items.push(...(started?.flat() ?? []).map(({ json }) => json));
		}
		return items;
	}

	test('has the ID of the group that a request asked for, and who joins it', async () => {
		let requestId: unknown;
		const come = await deliveriesDuring(3, async () => {
			const { items } = await run(of('create', { subject: 'Tour' }));
			requestId = items[0]?.['requestId'];
			const [made] = (await run(of('getAll', all))).items;
			await follow(String(made?.['id']), anna);
			await run(at('delete', String(made?.['id'])));
		});
		const [created, joined, deleted, ...more] = await itemsOf(['groupChange'], come);
		expect(more).toEqual([]);
		expect(created).toMatchObject({
			...{ event: 'groupChange', from: null, group: expect.stringMatching(/^Y2FwaV9ncm91cD/) },
			groupChange: {
				...{ change: 'group_create', requestId, subject: 'Tour', reason: null },
				inviteLink: expect.stringContaining('https://chat.whatsapp.com/'),
			},
		});
		expect(joined).toMatchObject({
			group: created?.['group'],
			groupChange: {
				change: 'group_participants_add',
				people: [{ phone: anna, userId: null, username: null, reason: null }],
			},
		});
		expect(deleted).toMatchObject({ groupChange: { change: 'group_delete' } });
		expect(await itemsOf(['message', 'reply', 'other'], come)).toEqual([]);
	});
});
