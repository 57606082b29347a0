import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { encodeTicket } from '../../nodes/WhatsAppGateway/sendAndWait/ticket';
import { profileOf, webhookSecret } from '../gateways/profiles';
import { metaDelivery } from '../host/asking';
import { publishedTrigger } from './triggers';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

/** What n8n's address for waiting executions answers, one after the other; the last one repeats. */
interface Reply {
	readonly status: number;
	readonly body: string;
}

let sandbox: Sandbox;
let n8n: Server;
let replies: Reply[] = [];
const posted: Array<{ url: string; body: string }> = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			posted.push({ url: request.url ?? '', body });
			// The run of what is collected, which begins later.
			if (body.includes('"call":"begin"')) return;
			const reply = replies.length > 1 ? replies.shift() : replies[0];
			response.writeHead(reply?.status ?? 500).end(reply?.body);
		});
	});
	await new Promise<void>((resolve) => n8n.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	n8n.closeAllConnections();
	await new Promise((resolve) => n8n.close(resolve));
	await sandbox.close();
});
beforeEach(async () => {
	await sandbox.reset();
	posted.length = 0;
});

const resumed = (confirmation: object | null = null): Reply => ({
	status: 200,
	body: JSON.stringify({ resumed: true, confirmation }),
});
const json = (status: number, body: object): Reply => ({ status, body: JSON.stringify(body) });
const running = json(409, { message: 'The execution "7" is running already.' });
const page: Reply = { status: 200, body: '<title>No action required</title>' };

let executions = 100;

/** A published trigger and a tap that answers a question of an execution. */
function answering(isReachable = true, title = 'Yes') {
	const account: ICredentialDataDecryptedObject = {
		...sandbox.account('metaCloud'),
		webhookSecret,
	};
	const trigger = publishedTrigger({ events: ['reply'] }, account, `Trigger ${++executions}`, {
		localAddress: '::ffff:127.0.0.1',
		localPort: isReachable ? (n8n.address() as AddressInfo).port : 1,
	});
	const id = encodeTicket({
		executionId: String(executions),
		nodeId: 'node',
		choice: '0',
		nonce: 'r0',
		signature: 'ab'.repeat(32),
	});
	const tap = { id, title, wamid: 'wamid.asked' };
	const happened = [{ from: anna, id: `wamid.tap${executions}`, tap }];
	const body = Buffer.from(
		JSON.stringify(metaDelivery(String(account['phoneNumberId']), happened)),
	);
	const sign = profileOf('metaCloud').signDelivery;
	const headers = sign?.(body, webhookSecret, Math.floor(Date.now() / 1000)) ?? {};
	const deliver = async () => {
		const { status, started } = await trigger({ headers, body });
		return { status, runs: started?.flat().length ?? 0 };
	};
	return { deliver, account, id };
}

const handled = { status: 200, runs: 0 };
const ordinary = { status: 200, runs: 1 };
const again = { status: 503, runs: 0 };

test('a tap is passed on with a proof, at this very process', async () => {
	replies = [resumed()];
	const { deliver, account, id } = answering();
	expect(await deliver()).toEqual(handled);
	expect(posted.map(({ url }) => url)).toEqual([
		`/${executions}/node?signature=${'ab'.repeat(32)}`,
	]);
	const { answer, proof } = JSON.parse(posted[0]?.body ?? '') as { answer: string; proof: string };
	const key = String(account['accessToken']);
	const question = JSON.stringify([String(executions), 'node', 'r0']);
	expect(proof).toBe(createHmac('sha256', key).update(`send and wait:${question}`).digest('hex'));
	expect(JSON.parse(answer)).toMatchObject({ ticket: id, event: { event: 'reply', from: anna } });
	expect(answer).not.toContain('"raw"');
	// n8n would tell only when the execution has ended.
	expect(await deliver()).toEqual(handled);
	expect(posted).toHaveLength(1);
});

