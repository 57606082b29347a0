import type { GatewayEvent } from '../../core/event';
import { GatewayError } from '../../core/faults';
import type { Connection } from '../../core/request';
import type { Inbox } from '../../core/webhook';
import { rowKinds } from '../../whatsapp/rowEvent';
import { withReadableNumbers } from './contacts';
import { isInbound, newestFirst, readConversation } from './conversationRows';
import { toMessageEvent } from './messageEvent';
import { gateway, rowsIn } from './response';

/** Conversations that one poll reads: fewer than half of the requests that a minute has. */
const maxPolled = 50;

/**
 * The numbers of the contacts whose conversations are polled.
 *
 * @throws GatewayError `notConfigured` for more than a poll can read and for masked numbers, so that nobody is
 * missed in silence
 */
async function listPolled({ account, call }: Connection): Promise<string[]> {
	const tag = account['polledTag']?.trim() ?? '';
	const query = { limit: maxPolled + 1, ...(tag !== '' && { tag }) };
	const { body } = await call({ method: 'GET', path: '/v1/contacts', query });
	const contacts = rowsIn(body, 'contacts');
	if (contacts.length <= maxPolled) {
		const phones = withReadableNumbers(contacts).map(({ phone }) => phone);
		return phones.filter((phone) => phone !== null);
	}
	const whose = tag === '' ? 'the workspace has' : `the tag “${tag}” is on`;
	throw new GatewayError(
		'notConfigured',
		`${gateway} lists messages person by person, which a poll can do for ${maxPolled} contacts, and ${whose} more.`,
		{
			hint: 'Give a tag to the contacts whose messages are to start the workflow, and choose it as Tag of Polled Contacts in the trigger’s options, or enter it in the credential.',
		},
	);
}

async function* listSince(
	time: string | null,
	connection: Connection,
): AsyncIterable<GatewayEvent> {
	const events: GatewayEvent[] = [];
	for (const person of await listPolled(connection)) {
		const { rows } = await readConversation(person, time, connection);
		events.push(...newestFirst(rows.filter(isInbound)).map((row) => toMessageEvent(row, person)));
	}
	yield* events.sort((a, b) => b.at.localeCompare(a.at));
}

/** There is no list of new messages: the conversations of the chosen contacts are read one by one. */
export const inbox: Inbox = { minIntervalSeconds: 60, events: rowKinds, listSince };
