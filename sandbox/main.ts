import { parseArgs } from 'node:util';

import { overview } from './control/overview';
import { serveSandbox } from './serve';

const usage = 'Usage: npm run sandbox -- [--port 4010]';

/** The port that was asked for; `undefined` where help was. Throws one sentence. */
function portOf(args: string[]): number | undefined {
	const { tokens } = parseArgs({
		args,
		options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
		strict: false,
		tokens: true,
	});
	let port = '4010';
	for (const token of tokens) {
		if (token.kind === 'option-terminator') continue;
		const given = token.kind === 'option' ? token.rawName : token.value;
		if (token.kind === 'positional' || !['port', 'help'].includes(token.name)) {
			throw new Error(`“${given}” is not known here. ${usage}`);
		}
		if (token.name === 'help') return undefined;
		port = token.value ?? '';
	}
	if (/^\d{1,5}$/.test(port) && Number(port) < 65_536) return Number(port);
	throw new Error(`--port takes a number from 0 to 65535, not “${port}”. ${usage}`);
}

function wrote(hours: number | null): string {
	if (hours === null) return 'never wrote: templates only';
	return `wrote ${hours} h ago: ${hours < 24 ? 'text and templates' : 'templates only'}`;
}

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
				`    ${phone.padEnd(16)} ${name.padEnd(14)} ${wrote(wroteHoursAgo)}`,
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

async function main(): Promise<void> {
	const port = portOf(process.argv.slice(2));
	if (port === undefined) return console.log(usage);
	const served = await serveSandbox({ port });
	const end = () => void served.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	// Said last: whoever reads it may end it at once.
	console.log(introduction(served.url));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
