import { parseArgs } from 'node:util';

import { overview } from './control';
import { serveSandbox } from './serve';

const usage = 'Usage: npm run sandbox -- [--port 4010]';

function portOf(args: string[]): number {
	const { values } = parseArgs({ args, options: { port: { type: 'string', default: '4010' } } });
	const port = Number(values.port);
	if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
	throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
}

function print(url: string): void {
	const { gateways, phones, templates } = overview(url);
	const lines = [
		'',
		'Sandbox: nothing leaves this machine.',
		'',
		`  Phones in the browser   ${url}/`,
		...gateways.flatMap(({ name, baseUrl, accessToken }) => [
			'',
			`  Credential for ${name}`,
			`    Base URL              ${baseUrl}`,
			`    Access Token          ${accessToken}`,
		]),
		'',
		'  Phones',
		...phones.map(({ phone, name, wroteHoursAgo }) => {
			const wrote =
				wroteHoursAgo === null
					? 'never wrote: templates only'
					: wroteHoursAgo < 24
						? `wrote ${wroteHoursAgo} h ago: text and templates`
						: `wrote ${wroteHoursAgo} h ago: templates only`;
			return `    ${phone.padEnd(16)} ${name.padEnd(14)} ${wrote}`;
		}),
		'',
		'  Templates',
		...templates.map(
			({ name, languages, body }) =>
				`    ${name.padEnd(22)} ${languages.map(({ language, status }) => (status === 'APPROVED' ? language : `${language} (${status.toLowerCase()})`)).join(', ')}\n      ${body}`,
		),
		'',
		`  More: ${url}/_sandbox     End: Ctrl-C`,
		'',
	];
	console.log(lines.join('\n'));
}

async function main(): Promise<void> {
	const served = await serveSandbox({ port: portOf(process.argv.slice(2)) });
	print(served.url);
	const end = () => void served.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	console.error(usage);
	process.exitCode = 1;
});
