import { Command, InvalidArgumentError } from 'commander';

import { releases } from '../install/releases';

/** The flags of `npm start`. */
export interface StartOptions {
	readonly once?: boolean;
	/** Whether to print how to try each example, with the lines for a shell. */
	readonly curl?: boolean;
	readonly port: number;
	readonly sandboxPort: number;
	/** Folder for n8n's data; `.demo` in the clone if `undefined`. */
	readonly data: string | undefined;
	/** The version of n8n; the newest that is pinned if `undefined`. */
	readonly n8n: string | undefined;
}

/** The flags of `npm run dev`. */
export interface DevOptions extends Omit<StartOptions, 'once'> {
	/** Whether n8n opens a port for a debugger. */
	readonly inspect?: boolean;
}

/** Reads the flags of `npm start`. Ends the process after `--help` (0) and after a wrong flag (1). */
export function readStartOptions(args: readonly string[]): StartOptions {
	return read<StartOptions>(
		args,
		command('npm start --')
			.description(
				'Starts the sandbox and a real n8n with this package, its credentials and the examples in it.',
			)
			.option('--once', 'run every example once, show the messages that arrived, and end'),
	);
}

/** Reads the flags of `npm run start:queue`. Ends the process after `--help` (0) and after a wrong flag (1). */
export function readQueueOptions(args: readonly string[]): StartOptions {
	return read<StartOptions>(
		args,
		command('npm run start:queue --', '.demo/queue in the clone')
			.description(
				'Starts the sandbox and n8n in queue mode (a main process, two that serve webhooks, two workers, Redis and PostgreSQL) with this package, its credentials and the examples in it.',
			)
			.option('--once', 'run every example once, show the messages that arrived, and end'),
	);
}

/** Reads the flags of `npm run dev`. Ends the process after `--help` (0) and after a wrong flag (1). */
export function readDevOptions(args: readonly string[]): DevOptions {
	return read<DevOptions>(
		args,
		command('npm run dev --')
			.description(
				'Starts the sandbox and a real n8n with the examples, and reloads the package in n8n when a source file is saved.',
			)
			.option('--inspect', 'let a debugger attach to n8n on port 9229'),
	);
}

const docker = `
Your own n8n runs in Docker? Then start the sandbox alone, for all addresses of this machine:
npm run sandbox -- --host 0.0.0.0, and write http://host.docker.internal:4010 in the credential's
Base URL instead of http://127.0.0.1:4010.`;

/** Parses the flags, and ends the process with one sentence where two of them do not go together. */
function read<Options extends Pick<StartOptions, 'port' | 'sandboxPort'>>(
	args: readonly string[],
	program: Command,
): Options {
	const swallowed = args.find(
		(one, at) =>
			one.startsWith('--') &&
			program.options.some(({ long, required }) => required && long === args[at - 1]),
	);
	if (swallowed !== undefined) {
		const before = args[args.indexOf(swallowed) - 1];
		const flags = program.options.find(({ long }) => long === before)?.flags ?? '';
		program.error(`option '${flags}' argument missing`);
	}
	const options = program.parse(args, { from: 'user' }).opts<Options>();
	if (options.port === options.sandboxPort) {
		program.error(`--port and --sandbox-port are both ${options.port}: choose two ports.`);
	}
	return options;
}

/** What commander says, in this project's words. */
function inWords(name: string, sentence: string): string {
	const text = sentence.replace(/^error: /, '');
	const missing = /^option '((--[\w-]+) <\w+>)' argument missing/.exec(text);
	if (missing) return `${missing[2]} needs a value: ${missing[1]}\n`;
	if (text.startsWith('too many arguments')) {
		// npm keeps the flags that stand before them for itself.
		return `Put two dashes before the flags: ${name} --port 5680\n`;
	}
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function command(name: string, folder = '.demo in the clone'): Command {
	return new Command(name)
		.option('--port <number>', 'port of n8n', port, 5678)
		.option('--sandbox-port <number>', 'port of the sandbox', port, 4010)
		.option('--data <folder>', `folder for the data of n8n (default: ${folder})`)
		.option('--n8n <version>', `version of n8n: ${releases.map((one) => one.version).join(', ')}`)
		.option('--curl', 'also print how to try each example from a terminal')
		.helpOption('-h, --help', 'show this text')
		.addHelpText('after', docker)
		.configureOutput({ outputError: (text, write) => write(inWords(name, text)) })
		.showHelpAfterError();
}

function port(value: string): number {
	const number = /^\d+$/.test(value) ? Number(value) : 0;
	if (number < 1 || number > 65_535) {
		throw new InvalidArgumentError('Choose a port between 1 and 65535.');
	}
	return number;
}
