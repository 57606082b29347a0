import { Hono, type Context } from 'hono';

import type { Contact } from '../../state/contacts';
import { asRecord } from '../../state/record';
import { seedPhones } from '../../state/seed';
import type { Store } from '../../state/store';
import { invalid, refused, type Refusal } from './answers';
import { assignmentRefusal } from './assignment';
import type { Fields } from './envelope';
import { guardAgent, notFound, page, pathOfAgent } from './records';

// Sources of this file, which name fields and no paths: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/
// list_conversations, …/update_conversation, …/resume_conversation_ai and …/assign_conversation.
// The paths, and what a row has beside these fields, are those that our gateway assumes.

const id = 'mojeeb';

/** Where a colleague has answered an hour ago, so that the AI pauses. */
const pausedPhone = seedPhones[1].phone;

interface State {
	readonly status: string;
	readonly is_read: boolean;
	readonly urgent: boolean;
	readonly needs_attention: boolean;
	readonly sentiment: number;
	readonly ai_enabled: boolean;
	readonly ai_paused_until: string | null;
	readonly assigned_to: string | null;
}

const switches = ['urgent', 'is_read', 'ai_enabled'];
const filters = ['status', 'is_read', 'urgent', 'assigned_to', 'contact_id', 'channel'];

/** Why a change is not taken; `undefined` where it is. */
function changeRefusal(change: Fields): Refusal | undefined {
	for (const [name, value] of Object.entries(change)) {
		const isSwitch = switches.includes(name);
		if (!isSwitch && name !== 'status') return invalid(name, `${name} cannot be changed.`);
		if (typeof value !== (isSwitch ? 'boolean' : 'string') || value === '') {
			return invalid(name, `${name} has the wrong type.`);
		}
	}
	return undefined;
}

/** The conversations of the agent: one with each contact, on WhatsApp. */
export function conversationRoutes(store: Store): Hono {
	const routes = new Hono();
	const states = store.memories.of<State>('mojeeb conversations');
	store.events.on('reset', () => states.clear());

	const stateOf = ({ id: contact, phone }: Contact): State =>
		states.get(contact) ?? {
			...{ status: 'open', is_read: false, urgent: false, needs_attention: false, sentiment: 3 },
			...{ ai_enabled: true, assigned_to: null },
			ai_paused_until:
				phone === pausedPhone ? new Date(store.clock.now() + 3_600_000).toISOString() : null,
		};

	function shown(contact: Contact) {
		const last = store.ledger.messages.findLast(
			({ gateway, phone }) => gateway === id && phone === contact.phone,
		);
		return {
			id: `conv-${contact.id}`,
			contact_id: contact.id,
			channel: 'whatsapp',
			contact: { id: contact.id, name: contact.name, mobile: contact.phone },
			...stateOf(contact),
			last_message: last?.text ?? null,
			last_message_from: last === undefined ? null : last.direction,
			last_message_at: last?.at ?? contact.createdAt,
		};
	}

	const find = (context: Context) =>
		store.contacts.of(id).find((one) => `conv-${one.id}` === context.req.param('conversation'));

	/** Changes the state of the conversation in the path, if there is one and nothing speaks against it. */
	async function change(
		context: Context,
		refusalOf: (given: Fields) => Refusal | undefined,
		changed: (given: Fields, before: State) => Partial<State>,
	): Promise<Response> {
		const contact = find(context);
		if (contact === undefined) return refused(context, notFound('conversation'));
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const refusal = refusalOf(given);
		if (refusal !== undefined) return refused(context, refusal);
		const before = stateOf(contact);
		states.set(contact.id, { ...before, ...changed(given, before) });
		return context.json(shown(contact));
	}

	guardAgent(routes, 'conversations');
	const path = pathOfAgent('conversations');
	const one = `${path}/:conversation` as const;

	routes.get(path, (context) => {
		const query = context.req.query();
		const { active_since: since = '', active_before: before = '', search = '' } = query;
		const words = search.toLowerCase();
		const rows = store.contacts
			.of(id)
			.map(shown)
			.filter((row) => {
				const at = Date.parse(row.last_message_at);
				const isNamed = [row.contact.name, row.last_message].some((text) =>
					text?.toLowerCase().includes(words),
				);
				return (
					(words === '' || isNamed) &&
					!(at < Date.parse(since)) &&
					!(at >= Date.parse(before)) &&
					filters.every((name) => !(name in query) || query[name] === String(asRecord(row)?.[name]))
				);
			});
		return page(
			context,
			rows.toSorted((a, b) => b.last_message_at.localeCompare(a.last_message_at)),
		);
	});

	routes.patch(one, async (context) =>
		change(context, changeRefusal, (given, { sentiment }) => ({
			...given,
			...(given['urgent'] !== undefined && { needs_attention: false }),
			...(given['urgent'] === false && sentiment < 3 && { sentiment: 3 }),
		})),
	);
	routes.post(`${one}/resume-ai`, async (context) =>
		change(
			context,
			() => undefined,
			() => ({ ai_paused_until: null }),
		),
	);
	routes.post(`${one}/assign`, async (context) =>
		change(context, assignmentRefusal, ({ assigned_to: user }) => ({
			assigned_to: user === null ? null : String(user),
		})),
	);
	return routes;
}
