import { Hono, type Context } from 'hono';

import type { Contact } from '../../state/contacts';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { contactBy, keysGiven, noteOptIn, qyvoTime } from './contacts';
import { invalid, phoneRule, readFields, refused } from './validation';

const id = 'qyvo';

const maxListed = 100;

/** What a workspace has beside templates: what runs by itself for a contact. */
interface Automation {
	readonly id: string;
	readonly name: string;
	/** One that is not published can be neither picked nor started. */
	readonly isPublished: boolean;
}

const automations = {
	sequence: [
		{ id: '01J3S000000000000000000001', name: 'Welcome 7-day', isPublished: true },
		{ id: '01J3S000000000000000000002', name: 'Win back 30-day', isPublished: true },
		{ id: '01J3S000000000000000000003', name: 'Not ready yet', isPublished: false },
	],
	flow: [{ id: '01J3F000000000000000000001', name: 'Abandoned cart 30min', isPublished: true }],
} as const satisfies Record<string, readonly Automation[]>;

type Kind = keyof typeof automations;

/** A run of an automation for one contact. */
interface Session {
	readonly id: string;
	readonly kind: Kind;
	readonly automationId: string;
	readonly contactId: string;
	readonly context: Readonly<Record<string, unknown>>;
	/** ISO 8601. */
	readonly createdAt: string;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
}

const minuteMs = 60_000;

/** How long a session runs: a flow has 30 minutes, a sequence goes on for days. */
const lifetimes = { flow: 30 * minuteMs, sequence: 7 * 24 * 60 * minuteMs } as const;

function sessionsOf(store: Store) {
	const memory = store.memories.of<readonly Session[]>('qyvo sessions');
	return {
		all: (): readonly Session[] => memory.get('all') ?? [],
		add: (session: Session) => memory.set('all', [...(memory.get('all') ?? []), session]),
		clear: () => memory.clear(),
	};
}

/** A session as the polling list shows it; that of sequences is taken to have the same form. */
function row(store: Store, session: Session) {
	const { kind, automationId, context, createdAt, expiresAt } = session;
	const automation = automations[kind].find((one) => one.id === automationId);
	const contact = store.contacts.of(id).find((one) => one.id === session.contactId);
	const time = qyvoTime(createdAt);
	return {
		id: session.id,
		[`${kind}_id`]: automationId,
		[`${kind}_name`]: automation?.name ?? null,
		contact_id: session.contactId,
		contact_phone: contact?.phone ?? null,
		contact_name: contact?.name ?? null,
		contact_email: contact?.email ?? null,
		status: store.clock.now() < expiresAt ? 'running' : 'expired',
		current_node_id: 'node_1',
		context,
		last_interaction_at: time,
		expires_at: qyvoTime(new Date(expiresAt).toISOString()),
		completed_at: null,
		created_at: time,
	};
}

/**
 * Sources: https://www.qyvo.io/docs/api/actions/trigger-sequence, …/actions/trigger-flow and
 * https://www.qyvo.io/docs/api/triggers/new-flow-triggered
 */
export function automationRoutes(store: Store): Hono {
	const routes = new Hono();
	const sessions = sessionsOf(store);
	store.events.on('reset', () => sessions.clear());

	/** The contact that a start names: a number that is new becomes one who has opted in. */
	function contactOf(body: Readonly<Record<string, unknown>>, phone: string): Contact | undefined {
		if (phone === '') return contactBy(store, body, 'contact_id');
		const contact = store.contacts.findOrCreate(id, phone);
		noteOptIn(store, contact);
		return contact;
	}

	async function start(context: Context, kind: Kind): Promise<Response> {
		const fields = await readFields(context);
		const automationId = fields.requiredText(`${kind}_id`);
		const [key] = keysGiven(fields.body, ['contact_id', 'phone']);
		const phone = key === 'phone' ? fields.phone('phone', phoneRule) : '';
		const given = asRecord(fields.body['context'] ?? {});
		if (given === undefined) fields.refuse('context', 'The context field must be an array.');
		if (fields.areRefused) return invalid(context, fields.errors);
		if (key === undefined) return refused(context, 422, 'Provide contact_id or phone.');
		const isThere = automations[kind].some((one) => one.id === automationId && one.isPublished);
		if (!isThere) {
			const name = kind === 'flow' ? 'Flow' : 'Sequence';
			return refused(context, 404, `${name} not found or not published`);
		}
		const contact = contactOf(fields.body, phone);
		if (contact === undefined) return refused(context, 404, 'Contact not found');
		const now = store.clock.now();
		const running = sessions
			.all()
			.find(
				(one) =>
					one.kind === kind &&
					one.automationId === automationId &&
					one.contactId === contact.id &&
					now < one.expiresAt,
			);
		// That the session's id and the word are in the answer is documented; the other fields are not.
		if (running !== undefined) {
			const body = { id: running.id, status: 'already_running', contact_id: contact.id };
			return context.json(body, 200);
		}
		const session: Session = {
			id: store.ids.next('01J5A'),
			kind,
			automationId,
			contactId: contact.id,
			context: given ?? {},
			createdAt: store.clock.iso(),
			expiresAt: now + lifetimes[kind],
		};
		sessions.add(session);
		return context.json({ id: session.id, status: 'running', contact_id: contact.id }, 201);
	}

	function list(context: Context, kind: Kind): Response {
		const only = context.req.query(`${kind}_id`) || undefined;
		return context.json(
			sessions
				.all()
				.filter((one) => one.kind === kind && (only === undefined || one.automationId === only))
				.toReversed()
				.slice(0, maxListed)
				.map((session) => row(store, session)),
		);
	}

	for (const kind of ['sequence', 'flow'] as const) {
		routes.post(`/actions/trigger-${kind}`, async (context) => await start(context, kind));
		routes.get(`/triggers/new-${kind}-triggered`, (context) => list(context, kind));
		// The form of a row is that of Qyvo's own n8n node.
		routes.get(`/dropdowns/${kind}s`, (context) =>
			context.json(
				store.listSizes
					.rows<Automation>(id, `${kind}s`, automations[kind], (index, name) => ({
						id: `01J3${kind === 'flow' ? 'F' : 'S'}9${String(index).padStart(20, '0')}`,
						name,
						isPublished: true,
					}))
					.filter(({ isPublished }) => isPublished)
					.map((one) => ({ id: one.id, label: one.name })),
			),
		);
	}
	// Campaigns are sent in the dashboard only; what a row holds is not documented.
	routes.get('/triggers/new-campaign-sent', (context) =>
		context.json([
			{
				id: '01J6C000000000000000000001',
				name: 'Spring sale',
				status: 'sent',
				created_at: '2026-04-01T08:00:00+00:00',
			},
		]),
	);
	return routes;
}
