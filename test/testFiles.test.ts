import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

import { scripts } from '../package.json';

const root = path.resolve(__dirname, '..');

const { projects } = createRequire(__filename)('../jest.config.js') as {
	projects: ReadonlyArray<{ displayName: string }>;
};

/** Every test file on disk, as an absolute path. */
const onDisk = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.test.ts'))
	.map((file) => path.join(__dirname, file));

/** The npm scripts that run jest, and the projects that each of them selects. */
const selections = Object.entries(scripts).flatMap(([script, command]) => {
	const [, selected] = /\bjest --selectProjects ((?:\w+ )+)/.exec(command) ?? [];
	return selected === undefined ? [] : [{ script, selected: selected.trim().split(' ') }];
});

/** The test files that jest finds for one project. */
async function filesOf(project: string): Promise<string[]> {
	const jest = require.resolve('jest/bin/jest');
	const command = [jest, '--listTests', '--selectProjects', project];
	const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root });
	return stdout.split('\n').filter((line) => line.endsWith('.test.ts'));
}

test('every test file belongs to exactly one project', async () => {
	const found = await Promise.all(projects.map(({ displayName }) => filesOf(displayName)));
	expect(found.flat().sort()).toEqual(onDisk.sort());
}, 120_000);

test('every project is run by exactly one npm script', () => {
	const selected = selections.flatMap((selection) => selection.selected);
	expect(selected.sort()).toEqual(projects.map(({ displayName }) => displayName).sort());
});

test('continuous integration runs each of these npm scripts, or each of their projects', () => {
	const ci = readFileSync(path.join(root, '.ci/run'), 'utf8');
	const runs = (call: string) => new RegExp(`^\\t?suite .*${call}( |$)`, 'm').test(ci);
	const missing = selections.filter(
		({ script, selected }) =>
			!runs(`npm (run --silent )?${script}`) &&
			!runs(`jest --selectProjects ${selected.join(' ')}`) &&
			!selected.every((project) => runs(`servers ${project}`)),
	);
	expect(missing).toEqual([]);
});
