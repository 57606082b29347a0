import { executionById } from '../../../host/rest/executions';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { expectEverybodyOnce, publishBroadcast, reportOf } from '../../host/broadcast';
import { openGateway } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import { phonesFor } from './orders';
import { openTestServer, type TestServer } from './testServer';

const people = phonesFor(40);

/** Each person whose outcome is unknown is waited for a little, so many at a time. */
const parallel = 10;

/** What is claimed in one write: after a kill, the outcome of no more people is unknown. */
const claimed = 25;

let testServer: TestServer;
beforeAll(async () => {
	testServer = await openTestServer(withoutTaskRunner);
});
afterAll(async () => await testServer?.close());

test('a broadcast whose n8n is killed half-way and run again reaches nobody twice and loses nobody', async () => {
	const broadcasts = await Promise.all(
		testServer.accounts.map(async (account) => {
			await openGateway(testServer.sandboxUrl, account.data['gateway'] ?? '', 1000);
			return await publishBroadcast(testServer, account, people, parallel);
		}),
	);
	expect(broadcasts).toHaveLength(gateways.length);
	await Promise.all(
		broadcasts.map(async (broadcast) => {
			await broadcast.begin();
			await broadcast.untilReached(15);
		}),
	);
	await testServer.kill();
	await testServer.restart();
	await Promise.all(
		broadcasts.map(async (broadcast) => {
			const run = async () =>
				reportOf(await executionById(testServer.rest, await broadcast.begin()));
			await expectEverybodyOnce(broadcast, run, { inFlight: claimed });
		}),
	);
});
