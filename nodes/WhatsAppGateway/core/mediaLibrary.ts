import type { MediaKind } from './message';
import type { UploadFile } from './mediaStore';
import type { OnePage } from './onePage';
import type { Connection } from './request';

/** A file in a gateway's own library, whose id WhatsApp does not know. */
export interface LibraryFile {
	readonly id: string | null;
	/** Where WhatsApp can download it, which is how a message names it; `null` if the gateway does not say. */
	readonly url: string | null;
	readonly kind: string | null;
	readonly mimeType: string | null;
	readonly fileName: string | null;
	/** Bytes. */
	readonly fileSize: number | null;
	/** ISO 8601, as the gateway writes it. */
	readonly createdAt: string | null;
	readonly raw: unknown;
}

/** A file at an address, which the gateway downloads itself. */
export interface FileAtAddress {
	readonly url: string;
	/** `null` to leave it to the gateway. */
	readonly name: string | null;
}

/** The files that a gateway keeps for later messages. */
export interface MediaLibrary {
	upload(file: UploadFile, kind: MediaKind, connection: Connection): Promise<LibraryFile>;
	/** Has the gateway download a file, whose kind it finds out itself. Throws `mediaRejected` or `invalidRequest` where it cannot. */
	uploadFrom(file: FileAtAddress, connection: Connection): Promise<LibraryFile>;
	/** The newest files as far as one answer has them. `kind` is `null` for every kind. */
	list(kind: MediaKind | null, connection: Connection): Promise<OnePage<LibraryFile>>;
}
