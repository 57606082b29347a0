import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import execa from 'execa';

const root = path.resolve(__dirname, '../..');
const untouched = ['.git', '.demo', 'dist', 'node_modules'];

/** A copy of the project without build output and dependencies. */
const copy = mkdtempSync(path.join(tmpdir(), 'new-gateway-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = async (command: readonly string[]) =>
	await execa(process.execPath, command, { cwd: copy, reject: false });
const newGateway = async (...args: string[]) =>
	await run(['--import', 'tsx', 'scripts/newGateway/main.ts', ...args]);

/** The text of every file, by its path in the copy. */
function filesIn(folder = ''): Map<string, string> {
	const entries = readdirSync(path.join(copy, folder), { withFileTypes: true });
	return new Map(
		entries.flatMap((entry): Array<[string, string]> => {
			const file = path.posix.join(folder, entry.name);
			if (entry.isDirectory()) return [...filesIn(file)];
			return entry.isFile() ? [[file, readFileSync(path.join(copy, file), 'latin1')]] : [];
		}),
	);
}

let before: Map<string, string>;
let output: string;
beforeAll(async () => {
	cpSync(root, copy, {
		recursive: true,
		filter: (file) => !untouched.includes(path.basename(file)),
	});
	symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
	before = filesIn();
	const { stdout, stderr, exitCode } = await newGateway('acmeCloud');
	if (exitCode !== 0) throw new Error(stderr);
	output = stdout;
}, 60_000);

test('a new gateway adds three folders and changes only generated files', () => {
	const after = filesIn();
	const changed = [...after].filter(([file, text]) => before.get(file) !== text);
	const old = changed.map(([file]) => file).filter((file) => before.has(file));
	const added = changed.map(([file]) => file).filter((file) => !before.has(file));
	expect(old.sort()).toEqual([
		'README.md',
		'docs/assumptions.md',
		'docs/faults.md',
		'nodes/WhatsAppGateway/WhatsAppGateway.node.json',
		'nodes/WhatsAppGateway/WhatsAppGatewayPollingTrigger.node.json',
		'nodes/WhatsAppGateway/WhatsAppGatewayTrigger.node.json',
		'nodes/WhatsAppGateway/gateways/index.ts',
	]);
	expect([...new Set(added.map((file) => file.replace(/(acmeCloud)\/.*/, '$1')))].sort()).toEqual([
		'nodes/WhatsAppGateway/gateways/acmeCloud',
		'sandbox/gateways/acmeCloud',
		'test/gateways/acmeCloud',
	]);
	expect([...before.keys()].filter((file) => !after.has(file))).toEqual([]);
	expect(output).toContain('Acme Cloud is ready');
});

test('it compiles', async () => {
	const { stdout } = await run([require.resolve('typescript/bin/tsc'), '--noEmit']);
	expect(stdout).toBe('');
}, 600_000);

test('its contract tests pass, and the failing tests name what to fill in', async () => {
	const { stdout } = await run([
		require.resolve('jest/bin/jest'),
		...['test/gateways/acmeCloud/', String.raw`test/gateways/\w+\.test`, 'test/codex.test.ts'],
		...['--selectProjects', 'gateways', 'unit', '--runInBand', '--json'],
		...['--testNamePattern', '^Acme Cloud|^the |^every |^no file|name Acme Cloud$'],
	]);
	const { testResults } = JSON.parse(stdout) as {
		testResults: Array<{
			assertionResults: Array<{ status: string; fullName: string }>;
		}>;
	};
	const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
	expect(testResults.filter(({ assertionResults }) => assertionResults.length === 0)).toEqual([]);
	expect(tests.filter(({ status }) => status === 'passed').length).toBeGreaterThan(100);
	const failed = tests.filter(({ status }) => status === 'failed');
	const names = failed.map(({ fullName }) => fullName);
	expect(names.filter((name) => !/^Acme Cloud [a-zA-Z.]+: /.test(name))).toEqual([]);
	for (const part of ['docs', 'baseUrl', 'budget', 'send.text', 'webhook.verify', 'sandbox']) {
		expect(names).toContainEqual(expect.stringContaining(`Acme Cloud ${part}: `));
	}
}, 600_000);

test.each([
	['acmeCloud', 'is taken'],
	['AcmeCloud', 'write 2 to 30 letters in camel case'],
	['acmecloud', 'is taken'],
	['acme-cloud', 'write 2 to 30 letters in camel case'],
	['../acme', 'write 2 to 30 letters in camel case'],
	['class', 'choose another id'],
	['webhook', 'choose another id'],
	['gateways', 'choose another id'],
	['constructor', 'choose another id'],
	['toString', 'choose another id'],
	['module', 'choose another id'],
	['await', 'choose another id'],
	['undefined', 'choose another id'],
])('the id “%s” is refused in one sentence, and nothing is written', async (id, sentence) => {
	const written = filesIn();
	const { stderr, exitCode } = await newGateway(id);
	expect(exitCode).toBe(1);
	expect(stderr.trim()).toContain(sentence);
	expect(stderr.trim()).not.toContain('\n');
	expect(filesIn()).toEqual(written);
});

test('a folder of an interrupted run is refused, with what to delete', async () => {
	const folder = 'sandbox/gateways/acmeLeftOver';
	mkdirSync(path.join(copy, folder));
	const { stderr, exitCode } = await newGateway('acmeLeftOver');
	rmSync(path.join(copy, folder), { recursive: true });
	expect([exitCode, stderr.trim()]).toEqual([
		1,
		`“acmeLeftOver” is left from an interrupted run: delete ${folder} and run again.`,
	]);
});

test('a folder of another interrupted run is refused before anything is written', async () => {
	const folder = 'nodes/WhatsAppGateway/gateways/acmeLeftOver';
	mkdirSync(path.join(copy, folder));
	const { stderr, exitCode } = await newGateway('acmeSister');
	rmSync(path.join(copy, folder), { recursive: true });
	expect([exitCode, stderr.trim()]).toEqual([
		1,
		`${folder}/index.ts does not export the gateway as \`acmeLeftOver\`.`,
	]);
	expect([...filesIn().keys()].filter((file) => file.includes('acmeSister'))).toEqual([]);
});

test.each(['Qyvo', 'ACME cloud'])('the name “%s” of another gateway is refused', async (name) => {
	const { stderr, exitCode } = await newGateway('acmeSister', '--name', name);
	expect(exitCode).toBe(1);
	expect(stderr.trim()).toMatch(/^“.*” is the name of the gateway \w+: choose another name\.$/);
});

test('a name that would break the code is refused', async () => {
	const { stderr, exitCode } = await newGateway('acmeSister', '--name', "O'Ther");
	expect([exitCode, stderr.trim()]).toEqual([
		1,
		"“O'Ther” is no name: write up to 40 letters, digits and spaces.",
	]);
});
