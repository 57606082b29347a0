import axios from 'axios';
import { createHmac } from 'node:crypto';

import { saveCredential, type CredentialReference } from '../../host/rest/credentials';
import { withCredential } from '../../host/examples/publishExamples';
import { pollingTriggerType } from '../../host/rest/editorRequests';
import { executionById, executionIds, stopExecution } from '../../host/rest/executions';
import { publish, saveWorkflow, unpublish } from '../../host/rest/workflows';
import { webhookSecret } from '../gateways/profiles';
import {
	askingWorkflow,
	loopWorkflow,
	ownTriggerWorkflow,
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
import { publishTrigger, triggerWorkflow, type PublishedTrigger } from './incoming';

const ben = '+14155550123';
const chloe = '+447700900456';

let host: Host;
let trigger: PublishedTrigger;
let asking: Asking;
let credential: CredentialReference;
let phoneNumberId = '';
let token: unknown;
/** The runs that the trigger has started so far. */
let runs = 0;

const control = async (path: string, body: object) =>
	await axios.post(`${host.sandboxUrl}/_sandbox/${path}`, body, { proxy: false });

beforeAll(async () => {
	host = await openHost();
	const account = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (account === undefined) throw new Error('The sandbox has no metaCloud.');
	phoneNumberId = String(account.data['phoneNumberId']);
	token = account.data['accessToken'];
	credential = await saveCredential(host.rest, 'asking', {
		...account.data,
		webhookSecret,
	} as never);
	trigger = await publishTrigger(host, 'metaCloud', 'Answers', {
		events: ['message', 'reply', 'other'],
		options: { takeOver: 'always' },
	});
	asking = await publishAsking(host, credential, askingWorkflow('Asks', 'asks', {}), 'asks');
	for (const phone of [anna, ben, chloe]) {
		await control('inbound', { phone, gateway: 'metaCloud', text: 'Hello' });
	}
});

afterAll(async () => {
	await unpublish(host.rest, trigger.saved);
});

/** The question whose time ends while the other tests run, and the one that is answered in a poll. */
let limited: Promise<string>;
let polled: Promise<string>;

beforeAll(async () => {
	const account = host.accounts.find(({ data }) => data['gateway'] === 'wacr');
	if (account === undefined) throw new Error('The sandbox has no wacr.');
	// It notes what is there now; from then on it polls each minute.
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const file = triggerWorkflow('Polls', { pollTimes }, pollingTriggerType);
	const poll = await saveWorkflow(host.rest, withCredential(file, account.reference));
	await publish(host.rest, poll);
	const limit = { limitWaitTime: { values: { resumeAmount: 1, resumeUnit: 'minutes' } } };
	const briefly = askingWorkflow('Briefly', 'briefly', { options: limit });
	limited = (await publishAsking(host, credential, briefly, 'briefly')).ask({ phone: chloe });
	const byPoll = askingWorkflow('By poll', 'bypoll', {});
	polled = (async () => {
		const { ask } = await publishAsking(host, account.reference, byPoll, 'bypoll');
		await control('inbound', { phone: chloe, gateway: 'wacr', text: 'Hello' });
		const execution = await ask({ phone: chloe });
		const question = (await questionsOn(host.sandboxUrl, chloe)).find(
			({ titles, ids }) => titles.length === 2 && ids[0]?.startsWith(`wgw1|${execution}|`),
		);
		const tap = { message: question?.id, id: question?.ids[1] };
		await control('inbound', { phone: chloe, gateway: 'wacr', tap });
		return execution;
	})();
	await Promise.all([limited, polled]);
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
});

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
	const answer = JSON.stringify({ ticket: question.ids[0], event });
	const post = async (url: string, body: object) =>
		(await axios.post(url, body, { proxy: false, validateStatus: () => true })).status;
	expect(await post(address, { answer, proof: '0'.repeat(64) })).toBe(403);
	expect(await post(address, {})).toBe(403);
	expect(await post(address.replace(signature, '0'.repeat(64)), { answer })).toBe(401);
	// Whoever opens the address in a browser reads that the answer is a tap in the chat.
	const { status } = await axios.get(address, { proxy: false, validateStatus: () => true });
	expect(status).toBe(403);

	// n8n ends an execution whose webhook throws, whoever has called it.
	const key = String(token);
	const proven = JSON.stringify({ ticket: question.ids[0], event: null });
	const proof = createHmac('sha256', key).update(`send and wait:${proven}`).digest('hex');
	const [id, node, , nonce] = (question.ids[0] ?? '').split('|').slice(1);
	const asked = JSON.stringify([id, node, nonce]);
	const ofQuestion = createHmac('sha256', key).update(`send and wait:${asked}`).digest('hex');
	expect(await post(address, { answer: proven, proof })).toBeGreaterThanOrEqual(400);
	expect(await post(address, { answer: proven, proof: ofQuestion })).toBeGreaterThanOrEqual(400);
	expect(await statusOf(host.rest, execution)).toBe('waiting');

	// A choice that nobody was offered.
	const beyond = { ...question, ids: [question.ids[0]?.replace('|0|', '|7|') ?? ''] };
	expect(await deliver(tapOf(beyond, 0))).toBe(200);
	await expectNewRuns(1);
	expect(await statusOf(host.rest, execution)).toBe('waiting');

	expect(await deliver(tapOf(question, 1))).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({ answered: true, approved: false });
	await expectNewRuns(0);
});

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
});

