import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { HostFault } from '../../host/fault';
import { releaseOf, releases } from '../../host/install/releases';
import { projectFolder } from '../../host/project';

/** What a release does for a feature: `works`, or the sentence that is said instead. */
type Outcome = string;

/** The outcome of a feature that works. */
const works = 'works';

/** By feature, then by release; the README's table is printed from it. */
type Table = Record<string, Record<string, Outcome>>;

const file = path.join(projectFolder, 'docs', 'compatibility.json');

/** With this variable set, a run writes what it saw; else it must see what is written. */
const writes = (process.env['WRITE_COMPATIBILITY'] ?? '') !== '';

function readTable(): Table {
	const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Table };
	return features;
}

function writeOutcome(feature: string, outcome: Outcome): void {
	const features = readTable();
	const all: Table = {
		...features,
		[feature]: { ...features[feature], [releaseOf().version]: outcome },
	};
	const versions = releases.map(({ version }) => version);
	writeFileSync(file, `${JSON.stringify({ versions, features: all }, null, '\t')}\n`);
}

/** What {@link HostFault} says before n8n's own sentence about a request that it refuses. */
const refusal = /^n8n answered 4\d\d to [A-Z]+ \S+: /;

/** The sentence that is said instead; throws the reason again where it is not about what this n8n can do. */
function sentenceOf(reason: unknown): Outcome {
	if (!(reason instanceof HostFault)) throw reason;
	if (/^n8n answered 5\d\d /.test(reason.message)) throw reason;
	return reason.message.replace(refusal, '');
}

/**
 * A test of one row of the table.
 *
 * @param run does it, and gives the sentence said instead where this n8n cannot; a refusal of n8n itself
 * is such a sentence too
 */
export function feature(name: string, run: () => Promise<Outcome | void>, ms = 300_000): void {
	test(
		name,
		async () => {
			let outcome: Outcome;
			try {
				outcome = (await run()) ?? works;
			} catch (reason) {
				outcome = sentenceOf(reason);
			}
			if (writes) writeOutcome(name, outcome);
			expect(outcome).toBe(readTable()[name]?.[releaseOf().version]);
		},
		ms,
	);
}
