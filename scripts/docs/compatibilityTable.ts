import { readFileSync } from 'node:fs';
import path from 'node:path';

import { releases } from '../../host/install/releases';
import { table } from './markdown';

/** By feature, then by release: `works`, or the sentence that is said instead. */
type Features = Readonly<Record<string, Readonly<Record<string, string>>>>;

const file = path.resolve(__dirname, '../../docs/compatibility.json');

/** Numbers of the sentences below the table, in their order. */
const noteMark = (at: number) => `— (${at + 1})`;

/** The table of README.md: what the end-to-end tests saw in each release of n8n. */
export function compatibilityTable(): string {
	const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Features };
	const notes = [
		...new Set(
			Object.values(features).flatMap((row) =>
				Object.values(row).filter((outcome) => outcome !== 'works'),
			),
		),
	];
	const cell = (outcome = '') =>
		outcome === 'works' ? '✓' : outcome === '' ? '?' : noteMark(notes.indexOf(outcome));
	const versions = releases.map(({ version }) => version);
	const rows = Object.entries(features).map(([feature, row]) => [
		feature,
		...versions.map((version) => cell(row[version])),
	]);
	const head = ['', ...versions.map((version) => `n8n ${version}`)];
	return [table(head, rows), ...notes.map((note, at) => `(${at + 1}) ${note}`)].join('\n\n');
}
