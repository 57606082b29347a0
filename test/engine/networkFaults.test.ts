import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { holdDeadlines } from './deadlines';
import { runNode } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());
afterEach(() => jest.restoreAllMocks());

/** Sends one text in an open window, with changes to the credential. */
async function send(credentials: object = {}, parameters = text()) {
	const result = await runNode({
		parameters,
		credentials: { ...sandbox.credentials, ...credentials },
		items: [{ json: { phone: anna, text: 'Hello' } }],
		settings: { onError: 'continueErrorOutput' },
	});
	expect(JSON.stringify(result.run)).not.toContain(token);
	return result.output(1)[0]?.json ?? result.output(0)[0]?.json ?? {};
}

const sendPath = '/api/v1/actions/send-text-message';
const listPath = '/api/v1/actions/list-templates';

const listTimedOut = {
	fault: 'temporarilyUnavailable',
	message: 'Qyvo did not answer within 30 seconds.',
	sent: 'no',
};

test('a wrong token gives invalidCredential', async () => {
	expect(await send({ accessToken: 'not-the-token' })).toMatchObject({
		fault: 'invalidCredential',
		message: 'Qyvo does not accept the access token.',
		sent: 'no',
	});
});

test('a refused connection names the host', async () => {
	expect(await send({ baseUrl: 'http://127.0.0.1:9/qyvo/api/v1' })).toMatchObject({
		fault: 'temporarilyUnavailable',
		message: 'Qyvo cannot be reached at 127.0.0.1:9.',
		sent: 'no',
	});
}, 30_000);

test('an unknown host name is named', async () => {
	expect(await send({ baseUrl: 'http://gateway.invalid/api/v1' })).toMatchObject({
		message: 'Qyvo cannot be reached at gateway.invalid.',
		sent: 'no',
	});
}, 30_000);

test('an invalid base URL is refused before the request', async () => {
	expect(await send({ baseUrl: 'qyvo.io/api' })).toMatchObject({
		fault: 'invalidRequest',
		message: 'The Base URL in the credential is not an address that begins with https://.',
	});
});

test('a gateway unknown to this version is named', async () => {
	expect(await send({ gateway: 'unheardOf' })).toMatchObject({
		fault: 'unsupported',
		message: 'This version of the package does not know the gateway “unheardOf”.',
	});
});

test('a wrong path on the right server gives notFound', async () => {
	expect(await send({ baseUrl: `${sandbox.url}/qyvo/api/v9` })).toMatchObject({
		fault: 'notFound',
		message: 'Qyvo has no such address.',
		sent: 'no',
	});
});

test('a web page in place of an answer is reported as a web page', async () => {
	await sandbox.queueFault({
		path: sendPath,
		status: 200,
		body: '<!DOCTYPE html><h1>Welcome</h1>',
	});
	expect(await send()).toMatchObject({
		fault: 'unexpectedAnswer',
		message: 'A web page answered at the Base URL, not the API of Qyvo.',
		sent: 'unknown',
	});
});

