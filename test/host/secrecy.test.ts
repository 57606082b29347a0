import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { withCredential } from '../../host/examples/publishExamples';
import { triggerExample } from '../../host/examples/triggerExample';
import { credentialType, saveCredential } from '../../host/rest/credentials';
import { executionIds, runManually } from '../../host/rest/executions';
import { saveWorkflow } from '../../host/rest/workflows';
import { freePort } from '../../host/server/ports';
import { anna, manualWorkflow, openHost, sendText, type Host } from './host';

let host: Host;
let token: string;
beforeAll(async () => {
	host = await openHost();
	token = host.fields()['accessToken'] ?? '';
});

const rest = async (path: string) => JSON.stringify(await host.rest.send('GET', path));

test('the token appears in no execution, failed or not, and not in n8n’s log', async () => {
	const dead = `http://127.0.0.1:${await freePort()}/qyvo/api/v1`;
	const cases: Array<[string, Record<string, string>]> = [
		['Secret: refused', { accessToken: 'not-the-token' }],
		['Secret: nothing listens', { baseUrl: dead }],
		['Secret: wrong path', { baseUrl: `${host.sandboxUrl}/nowhere` }],
		['Secret: arrives', {}],
	];
	for (const [name, changes] of cases) {
		const credential = await saveCredential(host.rest, name, host.fields(changes));
		const workflow = manualWorkflow(name, [{ phone: anna }], sendText('Hello'));
		const { id } = await saveWorkflow(host.rest, withCredential(workflow, credential));
		const execution = await runManually(host.rest, id, 'Start');
		expect([name, execution.status]).toEqual([
			name,
			name.endsWith('arrives') ? 'success' : 'error',
		]);
		const [executionId = ''] = await executionIds(host.rest, id);
		for (const text of [
			execution.stored,
			await rest(`/rest/executions/${executionId}`),
			await rest(`/rest/workflows/${id}`),
			await rest(`/rest/credentials/${credential.id}?includeData=true`),
		]) {
			expect(text.includes(token) || text.includes('not-the-token')).toBe(false);
		}
	}
	// One example for each token; of a campaign's thousand messages, one holds what all hold.
	const examples = (await host.examples()).filter(({ expectedMessages: all }) => all.length < 100);
	const byToken = new Map(examples.map((one) => [one.account.data['accessToken'] ?? '', one]));
	expect(byToken.size).toBeGreaterThan(3);
	for (const [ownToken, example] of byToken) {
		await host.reset();
		const execution = await triggerExample(host.rest, host.sandboxUrl, example);
		expect((execution?.stored ?? '').includes(ownToken)).toBe(false);
	}
	const log = readFileSync(host.log, 'utf8');
	expect(log.length).toBeGreaterThan(100);
	const tokens = [token, 'not-the-token', ...byToken.keys()];
	expect(tokens.map((one) => log.includes(one))).not.toContain(true);
});

/** Of the requests to a server, the headers by the number in their address. */
type Heard = Map<number, IncomingMessage['headers']>;

/** A gateway that redirects every request to another origin, and that origin. */
async function startRedirect(status: number) {
	const asked: Heard = new Map();
	const collected: Heard = new Map();
	const hear = (heard: Heard, { url = '', headers }: IncomingMessage) => {
		const { pathname, search } = new URL(url, 'http://127.0.0.1');
		heard.set(Number(pathname.split('/').at(-1)), headers);
		return pathname + search;
	};
	const elsewhere = createServer((request, response) => {
		hear(collected, request);
		response.end('{}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	const collector = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	const gateway = createServer((request, response) => {
		response.writeHead(status, { location: collector + hear(asked, request) }).end();
	});
	await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
		asked,
		collected,
		async close() {
			for (const server of [elsewhere, gateway]) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	};
}

/** The options with which each version of n8n's HTTP Request node follows redirects. */
const follows: ReadonlyArray<readonly [version: number, method: string, parameters: object]> = [
	...['GET', 'POST'].flatMap((method) =>
		[1, 2].map((version): [number, string, object] => [
			version,
			method,
			{ requestMethod: method, options: { followRedirect: true, followAllRedirects: true } },
		]),
	),
	...['GET', 'POST'].flatMap((method) =>
		[3, 4, 4.1, 4.2, 4.3, 4.4].flatMap((version): Array<[number, string, object]> => [
			[
				version,
				method,
				{
					method,
					options: {
						redirect: { redirect: { followRedirects: true, maxRedirects: 21 } },
						sendCredentialsOnCrossOriginRedirect: true,
					},
				},
			],
			[version, method, { method, options: {} }],
		]),
	),
];

test.each([302, 307])(
	'a redirect (%i) carries the token nowhere, whichever HTTP Request node borrows the credential',
	async (status) => {
		const redirect = await startRedirect(status);
		const baseUrl = `${redirect.url}/api/v1`;
		const name = `Secret: redirect ${status}`;
		const credential = await saveCredential(host.rest, name, host.fields({ baseUrl }));
		const nodes = follows.map(([typeVersion, , parameters], n) => ({
			id: `http${n}`,
			name: `HTTP ${n}`,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion,
			position: [400, 200 * n] as [number, number],
			parameters: {
				...(typeVersion >= 2
					? { authentication: 'predefinedCredentialType', nodeCredentialType: credentialType }
					: { authentication: 'none' }),
				url: `${baseUrl}/${n}`,
				...parameters,
			},
			continueOnFail: true,
			credentials: { [credentialType]: credential },
		}));
		const [first, ...more] = nodes;
		if (first === undefined) throw new Error('There is no HTTP Request node.');
		const workflow = manualWorkflow(name, [{}], first);
		const branches = nodes.map((node) => ({ node: node.name, type: 'main', index: 0 }));
		const { id } = await saveWorkflow(host.rest, {
			...workflow,
			nodes: [...workflow.nodes, ...more],
			connections: { ...workflow.connections, Items: { main: [branches] } },
		});
		await runManually(host.rest, id, 'Start');
		await redirect.close();
		const borrowed = follows.map(([version, method], n) => [
			...[version, method, redirect.asked.get(n)?.authorization ?? 'none'],
			redirect.collected.get(n)?.authorization ?? 'none',
		]);
		// Version 1 knows no credentials of other packages.
		const own = (version: number) => (version >= 2 ? `Bearer ${token}` : 'none');
		expect(borrowed).toEqual(
			follows.map(([version, method]) => [version, method, own(version), 'none']),
		);
		const followed = [...redirect.collected.keys()].map((n) => follows[n]?.[0]);
		expect(followed.filter((version) => version !== 1)).toEqual([]);
	},
);
