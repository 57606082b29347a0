import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import getPort from 'get-port';

import { overview } from '../../sandbox/control/overview';
import { serveSandbox, type Served } from '../../sandbox/serve';

const root = path.resolve(__dirname, '../..');
const page = readFileSync(path.join(root, 'docs/sandbox.md'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-guide-'));

let served: Served;
let hookPort: number;
let receiver: ChildProcess | undefined;
beforeEach(async () => {
	served = await serveSandbox({ port: 0 });
	hookPort = await getPort();
});
afterEach(async () => {
	receiver?.kill('SIGKILL');
	await served.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The blocks of a language below a heading, with the ports of this test. */
function blocks(heading: string, language: string): string[] {
	const [, section = ''] = page.split(`\n## ${heading}\n`);
	const [own = ''] = section.split('\n## ');
	return [...own.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
		([, text = '']) =>
			text.replaceAll('4010', String(served.port)).replaceAll('3000', String(hookPort)),
	);
}

/** Runs commands as they stand there; a refusal fails. */
async function run(commands: string): Promise<string> {
	const strict = 'curl() { command curl --silent --show-error --fail-with-body "$@"; }';
	// Not synchronously: this process answers.
	const shell = spawn('bash', ['-euo', 'pipefail', '-c', `${strict}\n${commands}`]);
	let said = '';
	for (const stream of [shell.stdout, shell.stderr]) {
		stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
	}
	const [code] = await once(shell, 'close');
	expect([code, said]).toEqual([0, said]);
	return said;
}

test('the tables hold what the sandbox has', () => {
	const { gateways } = overview('http://127.0.0.1:4010');
	for (const { name, baseUrl, accessToken, signingSecret } of gateways) {
		const rows = page.split('\n').filter((line) => line.startsWith(`| ${name} `));
		const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
		expect(cells[0]?.slice(2, 4)).toEqual([`\`${baseUrl}\``, `\`${accessToken}\``]);
		expect(cells[1]?.[4]).toBe(signingSecret === null ? undefined : `\`${signingSecret}\``);
	}
});

test('a text goes out through each gateway', async () => {
	const [commands = '', ...more] = blocks('Send', 'sh');
	expect(more).toEqual([]);
	await run(commands);
	const sent = served.sandbox.store.ledger.messages.filter((one) => one.body === 'Hello Anna');
	expect(sent.map(({ gateway }) => gateway)).toEqual([
		...['metaCloud', 'qyvo', 'mojeeb', 'wacr', 'wacrDeveloper', 'xobito'],
	]);
	const [, address = ''] = /`curl (http[^`]+_sandbox)`/.exec(page) ?? [];
	await run(`curl ${address.replace('4010', String(served.port))}`);
});

test.each([
	['python', 'python3', 'hook.py'],
	['js', process.execPath, 'hook.mjs'],
])(
	'the receiver in %s lets in what is signed, and nothing forged',
	async (language, program, file) => {
		const [source = ''] = blocks('Receive', language);
		writeFileSync(path.join(folder, file), source);
		const child = spawn(program, [path.join(folder, file)], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		receiver = child;
		let said = '';
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
		await run(
			`command curl --silent --retry 60 --retry-delay 1 --retry-connrefused -d x http://127.0.0.1:${hookPort}/ > /dev/null`,
		);
		const [register = '', write = ''] = blocks('Receive', 'sh');
		await run(register);
		await run(write);
		const { deliveries } = served.sandbox;
		while (deliveries.log.entries.length < 2)
			await new Promise((resolve) => setTimeout(resolve, 20));
		expect(deliveries.log.entries.slice(0, 2).map(({ status }) => status)).toEqual([200, 401]);
		expect(said).toMatch(/^real .*Is my parcel there\?/m);
		expect(said).toMatch(/^forged .*I am not Anna/m);
		expect(said).not.toMatch(/^real .*I am not Anna/m);
	},
);

test('each command for tests is taken', async () => {
	const [commands = ''] = blocks('Control it from your tests', 'sh');
	await run(commands);
	const { store, faults } = served.sandbox;
	expect(faults.list()).toHaveLength(4);
	expect(store.people.off('+491713920012')).toBeDefined();
	expect(store.people.isBlocked('qyvo', '+14155550123')).toBe(true);
	expect(store.windows.openUntil('qyvo', '+491713920012')).toBeUndefined();
	for (const [, address = ''] of page.matchAll(/`(?:curl )?(http:[^`]*\/_sandbox\/[^`]+)`/g)) {
		await run(`curl ${address.replace('4010', String(served.port))}`);
	}
});

test('the clone has the command that starts it', () => {
	const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	expect(blocks('Start', 'sh').at(-1)).toContain('npm run sandbox');
	expect(scripts['sandbox']).toContain('sandbox/main.ts');
});
