import { runNode } from '../engine/engine';
import { text } from '../engine/nodeParameters';
import { startSandbox, type Sandbox } from '../engine/sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.close();
	process.stderr.write(`\n${figures.join('\n')}\n\n`);
});
beforeEach(async () => await sandbox.reset());

const figures: string[] = [];

/** The rate limit by the gateway's clock, which runs faster than ours. */
const [perMinute, speed, count] = [600, 5, 1000];

const people = Array.from(
	{ length: 50 },
	(_, index) => `+4917139210${String(index).padStart(2, '0')}`,
);

const items = (name: string, from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => ({
		json: { phone: people[(from + index) % people.length], text: `${name} ${from + index}` },
	}));

async function send(name: string, from: number, to: number) {
	const { output } = await runNode({
		parameters: text({ options: { messagesPerMinute: perMinute * speed, parallelRecipients: 20 } }),
		credentials: sandbox.account('qyvo'),
		items: items(name, from, to),
		settings: { onError: 'continueErrorOutput' },
	});
	return output(1).length;
}

/** The share of the budget used between the first and the last message, and how often it was exceeded. */
function report(what: string): void {
	const { store } = sandbox.sandbox;
	const sent = store.ledger.messages.filter(({ direction }) => direction === 'outbound');
	const [first, last] = [sent[0]?.at, sent.at(-1)?.at].map((at) => Date.parse(at ?? ''));
	const ideal = ((sent.length - 1) * 60_000) / perMinute;
	const used = (100 * ideal) / ((last ?? NaN) - (first ?? NaN));
	const refusals = store.requests.entries.filter(({ status }) => status === 429).length;
	figures.push(
		`${what}: ${sent.length} messages at ${perMinute} a minute: ${used.toFixed(1)} % of the budget used, ${refusals} refusals (of the last ${store.requests.entries.length} requests)`,
	);
}

/** The numbers in each phone's messages, in the order of delivery. */
function orders(name: string): number[][] {
	const own = sandbox.sandbox.store.ledger.messages.filter(({ body }) =>
		body.startsWith(`${name} `),
	);
	return people.map((phone) =>
		own.filter((one) => one.phone === phone).map(({ body }) => Number(body.split(' ')[1])),
	);
}

async function ready(): Promise<void> {
	for (const phone of people) await sandbox.inbound(phone, 'Hello');
	await sandbox.setRateLimit('qyvo', perMinute, 60);
	await sandbox.speed(speed);
}

const inOrder = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

test('a thousand messages stay within the gateway’s rate limit: none fails, each arrives once, in order', async () => {
	await ready();
	expect(await send('One', 0, count)).toBe(0);
	const came = orders('One');
	expect(came.flat().length).toBe(count);
	for (const order of came) expect(order).toEqual(inOrder(order));
	report('one workflow');
});

test('two workflows with one credential share its rate limit: none fails, each arrives once, in order', async () => {
	await ready();
	const failed = await Promise.all([send('Left', 0, count / 2), send('Right', 0, count / 2)]);
	expect(failed).toEqual([0, 0]);
	for (const name of ['Left', 'Right']) {
		const came = orders(name);
		expect(came.flat().length).toBe(count / 2);
		for (const order of came) expect(order).toEqual(inOrder(order));
	}
	report('two workflows');
});
