import { Breath } from '../../nodes/WhatsAppGateway/n8n/breath';

/** Work whose clock is set by hand. */
function workOf(maxSteps?: number) {
	const state = { at: 0, turns: 0 };
	const breath = new Breath({
		...(maxSteps !== undefined && { maxSteps }),
		now: () => state.at,
		pause: async () => {
			state.turns += 1;
			await Promise.resolve();
		},
	});
	const step = async (milliseconds: number) => {
		if (breath.isDue()) await breath.take();
		state.at += milliseconds;
	};
	return { state, step };
}

test('fast work goes on without a turn', async () => {
	const { state, step } = workOf();
	for (let n = 0; n < 10_000; n++) await step(0.001);
	expect(state.turns).toBe(0);
});

test('n8n gets a turn at least every 20 ms of work', async () => {
	const { state, step } = workOf();
	for (let n = 0; n < 1000; n++) await step(1);
	expect(state.turns).toBeGreaterThanOrEqual(50);
	expect(state.turns).toBeLessThanOrEqual(70);
});

test('and after so many steps, however fast they are', async () => {
	const { state, step } = workOf(100);
	for (let n = 0; n < 1000; n++) await step(0);
	expect(state.turns).toBe(9);
});

test('all who work at the same time wait for the same turn', async () => {
	const { state, step } = workOf();
	state.at = 20;
	await Promise.all(Array.from({ length: 50 }, async () => await step(0)));
	expect(state.turns).toBe(1);
});
