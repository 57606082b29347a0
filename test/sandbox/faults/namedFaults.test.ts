import { namedFaults, type NamedFault } from '../../../sandbox/faults/namedFaults';
import { factsFor, gateways } from '../facts';
import { anna, served } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
beforeEach(async () => (world = await served()));
afterEach(async () => await world.close());

/** How the answer to a text comes: its status, or that it does not come whole. */
async function send(gateway: string): Promise<number | 'broken'> {
	const { text, token } = factsFor(gateway);
	try {
		const answer = await fetch(`${world.url}/${gateway}${text.path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(text.body(anna, 'Hello')),
		});
		const body = await answer.text();
		if (answer.ok) JSON.parse(body);
		return answer.status;
	} catch {
		return 'broken';
	}
}

const sentTo = (phone: string) =>
	world.sandbox.store.ledger.messages.filter(
		(one) => one.direction === 'outbound' && one.phone === phone,
	).length;

/** How many messages come to the phone. */
const arrivals = ({ name, arrives }: NamedFault) => (name === 'twice' ? 2 : arrives ? 1 : 0);

const answers: Readonly<Record<string, (gateway: string) => number | 'broken'>> = {
	rateLimited: (gateway) => (gateway === 'metaCloud' ? 400 : 429),
	unavailable: () => 503,
	crashed: () => 500,
	reset: () => 'broken',
	resetAccepted: () => 'broken',
	gatewayTimeout: () => 504,
	truncated: () => 'broken',
};

test('they are listed for the page', async () => {
	const { body } = await world.ask('GET', '/_sandbox/faults/named');
	expect(body).toEqual({ faults: namedFaults });
	expect(new Set(namedFaults.map(({ name }) => name)).size).toBe(namedFaults.length);
});

describe.each(namedFaults)('“$title”', (fault) => {
	test.each(gateways)('does at %s what it says, once', async (gateway) => {
		await world.control('faults', { gateway, phone: anna, times: 1, ...fault.effects });
		const answer = send(gateway);
		if (fault.effects.stallMs !== undefined) {
			await world.time.untilWaiting();
			expect(sentTo(anna)).toBe(0);
			await world.pass(fault.effects.stallMs);
		}
		const { text } = factsFor(gateway);
		expect(await answer).toBe(answers[fault.name]?.(gateway) ?? text.accepted);
		await world.pass(5000);
		expect(sentTo(anna)).toBe(arrivals(fault));
		const { undelivered } = world.sandbox.store.ledger;
		expect(undelivered).toHaveLength(fault.effects.fails === undefined ? 0 : 1);
		for (const message of undelivered) {
			expect(world.sandbox.store.statuses.of(message)).toEqual({
				status: 'failed',
				reason: fault.effects.fails,
			});
		}
		expect(await send(gateway)).toBe(text.accepted);
		expect(sentTo(anna)).toBe(arrivals(fault) + 1);
	});
});

test('the answer that a fault gave is shown', async () => {
	for (const { effects } of namedFaults.filter(({ effects: { body } }) => body !== undefined)) {
		await world.control('faults', { times: 1, ...effects });
		await send('qyvo');
		const { requests } = (await world.ask('GET', '/_sandbox/requests')).body;
		const { id } = requests.at(-1);
		const { response, status } = (await world.ask('GET', `/_sandbox/request?id=${id}`)).body;
		expect([status, response.body]).toEqual([effects.status, effects.body]);
	}
});
