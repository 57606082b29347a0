import fc from 'fast-check';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from '../engine/engine';
import { text } from '../engine/nodeParameters';
import { startSandbox } from '../engine/sandboxClient';
import { profileOf } from '../gateways/profiles';
import { faultScenarios } from './faultScenarios';
import { claimedOutcome, verdictOf } from './ledger';

/** The gateways run concurrently, because they mainly wait. */
const outcomes = new Map<string, Promise<void>>();
beforeAll(async () => {
	for (const { id } of gateways) outcomes.set(id, runSequences(id));
	await Promise.allSettled(outcomes.values());
});

/** A fixed seed, so that every run has the same sequences. */
const seed = Number(process.env['FAULTS_SEED'] ?? 20261121);
const runsEach = Number(process.env['FAULTS_RUNS'] ?? 12);

/** Scenarios that are quick and that only the node's own requests can cause. */
const quick = faultScenarios.filter(
	({ name, late, reachesTwice }) => !late && !reachesTwice && name !== '131056',
);

const phones = ['+491713920001', '+491713920002', '+491713920003'];

/** A run: the recipients in order, and the faults that they meet. */
const sequence = fc.record({
	items: fc.array(fc.constantFrom(...phones), { minLength: 1, maxLength: 7 }),
	faults: fc.array(
		fc.record({
			scenario: fc.constantFrom(...quick),
			phone: fc.option(fc.constantFrom(...phones), { nil: undefined }),
		}),
		{ maxLength: 5 },
	),
	concurrency: fc.constantFrom(1, 2, 5),
	onError: fc.constantFrom('continueErrorOutput' as const, 'stopWorkflow' as const),
	retryOnFail: fc.boolean(),
});

/** Runs random fault sequences at one gateway. Throws if a message is lost or doubled. */
async function runSequences(id: string): Promise<void> {
	const sandbox = await startSandbox();
	/** No two messages have the same text. */
	let rounds = 0;
	try {
		await sandbox.setRateLimit(id, 1_000_000, 60);
		for (const phone of phones) await sandbox.inbound(phone, 'Hello');
		await fc.assert(
			fc.asyncProperty(sequence, async ({ items, faults, concurrency, onError, retryOnFail }) => {
				const round = `round ${rounds++}`;
				const { store } = sandbox.sandbox;
				for (const { scenario, phone } of faults) {
					const { fault, times = 1 } = scenario;
					const where = { gateway: id, path: profileOf(id).sendPath, phone };
					sandbox.sandbox.faults.add({ after: 'before', ...fault, ...where, times });
				}
				const { output, failure } = await runNode({
					parameters: text({
						options: { parallelRecipients: concurrency, messagesPerMinute: 6000 },
					}),
					credentials: sandbox.account(id),
					items: items.map((phone, index) => ({ json: { phone, text: `${round}: ${index}` } })),
					settings: { onError, retryOnFail, maxTries: 3, waitBetweenTries: 0 },
				});
				// Unused faults must not affect the next run.
				sandbox.sandbox.faults.clear();

				const claimed = new Map(
					[...output(0), ...output(1)].map((item) => [
						(item.pairedItem as { item: number }).item,
						claimedOutcome(item),
					]),
				);
				const arrived = [...store.ledger.messages, ...store.ledger.undelivered]
					.filter((one) => one.gateway === id && one.body.startsWith(`${round}: `))
					.toSorted((a, b) => a.id.localeCompare(b.id));
				items.forEach((phone, index) => {
					const own = arrived.filter(({ body }) => body === `${round}: ${index}`);
					expect(own.every((one) => one.phone === phone)).toBe(true);
					// A run that failed reports its failure as a whole, so an item without output is not lost silently.
					const claim = failure === undefined ? claimed.get(index) : 'unknown';
					expect(verdictOf(claim, own.length)).toBe('fine');
				});
				for (const phone of phones) {
					const order = arrived
						.filter((one) => one.phone === phone)
						.map(({ body }) => Number(body.split(': ')[1]));
					expect(order).toEqual([...order].sort((a, b) => a - b));
				}
			}),
			{ seed, numRuns: runsEach, endOnFailure: true },
		);
	} finally {
		await sandbox.close();
	}
	process.stderr.write(
		`${id}: ${runsEach} sequences of faults (seed ${seed}): nothing lost, nothing doubled, order kept\n`,
	);
}

test.each(gateways.map(({ id }) => id))(
	'with any sequence of faults at %s, each message arrives once or its fault is reported',
	async (id) => {
		await outcomes.get(id);
	},
);
