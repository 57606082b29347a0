import { isLoopback } from '../../core/privateHost';
import type { FileReader } from '../../whatsapp/headerFiles';
import type { Item } from '../operation';

/** How the files of one item are read and checked. */
export function fileReaderOf({ session, note, file }: Item): FileReader {
	const { gateway, connection } = session;
	return {
		uploadTypes: gateway.uploadTypes,
		// The sandbox downloads nothing, and files beside it are as good as public ones.
		isLocal: isLoopback(connection.account.baseUrl),
		note,
		binary: file,
	};
}
