import { GatewayError } from '../core/faults';
import type { UploadFile } from '../core/mediaStore';
import { isPrivateHost } from '../core/privateHost';
import { rethrow } from '../core/rethrow';
import { parseUrl } from '../core/parseUrl';
import type { N8nContext } from '../n8n/context';
import { httpRequest, type ResponseLimits } from './httpClient';
import { TooLarge } from './networkErrors';

/** How many redirects are followed: file hosts need one or two. */
const maxRedirects = 4;

const asBinary = 'Download it with the HTTP Request node, and enter the name of its binary field.';

function refuse(message: string, hint = asBinary): never {
	throw new GatewayError('mediaRejected', message, { hint });
}

/** An address that may be fetched. Throws `mediaRejected` for one of the own network. */
function readAddress(text: string, isLocal: boolean): URL {
	const url = parseUrl(text);
	if (url === null || !/^https?:$/.test(url.protocol)) {
		return refuse('The file’s address is not one that begins with https://.', 'Correct it.');
	}
	if (isLocal || !isPrivateHost(url.hostname)) return url;
	return refuse(`The file is at ${url.hostname}, which only your own network reaches.`);
}

/** Where a redirect leads, which may be written without its host; empty for nowhere. */
function resolve(location: string, from: URL): string {
	try {
		return new URL(location, from).href;
	} catch {
		return '';
	}
}

/** The name that the last step of an address has. */
function nameOf({ pathname }: URL): string {
	const step = pathname.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(step) || 'file';
	} catch {
		return step;
	}
}

/**
 * Downloads a file from a public address, without the credential: redirects are followed by hand, so that none
 * leads into n8n's own network.
 *
 * @param isLocal whether addresses of the own network are as good as public ones
 * @throws GatewayError `mediaRejected` where there is no file, or a larger one
 */
export async function fetchFile(
	context: N8nContext,
	address: string,
	limits: ResponseLimits,
	isLocal: boolean,
): Promise<UploadFile> {
	let url = readAddress(address, isLocal);
	for (let hop = 0; hop <= maxRedirects; hop++) {
		const { host } = url;
		const { status, headers, bytes } = await httpRequest(
			context,
			null,
			{ method: 'GET', url: url.href },
			limits,
		).catch((error: unknown) =>
			error instanceof TooLarge
				? refuse(`The file at ${host} is larger than WhatsApp allows.`, 'Make it smaller.')
				: rethrow(
						new GatewayError('mediaRejected', `The file at ${host} cannot be downloaded.`, {
							hint: `Check its address, and that n8n’s machine can reach it. ${asBinary}`,
						}),
					),
		);
		const target = headers['location'];
		if (status >= 300 && status < 400 && target !== undefined) {
			url = readAddress(resolve(target, url), isLocal);
			continue;
		}
		if (status === 200) {
			return { data: bytes, mimeType: headers['content-type'] ?? '', name: nameOf(url) };
		}
		refuse(`${host} does not give the file (status ${status}).`);
	}
	return refuse('The file’s address leads to another one again and again.');
}