test('a truncated answer leaves the outcome unknown, and the message is not sent again', async () => {
	await sandbox.queueFault({
		path: sendPath,
		after: 'accepted',
		status: 200,
		body: '{"id":"01J1Z',
	});
	expect(await send()).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a stall ends after the timeout, which the fault names in seconds, and the message is not sent again', async () => {
	const deadlines = holdDeadlines();
	await sandbox.queueFault({ path: sendPath, after: 'accepted', stallMs: 600_000 });
	const sent = send({}, text({ options: { timeout: 60 } }));
	await sandbox.deliveredCount(1);
	deadlines.expire();
	expect(await sent).toMatchObject({
		fault: 'unknownOutcome',
		message: 'Qyvo did not answer within 60 seconds; the message may or may not have been sent.',
		sent: 'unknown',
	});
	expect(deadlines.lengths()).toEqual([60_000]);
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('the timeout ends a stall', async () => {
	await sandbox.queueFault({ path: sendPath, stallMs: 600_000 });
	expect(await send({}, text({ options: { timeout: 1 } }))).toMatchObject({
		message: expect.stringContaining('within 1 second;'),
	});
});

test('the timeout is 30 seconds by default', async () => {
	const deadlines = holdDeadlines();
	await sandbox.queueFault({ path: sendPath, stallMs: 600_000 });
	const sent = send();
	await sandbox.faultsMet();
	deadlines.expire();
	expect(await sent).toMatchObject({ message: expect.stringContaining('within 30 seconds') });
	expect(deadlines.lengths()).toEqual([30_000]);
});

test('a slow answer is aborted after the timeout, and the message is not sent again', async () => {
	const deadlines = holdDeadlines();
	await sandbox.queueFault({ path: sendPath, slow: { bytes: 1, everyMs: 10_000 } });
	const sent = send();
	await sandbox.deliveredCount(1);
	deadlines.expire();
	expect(await sent).toMatchObject({
		fault: 'unknownOutcome',
		message: 'Qyvo did not answer within 30 seconds; the message may or may not have been sent.',
		sent: 'unknown',
	});
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a slow answer that is complete before the timeout is accepted', async () => {
	await sandbox.queueFault({ path: sendPath, slow: { bytes: 40, everyMs: 50 } });
	expect(await send()).toMatchObject({ status: 'sent', messageId: expect.stringMatching(/^01/) });
});

test('a slow list of templates is aborted after the timeout, and nothing is sent', async () => {
	const deadlines = holdDeadlines();
	await sandbox.queueFault({ path: listPath, slow: { bytes: 1, everyMs: 10_000 } });
	const sent = send({}, templateJson('order_confirmation', ['Anna', 'A-1', '5 €']));
	await sandbox.faultsMet();
	deadlines.expire();
	expect(await sent).toMatchObject(listTimedOut);
	expect(await sandbox.delivered()).toEqual([]);
});

test('truncated JSON leaves the outcome unknown, and the message is not sent again', async () => {
	await sandbox.queueFault({ path: sendPath, truncate: 25 });
	expect(await send()).toMatchObject({
		fault: 'unknownOutcome',
		message: 'The answer of Qyvo is incomplete, so it is not known whether the message was sent.',
		sent: 'unknown',
	});
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a broken connection leaves the outcome unknown, and the message is not sent again', async () => {
	await sandbox.queueFault({ path: sendPath, after: 'accepted', reset: true });
	expect(await send()).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a 502 leaves the outcome unknown, and the message is not sent again', async () => {
	await sandbox.queueFault({
		path: sendPath,
		after: 'accepted',
		status: 502,
		body: '<h1>Bad Gateway</h1>',
	});
	expect(await send()).toMatchObject({
		fault: 'unknownOutcome',
		sent: 'unknown',
		retryable: false,
	});
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a stall during the template lookup does not make the outcome unknown', async () => {
	const deadlines = holdDeadlines();
	await sandbox.queueFault({ path: listPath, stallMs: 600_000 });
	const sent = send({}, templateJson('order_confirmation', ['Anna', 'A-1', '5 €']));
	await sandbox.faultsMet();
	deadlines.expire();
	expect(await sent).toMatchObject(listTimedOut);
	expect(await sandbox.delivered()).toEqual([]);
});

test('a 429 is retried after the wait, and the message arrives once', async () => {
	await sandbox.queueFault({
		path: sendPath,
		times: 2,
		status: 429,
		headers: { 'Retry-After': '1' },
		body: { message: 'Too Many Attempts.' },
	});
	expect(await send()).toMatchObject({ status: 'sent', attempts: 3 });
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a 429 with a wait of an hour is reported instead of retried', async () => {
	await sandbox.queueFault({
		path: sendPath,
		status: 429,
		headers: { 'Retry-After': '3600' },
		body: { message: 'Too Many Attempts.' },
	});
	expect(await send()).toMatchObject({ fault: 'rateLimited', retryAfter: 3600, sent: 'no' });
});

test('a redirect to another origin is not followed, and the token is not sent there', async () => {
	const seen: string[] = [];
	const other = createServer((request, response) => {
		seen.push(String(request.headers.authorization));
		response.end('{}');
	});
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const { port } = other.address() as AddressInfo;
	await sandbox.queueFault({
		path: sendPath,
		status: 307,
		headers: { Location: `http://127.0.0.1:${port}/` },
		body: '',
	});
	expect(await send()).toMatchObject({ fault: 'unexpectedAnswer', sent: 'no' });
	expect(seen).toEqual([]);
	await new Promise((resolve) => other.close(resolve));
});

describe('an answer that is too large', () => {
	test.each([
		[
			'10 MB',
			`{"id":"${'x'.repeat(10_000_000)}"}`,
			'The answer of Qyvo is too large to be read; the message may or may not have been sent.',
		],
		[
			'100,000 brackets',
			`{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
			'The answer of Qyvo is incomplete, so it is not known whether the message was sent.',
		],
	])('with %s gives a fault with an unknown outcome', async (_what, body, message) => {
		const other = createServer((_request, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(body);
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		expect(await send({ baseUrl: `http://127.0.0.1:${port}` })).toMatchObject({
			fault: 'unknownOutcome',
			message,
			sent: 'unknown',
		});
		await new Promise((resolve) => other.close(resolve));
	});
});

test('an answer with a success status and an error is a fault', async () => {
	await sandbox.queueFault({
		path: sendPath,
		status: 200,
		body: { error: 'Something is not right.' },
	});
	expect(await send()).toMatchObject({
		fault: 'invalidRequest',
		message: 'Qyvo did not accept the request: “Something is not right”.',
		sent: 'unknown',
	});
});
