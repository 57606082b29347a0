import { Command, InvalidArgumentError } from 'commander';

import { overview } from './control/overview';
import { serveSandbox } from './serve';

/** A port of the command line. Throws commander's own sentence. */
function parsePort(given: string): number {
	if (/^\d{1,5}$/.test(given) && Number(given) < 65_536) return Number(given);
	throw new InvalidArgumentError('Use a number from 0 to 65535.');
}

function describeWindow(hours: number | null): string {
	if (hours === null) return 'never wrote: templates only';
	return `wrote ${hours} h ago: ${hours < 24 ? 'text and templates' : 'templates only'}`;
}

/** What a sandbox at this address has, for the terminal. */
function introduction(url: string): string {
	const { gateways, phones, templates } = overview(url);
	return [
		'',
		'Sandbox: nothing leaves this machine.',
		'',
		`  Phones in the browser   ${url}/`,
		...gateways.flatMap(({ name, baseUrl, accessToken, signingSecret, fields }) => [
			'',
			`  Credential for ${name}`,
			`    Base URL              ${baseUrl}`,
			`    Access Token          ${accessToken}`,
			...(signingSecret === null ? [] : [`    Signing Secret        ${signingSecret}`]),
			...Object.entries(fields).map(([field, value]) => `    ${field.padEnd(21)} ${value}`),
		]),
		'',
		'  Phones',
		...phones.map(
			({ phone, name, wroteHoursAgo }) =>
				`    ${phone.padEnd(16)} ${name.padEnd(14)} ${describeWindow(wroteHoursAgo)}`,
		),
		'',
		'  Templates',
		...templates.flatMap(({ name, languages, body }) => {
			const codes = languages.map(({ language, status }) =>
				status === 'APPROVED' ? language : `${language} (${status.toLowerCase()})`,
			);
			return [`    ${name.padEnd(22)} ${codes.join(', ')}`, `      ${body}`];
		}),
		'',
		`  More: ${url}/_sandbox     End: Ctrl-C`,
		'',
	].join('\n');
}

async function run({ port }: { port: number }): Promise<void> {
	const served = await serveSandbox({ port });
	const end = () => void served.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	// Last, because a program that reads it may end the sandbox at once.
	console.log(introduction(served.url));
}

new Command('npm run sandbox --')
	.description('Imitates the gateways on this machine; nothing leaves it.')
	.option('--port <number>', 'where to listen; 0 for any free port', parsePort, 4010)
	.allowExcessArguments(false)
	.showSuggestionAfterError(false)
	.action(run)
	.parseAsync()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 1;
	});
