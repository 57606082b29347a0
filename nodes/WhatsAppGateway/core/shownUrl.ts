import { parseUrl } from './parseUrl';

/** In n8n's addresses, what follows the id of the node: the Secret in the URL, or this word. */
const afterNodeId =
	/((?:\/webhook(?:-test)?\/[^/]+|\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/)(?!webhook\/?$).+$/i;

/**
 * A webhook address for a sentence or the log, without what may be a secret: the Secret in the URL, the
 * query, and a password.
 */
export function shownUrl(url: string): string {
	const parsed = parseUrl(url);
	if (parsed === null) return 'an address that cannot be read';
	const { protocol, host, pathname, search } = parsed;
	const path = pathname.replace(afterNodeId, '$1…');
	return `${protocol}//${host}${path}${search === '' ? '' : '?…'}`;
}
