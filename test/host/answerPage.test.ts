import axios, { type AxiosRequestConfig } from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import { saveCredential } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { executionById, runManually } from '../../host/rest/executions';
import { publish, saveWorkflow, type WorkflowNode } from '../../host/rest/workflows';
import { anna, manualWorkflow, openHost, type Host } from './host';
import { askingWorkflow, eventually, startAsking, statusOf } from './waitingRuns';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

const account = (gateway: string) => {
	const found = host.accounts.find(({ data }) => data['gateway'] === gateway);
	if (found === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	return found;
};

const ask = (message: string, more: object = {}): WorkflowNode => ({
	id: '5b1c7e3a-2f60-4a0d-9d8e-0f1e2d3c4b5a',
	name: 'Ask',
	type: nodeType,
	typeVersion: 1,
	position: [400, 0],
	parameters: {
		resource: 'message',
		operation: 'sendAndWait',
		to: anna,
		message,
		options: {},
		...more,
	},
});

let number = 0;

/** Publishes a workflow that asks with this gateway's credential. */
async function serveQuestion(gateway: string, message: string, more: object = {}) {
	const path = `page-${gateway}-${++number}`;
	const file = askingWorkflow(`Page ${gateway} ${number}`, path, ask(message, more));
	const saved = await saveWorkflow(host.rest, withCredential(file, account(gateway).reference));
	await publish(host.rest, saved);
	return { ...saved, address: `${host.url}/webhook/${path}` };
}

/** The link in the newest message at Anna's phone. */
async function newestLink(): Promise<string> {
	const last = (await host.received()).filter(({ phone }) => phone === anna).at(-1);
	return /https?:\S+$/.exec(last?.text ?? '')?.[0] ?? '';
}

/** Asks, and returns the execution that waits and the address of its page. */
async function asked(gateway: string, message: string, more: object = {}) {
	const id = await startAsking(host, await serveQuestion(gateway, message, more));
	return { id, url: await newestLink() };
}

const request = async (url: string, config: AxiosRequestConfig = {}) =>
	await axios.request<string>({
		url,
		proxy: false,
		responseType: 'text',
		validateStatus: () => true,
		...config,
	});

const form = 'application/x-www-form-urlencoded';
const post = async (url: string, body: string, type = form) =>
	await request(url, { method: 'POST', data: body, headers: { 'content-type': type } });

const output = async (id: string) => {
	const execution = await executionById(host.rest, id);
	return execution
		.outputs('Ask')
		.flat()
		.map(({ json }) => json);
};

const pageHeaders = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': expect.stringMatching(/^sandbox allow-forms; default-src 'none';/),
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-robots-tag': 'noindex, nofollow',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
};

