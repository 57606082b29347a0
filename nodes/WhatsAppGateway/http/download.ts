import { GatewayError } from '../core/faults';
import type { Context } from '../n8n/context';
import { type CallSettings, unanswered } from './call';
import { exchange, type Received } from './httpClient';
import { TooLarge } from './networkErrors';

/** A file of the gateway's. */
export interface FetchedFile {
	readonly data: Buffer;
	/** As the answer names it; `null` where it does not. */
	readonly mimeType: string | null;
}

/** A file that did not come, in words for whoever wanted it. */
function notFetched(error: unknown, settings: CallSettings): GatewayError {
	if (error instanceof TooLarge) {
		return new GatewayError('mediaRejected', 'The file is larger than the limit of this node.', {
			hint: 'Raise the limit in the node’s options.',
		});
	}
	return unanswered(error, settings, false);
}

/**
 * A file from an address of the gateway's, as the account; `authenticated` refuses any other.
 *
 * @param most bytes
 * @throws GatewayError `mediaRejected` where it is too large, `notFound` where it is not there
 */
export async function fetchFile(
	context: Context,
	url: string,
	most: number,
	settings: CallSettings,
): Promise<FetchedFile> {
	let received: Received;
	try {
		const bounds = { most, seconds: settings.patience.timeout };
		received = await exchange(context, { method: 'GET', url }, bounds);
	} catch (error) {
		return Promise.reject(notFetched(error, settings));
	}
	const { status, headers, bytes } = received;
	if (status !== 200) {
		throw new GatewayError(
			'notFound',
			`${settings.gateway.name} does not give the file out (status ${status}).`,
		);
	}
	return { data: bytes, mimeType: headers['content-type'] ?? null };
}
