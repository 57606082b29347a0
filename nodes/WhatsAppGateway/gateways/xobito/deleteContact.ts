import type { ContactReference } from '../../core/contact';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { requireRow } from './contacts';
import { workspacePath } from './response';

/**
 * Deletes a contact. Source: https://documents.xobito.com/api-reference/introduction
 *
 * @throws GatewayError `notFound`
 */
export async function deleteContact(
	reference: ContactReference,
	connection: Connection,
): Promise<void> {
	const id =
		'id' in reference
			? reference.id
			: (asText((await requireRow(reference, connection))['id']) ?? '');
	const path = workspacePath(connection.account, 'contacts', id);
	await connection.call({ method: 'DELETE', path });
}
