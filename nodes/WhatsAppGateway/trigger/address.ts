/** Names and addresses that only this machine or its own network knows. */
const local =
	/^(?:localhost|.*\.(?:localhost|local|internal|lan|home|test|invalid)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[.*\])$/i;

/** Whether anybody on the internet can reach an address over https, as far as its name tells. */
export function isPublic(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'https:' && hostname.includes('.') && !local.test(hostname);
}
