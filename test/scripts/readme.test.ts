import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { anchor, plain } from '../../scripts/docs/markdown';
import { absoluteLinks } from '../../scripts/readme/absoluteLinks';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');

/** The pages in Markdown that people read. */
const pages = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md', 'bench/README.md'],
	...['docs', 'docs/connect', 'docs/gateways'].flatMap((folder) =>
		readdirSync(path.join(root, folder))
			.filter((file) => file.endsWith('.md'))
			.map((file) => `${folder}/${file}`),
	),
];

/** A page without what stands in blocks of code. */
const prose = (page: string) => page.replaceAll(/^```[\s\S]*?^```/gm, '');

const headingsOf = (page: string) =>
	[...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

const linksOf = (page: string) =>
	[...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** A link that leads nowhere in the repository. */
function isBroken(page: string, target: string): boolean {
	if (/^[a-z]+:/i.test(target)) return false;
	const [file = '', heading] = target.split('#');
	const found = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
	if (!existsSync(path.join(root, found))) return true;
	return (
		heading !== undefined && !headingsOf(read(found)).some((one) => anchor(plain(one)) === heading)
	);
}

test.each(pages)('every link of %s leads somewhere', (page) => {
	expect(linksOf(read(page)).filter((target) => isBroken(page, target))).toEqual([]);
});

test('the README is short, and has the headings that n8n asks for', () => {
	expect(readme.split('\n').length).toBeLessThanOrEqual(250);
	const headings = headingsOf(readme);
	for (const one of [
		...['Installation', 'Operations', 'Credentials', 'Compatibility', 'Usage', 'Resources'],
		'Version history',
	]) {
		expect(headings).toContain(one);
	}
});

test('the README’s commands are scripts of the package', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
	expect(named.length).toBeGreaterThan(1);
	expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
	expect(scripts['start']).toBeDefined();
});

test('the README names the gateway’s page of each gateway that has one', () => {
	for (const file of readdirSync(path.join(root, 'docs/connect'))) {
		const id = path.basename(file, '.md');
		expect(gateways.map((gateway) => gateway.id)).toContain(id);
		expect(readme).toContain(`(docs/connect/${file})`);
		const own = gateways.find((gateway) => gateway.id === id)?.fields ?? [];
		const shown = own.filter(({ type }) => type !== 'hidden' && type !== 'notice');
		const page = read(`docs/connect/${file}`);
		for (const { displayName } of shown) expect(page).toContain(`| ${displayName} `);
	}
});

test('pictures and links get whole addresses for npm', () => {
	const place = { repository: 'acme/shop', ref: 'v1.2.3' };
	const page = absoluteLinks(
		'![A](docs/a.png) [b](docs/b.md#c) [d](#d) [e](https://e.example/) [`f`](./f/) [![G](g.svg)](h.md)',
		place,
	);
	expect(page).toBe(
		[
			'![A](https://raw.githubusercontent.com/acme/shop/v1.2.3/docs/a.png)',
			'[b](https://github.com/acme/shop/blob/v1.2.3/docs/b.md#c)',
			'[d](#d)',
			'[e](https://e.example/)',
			'[`f`](https://github.com/acme/shop/tree/v1.2.3/f/)',
			'[![G](g.svg)](https://github.com/acme/shop/blob/v1.2.3/h.md)',
		].join(' '),
	);
	const whole = absoluteLinks(readme, place);
	expect(linksOf(whole).filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
});

test('npm packs a README with whole addresses, and leaves the repository’s own as it is', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	// A copy: other tests read the README at the same time.
	const copy = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-readme-'));
	for (const file of ['README.md', 'package.json']) {
		cpSync(path.join(root, file), path.join(copy, file));
	}
	const packed = () => readFileSync(path.join(copy, 'README.md'), 'utf8');
	const runs = (name: string) => {
		const [program, ...args] = (scripts[name] ?? '').split(' ');
		expect(program).toBe('node');
		const absolute = args.map((arg) => {
			if (arg === 'tsx') return require.resolve('tsx');
			return arg.startsWith('scripts/') ? path.join(root, arg) : arg;
		});
		execFileSync(process.execPath, absolute, { cwd: copy });
	};
	runs('prepack');
	expect(linksOf(packed()).filter((one) => !/^(https:|#)/.test(one))).toEqual([]);
	// One that was interrupted is made good by the next.
	runs('prepack');
	runs('postpack');
	expect(packed()).toBe(readme);
	rmSync(copy, { recursive: true });
});
