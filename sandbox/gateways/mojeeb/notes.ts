import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, refused } from './answers';
import { guardAgent, notFound, page, pathOfAgent } from './records';

interface Note {
	readonly id: string;
	readonly type: 'user_note' | 'status_change';
	readonly text: string;
	readonly created_at: string;
}

/**
 * The notes about a contact. Their path and what a row has beside its type are those that our gateway assumes.
 * Sources: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_contact_notes and …/create_contact_note
 */
export function noteRoutes(store: Store): Hono {
	const routes = new Hono();
	const notes = store.memories.of<readonly Note[]>('mojeeb notes');
	store.events.on('reset', () => notes.clear());
	const exists = (contact: string) => store.contacts.of('mojeeb').some(({ id }) => id === contact);
	guardAgent(routes, 'contacts');
	const path = `${pathOfAgent('contacts')}/:contact/notes` as const;

	routes.get(path, (context) => {
		const contact = context.req.param('contact');
		if (!exists(contact)) return refused(context, notFound('contact'));
		return page(context, (notes.get(contact) ?? []).toReversed());
	});

	routes.post(path, async (context) => {
		const contact = context.req.param('contact');
		if (!exists(contact)) return refused(context, notFound('contact'));
		const { text } = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		if (typeof text !== 'string' || text.trim() === '') {
			return refused(context, invalid('text', 'text must have more than spaces.'));
		}
		const note: Note = {
			id: store.ids.next('note_'),
			type: 'user_note',
			text,
			created_at: store.clock.iso(),
		};
		notes.set(contact, [...(notes.get(contact) ?? []), note]);
		return context.json(note, 201);
	});
	return routes;
}
