import { openWatch } from './gate';
import { publishProbe, type ProbedN8n } from './probe';

/** As many keys, which no other series has. */
export const keysOf = (series: string | number, count = 20) =>
	Array.from({ length: count }, (_, index) => `${series}-${index}`);

const twenty = Array.from({ length: 20 }, (_, run) => run);

/**
 * What holds when many runs use a set at once.
 *
 * @param isShared whether other processes are locked out
 */
export function testRunsAtOnce(open: () => ProbedN8n, isShared: boolean): void {
	const suffix = isShared ? 'locked' : 'in one process';

	test(`${suffix}: of 20 runs at once, none fails and none loses a key of its own`, async () => {
		const probe = await publishProbe(open(), `own keys ${suffix}`);
		const requests = twenty.map((run) => ({ action: 'add', keys: keysOf(run), isShared }) as const);
		const first = await probe.runAtOnce(requests);
		expect(first.map(({ added }) => added)).toEqual(requests.map(({ keys }) => keys));
		const again = await probe.run({ action: 'add', keys: twenty.flatMap((run) => keysOf(run)) });
		expect(again.added).toEqual([]);
	});

	test(`${suffix}: of 20 runs at once with the same keys, one gets each key`, async () => {
		const probe = await publishProbe(open(), `same keys ${suffix}`);
		const keys = keysOf('same');
		const answers = await probe.runAtOnce(
			twenty.map(() => ({ action: 'add', keys, isShared }) as const),
		);
		expect(answers.flatMap(({ added }) => added).sort()).toEqual([...keys].sort());
	});

	test(`${suffix}: of 20 changes at once, one is under way at a time`, async () => {
		const probe = await publishProbe(open(), `changes ${suffix}`);
		const watch = await openWatch();
		const requests = twenty.map(
			(run) => ({ action: 'change', keys: keysOf(run, 4), watch: watch.url, isShared }) as const,
		);
		const answers = await probe.runAtOnce(requests);
		expect(answers.map(({ added }) => added)).toEqual(requests.map(({ keys }) => keys));
		expect(watch.most()).toBe(1);
		const known = twenty.flatMap((run) => keysOf(run, 4));
		expect((await probe.run({ action: 'add', keys: known })).added).toEqual([]);
	});
}

/** What does not depend on the number of processes. */
export function testStore(open: () => ProbedN8n): void {
	// If this fails, n8n has changed: the store works on, but without a lock between processes.
	test('this n8n keeps the rows of different names apart', async () => {
		const probe = await publishProbe(open(), 'rows');
		expect((await probe.run({ action: 'hasSeparateRows' })).hasSeparateRows).toBe(true);
	});

	describe.each([
		['this n8n', false],
		['an n8n that ignores other names', true],
	])('in %s', (n8n, isChangedN8n) => {
		test('the sets of a node stay apart, and a removed key is new again', async () => {
			const probe = await publishProbe(open(), `sets ${n8n}`);
			const keys = ['one', 'two'];
			const add = async (name: string) =>
				(await probe.run({ action: 'add', keys, name, isChangedN8n })).added;
			expect([await add(''), await add('done'), await add('')]).toEqual([keys, keys, []]);
			await probe.run({ action: 'remove', keys: ['one'], name: 'done', isChangedN8n });
			expect([await add('done'), await add('')]).toEqual([['one'], []]);
		});
	});

	test('in an n8n that ignores other names, finding that out loses no key', async () => {
		const probe = await publishProbe(open(), 'find out');
		const keys = ['one', 'two'];
		await probe.run({ action: 'add', keys });
		const found = await probe.run({ action: 'hasSeparateRows', isChangedN8n: true });
		expect(found.hasSeparateRows).toBe(false);
		expect((await probe.run({ action: 'add', keys })).added).toEqual([]);
	});

	test('in an n8n that ignores other names, clearing a set leaves the others', async () => {
		const probe = await publishProbe(open(), 'clear');
		const keys = ['one', 'two'];
		await probe.run({ action: 'add', keys, isChangedN8n: true });
		await probe.run({ action: 'clear', name: 'done', isChangedN8n: true });
		expect((await probe.run({ action: 'add', keys, isChangedN8n: true })).added).toEqual([]);
	});

	test('a database that refuses a write is asked again', async () => {
		const probe = await publishProbe(open(), 'busy');
		await probe.run({ action: 'add', keys: ['before'] });
		const { added } = await probe.run({ action: 'add', keys: ['busy'], failures: 3 });
		expect(added).toEqual(['busy']);
	});

	test('a look-up that is refused in the middle finds no more than there is', async () => {
		const probe = await publishProbe(open(), 'find');
		await probe.run({ action: 'add', keys: ['there'] });
		const keys = ['there', 'not there'];
		const { added } = await probe.run({ action: 'find', keys, removeFailures: 2 });
		expect(added).toEqual(['there']);
		expect((await probe.run({ action: 'add', keys })).added).toEqual(['not there']);
	});

	test('a store that fails says so, and holds up nobody', async () => {
		const probe = await publishProbe(open(), 'failing');
		await probe.run({ action: 'add', keys: ['before'] });
		const failing = { action: 'add', keys: ['lost'], isShared: false, failures: 1000 } as const;
		await expect(probe.run(failing)).rejects.toThrow('The database is locked.');
		const { added } = await probe.run({ action: 'add', keys: ['before', 'lost'] });
		expect(added).toEqual(['lost']);
	});
}
