/** Host names and addresses of this machine or of a private network. */
const privateHost =
	/^(?:localhost|.*\.(?:localhost|local|internal|lan|home|test|invalid)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[.*\])$/i;

/** Whether a URL is https and its host is public, judged by the name alone. */
export function isPublicUrl(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	return protocol === 'https:' && hostname.includes('.') && !privateHost.test(hostname);
}
