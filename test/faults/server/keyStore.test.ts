import { openGate } from '../../probe/gate';
import { keysOf, testRunsAtOnce, testStore } from '../../probe/keyStoreCases';
import { publishProbe, type ProbedN8n } from '../../probe/probe';
import { withoutTaskRunner } from './environment';
import { openTestServer, type TestServer } from './testServer';

let testServer: TestServer;
let n8n: ProbedN8n;
beforeAll(async () => {
	testServer = await openTestServer(withoutTaskRunner);
	n8n = { rest: testServer.rest, webhookUrls: [testServer.url] };
});
afterAll(async () => await testServer?.close());

testRunsAtOnce(() => n8n, true);
testRunsAtOnce(() => n8n, false);
testStore(() => n8n);

test('an n8n that is killed in the middle of a change loses that change only', async () => {
	const probe = await publishProbe(n8n, 'killed');
	const before = keysOf('before');
	await probe.run({ action: 'add', keys: before });

	const hold = await openGate(1);
	await probe.begin({ action: 'change', keys: ['first', 'second'], hold: hold.url });
	await hold.arrived;
	await testServer.kill();
	await testServer.restart();
	const { added } = await probe.run({ action: 'add', keys: ['first', 'second', ...before] });
	// What the change had written by then is kept.
	expect(added).toEqual(['second']);
});