test('a tap beside an ordinary message: the one answers, the other starts a run', async () => {
	const execution = await asking.ask({ phone: anna });
	const tap = tapOf(await newest(), 0);
	expect(await deliver({ from: ben, id: 'wamid.ordinary', text: 'Hello?' }, tap)).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({ answered: true });
	await expectNewRuns(1);
});

test('a tap for an execution that was stopped, or that nobody knows, is an ordinary reply', async () => {
	const execution = await asking.ask({ phone: anna });
	const question = await newest();
	await stopExecution(host.rest, execution);
	expect(await deliver(tapOf(question, 0))).toBe(200);
	await expectNewRuns(1);
	const unknown = question.ids.map((id) => id.replace(/^wgw1\|\d+/, 'wgw1|999999'));
	expect(await deliver(tapOf({ ...question, ids: unknown }, 0))).toBe(200);
	await expectNewRuns(1);
});

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
});

test('where the node has an error output, such an item is not lost', async () => {
	const more = { onError: 'continueErrorOutput' };
	const workflow = askingWorkflow('Fails', 'fails', {}, more);
	const { ask, answer } = await publishAsking(host, credential, workflow, 'fails');
	const execution = await ask({ phone: anna });
	const { wamid, callbackData } = await newest();
	const failure = { wamid, to: anna, key: callbackData ?? '' };
	expect(await trigger.deliver(metaFailure(phoneNumberId, failure))).toBe(200);
	expect(await answer(execution)).toMatchObject({ answered: false, fault: 'windowClosed' });
});

test('two questions of one loop: the button of the first does not answer the second', async () => {
	const loop = await publishAsking(host, credential, loopWorkflow('Loops', 'loops'), 'loops');
	const execution = await loop.ask({ people: [anna, anna] });
	const first = await newest();
	expect(await deliver(tapOf(first, 0))).toBe(200);
	let second = await newest();
	while (second.wamid === first.wamid) second = await newest();
	while ((await statusOf(host.rest, execution)) !== 'waiting');
	expect(second.ids[0]).not.toBe(first.ids[0]);
	expect(await deliver(tapOf(first, 1))).toBe(200);
	expect(await statusOf(host.rest, execution)).toBe('waiting');
	expect(await deliver(tapOf(second, 1))).toBe(200);
	const { outputs } = await executionById(host.rest, execution);
	expect(outputs('Loop')[0]?.map(({ json }) => json['choice'])).toEqual(['approve', 'decline']);
	await expectNewRuns(0);
});

test('a question and its trigger in one workflow are one execution', async () => {
	const workflow = ownTriggerWorkflow('Own', anna);
	const saved = await saveWorkflow(host.rest, withCredential(workflow, credential));
	await publish(host.rest, saved);
	const url = `${host.url}/webhook/${workflow.nodes[0]?.webhookId}/webhook`;
	const happened = async (one: Happened) =>
		await trigger.deliver(metaDelivery(phoneNumberId, [one]), undefined, url);
	expect(await happened({ from: anna, id: 'wamid.hello', text: 'Hello' })).toBe(200);
	let [execution] = await executionIds(host.rest, saved.id);
	while (execution === undefined) [execution] = await executionIds(host.rest, saved.id);
	while ((await statusOf(host.rest, execution)) !== 'waiting');
	expect(await happened(tapOf(await newest(), 1))).toBe(200);
	expect(
		(await executionById(host.rest, execution)).outputs('Ask "Anna"')[0]?.[0]?.json,
	).toMatchObject({
		answered: true,
		choice: 'mon',
		title: 'Monday',
	});
	expect(await executionIds(host.rest, saved.id)).toEqual([execution]);
	await unpublish(host.rest, saved);
});

