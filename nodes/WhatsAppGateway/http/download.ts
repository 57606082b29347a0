import type { ReceivedMedia } from '../core/eventDetails';
import { GatewayError } from '../core/faults';
import type { Connection } from '../core/request';
import { rethrow } from '../core/rethrow';
import { parseUrl } from '../core/parseUrl';
import type { N8nContext } from '../n8n/context';
import { allowedOrigins } from './authenticate';
import type { CallSettings } from './callSettings';
import { httpRequest } from './httpClient';
import { TooLarge } from './networkErrors';
import { toRequestFault } from './sendRequest';

/** A downloaded file. */
export interface DownloadedFile {
	readonly data: Buffer;
	/** As the answer names it; `null` where it does not. */
	readonly mimeType: string | null;
}

/** The settings of a session's requests, and its connection. */
interface DownloadSettings extends CallSettings {
	readonly connection: Connection;
}

/**
 * The URL of a file that a person sent, on one of the gateway's own origins.
 *
 * @throws GatewayError `mediaRejected` where the gateway names none, one on another origin, or the id of
 *   a file that only Meta's token opens
 */
async function locate(
	{ id, url }: ReceivedMedia,
	{ gateway, baseUrl, connection }: DownloadSettings,
): Promise<string> {
	const isOwn = (address: string) =>
		allowedOrigins(gateway, baseUrl).includes(parseUrl(address)?.origin ?? '');
	if (id !== null && gateway.files === undefined && !isOwn(url ?? '')) {
		throw new GatewayError(
			'mediaRejected',
			`The file is at WhatsApp, and only an access token of Meta opens it; ${gateway.name} passes on its ID alone.`,
		);
	}
	const address = url ?? (id === null ? null : await gateway.files?.locate(id, connection));
	const parts = parseUrl(address ?? '');
	if (!address || parts === null) {
		throw new GatewayError('mediaRejected', `${gateway.name} did not return the file’s URL.`);
	}
	if (isOwn(address)) return address;
	throw new GatewayError(
		'mediaRejected',
		`The file is at ${parts.host}, which is not one of ${gateway.name}’s own hosts.`,
	);
}

/** A download that failed, in words for the reader of the item. */
function toDownloadFault(error: unknown, settings: CallSettings): GatewayError {
	if (!(error instanceof TooLarge)) return toRequestFault(error, settings, false);
	return new GatewayError('mediaRejected', 'The file is larger than the limit of this node.', {
		hint: 'Raise the limit in the node’s options.',
	});
}

/**
 * Downloads a file that a person sent, as the account and from the gateway's own origins only.
 *
 * @throws GatewayError `mediaRejected` for a file over `maxBytes`, `notFound` for one that is gone
 */
export async function downloadMedia(
	context: N8nContext,
	media: ReceivedMedia,
	maxBytes: number,
	settings: DownloadSettings,
): Promise<DownloadedFile> {
	const url = await locate(media, settings);
	const { status, headers, bytes } = await httpRequest(
		context,
		settings.secrets,
		{ method: 'GET', url },
		{ maxBytes, seconds: settings.limits.timeout },
	).catch((error: unknown) => rethrow(toDownloadFault(error, settings)));
	if (status === 200) {
		return { data: bytes, mimeType: settings.redact(headers['content-type'] ?? '') || null };
	}
	throw new GatewayError(
		'notFound',
		`${settings.gateway.name} refused the download (status ${status}).`,
	);
}
