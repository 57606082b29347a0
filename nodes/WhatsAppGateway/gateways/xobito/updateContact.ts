import type { Contact, ContactChanges, ContactReference } from '../../core/contact';
import type { Connection } from '../../core/request';
import { phoneDigits } from '../../gatewayKit/laravelRows';
import { createGroupNames } from './contactGroupNames';
import { requireRow } from './contacts';
import { putContact, toChanges } from './saveContact';

/**
 * Changes a contact: an email that is empty is cleared, and an empty name becomes the number, as Xobito
 * requires a first name. Groups that are given replace the others.
 *
 * @throws GatewayError `notFound`
 */
export async function updateContact(
	reference: ContactReference,
	{ name, email, labels, customFields }: ContactChanges,
	connection: Connection,
): Promise<Contact> {
	const row = await requireRow(reference, connection);
	const groupNames = createGroupNames(connection);
	const phone = `+${phoneDigits(row['phone'])}`;
	const changes = toChanges({
		phone,
		name: name?.trim() === '' ? phone : (name ?? null),
		email: email ?? null,
		labels: labels ?? null,
		customFields,
	});
	return await putContact(row, changes, connection, groupNames, labels ?? (await groupNames(row)));
}
