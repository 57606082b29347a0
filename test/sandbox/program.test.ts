import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { parse } from 'yaml';

import { absoluteLinks } from '../../scripts/readme/absoluteLinks';
import { factsFor, gateways } from './facts';
import { anna } from './receiver';

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-program-'));
const name = 'whatsapp-gateway-sandbox';
const installed = path.join(folder, 'node_modules', name);
const bin = path.join(folder, 'node_modules/.bin', name);
const children = new Set<ChildProcess>();

/** npm without a network: whatever it had to ask for would fail. */
const offline = {
	...process.env,
	npm_config_offline: 'true',
	npm_config_registry: 'http://127.0.0.1:9/',
	npm_config_cache: path.join(folder, 'cache'),
	npm_config_audit: 'false',
	npm_config_fund: 'false',
};

let packed: readonly string[];
beforeAll(() => {
	execFileSync(
		process.execPath,
		[path.join(root, 'node_modules/gulp/bin/gulp.js'), '-L', 'sandbox'],
		{
			cwd: root,
		},
	);
	const npm = (...args: string[]) =>
		execFileSync('npm', args, { cwd: folder, env: offline, encoding: 'utf8' });
	const [{ filename, files }] = JSON.parse(
		npm('pack', '--json', path.join(root, 'dist-sandbox')),
	) as [{ filename: string; files: Array<{ path: string }> }];
	packed = files.map((file) => file.path).sort();
	npm('install', `./${filename}`);
});
afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