describe.each(['qyvo', 'mojeeb'])('%s', (gateway) => {
	test('the chat gets the question with a link, previews change nothing, and a tap on the page answers', async () => {
		const { id, url } = await asked(gateway, 'Refund *49 €*?');
		expect((await host.received()).at(-1)).toMatchObject({
			phone: anna,
			kind: 'text',
			text: `Refund *49 €*?\n\nTap to answer:\n${url}`,
		});

		for (const agent of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Mozilla/5.0']) {
			const { status, data, headers } = await request(url, { headers: { 'user-agent': agent } });
			expect([status, headers]).toEqual([200, expect.objectContaining(pageHeaders)]);
			expect(data).toContain('Refund <strong>49 €</strong>?');
			expect(data).toMatch(
				/value="0"[^>]*><span dir="auto">Approve<[^]*value="1"[^>]*><span dir="auto">Decline</,
			);
			expect(data).not.toContain(new URL(url).searchParams.get('signature'));
			expect(data).not.toContain(String(account(gateway).data['accessToken']));
		}
		await request(url, { method: 'HEAD' });
		expect(await statusOf(host, id)).toBe('waiting');

		const answer = await post(url, 'choice=1');
		expect([answer.status, answer.headers]).toEqual([200, expect.objectContaining(pageHeaders)]);
		expect(answer.data).toMatch(/Thank you.*Decline/s);
		expect(await output(id)).toEqual([
			expect.objectContaining({
				...{ answered: true, approved: false, choice: 'decline', title: 'Decline' },
				...{ text: 'Decline', event: null, data: { approved: false } },
				receipt: expect.objectContaining({ gateway, kind: 'text', to: anna }),
			}),
		]);

		// n8n's own page: nothing of ours is asked any more.
		const again = await post(url, 'choice=0');
		expect([again.status, again.data]).toEqual([
			200,
			expect.stringContaining('No action required'),
		]);
		expect((await request(url)).data).toContain('No action required');
		expect(await output(id)).toHaveLength(1);
	});

	test('whatever is no answer gets a page that asks again, and the execution keeps waiting', async () => {
		const { id, url } = await asked(gateway, 'Refund?');
		const bodies = [
			'',
			'choice=',
			'choice=2',
			'choice=-1',
			'choice=0&choice=1',
			'choice=0x0',
			'a=0',
		];
		for (const body of bodies) {
			const { status, data, headers } = await post(url, body);
			expect([body, status, headers]).toEqual([body, 400, expect.objectContaining(pageHeaders)]);
			expect(data).toContain('Please tap one of these answers.');
		}
		for (const type of [
			'text/plain',
			'application/octet-stream',
			'multipart/form-data; boundary=x',
		]) {
			const { status } = await post(
				url,
				type.startsWith('multipart') ? '--x--\r\n' : 'choice=0',
				type,
			);
			expect([type, status]).toEqual([type, 400]);
		}
		const forged = [
			url.replace(/signature=.{4}/, 'signature=0000'),
			url.replace(/[?&]signature=[^&]*/, ''),
			url.replace('question=r0', 'question=r1'),
			url.replace(/[?&]question=[^&]*/, '?').replace('?&', '?'),
		];
		for (const address of forged) {
			expect([address === url, (await post(address, 'choice=0')).status]).toEqual([false, 401]);
		}
		expect(await statusOf(host, id)).toBe('waiting');
		expect((await post(url, 'choice=0')).status).toBe(200);
		expect(await output(id)).toMatchObject([{ answered: true, approved: true, choice: 'approve' }]);
	});
});

test('six taps at the same moment give one output, and the others a page that says so', async () => {
	const { id, url } = await asked('qyvo', 'Refund?');
	const answers = await Promise.all(
		Array.from({ length: 6 }, async (_, index) => await post(url, `choice=${index % 2}`)),
	);
	const thanks = answers.filter(({ data }) => data.includes('Thank you'));
	expect(thanks.map(({ status }) => status)).toEqual([200]);
	for (const { data, headers } of answers.filter((one) => !thanks.includes(one))) {
		// n8n's own page, where the run had ended before the tap came.
		if (data.includes('No action required') || String(headers['content-type']).includes('json'))
			continue;
		expect(data).toContain('This tap was not counted');
		expect(headers).toEqual(expect.objectContaining(pageHeaders));
	}
	const [only, ...more] = await output(id);
	expect(more).toEqual([]);
	expect(thanks[0]?.data).toContain(String(only?.['title']));
});

test('a list has its sections and descriptions, and hostile words do nothing', async () => {
	const message = `<script>alert(1)</script> "quoted" & \u202eevil\n${'👩‍🚀'.repeat(200)} مرحبا`;
	const { id, url } = await asked('qyvo', message, {
		responseType: 'list',
		buttonText: 'Choose',
		rows: {
			row: [
				{ title: '<b>Monday</b>', description: '9 to "noon"', section: 'This week', id: 'mon' },
				{ title: 'Tuesday', description: '', section: '<i>Next</i>', id: 'tue' },
			],
		},
	});
	const { data } = await request(url);
	expect(data).not.toMatch(/<script|<b>|<i>|\u202e/);
	expect(data).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; ');
	expect(data).toContain('👩‍🚀'.repeat(200));
	expect(data).toMatch(
		/This week[^]*&lt;b&gt;Monday&lt;\/b&gt;[^]*9 to &quot;noon&quot;[^]*Tuesday/,
	);
	expect((await post(url, 'choice=0')).data).toContain('&lt;b&gt;Monday&lt;/b&gt;');
	expect(await output(id)).toMatchObject([
		{ answered: true, approved: null, choice: 'mon', title: '<b>Monday</b>' },
	]);
});

