/**
 * `npm run validate`: what continuous integration runs, without the fault matrix and the real n8n
 * servers. The tests wait for timers most of the time, so the other checks run beside them.
 */
import execa from 'execa';

type Step = readonly [name: string, command: string];

const build: Step = ['build', 'gulp -L build'];

/** The steps of one sequence run one after the other; no step may write what another one reads. */
const sequences: ReadonlyArray<readonly Step[]> = [
	[
		[
			'tests',
			'jest --selectProjects unit gateways engine sandbox examples --maxWorkers=3 --silent',
		],
	],
	[
		['typecheck', 'tsc --noEmit'],
		['lint', 'npm run --silent lint'],
		['package', 'tsx test/package/check.mts'],
	],
];

/** Runs a step and prints its output when it has ended. Returns whether it passed. */
async function run([name, command]: Step): Promise<boolean> {
	const startedAt = performance.now();
	const { failed, all = '' } = await execa(command, {
		all: true,
		preferLocal: true,
		reject: false,
		shell: true,
	});
	const seconds = Math.round((performance.now() - startedAt) / 1000);
	if (failed) console.log(all);
	console.log(`${name}: ${failed ? 'FAILED' : 'ok'}, ${seconds} s`);
	return !failed;
}

/** Runs every step of a sequence, also after one that failed. */
async function runSequence(steps: readonly Step[]): Promise<boolean> {
	let passed = true;
	for (const step of steps) passed = (await run(step)) && passed;
	return passed;
}

async function main(): Promise<void> {
	const passed =
		(await run(build)) && (await Promise.all(sequences.map(runSequence))).every(Boolean);
	process.exitCode = passed ? 0 : 1;
}

void main();
