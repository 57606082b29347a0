import type { Connection } from './request';

/** A file at WhatsApp, as it is described without its bytes. */
export interface MediaFacts {
	readonly id: string;
	/** Where it can be downloaded with the access token, for minutes only; `null` where the gateway does not say. */
	readonly url: string | null;
	readonly mimeType: string | null;
	/** Bytes. */
	readonly fileSize: number | null;
	/** Of its bytes, in hexadecimal. */
	readonly sha256: string | null;
	readonly raw: unknown;
}

/** A file to upload. */
export interface UploadFile {
	readonly data: Buffer;
	readonly mimeType: string;
	readonly name: string;
}

/** The files that an account has uploaded and received. */
export interface MediaStore {
	/** Uploads a file and gives its id, which messages can name. Throws `mediaRejected`. */
	upload(file: UploadFile, connection: Connection): Promise<string>;
	/** What there is of an id. Throws `notFound`. */
	get(id: string, connection: Connection): Promise<MediaFacts>;
	/** Deletes a file and gives the gateway's answer. Throws `notFound`. */
	remove(id: string, connection: Connection): Promise<unknown>;
}
