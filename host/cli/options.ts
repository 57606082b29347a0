import { Command, InvalidArgumentError } from 'commander';

import { releases } from '../install/releases';

/** The flags of `npm start`. */
export interface StartOptions {
	readonly once?: boolean;
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
	return command('npm start --')
		.description(
			'Starts the sandbox and a real n8n with this package, its credentials and the examples in it.',
		)
		.option('--once', 'run every example once, show the messages that arrived, and end')
		.parse(args, { from: 'user' })
		.opts<StartOptions>();
}

/** Reads the flags of `npm run start:queue`. Ends the process after `--help` (0) and after a wrong flag (1). */
export function readQueueOptions(args: readonly string[]): StartOptions {
	return command('npm run start:queue --', '.demo/queue in the clone')
		.description(
			'Starts the sandbox and n8n in queue mode (a main process, two that serve webhooks, two workers, Redis and PostgreSQL) with this package, its credentials and the examples in it.',
		)
		.option('--once', 'run every example once, show the messages that arrived, and end')
		.parse(args, { from: 'user' })
		.opts<StartOptions>();
}

/** Reads the flags of `npm run dev`. Ends the process after `--help` (0) and after a wrong flag (1). */
export function readDevOptions(args: readonly string[]): DevOptions {
	return command('npm run dev --')
		.description(
			'Starts the sandbox and a real n8n with the examples, and reloads the package in n8n when a source file is saved.',
		)
		.option('--inspect', 'let a debugger attach to n8n on port 9229')
		.parse(args, { from: 'user' })
		.opts<DevOptions>();
}

function command(name: string, folder = '.demo in the clone'): Command {
	return new Command(name)
		.option('--port <number>', 'port of n8n', port, 5678)
		.option('--sandbox-port <number>', 'port of the sandbox', port, 4010)
		.option('--data <folder>', `folder for the data of n8n (default: ${folder})`)
		.option('--n8n <version>', `version of n8n: ${releases.map((one) => one.version).join(', ')}`)
		.helpOption('--help', 'show this text')
		.showHelpAfterError();
}

function port(value: string): number {
	const number = /^\d+$/.test(value) ? Number(value) : 0;
	if (number < 1 || number > 65_535) {
		throw new InvalidArgumentError('Choose a port between 1 and 65535.');
	}
	return number;
}