test('a question that is asked in the chat cannot be answered by a page', async () => {
	const { id } = await asked('xobito', 'Refund?');
	const { resumeUrl } = await chatAddress(id);
	const opened = await request(resumeUrl);
	expect([opened.status, opened.data]).toEqual([
		403,
		expect.stringContaining('Please answer in WhatsApp'),
	]);
	for (const body of ['choice=0', 'choice=0&question=r0']) {
		expect((await post(resumeUrl, body)).status).toBe(403);
	}
	expect(await statusOf(host, id)).toBe('waiting');
});

/** The address that resumes a question of the chat, from the ticket in its first button. */
async function chatAddress(id: string) {
	const { data } = await axios.get<{ messages: Array<Record<string, unknown>> }>(
		`${host.sandboxUrl}/_sandbox/messages`,
		{ params: { direction: 'outbound', phone: anna }, proxy: false },
	);
	const replies = data.messages.at(-1)?.['replies'] as Array<{ id: string }>;
	const parts = replies[0]?.id.split('|') ?? [];
	const signature = Buffer.from(parts[5] ?? '', 'base64url').toString('hex');
	return { resumeUrl: `${host.url}/webhook-waiting/${id}/${parts[2]}?signature=${signature}` };
}

test('in a loop, the link of an earlier round answers nothing', async () => {
	const path = `page-loop-${++number}`;
	const file = askingWorkflow(`Page loop ${number}`, path, ask('=Round {{ $runIndex }}?'));
	const looped = {
		...file,
		nodes: [
			...file.nodes,
			{
				id: 'again',
				name: 'Again?',
				type: 'n8n-nodes-base.if',
				typeVersion: 2.2,
				position: [600, 0] as const,
				parameters: {
					conditions: {
						options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
						conditions: [
							{
								id: 'round',
								leftValue: '={{ $runIndex }}',
								rightValue: 1,
								operator: { type: 'number', operation: 'lt' },
							},
						],
						combinator: 'and',
					},
					options: {},
				},
			},
		],
		connections: {
			...file.connections,
			Ask: { main: [[{ node: 'Again?', type: 'main', index: 0 }]] },
			'Again?': { main: [[{ node: 'Ask', type: 'main', index: 0 }]] },
		},
	};
	const saved = await saveWorkflow(host.rest, withCredential(looped, account('qyvo').reference));
	await publish(host.rest, saved);
	const id = await startAsking(host, { ...saved, address: `${host.url}/webhook/${path}` });
	const first = await newestLink();
	expect((await post(first, 'choice=0')).status).toBe(200);
	const second = await eventually(async () => {
		const link = await newestLink();
		return link !== first && (await statusOf(host, id)) === 'waiting' ? link : undefined;
	});

	for (const answer of [await request(first), await post(first, 'choice=0')]) {
		expect([answer.status, answer.data]).toEqual([
			410,
			expect.stringContaining('This question is over'),
		]);
	}
	expect((await request(second)).data).toContain('Round 1?');
	expect((await post(second, 'choice=1')).status).toBe(200);
	expect(await output(id)).toMatchObject([{ answered: true, approved: false }]);
});

test('where phones cannot open the page, nothing is sent, and the sentence says what to do', async () => {
	const data = { ...account('qyvo').data, baseUrl: '' };
	const reference = await saveCredential(host.rest, 'Qyvo on the internet', data);
	const file = manualWorkflow('Page of a private n8n', [{ name: 'Anna' }], ask('Refund?'));
	const saved = await saveWorkflow(host.rest, withCredential(file, reference));
	const run = await runManually(host.rest, saved.id, 'Start');
	expect([run.status, run.message]).toEqual([
		'error',
		expect.stringContaining('a phone can open public https addresses only'),
	]);
	expect(run.description).toContain('WEBHOOK_URL');
	expect(`${run.message} ${run.description}`).not.toContain('signature=');
});
