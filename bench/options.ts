import { Command, InvalidArgumentError } from 'commander';

/** The parts of a run, in their order. */
export const parts = ['package', 'sends', 'tls', 'templates', 'deliveries', 'growth'] as const;

/** A part of a run. */
export type Part = (typeof parts)[number];

/** What `npm run bench` was asked for. */
export interface BenchOptions {
	readonly quick: boolean;
	/** Parts, or the beginnings of the ids of variants; all if empty. */
	readonly only: readonly string[];
	/** Items of a run; the form's own if absent. */
	readonly items?: number;
	/** Milliseconds; the form's own if absent. */
	readonly latency?: number;
	readonly rounds?: number;
	/** Where results go; nowhere but the terminal if absent. */
	readonly out?: string;
}

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
	return Number(text);
}

const collect = (text: string, before: readonly string[]) => [...before, ...text.split(',')];

/** Reads the command line; ends the process for --help and for what it does not know. */
export function readBenchOptions(argv: readonly string[]): BenchOptions {
	return new Command()
		.name('npm run bench --')
		.description(
			'Measures the package in a real n8n beside what users would otherwise use, and prints the ratios. The full run takes about 15 minutes on two cores.',
		)
		.option('--quick', 'a small run of everything, in under 3 minutes', false)
		.option(
			'--only <names>',
			`parts (${parts.join(', ')}) or variants by the beginning of their id (send-text, send-template-50, http-request, whatsapp, bare)`,
			collect,
			[] as readonly string[],
		)
		.option('--items <count>', 'items of a run', wholeNumber)
		.option('--latency <ms>', 'latency of the gateway', wholeNumber)
		.option('--rounds <count>', 'rounds, at most', wholeNumber)
		.option('--out <folder>', 'write latest.json and plot.svg there (`bench/results` is committed)')
		.parse(argv)
		.opts<BenchOptions>();
}
