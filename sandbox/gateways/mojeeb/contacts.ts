import { Hono, type Context } from 'hono';

import type { Contact } from '../../state/contacts';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, isRefusal, refused, type Refusal } from './answers';
import type { Fields } from './envelope';
import { guardAgent, notFound, pathOfAgent } from './records';

// Sources of this file: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_contacts ,
// …/get_contact and …/update_contact, which name fields and no paths; the paths are those that our gateway assumes.

const id = 'mojeeb';

const [defaultLimit, maxLimit] = [20, 100];
const maxCustomFields = 10_000;
const e164 = /^\+[1-9]\d{6,14}$/;
const knownFields = ['name', 'mobile', 'status', 'custom_fields'];
const readOnly = ['email', 'whatsapp_number', 'facebook_id', 'instagram_id'];

/** What Mojeeb keeps beside the contact that every gateway has. */
interface Extra {
	readonly mobile?: string | null;
	readonly status?: string;
}

function shown(contact: Contact, extra: Extra | undefined) {
	return {
		id: contact.id,
		name: contact.name,
		mobile: extra?.mobile === undefined ? contact.phone : extra.mobile,
		email: contact.email,
		whatsapp_number: contact.phone,
		facebook_id: null,
		instagram_id: null,
		status: extra?.status ?? 'new',
		custom_fields: contact.metadata,
		created_at: contact.createdAt,
	};
}

/** Why a change is not taken; `undefined` where it is. */
function changeRefusal(change: Fields): Refusal | undefined {
	const fixed = readOnly.find((name) => name in change);
	if (fixed !== undefined) return invalid(fixed, `${fixed} is read-only.`);
	const unknown = Object.keys(change).find((name) => !knownFields.includes(name));
	if (unknown !== undefined) return invalid(unknown, `${unknown} is not a field of a contact.`);
	const { name, mobile, status, custom_fields: custom } = change;
	if (name !== undefined && typeof name !== 'string')
		return invalid('name', 'name must be a text.');
	if (status !== undefined && typeof status !== 'string')
		return invalid('status', 'status must be a text.');
	if (mobile !== undefined && mobile !== '' && !e164.test(String(mobile))) {
		const message = 'mobile must be in E.164 format, or empty to clear it.';
		return { status: 422, code: 'invalid_phone_number', message, param: 'mobile' };
	}
	if (custom === undefined) return undefined;
	if (asRecord(custom) === undefined) return invalid('custom_fields', 'It must be an object.');
	return JSON.stringify(custom).length > maxCustomFields
		? invalid('custom_fields', 'custom_fields is limited to 10000 characters.')
		: undefined;
}

/** The whole number of a query, or why it is refused. */
function limitOf(text: string | undefined): number | Refusal {
	const limit = Number(text ?? defaultLimit);
	return Number.isInteger(limit) && limit >= 1 && limit <= maxLimit
		? limit
		: invalid('limit', 'limit must be from 1 to 100.');
}

/** The people who have written to the agent; none is created here. */
export function contactRoutes(store: Store): Hono {
	const routes = new Hono();
	const extras = store.memories.of<Extra>('mojeeb contacts');
	store.events.on('reset', () => extras.clear());
	const find = (contact: string) => store.contacts.of(id).find((one) => one.id === contact);
	const unknown = (context: Context) => refused(context, notFound('contact'));

	guardAgent(routes, 'contacts');
	const path = pathOfAgent('contacts');
	routes.get(path, (context) => {
		const { limit, cursor = '0', search = '' } = context.req.query();
		const size = limitOf(limit);
		if (typeof size !== 'number') return refused(context, size);
		const start = Number(cursor);
		if (!Number.isInteger(start) || start < 0) {
			return refused(context, invalid('cursor', 'cursor is not one of ours.'));
		}
		const words = search.toLowerCase();
		const rows = store.contacts
			.of(id)
			.map((contact) => shown(contact, extras.get(contact.id)))
			.filter(({ name, mobile, email }) =>
				[name, mobile, email].some((value) => value?.toLowerCase().includes(words)),
			);
		const end = start + size;
		return context.json({
			data: rows.slice(start, end),
			next_cursor: end < rows.length ? String(end) : null,
		});
	});

	routes.get(`${path}/:contact`, (context) => {
		const contact = find(context.req.param('contact'));
		if (contact === undefined) return unknown(context);
		return context.json(shown(contact, extras.get(contact.id)));
	});

	routes.patch(`${path}/:contact`, async (context) => {
		const contact = find(context.req.param('contact'));
		if (contact === undefined) return unknown(context);
		const change = asRecord(await context.req.json().catch(() => undefined));
		const refusal =
			change === undefined
				? invalid('body', 'The body must be a JSON object.')
				: changeRefusal(change);
		if (refusal !== undefined && isRefusal(refusal)) return refused(context, refusal);
		const { name, mobile, status, custom_fields: custom } = change ?? {};
		if (typeof name === 'string') contact.name = name || null;
		contact.metadata = { ...contact.metadata, ...asRecord(custom) };
		extras.set(contact.id, {
			...extras.get(contact.id),
			...(typeof mobile === 'string' && { mobile: mobile || null }),
			...(typeof status === 'string' && { status }),
		});
		return context.json(shown(contact, extras.get(contact.id)));
	});
	return routes;
}
