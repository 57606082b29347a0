import { execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { WhatsAppGatewayApi } from '../../credentials/WhatsAppGatewayApi.credentials';
import { accountName } from '../../host/rest/credentials';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { WhatsAppGateway } from '../../nodes/WhatsAppGateway/WhatsAppGateway.node';
import { WhatsAppGatewayTrigger } from '../../nodes/WhatsAppGateway/WhatsAppGatewayTrigger.node';
import { overview } from '../../sandbox/control/overview';
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

/** What stands on n8n's own buttons and menus. */
const n8nLabels = ['Credentials', 'Create credential', 'Save', 'Executions'];

/** The names that the forms of the package show. */
function shownNames(description: unknown): string[] {
	if (Array.isArray(description)) return description.flatMap(shownNames);
	if (typeof description !== 'object' || description === null) return [];
	return Object.entries(description).flatMap(([key, value]) =>
		['displayName', 'name', 'action'].includes(key) ? [String(value)] : shownNames(value),
	);
}

/** The credentials in the n8n of `npm start`. */
const demoCredentials = overview('').gateways.map(({ name }) => accountName(name));

test.each([
	['README.md', 'Your first message in five steps'],
	['docs/receive.md', 'Your first message received in five steps'],
])('%s: %s names what n8n shows', (file, heading) => {
	const [, section = ''] = read(file).split(`\n## ${heading}\n`);
	const [steps = ''] = section.split('\n## ');
	expect(steps.match(/^\d\. \*\*/gm)).toHaveLength(5);
	const named = [...steps.matchAll(/(?<!\w)_([^_]+)_(?!\w)/g)].flatMap(([, name = '']) =>
		name.split(/ → |: /),
	);
	const known = [
		...n8nLabels,
		...demoCredentials,
		...[new WhatsAppGateway(), new WhatsAppGatewayTrigger()].flatMap(shownNames),
		...shownNames(new WhatsAppGatewayApi()),
	];
	expect(named.length).toBeGreaterThan(4);
	expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('each credential of the demo that a page names is there', () => {
	const named = pages.flatMap((page) => [...read(page).matchAll(/_([^_\n]+ \(sandbox\))_/g)]);
	expect(named.length).toBeGreaterThan(1);
	expect(named.filter(([, name = '']) => !demoCredentials.includes(name))).toEqual([]);
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
			'[![G](https://raw.githubusercontent.com/acme/shop/v1.2.3/g.svg)](https://github.com/acme/shop/blob/v1.2.3/h.md)',
		].join(' '),
	);
	const whole = absoluteLinks(readme, place);
	expect(linksOf(whole).filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
});

const [blob, raw] = [
	'https://github.com/acme/shop/blob/v1',
	'https://raw.githubusercontent.com/acme/shop/v1',
];

test.each([
	['[a](x.md "A title")', `[a](${blob}/x.md "A title")`],
	["[a](x.md#b 'A title')", `[a](${blob}/x.md#b 'A title')`],
	['[a]( x.md )', `[a]( ${blob}/x.md )`],
	['[a](<x y.md>)', `[a](<${blob}/x y.md>)`],
	['[a](./docs/(x).md)', `[a](${blob}/docs/(x).md)`],
	['[a](/docs/x.md)', `[a](${blob}/docs/x.md)`],
	['![a](x.svg?raw=1)', `![a](${raw}/x.svg?raw=1)`],
	['[ref]: docs/x.md', `[ref]: ${blob}/docs/x.md`],
	['[ref]: <x.png> "A title"', `[ref]: <${raw}/x.png> "A title"`],
	['<img alt="a" src="docs/x.png">', `<img alt="a" src="${raw}/docs/x.png">`],
	["<a href='x.md'>x</a>", `<a href='${blob}/x.md'>x</a>`],
	['[`f()`](x.md)', `[\`f()\`](${blob}/x.md)`],
])('%s gets its whole address', (page, expected) => {
	expect(absoluteLinks(page, { repository: 'acme/shop', ref: 'v1' })).toBe(expected);
});

test.each([
	'`[a](x.md)`',
	'``[a](x.md) ` [b](y.md)``',
	'```md\n[a](x.md)\n```',
	'~~~\n[a]: x.md\n~~~',
	'[a](//cdn.example/x.png)',
	'[a](mailto:a@b.example)',
	'[a](../elsewhere.md)',
	'[^1]: docs/x.md',
	'<a id="x">',
])('%s stays as it is', (page) => {
	expect(absoluteLinks(page, { repository: 'acme/shop', ref: 'v1' })).toBe(page);
});

/** A copy of the README, and npm's scripts in its folder: other tests read the README at the same time. */
function packing() {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const copy = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-readme-'));
	for (const file of ['README.md', 'package.json']) {
		cpSync(path.join(root, file), path.join(copy, file));
	}
	const file = path.join(copy, 'README.md');
	return {
		file,
		packed: () => readFileSync(file, 'utf8'),
		kept: `${file}.kept`,
		remove: () => rmSync(copy, { recursive: true }),
		runs(name: string) {
			const [program, ...args] = (scripts[name] ?? '').split(' ');
			expect(program).toBe('node');
			const absolute = args.map((arg) => {
				if (arg === 'tsx') return require.resolve('tsx');
				return arg.startsWith('scripts/') ? path.join(root, arg) : arg;
			});
			execFileSync(process.execPath, absolute, { cwd: copy, stdio: 'pipe' });
		},
	};
}

test('npm packs a README with whole addresses, and leaves the repository’s own as it is', () => {
	const { packed, runs, remove } = packing();
	runs('prepack');
	expect(linksOf(packed()).filter((one) => !/^(https:|#)/.test(one))).toEqual([]);
	// One that was interrupted is made good by the next.
	runs('prepack');
	runs('postpack');
	expect(packed()).toBe(readme);
	remove();
});

test.each(['prepack', 'postpack'])(
	'what was edited after a packing that was interrupted is not lost in %s',
	(next) => {
		const { file, packed, kept, runs, remove } = packing();
		runs('prepack');
		const edited = `${packed()}\nAn edit.\n`;
		writeFileSync(file, edited);
		expect(() => runs(next)).toThrow('README.md was edited');
		expect([packed(), readFileSync(kept, 'utf8')]).toEqual([edited, readme]);
		// As the sentence says: the edit goes into the README that was kept, and that is the README again.
		writeFileSync(kept, `${readme}\nAn edit.\n`);
		rmSync(file);
		runs('postpack');
		expect(packed()).toBe(`${readme}\nAn edit.\n`);
		expect(readdirSync(path.dirname(file)).sort()).toEqual(['README.md', 'package.json']);
		remove();
	},
);
