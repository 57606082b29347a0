import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { type FaultName, faults } from '../../nodes/WhatsAppGateway/core/faults';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { metaCodes } from '../../nodes/WhatsAppGateway/whatsapp/metaErrorCodes';
import { faultsPage } from '../../scripts/docs/faultsPage';
import { foundBefore } from '../../scripts/docs/faultSources';

const root = path.resolve(__dirname, '../..');
const names = Object.keys(faults) as FaultName[];
const page = faultsPage();

/** The section below a heading. */
function below(heading: string): string {
	const [, rest = ''] = page.split(`\n${heading}\n`);
	return rest.split(/\n##/)[0] ?? '';
}

/** The rows of a table, without padding. */
function rowsOf(text: string): string[] {
	return text
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => line.replace(/ +\|/g, ' |'));
}

describe('docs/faults.md', () => {
	test('matches the tables; `npm run docs` writes it', () => {
		expect(readFileSync(path.join(root, 'docs/faults.md'), 'utf8')).toBe(page);
	});

	test.each(names)('has the message and the hint: %s', (name) => {
		const { happened, hint } = faults[name];
		const section = below(`### ${name}`);
		expect(section).toContain(`**What happened:** ${happened}`);
		expect(section).toContain(`**What to do:** ${hint}`);
		expect(section).toMatch(/\*\*Was it sent\?\*\* (No|Perhaps|As a rule no)/);
		expect(section).toMatch(/\*\*Does the node try again\?\*\* (Yes|No|Only)/);
		expect(section).toMatch(/\*\*Reported by:\*\*\n\n- /);
		expect(rowsOf(below('## The faults')).join('\n')).toContain(
			`| [${name}](#${name.toLowerCase()}) | ${happened} |`,
		);
	});

	test.each(gateways.map(({ name, faults: { rules } }) => ({ name, rules })))(
		'contains every rule of $name',
		({ name, rules }) => {
			const own = rowsOf(below(`### ${name}`));
			const metas = rowsOf(below('### Meta’s codes, through any gateway'));
			for (const { example, fault, message, hint, metaCode } of rules) {
				const advice = hint ?? faults[fault].hint;
				const link = `[${fault}](#${fault.toLowerCase()})`;
				if (metaCode === undefined) {
					expect(own).toContain(`| \`${example}\` | ${message} | ${advice} | ${link} |`);
					expect(below(`### ${fault}`)).toContain(`- ${name}\n`);
					expect(below(`### ${fault}`)).toContain(`  - \`${example}\`: ${message}\n`);
				} else {
					const row = metas.find((line) => line.startsWith(`| \`${example}\` |`));
					expect(row).toContain(`| ${advice} | ${link} |`);
				}
			}
		},
	);

	test('lists Meta’s codes by number, and each one below its fault', () => {
		const [, ...rows] = rowsOf(below('### Meta’s codes, through any gateway'));
		const codes = rows.flatMap((row) => /^\| `(\d+)`/.exec(row)?.[1] ?? []);
		expect(codes).toEqual(Object.keys(metaCodes));
		expect(codes.map(Number)).toEqual(codes.map(Number).toSorted((a, b) => a - b));
		for (const [code, { fault }] of Object.entries(metaCodes)) {
			expect(below(`### ${fault}`)).toContain(`  - \`${code}\`: `);
		}
	});

	test('links only to existing headings', () => {
		const anchors = [...page.matchAll(/^##+ (.*)$/gm)].map(([, title = '']) =>
			title
				.toLowerCase()
				.replace(/[^\w\- ]/g, '')
				.replaceAll(' ', '-'),
		);
		const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link);
		expect(links.filter((link) => !anchors.includes(link ?? ''))).toEqual([]);
		expect(new Set(anchors).size).toBe(anchors.length);
	});

	test('says “found before sending” only for faults that the node itself detects', () => {
		const sources = ['core', 'whatsapp', 'operations', 'editor'].flatMap((folder) => {
			const where = path.join(root, 'nodes/WhatsAppGateway', folder);
			return readdirSync(where, { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith('.ts'))
				.map((file) => readFileSync(path.join(where, file), 'utf8'));
		});
		const thrown = sources.flatMap((source) =>
			[...source.matchAll(/new GatewayError\(([^;]*?),\n?\s*[`'\w]/g)].map(([, first]) => first),
		);
		const missing = Object.keys(foundBefore).filter(
			(name) => !thrown.some((first) => first?.includes(`'${name}'`)),
		);
		expect(missing).toEqual([]);
	});
});