test.each<[string, Reply, object]>([
	['has gone on', page, handled],
	['asks another question now', json(410, { resumed: false, reason: 'question' }), handled],
	['was stopped', json(409, { message: 'has finished with error.' }), ordinary],
	['is not of this n8n', { status: 401, body: '<html>' }, ordinary],
	['is deleted', json(404, { message: 'does not exist' }), ordinary],
	['has asked somebody else', json(403, { resumed: false, reason: 'person' }), ordinary],
	['has another credential', json(403, { resumed: false, reason: 'proof' }), ordinary],
	['stands behind a wall', { status: 403, body: 'Forbidden' }, again],
])('an execution that %s', async (_what, reply, expected) => {
	replies = [reply];
	expect(await answering().deliver()).toEqual(expected);
});

test('an execution that is about to wait is looked at again', async () => {
	replies = [running, json(500, {}), resumed()];
	expect(await answering().deliver()).toEqual(handled);
	expect(posted).toHaveLength(3);
});

test('a tap that cannot be passed on is not received: the gateway brings it again', async () => {
	const lost = answering(false);
	replies = [resumed()];
	expect(await lost.deliver()).toEqual(again);
	replies = [running];
	const { deliver } = answering();
	expect(await deliver()).toEqual(again);
	replies = [resumed()];
	expect(await deliver()).toEqual(handled);
}, 30_000);

test('a tap is confirmed by whoever has resumed the execution', async () => {
	await sandbox.openWindows([anna]);
	replies = [resumed({ text: 'Thank you: {title}', sender: {} })];
	expect(await answering().deliver()).toEqual(handled);
	expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Thank you: Yes']);
});

test('a confirmation has the words on the button as they are', async () => {
	await sandbox.openWindows([anna]);
	replies = [resumed({ text: 'Noted: {title}', sender: {} })];
	await answering(true, '$$ to $$$, $& $`').deliver();
	expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['Noted: $$ to $$$, $& $`']);
});

test('a confirmation that cannot be sent does not undo the answer', async () => {
	await sandbox.queueFault({ gateway: 'metaCloud', phone: anna, status: 500, body: {} });
	replies = [resumed({ text: 'Thank you', sender: {} })];
	expect(await answering().deliver()).toEqual(handled);
});

test('a message that cannot be noted beside collected ones comes again', async () => {
	const account: ICredentialDataDecryptedObject = {
		...sandbox.account('metaCloud'),
		webhookSecret,
	};
	const trigger = publishedTrigger(
		{ events: ['message'], options: { collectSeconds: 1 } },
		account,
		'Collects',
		{ localAddress: '127.0.0.1', localPort: (n8n.address() as AddressInfo).port },
	);
	const write = async (id: string) => {
		const happened = [{ from: anna, id, text: 'Hi' }];
		const body = Buffer.from(
			JSON.stringify(metaDelivery(String(account['phoneNumberId']), happened)),
		);
		const sign = profileOf('metaCloud').signDelivery;
		const headers = sign?.(body, webhookSecret, Math.floor(Date.now() / 1000)) ?? {};
		return (await trigger({ headers, body })).status;
	};
	/** What the node has asked of itself, as n8n would hand it over. */
	const ownCall = async (name: string) => {
		const call = posted.find(({ body }) => body.includes(`"call":"${name}"`))?.body ?? '';
		const key = String(account['accessToken']);
		const proof = createHmac('sha256', key).update(`own webhook${call}`).digest('hex');
		const headers = { 'x-whatsapp-gateways-proof': proof };
		return await trigger({ headers, body: Buffer.from(call) });
	};
	replies = [{ status: 200, body: 'Noted.' }];
	expect(await write('wamid.one')).toBe(200);
	replies = [{ status: 500, body: '' }];
	await ownCall('note');
	expect(await write('wamid.two')).toBe(503);
	// Its run begins, so that nothing waits for it any longer.
	const begun = await ownCall('begin');
	expect(begun.started?.flat()).toHaveLength(1);
	begun.answered(200);
});
