import { GatewayError } from '../../core/faults';
import type { MediaFacts, MediaStore } from '../../core/mediaStore';
import { asObject, asText } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { requireAny } from '../../gatewayKit/record';
import { graphPath } from './graphPath';
import { uploadFile } from './sendMedia';

/** Asks for a file by its id. Meta names one that it does not have like an account that it hides. */
async function askFor(
	method: Request['method'],
	id: string,
	{ account, call }: Connection,
): Promise<unknown> {
	const { body } = await call({ method, path: graphPath(account, id) }).catch((error: unknown) => {
		const isUnknown = error instanceof GatewayError && error.fault === 'notConfigured';
		if (!isUnknown) return rethrow(error);
		return rethrow(
			new GatewayError(
				'notFound',
				'Meta has no file with this ID, or hides it from this access token.',
				{
					...error.details,
					hint: 'Uploads are kept for 30 days, files that people sent for 7. Take the ID from the upload or the trigger.',
				},
			),
		);
	});
	return body;
}

function toFacts(id: string, body: unknown): MediaFacts {
	const file = requireAny(asObject(body), ['url'], 'Meta', 'file');
	const size = asText(file['file_size']);
	return {
		id: asText(file['id']) ?? id,
		url: asText(file['url']),
		mimeType: asText(file['mime_type']),
		fileSize: size === null ? null : Number(size),
		sha256: asText(file['sha256']),
		raw: body ?? null,
	};
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media */
export const media: MediaStore = {
	upload: uploadFile,
	get: async (id, connection) => toFacts(id, await askFor('GET', id, connection)),
	remove: async (id, connection) => await askFor('DELETE', id, connection),
};
