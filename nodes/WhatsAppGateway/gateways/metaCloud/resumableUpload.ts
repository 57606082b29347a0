import { missingIdFault } from '../../core/acceptance';
import { GatewayError } from '../../core/faults';
import type { UploadFile } from '../../core/mediaStore';
import { asObject, asText } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { mediaType } from '../../whatsapp/media';
import { graphPath } from './graphPath';
import { readOwnApp } from './ownApp';

// Source of this file: https://developers.facebook.com/docs/graph-api/guides/upload

/** How often the bytes of a file are sent, in part or whole, before the upload is given up. */
const maxAttempts = 4;

/** Where an upload goes on. */
type UploadSession = Pick<Request, 'path' | 'query'>;

/** `upload:MTphd…?sig=ARZ…`, as Meta names an upload. */
const sessionId = /^upload:([^/?#]+)(?:\?sig=([^&#]+))?$/;

/** The app of the access token, to which files are uploaded. Throws `notConfigured`. */
async function requireOwnApp(connection: Connection): Promise<string> {
	const app = await readOwnApp(connection);
	if (app !== null) return app;
	throw new GatewayError(
		'notConfigured',
		'Meta does not name the app of the access token, and a file is uploaded to an app.',
		{ hint: 'Use the access token of a system user of your app, or enter the handle of a file.' },
	);
}

/** Begins an upload, which Meta then names. Throws `unexpectedAnswer` where it does not. */
async function begin(app: string, file: UploadFile, connection: Connection) {
	const { account, call } = connection;
	const { body } = await call({
		method: 'POST',
		path: graphPath(account, app, 'uploads'),
		query: {
			file_name: file.name,
			file_length: file.data.length,
			file_type: mediaType(file.mimeType),
		},
	});
	const [, id, signature] = sessionId.exec(asText(asObject(body)['id']) ?? '') ?? [];
	if (id === undefined) {
		throw missingIdFault('Meta', account, 'each upload', { sent: 'no', raw: body });
	}
	// It may be encoded already, and the path encodes each letter once.
	const [name, sig] = [id, signature].map((text) => decodeText(text ?? ''));
	return {
		path: `${graphPath(account)}/upload:${encodeURIComponent(name ?? '')}`,
		...(sig !== '' && { query: { sig } }),
	};
}

function decodeText(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The handle of the file, once its bytes from an offset on have arrived. */
async function sendFrom(
	offset: number,
	{ data }: UploadFile,
	session: UploadSession,
	{ account, call }: Connection,
): Promise<string> {
	const { body } = await call({
		...session,
		method: 'POST',
		headers: { file_offset: String(offset) },
		bytes: data.subarray(offset),
	});
	const handle = asText(asObject(body)['h']);
	if (handle !== null) return handle;
	throw missingIdFault('Meta', account, 'each uploaded file', { sent: 'no', raw: body });
}

/** How many bytes have arrived; `null` where that is not known, or where all of them have. */
async function readOffset(
	{ data }: UploadFile,
	session: UploadSession,
	{ call }: Connection,
): Promise<number | null> {
	const { body } = await call({ ...session, method: 'GET' });
	const offset = Number(asText(asObject(body)['file_offset']) ?? NaN);
	return Number.isInteger(offset) && offset >= 0 && offset < data.length ? offset : null;
}

/**
 * Uploads a file and gives its handle, which templates and the profile name. An upload that is interrupted
 * goes on where it broke, a few times; a handle that got lost is asked for by a new upload.
 *
 * @throws GatewayError `notConfigured` where the app is not known, and the fault of the last attempt
 */
export async function uploadForHandle(file: UploadFile, connection: Connection): Promise<string> {
	const app = await requireOwnApp(connection);
	let session: UploadSession = await begin(app, file, connection);
	let offset = 0;
	for (let attempt = 1; ; attempt++) {
		try {
			return await sendFrom(offset, file, session, connection);
		} catch (error) {
			const isInterrupted =
				error instanceof GatewayError && error.fault === 'temporarilyUnavailable';
			if (!isInterrupted || attempt >= maxAttempts) return rethrow(error);
		}
		const arrived = await readOffset(file, session, connection);
		if (arrived === null) session = await begin(app, file, connection);
		offset = arrived ?? 0;
	}
}
