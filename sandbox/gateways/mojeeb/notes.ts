import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import { seedPhones } from '../../state/seed';
import type { Store } from '../../state/store';
import { colleague, keyOwner } from './account';
import { invalid, refused, type Refusal } from './answers';
import { guardAgent, notFound, page, pathOfAgent } from './records';

interface Note {
	readonly id: string;
	readonly type: 'user_note' | 'status_change';
	readonly text: string;
	/** `null` for what Mojeeb itself records. */
	readonly author_id: string | null;
	readonly created_at: string;
}

/** About whom a colleague has written a note. */
const notedPhone = seedPhones[1].phone;

/** The notes about contacts, by the contact's id, the oldest first. */
export function notesIn(store: Store) {
	const kept = store.memories.of<readonly Note[]>('mojeeb notes');
	const ofColleague = (contact: string): Note[] => {
		const found = store.contacts.of('mojeeb').find(({ id }) => id === contact);
		if (found === undefined || found.phone !== notedPhone) return [];
		const text = 'Prefers to be called';
		const { createdAt } = found;
		return [{ id: 'note-0', type: 'user_note', text, author_id: colleague, created_at: createdAt }];
	};
	const of = (contact: string) => kept.get(contact) ?? ofColleague(contact);
	return {
		of,
		set: (contact: string, notes: readonly Note[]) => kept.set(contact, notes),
		add(contact: string, note: Pick<Note, 'type' | 'text' | 'author_id'>): Note {
			const added = { id: store.ids.next('note_'), ...note, created_at: store.clock.iso() };
			kept.set(contact, [...of(contact), added]);
			return added;
		},
		clear: () => kept.clear(),
	};
}

/** Why a note is left as it is; `undefined` for one of whoever created the key. */
function changeRefusal({ type, author_id: author }: Note): Refusal | undefined {
	const message = 'This note cannot be changed with this API key.';
	if (type !== 'user_note') return { status: 403, code: 'system_note_read_only', message };
	return author === keyOwner ? undefined : { status: 403, code: 'not_note_author', message };
}

/** The text of a note in a request, or why there is none. */
async function textOf(context: Context): Promise<string | Refusal> {
	const { text } = asRecord(await context.req.json().catch(() => undefined)) ?? {};
	return typeof text !== 'string' || text.trim() === ''
		? invalid('text', 'text must have more than spaces.')
		: text;
}

/**
 * The notes about a contact. Their path and what a row has beside its type are those that our gateway assumes.
 * Sources: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_contact_notes and …/create_contact_note,
 * …/update_contact_note, …/delete_contact_note
 */
export function noteRoutes(store: Store): Hono {
	const routes = new Hono();
	const notes = notesIn(store);
	store.events.on('reset', () => notes.clear());
	const exists = (contact: string) => store.contacts.of('mojeeb').some(({ id }) => id === contact);
	guardAgent(routes, 'contacts');
	const path = `${pathOfAgent('contacts')}/:contact/notes` as const;

	routes.get(path, (context) => {
		const contact = context.req.param('contact');
		if (!exists(contact)) return refused(context, notFound('contact'));
		return page(context, notes.of(contact).toReversed());
	});

	routes.post(path, async (context) => {
		const contact = context.req.param('contact');
		if (!exists(contact)) return refused(context, notFound('contact'));
		const text = await textOf(context);
		if (typeof text !== 'string') return refused(context, text);
		return context.json(notes.add(contact, { type: 'user_note', text, author_id: keyOwner }), 201);
	});

	/** Puts something in the place of the note in the path, if it may be changed. */
	async function change(
		context: Context,
		changed: (note: Note) => Promise<Note | null | Refusal>,
	): Promise<Response> {
		const contact = context.req.param('contact') ?? '';
		const note = notes.of(contact).find(({ id }) => id === context.req.param('note'));
		if (!exists(contact)) return refused(context, notFound('contact'));
		if (note === undefined) return refused(context, notFound('note'));
		const refusal = changeRefusal(note);
		if (refusal !== undefined) return refused(context, refusal);
		const after = await changed(note);
		if (after !== null && 'code' in after) return refused(context, after);
		const others = notes.of(contact);
		notes.set(
			contact,
			others.flatMap((one) => (one.id === note.id ? (after ?? []) : one)),
		);
		return after === null ? context.body(null, 204) : context.json(after);
	}

	routes.patch(`${path}/:note`, async (context) =>
		change(context, async (note) => {
			const text = await textOf(context);
			return typeof text === 'string' ? { ...note, text } : text;
		}),
	);
	routes.delete(`${path}/:note`, async (context) => change(context, async () => null));
	return routes;
}
