import { parseUrl } from './parseUrl';

/**
 * Networks that are not the public one: private, loopback and link-local ones, those of carriers, tests, protocols
 * and many receivers. Source: https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const privateAddresses: readonly RegExp[] = [
	/^(?:0|10|127)\./,
	/^169\.254\./,
	/^192\.(?:168|0\.0)\./,
	/^172\.(?:1[6-9]|2\d|3[01])\./,
	/^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^198\.1[89]\./,
	/^(?:22[4-9]|2[345]\d)\./,
];

/** An IPv4 address, as a URL has each of its notations. */
const ipv4 = /^\d+(?:\.\d+){3}$/;

/** The public part of IPv6, without what leads to an IPv4 address (6to4). */
const publicIpv6 = /^\[(?!2002:)[23][\da-f]{3}:/i;

const privateNames = /(?:^|\.)(?:localhost|local|internal|lan|home|home\.arpa|test|invalid)$/i;

/** Whether only a machine's own network knows a host, as a URL's `hostname` has it. */
export function isPrivateHost(hostname: string): boolean {
	const name = hostname.replace(/\.$/, '');
	if (name.startsWith('[')) return !publicIpv6.test(name);
	if (ipv4.test(name)) return privateAddresses.some((pattern) => pattern.test(name));
	return privateNames.test(name) || !name.includes('.');
}

/** Whether an address is one of this machine itself, as the sandbox's is. */
export function isLoopback(url: string): boolean {
	return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(
		parseUrl(url)?.hostname ?? '',
	);
}