test('a question with a credential of expressions is answered, too', async () => {
	const account = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	const data = { ...account?.data, accessToken: '={{ $json.body.token }}' } as never;
	const tenants = await saveCredential(host.rest, 'tenants', data);
	const workflow = askingWorkflow('Tenants', 'tenants', {});
	const { ask, answer } = await publishAsking(host, tenants, workflow, 'tenants');
	const execution = await ask({ phone: anna, token });
	expect(await deliver(tapOf(await newest(), 0))).toBe(200);
	expect(await answer(execution)).toMatchObject({ answered: true });
});

test('a tap below a template that was sent instead is the answer', async () => {
	const dora = '+4917139200777';
	const byTemplate = askingWorkflow('By template', 'bytemplate', {
		responseType: 'choice',
		choices: {
			choice: [
				{ title: 'Yes', id: 'yes' },
				{ title: 'No', id: 'no' },
			],
		},
		ifWindowClosed: 'sendTemplate',
		template: { __rl: true, mode: 'name', value: 'delivery_question' },
		language: 'en',
		specifyPlaceholders: 'json',
		valuesJson: '{"1": "A-1042"}',
	});
	const { ask, answer } = await publishAsking(host, credential, byTemplate, 'bytemplate');
	const execution = await ask({ phone: dora });
	const question = await newest(dora);
	expect(question.titles).toEqual(['Yes, please', 'Another day']);
	expect(await deliver(tapOf(question, 1, dora))).toBe(200);
	expect(await answer(execution)).toMatchObject({
		answered: true,
		approved: null,
		choice: 'no',
		title: 'Another day',
		receipt: { sentAs: 'template', kind: 'buttons' },
	});
});

test('a question through Xobito is answered by what the gateway delivers', async () => {
	// Before the trigger is there: it hears everything from then on.
	await control('inbound', { phone: anna, gateway: 'xobito', text: 'Hello' });
	const secret = 'xobito-sandbox-signing-secret';
	const xobito = await publishTrigger(
		host,
		'xobito',
		'Xobito',
		{ events: ['message', 'reply'] },
		{ webhookSecret: secret },
	);
	const account = host.accounts.find(({ data }) => data['gateway'] === 'xobito');
	if (account === undefined) throw new Error('The sandbox has no xobito.');
	const workflow = askingWorkflow('Through Xobito', 'xobito', {});
	const { ask, answer } = await publishAsking(host, account.reference, workflow, 'xobito');
	const execution = await ask({ phone: anna });
	const question = await newest();
	await control('inbound', { phone: anna, tap: { message: question.id, id: question.ids[0] } });
	expect(await answer(execution)).toMatchObject({ answered: true, approved: true });
	expect(await xobito.runs(0)).toBe(0);
	await unpublish(host.rest, xobito.saved);
});

test('a tap that a poll brings is the answer', async () => {
	const { outputs } = await ended(await polled);
	expect(outputs('Ask "Anna"')[0]?.[0]?.json).toMatchObject({ answered: true, choice: 'decline' });
});

test('when the time is over, the item says so and has the receipt', async () => {
	const before = (await outgoing(host.sandboxUrl, chloe)).length;
	const { outputs } = await ended(await limited);
	expect(outputs('Ask "Anna"')[0]?.[0]).toMatchObject({
		json: { answered: false, approved: false, event: null, receipt: { to: chloe, status: 'sent' } },
		pairedItem: { item: 0 },
	});
	expect(await outgoing(host.sandboxUrl, chloe)).toHaveLength(before);
});

/** An execution once it has ended, also where that takes minutes. */
async function ended(id: string) {
	while ((await statusOf(host.rest, id)) === 'waiting') {
		await new Promise<void>((resolve) => setTimeout(resolve, 500));
	}
	return await executionById(host.rest, id);
}
