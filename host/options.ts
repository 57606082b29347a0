import { HostFault } from './fault';

/** What `npm start` can be told. */
export interface StartOptions {
	readonly help: boolean;
	readonly once: boolean;
	readonly port: number;
	readonly sandboxPort: number;
	/** Folder for n8n's data; `undefined` stands for `.demo` in the clone. */
	readonly data: string | undefined;
}

/** Shown for `--help` and after a flag that is not known. */
export const usage = `Usage: npm start -- [flags]

Starts the sandbox and a real n8n with this package, its credential and the examples in it.

  --once                 run every example once, show what arrived at the phones, and end
  --port <number>        n8n's port (5678)
  --sandbox-port <number>  the sandbox's port (4010)
  --data <folder>        where n8n keeps its data (.demo in the clone)
  --help                 this text`;

const valued = ['--port', '--sandbox-port', '--data'];

/** Reads the command line. Throws {@link HostFault} with one sentence for what it does not know. */
export function readOptions(args: readonly string[]): StartOptions {
	const values = new Map<string, string>();
	const flags = new Set<string>();
	for (let at = 0; at < args.length; at += 1) {
		const [name = '', attached] = (args[at] ?? '').split(/=(.*)/s);
		if (name === '--once' || name === '--help') flags.add(name);
		else if (valued.includes(name)) values.set(name, attached ?? args[(at += 1)] ?? '');
		else throw new HostFault(`There is no flag ${name}.`);
	}
	return {
		help: flags.has('--help'),
		once: flags.has('--once'),
		port: port('--port', values, 5678),
		sandboxPort: port('--sandbox-port', values, 4010),
		data: values.get('--data') || undefined,
	};
}

function port(flag: string, values: ReadonlyMap<string, string>, standard: number): number {
	const given = values.get(flag);
	if (given === undefined) return standard;
	const number = /^\d+$/.test(given) ? Number(given) : 0;
	if (number < 1 || number > 65_535) {
		throw new HostFault(`${flag} wants a port between 1 and 65535, not “${given}”.`);
	}
	return number;
}
