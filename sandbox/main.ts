import { Command, InvalidArgumentError } from 'commander';

import { introduction } from './introduction';
import { version } from './package.json';
import { serveSandbox } from './serve';
import { parseUrl } from './state/parseUrl';
import { isLoopback } from './webhooks/localAddress';

/** A port of the command line. Throws commander's own sentence. */
function parsePort(given: string): number {
	if (/^\d{1,5}$/.test(given) && Number(given) < 65_536) return Number(given);
	throw new InvalidArgumentError('Use a number from 0 to 65535.');
}

/** What the command line says. */
interface Flags {
	readonly port: number;
	readonly host: string;
	readonly data?: string;
	readonly allow: readonly string[];
}

function sentenceOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}

/** For who listens beyond this machine: how others call it. */
function otherMachines({ host }: Flags, port: number): string {
	if (isLoopback(host)) return '';
	return `  Others on your network reach it, too. A container on this machine calls it as
  http://host.docker.internal:${port}
`;
}

async function run(flags: Flags): Promise<void> {
	const { port, host, data, allow } = flags;
	const served = await serveSandbox({
		port,
		hostname: host,
		allow,
		...(data !== undefined && { data }),
		onNotKept: (reason) => console.error(sentenceOf(reason)),
	});
	const end = () => void served.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	// Last, because a program that reads it may end the sandbox at once.
	console.log(introduction(served.url) + otherMachines(flags, served.port));
}

const example: Readonly<Record<string, string>> = {
	'--port': '--port 4010',
	'--host': '--host 127.0.0.1',
	'--data': '--data sandbox.json',
	'--allow': '--allow host.docker.internal',
};

/** Commander's sentence in our words. */
function complain(text: string): string {
	const [, flag] = /^error: option '(--\w+) <.*>' argument missing/.exec(text) ?? [];
	if (flag !== undefined) return `${flag} needs a value, such as ${example[flag] ?? flag}.\n`;
	return text.replace(/^error: /, '');
}

/** A value that is no other flag and not empty. */
function parseValue(given: string): string {
	if (given !== '' && !given.startsWith('-')) return given;
	throw new InvalidArgumentError('Give a value.');
}

/** A host name alone. */
function parseHostName(given: string): string {
	const name = parseValue(given);
	if (parseUrl(`http://${name}`) !== null && !/[:/?#@]/.test(name)) return name;
	throw new InvalidArgumentError('Give a host name alone, such as host.docker.internal.');
}

new Command('whatsapp-gateway-sandbox')
	.description(
		'Imitates WhatsApp gateways on this machine: Qyvo, Mojeeb, WA.CR / Rasl, Xobito and Meta’s Cloud API. Nothing leaves it.',
	)
	.option('--port <number>', 'where to listen; 0 for any free port', parsePort, 4010)
	.option(
		'--host <address>',
		'the address to listen on; 0.0.0.0 for other machines and containers, too',
		parseValue,
		'127.0.0.1',
	)
	.option('--data <file>', 'keeps messages, people, webhooks and clock across restarts', parseValue)
	.option(
		'--allow <name>',
		'a host name beside localhost to which webhooks may go, and by which it is controlled; may be repeated',
		(name: string, names: readonly string[]) => [...names, parseHostName(name)],
		[],
	)
	.addHelpText(
		'after',
		'\nThen open http://127.0.0.1:4010: people with phones, and what arrives at them.',
	)
	.version(version, '--version')
	.helpOption('-h, --help', 'show this')
	.allowExcessArguments(false)
	.showSuggestionAfterError(false)
	.configureOutput({ outputError: (text, write) => write(complain(text)) })
	.action(run)
	.parseAsync()
	.catch((reason: unknown) => {
		console.error(sentenceOf(reason));
		process.exitCode = 1;
	});
