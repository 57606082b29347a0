import { parseUrl } from '../core/parseUrl';
import { isPrivateHost } from '../core/privateHost';

/** Whether a URL is https and its host is public, judged by the name alone. */
export function isPublicUrl(url: string): boolean {
	const { protocol, hostname = '' } = parseUrl(url) ?? {};
	// Gateways call no bare IPv6 address.
	return protocol === 'https:' && !hostname.startsWith('[') && !isPrivateHost(hostname);
}
