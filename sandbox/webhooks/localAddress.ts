import { parseUrl } from '../state/parseUrl';

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host, with or without a port, is a name of this machine that no website can have. */
export function isLoopback(host: string): boolean {
	return loopback.test(parseUrl(`http://${host}`)?.hostname ?? '');
}

/** Which hosts the sandbox has to do with. */
export interface Reach {
	/** Whether a host, with or without a port, may control the sandbox by this name. */
	controls(host: string): boolean;
	/** Why nothing is sent to an address; `undefined` if something is. */
	refusal(url: string): string | undefined;
}

/**
 * Nothing leaves this machine, but for hosts that were allowed by name, such as a container's.
 *
 * @param allowed host names without a port
 */
export function reachOf(allowed: readonly string[]): Reach {
	const nameOf = (host: string) => parseUrl(`http://${host}`)?.hostname ?? '';
	const names = new Set(allowed.map(nameOf));
	const isAllowed = (host: string) => names.has(nameOf(host));
	return {
		controls: (host) => isLoopback(host) || isAllowed(host),
		refusal(url) {
			const parts = parseUrl(url);
			if (parts === null) return 'not an address such as http://127.0.0.1:5678/webhook/whatsapp.';
			const { protocol, host, hostname } = parts;
			if (protocol !== 'http:' && protocol !== 'https:') return 'http or https only.';
			if (isAllowed(hostname)) return undefined;
			// A name server elsewhere may be asked for what stands before .localhost.
			return isLoopback(host) && !hostname.endsWith('.localhost')
				? undefined
				: `the sandbox sends to this machine only, 127.0.0.1 or localhost, and not to ${hostname}; start it with --allow ${hostname} if that is yours.`;
		},
	};
}

/** This machine alone. */
export const localReach = reachOf([]);
