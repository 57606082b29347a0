import { parseUrl } from './parseUrl';

/** Private, loopback and link-local networks, and those of carriers. */
const privateAddresses: readonly RegExp[] = [
	/^(?:0|10|127)\./,
	/^169\.254\./,
	/^192\.168\./,
	/^172\.(?:1[6-9]|2\d|3[01])\./,
	/^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^\[(?:::1?\]|f[cd]|fe[89ab]|::ffff:)/i,
];

const privateNames = /(?:^|\.)(?:localhost|local|internal|lan|home|home\.arpa|test|invalid)$/i;

/** Whether only a machine's own network knows a host, as a URL's `hostname` has it. */
export function isPrivateHost(hostname: string): boolean {
	const name = hostname.replace(/\.$/, '');
	if (privateNames.test(name) || privateAddresses.some((pattern) => pattern.test(name)))
		return true;
	return !name.includes('.') && !name.startsWith('[');
}

/** Whether an address is one of this machine itself, as the sandbox's is. */
export function isLoopback(url: string): boolean {
	return /^(?:localhost|.*\.localhost|127\..*|\[::1\])$/i.test(parseUrl(url)?.hostname ?? '');
}
