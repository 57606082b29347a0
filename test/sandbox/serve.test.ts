import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';

import { serveSandbox, type Served } from '../../sandbox/serve';
import { manualTime } from './manualTime';

const time = manualTime();
let served: Served;
beforeAll(async () => (served = await serveSandbox({ port: 0, time })));
afterAll(async () => await served.close());
beforeEach(() => served.sandbox.reset());

/** Sends exactly these headers, some of which fetch does not allow. */
async function raw(method: string, url: string, headers: object, body = '') {
	const [response] = (await once(
		request({ method, port: served.port, path: url, headers: { ...headers } }).end(body),
		'response',
	)) as [IncomingMessage];
	return { status: response.statusCode, text: await textOf(response) };
}

test('a foreign host name does not control the sandbox, and still reaches a gateway', async () => {
	const host = 'evil.example:4010';
	expect((await raw('GET', '/_sandbox/messages', { host })).status).toBe(403);
	const authorization = 'Bearer qyvo-sandbox-token';
	expect((await raw('GET', '/qyvo/api/v1/me', { host, authorization })).status).toBe(200);
});

test('a host that was allowed by name controls the sandbox, and webhooks go there', async () => {
	const other = await serveSandbox({ port: 0, allow: ['sandbox', 'host.docker.internal'] });
	const asked = async (host: string, url: string) => {
		const [response] = (await once(
			request({
				method: 'POST',
				port: other.port,
				path: '/_sandbox/webhooks',
				headers: { host, 'content-type': 'application/json' },
			}).end(JSON.stringify({ gateway: 'qyvo', url })),
			'response',
		)) as [IncomingMessage];
		response.resume();
		return response.statusCode;
	};
	expect([
		await asked('sandbox:4010', 'http://host.docker.internal:9/hook'),
		await asked('sandbox:4010', 'http://evil.example/hook'),
		await asked('evil.example', 'http://sandbox:9/hook'),
	]).toEqual([201, 400, 403]);
	await other.close();
});

test('a reset needs no body', async () => {
	expect((await raw('POST', '/_sandbox/reset', {})).status).toBe(200);
});

test('a chunked body reaches the gateway, and a large one is refused', async () => {
	const headers = {
		authorization: 'Bearer qyvo-sandbox-token',
		'content-type': 'application/json',
		'transfer-encoding': 'chunked',
	};
	const action = '/qyvo/api/v1/actions/send-text-message';
	const small = JSON.stringify({ phone: '+491713920012', message: 'Hi' });
	expect((await raw('POST', action, headers, small)).status).toBe(200);
	expect((await raw('POST', action, headers, 'x'.repeat(1_100_000))).status).toBe(413);
});

test('nothing is sent if the client disconnects during a stall', async () => {
	served.sandbox.faults.add({ times: 1, after: 'before', stallMs: 200 });
	const client = new AbortController();
	const answered = fetch(`${served.url}/qyvo/api/v1/actions/send-text-message`, {
		method: 'POST',
		headers: { authorization: 'Bearer qyvo-sandbox-token' },
		body: JSON.stringify({ phone: '+491713920012', message: 'Hi' }),
		signal: client.signal,
	});
	await time.untilWaiting();
	client.abort();
	await expect(answered).rejects.toThrow('aborted');
	// The stall ends because the client disconnects, not by its timeout.
	await time.untilWaiting(0);
	const { requests, ledger } = served.sandbox.store;
	while (requests.entries.length === 0) await new Promise((resolve) => setImmediate(resolve));
	expect(ledger.messages.filter((one) => one.direction === 'outbound')).toEqual([]);
});

test('it can be closed twice', async () => {
	const other = await serveSandbox({ port: 0 });
	await other.close();
	await other.close();
});

describe('npm run sandbox', () => {
	const children: ChildProcess[] = [];
	const run = (...args: string[]) => {
		const main = path.join(__dirname, '../../sandbox/main.ts');
		const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		children.push(child);
		return child;
	};
	// No process remains, even if a test fails.
	afterEach(() => {
		for (const child of children.splice(0)) child.kill('SIGKILL');
	});

	test.each([
		[['--port', 'http'], "argument 'http' is invalid. Use a number from 0 to 65535."],
		[['--port='], "argument '' is invalid. Use a number from 0 to 65535."],
		[['--prot', '4010'], "unknown option '--prot'"],
		[['4010'], 'too many arguments'],
		[['--port'], '--port needs a value, such as --port 4010.'],
		[['--data'], '--data needs a value, such as --data sandbox.json.'],
		[['--host'], '--host needs a value, such as --host 127.0.0.1.'],
		[['--data', '--port'], "argument '--port' is invalid. Give a value."],
		[['--host', '192.0.2.1', '--port', '0'], 'this machine has no address 192.0.2.1.'],
		[['--data', __filename, '--port', '0'], 'is no data of a sandbox, or is damaged.'],
	])('ends with one sentence for %j', async (args, sentence) => {
		const child = run(...args);
		const [errorText, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
		expect([code, errorText.trim().split('\n').length]).toEqual([1, 1]);
		expect(errorText).toContain(sentence);
	});

	test('names a port that is in use', async () => {
		const child = run('--port', String(served.port));
		const [errorText, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
		const next =
			/^Port (\d+) is taken: something else listens there already\. Use --port (\d+), which is free\.$/;
		const [, taken, free] = next.exec(errorText.trim()) ?? [];
		expect([code, taken]).toEqual([1, String(served.port)]);
		// It was tried.
		const other = await serveSandbox({ port: Number(free) });
		await other.close();
	});

	test.each(['-h', '--help'])('%s lists every flag', async (flag) => {
		const child = run(flag);
		const [shown, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')]);
		expect(code).toBe(0);
		for (const one of ['--port', '--host', '--data', '--allow', '--version']) {
			expect(shown).toContain(one);
		}
	});

	test.each(['SIGINT', 'SIGTERM'] as const)('prints its URL and ends on %s', async (signal) => {
		const child = run('--port', '0');
		const ended = once(child, 'exit');
		const warned = textOf(child.stderr);
		const chunks: string[] = [];
		for await (const chunk of child.stdout.setEncoding('utf8')) {
			chunks.push(String(chunk));
			if (chunks.join('').includes('End: Ctrl-C')) child.kill(signal);
		}
		expect(await ended).toEqual([0, null]);
		expect(await warned).toBe('');
		expect(chunks.join('')).toMatch(/Base URL +http:\/\/127\.0\.0\.1:\d+\/qyvo\/api\/v1\n/);
	});
});
