import axios from 'axios';

import { saveCredential, type CredentialReference } from '../../host/rest/credentials';
import { stopExecution } from '../../host/rest/executions';
import { unpublish } from '../../host/rest/workflows';
import { webhookSecret } from '../gateways/profiles';
import {
	askingWorkflow,
	metaDelivery,
	metaFailure,
	outgoing,
	publishAsking,
	questionsOn,
	statusOf,
	type Asking,
	type Happened,
	type Question,
} from './asking';
import { anna, openHost, type Host } from './host';
import { publishTrigger, type PublishedTrigger } from './incoming';

const ben = '+14155550123';

let host: Host;
let trigger: PublishedTrigger;
let asking: Asking;
let credential: CredentialReference;
let phoneNumberId = '';
/** The runs that the trigger has started so far. */
let runs = 0;

beforeAll(async () => {
	host = await openHost();
	const account = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (account === undefined) throw new Error('The sandbox has no metaCloud.');
	phoneNumberId = String(account.data['phoneNumberId']);
	credential = await saveCredential(host.rest, 'asking', {
		...account.data,
		webhookSecret,
	} as never);
	trigger = await publishTrigger(host, 'metaCloud', 'Answers', {
		events: ['message', 'reply', 'other'],
		options: { takeOver: 'always' },
	});
	asking = await publishAsking(host, credential, askingWorkflow('Asks', 'asks', {}), 'asks');
	for (const phone of [anna, ben]) {
		const body = { phone, gateway: 'metaCloud', text: 'Hello' };
		await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
	}
});

afterAll(async () => {
	await unpublish(host.rest, trigger.saved);
});

let number = 0;

/** The newest question on a phone. */
async function newest(phone = anna): Promise<Question> {
	const question = (await questionsOn(host.sandboxUrl, phone)).at(-1);
	if (question === undefined) throw new Error(`Nobody has asked ${phone}.`);
	return question;
}

const tapOf = ({ ids, titles, wamid }: Question, choice: number, from = anna): Happened => ({
	from,
	id: `wamid.tap${++number}`,
	tap: { id: ids[choice] ?? '', title: titles[choice] ?? '', wamid },
});

const deliver = async (...happened: Happened[]) =>
	await trigger.deliver(metaDelivery(phoneNumberId, happened));

/** Asserts that the trigger has started so many more runs. */
async function expectNewRuns(count: number): Promise<void> {
	runs += count;
	expect(await trigger.runs(runs)).toBe(runs);
}

const texts = async (phone = anna) =>
	(await outgoing(host.sandboxUrl, phone)).map(({ body }) => body);

test('a tap comes out of the node, is confirmed once, and starts no run', async () => {
	const execution = await asking.ask({ phone: anna });
	expect(await statusOf(host.rest, execution)).toBe('waiting');
	const question = await newest();
	expect(question.titles).toEqual(['Approve', 'Decline']);

	expect(await deliver(tapOf(question, 0))).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({
		answered: true,
		approved: true,
		choice: 'approve',
		title: 'Approve',
		text: 'Approve',
		data: { approved: true },
		event: { event: 'reply', from: anna, reply: { id: question.ids[0] } },
		receipt: { to: anna, kind: 'buttons', whatsappMessageId: question.wamid },
	});
	expect((await texts()).filter((text) => text === '✓ Approve')).toHaveLength(1);
	// A second tap, of the other button.
	expect(await deliver(tapOf(question, 1))).toBe(200);
	expect((await texts()).at(-1)).toBe('✓ Approve');
	await expectNewRuns(0);
}, 120_000);

test('nobody but the person asked can answer, and nobody without the credential', async () => {
	const execution = await asking.ask({ phone: anna });
	const question = await newest();

	// A genuine delivery of another person with Anna's ids is an ordinary reply.
	expect(await deliver(tapOf(question, 0, ben))).toBe(200);
	await expectNewRuns(1);

	// Whoever reads a button's id knows the public address.
	const [, executionId = '', nodeId = '', , , signed = ''] = question.ids[0]?.split('|') ?? [];
	const signature = Buffer.from(signed, 'base64url').toString('hex');
	const address = `${host.url}/webhook-waiting/${executionId}/${nodeId}?signature=${signature}`;
	const event = { event: 'reply', from: anna, reply: { id: question.ids[0], title: 'Approve' } };
	const told = JSON.stringify({ ticket: question.ids[0], event });
	const post = async (url: string, body: object) =>
		(await axios.post(url, body, { proxy: false, validateStatus: () => true })).status;
	expect(await post(address, { told, proof: '0'.repeat(64) })).toBe(403);
	expect(await post(address, {})).toBe(403);
	expect(await post(address.replace(signature, '0'.repeat(64)), { told })).toBe(401);
	const { status } = await axios.get(address, { proxy: false, validateStatus: () => true });
	expect(status).toBe(200);

	// A choice that nobody was offered.
	const beyond = { ...question, ids: [question.ids[0]?.replace('|0|', '|7|') ?? ''] };
	expect(await deliver(tapOf(beyond, 0))).toBe(200);
	await expectNewRuns(1);
	expect(await statusOf(host.rest, execution)).toBe('waiting');

	expect(await deliver(tapOf(question, 1))).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({ answered: true, approved: false });
	await expectNewRuns(0);
}, 120_000);

test('six taps at once and redeliveries give one answer and one confirmation', async () => {
	const execution = await asking.ask({ phone: anna });
	const question = await newest();
	const before = (await texts()).length;
	const taps = Array.from({ length: 6 }, () => tapOf(question, 0));
	const answers = await Promise.all(taps.map(async (tap) => await deliver(tap)));
	for (const status of answers) expect([200, 503]).toContain(status);
	expect(await asking.answer(execution)).toMatchObject({ answered: true, approved: true });
	for (const tap of taps) expect(await deliver(tap)).toBe(200);
	expect(await texts()).toHaveLength(before + 1);
	await expectNewRuns(0);
}, 120_000);

test('a tap beside an ordinary message: the one answers, the other starts a run', async () => {
	const execution = await asking.ask({ phone: anna });
	const tap = tapOf(await newest(), 0);
	expect(await deliver({ from: ben, id: 'wamid.ordinary', text: 'Hello?' }, tap)).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({ answered: true });
	await expectNewRuns(1);
}, 120_000);

test('a tap for an execution that was stopped, or that nobody knows, is an ordinary reply', async () => {
	const execution = await asking.ask({ phone: anna });
	const question = await newest();
	await stopExecution(host.rest, execution);
	expect(await deliver(tapOf(question, 0))).toBe(200);
	await expectNewRuns(1);
	const unknown = question.ids.map((id) => id.replace(/^wgw1\|\d+/, 'wgw1|999999'));
	expect(await deliver(tapOf({ ...question, ids: unknown }, 0))).toBe(200);
	await expectNewRuns(1);
}, 120_000);

test('a message that fails later ends the wait with that fault', async () => {
	const execution = await asking.ask({ phone: anna });
	const { wamid, callbackData } = await newest();
	const failure = { wamid, to: anna, key: callbackData ?? '' };
	expect(await trigger.deliver(metaFailure(phoneNumberId, failure))).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({
		answered: false,
		approved: false,
		fault: 'windowClosed',
		metaCode: 131047,
		receipt: { status: 'failed', whatsappMessageId: wamid },
	});
	await expectNewRuns(0);
}, 120_000);