/** Starts the installed program on a free port; its address, once it says that it is there. */
async function start(...args: string[]) {
	const child = spawn(bin, ['--port', '0', ...args], {
		cwd: folder,
		// What it needs lies beside nothing but Node.js itself.
		env: { PATH: process.env['PATH'] },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.add(child);
	let said = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		said += String(chunk);
		if (said.includes('End: Ctrl-C')) break;
	}
	const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
	const ask = async (address: string, body?: object, token?: string) =>
		await fetch(`${url}${address}`, {
			method: body === undefined ? 'GET' : 'POST',
			headers: {
				'content-type': 'application/json',
				...(token !== undefined && { authorization: `Bearer ${token}` }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
	const end = async () => {
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		return await ended;
	};
	return { url, ask, end };
}

test('the package holds one program and the papers, and needs nothing', () => {
	expect(packed).toEqual(
		['LICENSE', 'README.md', 'THIRD_PARTY_LICENSES.txt', 'package.json', 'sandbox.cjs'].sort(),
	);
	const file = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
	expect(Object.keys(file).filter((key) => /dependencies/i.test(key))).toEqual([]);
	expect(
		readdirSync(path.join(folder, 'node_modules')).filter((one) => !one.startsWith('.')),
	).toEqual([name]);
	const licences = readFileSync(path.join(installed, 'THIRD_PARTY_LICENSES.txt'), 'utf8');
	for (const one of ['hono', '@hono/node-server', 'zod', 'commander', 'preact', 'htm']) {
		expect(licences).toMatch(new RegExp(`^${one} \\d`, 'm'));
	}
});

test('its README is the page of the documentation, with links that work on npm', () => {
	const page = readFileSync(path.join(installed, 'README.md'), 'utf8');
	expect(page).toMatch(/^# .+\n/);
	const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
	expect(links.filter((one) => !/^(https?:|#)/.test(one))).toEqual([]);
	const place = { repository: 'acme/shop', ref: 'v1', folder: 'docs' };
	expect(absoluteLinks('[a](b.md) [c](../d.md)', place)).toBe(
		'[a](https://github.com/acme/shop/blob/v1/docs/b.md) [c](https://github.com/acme/shop/blob/v1/d.md)',
	);
});

test('--version and --help answer without a server', () => {
	const run = (flag: string) => execFileSync(bin, [flag], { encoding: 'utf8' });
	const { version } = JSON.parse(readFileSync(path.join(root, 'sandbox/package.json'), 'utf8'));
	expect(run('--version').trim()).toBe(version);
	for (const flag of ['--port', '--host', '--data', '--allow'])
		expect(run('--help')).toContain(flag);
});

test('every gateway answers, the page is there, and SIGTERM ends it', async () => {
	const { ask, end } = await start();
	const overview = (await (await ask('/_sandbox')).json()) as { gateways: Array<{ id: string }> };
	// In the order in which the source's own sandbox lists them.
	expect(overview.gateways.map(({ id }) => id)).toEqual(gateways);
	for (const gateway of gateways) {
		const { text, token } = factsFor(gateway);
		const answer = await ask(`/${gateway}${text.path}`, text.body(anna, 'Hello'), token);
		expect([gateway, answer.status]).toEqual([gateway, text.accepted]);
	}
	const page = await ask('/');
	expect(page.headers.get('content-type')).toContain('text/html');
	const html = await page.text();
	const own = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, target = '']) => target);
	expect(own.length).toBeGreaterThanOrEqual(2);
	for (const file of own) {
		const answer = await ask(file);
		expect([file, answer.status, (await answer.text()).length > 500]).toEqual([file, 200, true]);
	}
	expect((await ask('/_sandbox/openapi.json')).status).toBe(200);
	expect(await end()).toEqual([0, null]);
});

test('it starts as the page of the documentation says, also in CI', async () => {
	const documented = readFileSync(path.join(root, 'docs/sandbox.md'), 'utf8');
	const [, workflow = ''] = /^```yaml\n([\s\S]*?)^```/m.exec(documented) ?? [];
	const { steps } = parse(workflow) as { steps: ReadonlyArray<{ readonly run?: string }> };
	const started = steps.flatMap(({ run }) => run ?? []);
	const commands = [...documented.matchAll(/npx (?:-y )?whatsapp-gateway-sandbox(.*)$/gm)].map(
		([, flags = '']) => flags.replace(/ &$/, '').trim(),
	);
	expect(commands).toEqual(['', '--host 0.0.0.0', '']);
	for (const flags of new Set(commands)) {
		const { end } = await start(...flags.split(' ').filter((flag) => flag !== ''));
		expect(await end()).toEqual([0, null]);
	}
	const { url, end } = await start();
	const [wait = ''] = started.filter((one) => one.startsWith('curl '));
	const asked = wait.replace('http://127.0.0.1:4010', url).split(' ').slice(1);
	expect(execFileSync('curl', ['--silent', ...asked], { encoding: 'utf8' })).toContain('"speed":1');
	expect(await end()).toEqual([0, null]);
});

test('--data keeps what was there over a restart', async () => {
	const data = path.join(folder, 'state.json');
	const first = await start('--data', data);
	await first.ask('/_sandbox/inbound', { phone: anna, gateway: 'qyvo', text: 'Still there?' });
	expect(await first.end()).toEqual([0, null]);
	expect(existsSync(data)).toBe(true);
	const second = await start('--data', data);
	expect(await (await second.ask('/_sandbox/messages')).text()).toContain('Still there?');
	expect(await second.end()).toEqual([0, null]);
});

test('the image is made of the program alone, runs as nobody special, and says whether it is well', () => {
	const file = readFileSync(path.join(root, 'sandbox/Dockerfile'), 'utf8');
	const lines = file.split('\n');
	const copied = lines.flatMap((line) => /^COPY (.+) \.\/$/.exec(line)?.[1]?.split(' ') ?? []);
	expect(copied.filter((one) => !existsSync(path.join(root, 'dist-sandbox', one)))).toEqual([]);
	expect(lines.filter((line) => /^(USER|EXPOSE)/.test(line))).toEqual(['USER node', 'EXPOSE 4010']);
	expect(file).toMatch(/^HEALTHCHECK .+\\\n {2}CMD \[/m);
	expect(file).toContain('ENTRYPOINT ["node", "sandbox.cjs", "--host", "0.0.0.0"]');
});
