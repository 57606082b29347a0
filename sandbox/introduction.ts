import { overview } from './control/overview';

function describeWindow(hours: number | null): string {
	if (hours === null) return 'never wrote: templates only';
	return `wrote ${hours} h ago: ${hours < 24 ? 'text and templates' : 'templates only'}`;
}

/** What a sandbox at this address has, for the terminal. */
export function introduction(url: string): string {
	const { gateways, phones, templates } = overview(url);
	return [
		'',
		'Sandbox: nothing leaves this machine.',
		'',
		`  Phones in the browser   ${url}/`,
		'',
		'  In n8n, a credential “WhatsApp Gateway API” for one of these gateways has',
		...gateways.flatMap(({ credential }) => [
			'',
			...Object.entries(credential).map(([label, value]) => `    ${label.padEnd(23)} ${value}`),
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
