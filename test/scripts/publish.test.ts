import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { parse } from 'yaml';

interface Step {
	readonly name?: string;
	readonly run?: string;
	readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
	readonly permissions: object;
	readonly jobs: Readonly<
		Record<
			string,
			{ readonly needs?: string; readonly permissions: object; readonly steps: Step[] }
		>
	>;
}

const root = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(root, '.github/workflows/publish.yml'), 'utf8');
const { jobs, permissions } = parse(text) as Workflow;
const runs = (job: string) => (jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

test('both packages are published with provenance, and with no token of the repository', () => {
	expect(permissions).toEqual({});
	expect(Object.keys(jobs)).toEqual(['publish', 'sandbox']);
	for (const job of Object.values(jobs)) {
		expect(job.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
	}
	expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
	expect(runs('publish').at(-1)).toBe('npm run release');
	// What does not hold for the one is not published as the other.
	expect(jobs['sandbox']?.needs).toBe('publish');
	const [program, command, folder, ...flags] = (runs('sandbox').at(-1) ?? '').split(' ');
	expect([program, command, folder]).toEqual(['npm', 'publish', './dist-sandbox']);
	expect(flags.sort()).toEqual(['--access', '--provenance', 'public']);
	// npm compares it with where the workflow ran.
	expect(read('sandbox/package.json').repository.url).toBe(read('package.json').repository.url);
});

test('a tag is compared with the versions of both packages', () => {
	const [check = ''] = runs('publish').filter((run) => run.includes('GITHUB_REF_NAME'));
	const folder = mkdtempSync(path.join(tmpdir(), 'publish-check-'));
	mkdirSync(path.join(folder, 'sandbox'));
	writeFileSync(path.join(folder, 'CHANGELOG.md'), '## [1.2.3] - 2030-01-31\n');
	const passes = (own: string, sandbox: string) => {
		writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version: own }));
		writeFileSync(path.join(folder, 'sandbox/package.json'), JSON.stringify({ version: sandbox }));
		try {
			const env = { ...process.env, GITHUB_REF_NAME: 'v1.2.3' };
			execFileSync('bash', ['-e', '-c', check], { cwd: folder, env, stdio: 'ignore' });
			return true;
		} catch {
			return false;
		}
	};
	expect([passes('1.2.3', '1.2.3'), passes('1.2.3', '1.2.2'), passes('1.2.2', '1.2.3')]).toEqual([
		...[true, false, false],
	]);
	rmSync(folder, { recursive: true });
});

test('npm version sets the version of the sandbox, too', () => {
	expect(read('sandbox/package.json').version).toBe(read('package.json').version);
	const folder = mkdtempSync(path.join(tmpdir(), 'publish-version-'));
	const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
	cpSync(path.join(root, 'sandbox/package.json'), path.join(folder, 'sandbox/package.json'));
	const [program = '', , , script = ''] = String(read('package.json').scripts.version).split(' ');
	expect(program).toBe('node');
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version: '1.2.3' }));
	git('init', '--quiet');
	execFileSync(process.execPath, ['--import', require.resolve('tsx'), path.join(root, script)], {
		cwd: folder,
		env: { ...process.env, NODE_OPTIONS: '', NODE_PATH: path.join(root, 'node_modules') },
	});
	const { version, name } = JSON.parse(
		readFileSync(path.join(folder, 'sandbox/package.json'), 'utf8'),
	);
	expect([name, version]).toEqual(['whatsapp-gateway-sandbox', '1.2.3']);
	expect(git('diff', '--cached', '--name-only').trim()).toBe('sandbox/package.json');
	rmSync(folder, { recursive: true });
});
