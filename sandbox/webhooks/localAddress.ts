import { parseUrl } from '../state/parseUrl';

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host, with or without a port, is a name of this machine that no website can have. */
export function isLoopback(host: string): boolean {
	return loopback.test(parseUrl(`http://${host}`)?.hostname ?? '');
}

/** Why nothing is sent to an address; `undefined` if something is. Nothing leaves this machine. */
export function addressRefusal(url: string): string | undefined {
	const parts = parseUrl(url);
	if (parts === null) return 'not an address such as http://127.0.0.1:5678/webhook/whatsapp.';
	const { protocol, host, hostname } = parts;
	if (protocol !== 'http:' && protocol !== 'https:') return 'http or https only.';
	// A name server elsewhere may be asked for what stands before .localhost.
	return isLoopback(host) && !hostname.endsWith('.localhost')
		? undefined
		: `the sandbox sends to this machine only, 127.0.0.1 or localhost, and not to ${hostname}.`;
}
