import { executionById, stopExecution } from '../../host/rest/executions';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { openGateway } from '../faults/server/controlSandbox';
import { phonesFor } from '../faults/server/orders';
import { expectEverybodyOnce, publishBroadcast, reportOf, type Broadcast } from './broadcast';
import { openHost, type Host } from './host';

const people = phonesFor(40);
const inFlight = 2;

/** A gateway that sends once for the same key twice, and one where n8n's store alone knows who has it. */
const chosen = [true, false].flatMap((hasKeys) =>
	gateways.filter((one) => hasKeys === (one.idempotencyHeader !== undefined)).slice(0, 1),
);

let host: Host;
beforeAll(async () => {
	host = await openHost();
	await host.reset();
});

/** A run to its end. */
async function run(broadcast: Broadcast, body = {}) {
	return reportOf(await executionById(host.rest, await broadcast.begin(body)));
}

test.each(chosen.map(({ name, id }) => [name, id]))(
	'%s: a broadcast that is stopped half-way and run again reaches everybody once',
	async (_name, gateway) => {
		const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
		if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
		const restore = await openGateway(host.sandboxUrl, gateway, 100);
		try {
			const broadcast = await publishBroadcast(host, account, people, inFlight);
			expect(await run(broadcast, { dryRun: true })).toMatchObject({
				...{ dryRun: true, people: 40, wouldBeSent: 40, sent: 0 },
			});
			expect(await broadcast.times()).toEqual(people.map(() => 0));

			const stopped = await broadcast.begin();
			await broadcast.untilReached(15);
			await stopExecution(host.rest, stopped);
			expect((await executionById(host.rest, stopped)).status).toBe('canceled');
			const before = await broadcast.times();
			expect(before).toContain(0);

			await expectEverybodyOnce(broadcast, () => run(broadcast), { inFlight });
			expect(await run(broadcast, { dryRun: true })).toMatchObject({ wouldBeSent: 40, sent: 0 });
			expect(await broadcast.times()).toEqual(people.map(() => 1));
		} finally {
			await restore();
		}
	},
);
