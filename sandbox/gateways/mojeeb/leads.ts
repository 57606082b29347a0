import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, refused, type Refusal } from './answers';
import { assignmentRefusal } from './assignment';
import type { Fields } from './envelope';
import { notesIn } from './notes';
import { guardAgent, notFound, page, pathOfAgent } from './records';

// Sources of this file, which name fields and no paths: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/
// create_lead, …/list_leads, …/update_lead, …/assign_lead, …/delete_lead and …/change_leads_status. The paths, and further fields of a row, are those that our gateway assumes.

interface Lead {
	readonly id: string;
	readonly contact_id: string | null;
	readonly name: string | null;
	readonly phone: string | null;
	readonly summary: string | null;
	readonly status: string;
	readonly pinned: boolean;
	readonly assigned_to: string | null;
	readonly custom_fields: Fields;
	readonly created_at: string;
}

/** The agent's statuses. */
export const statuses = ['new', 'contacted', 'won', 'lost'];
const e164 = /^\+[1-9]\d{6,14}$/;
const maxCustomFields = 10_000;
const ofCreate = ['name', 'phone', 'summary', 'custom_fields'];
const ofUpdate = [...ofCreate, 'status', 'pinned'];
const filters = ['search', 'status', 'assigned_to', 'date_from'];
const ofStatusChange = [...filters, 'new_status', 'dry_run', 'max_changes'];

/** Why what is given is not stored; `undefined` where it is. */
function fieldsRefusal(given: Fields, known: readonly string[]): Refusal | undefined {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown !== undefined) return invalid(unknown, `${unknown} is not a field of a lead here.`);
	const { phone = '', status, pinned = false, custom_fields: custom = {} } = given;
	const wrong = ['name', 'summary'].find((name) => typeof (given[name] ?? '') !== 'string');
	if (wrong !== undefined) return invalid(wrong, `${wrong} must be a text.`);
	if (phone !== '' && !e164.test(String(phone))) {
		const message = 'phone must be in E.164 format, for example +201001234567.';
		return { status: 422, code: 'invalid_phone_number', message, param: 'phone' };
	}
	if (status !== undefined && !statuses.includes(String(status).toLowerCase())) {
		return invalid('status', 'status is none of the statuses of this agent.');
	}
	if (typeof pinned !== 'boolean') return invalid('pinned', 'pinned must be true or false.');
	return asRecord(custom) === undefined || JSON.stringify(custom).length > maxCustomFields
		? invalid('custom_fields', 'custom_fields must be an object of up to 10000 characters.')
		: undefined;
}

/** Why the status of many is not changed; `undefined` where it is. */
function statusChangeRefusal(given: Fields): Refusal | undefined {
	const bad = (param: string, message: string): Refusal => ({
		...invalid(param, message),
		code: 'invalid_request_body',
	});
	const unknown = Object.keys(given).find((name) => !ofStatusChange.includes(name));
	if (unknown !== undefined) return bad(unknown, `${unknown} is not taken here.`);
	const { status, new_status: wanted, dry_run: isDry, max_changes: max } = given;
	if (typeof status !== 'string' || status === '') return bad('status', 'status is required.');
	if (typeof isDry !== 'boolean') return bad('dry_run', 'dry_run is required.');
	if (!isDry && !(Number.isInteger(max) && Number(max) > 0)) {
		return bad('max_changes', 'max_changes is the number that the dry run gave.');
	}
	const isStatus = (one: unknown) => statuses.includes(String(one).toLowerCase());
	const wrong = status.split(',').find((one) => !isStatus(one));
	if (wrong !== undefined) {
		return invalid('status', `${wrong} is none of the statuses of this agent.`);
	}
	return isStatus(wanted)
		? undefined
		: invalid('new_status', `${String(wanted)} is none of the statuses of this agent.`);
}

/** The leads of the agent. */
export function leadRoutes(store: Store): Hono {
	const routes = new Hono();
	const kept = store.memories.of<readonly Lead[]>('mojeeb leads');
	const notes = notesIn(store);
	store.events.on('reset', () => kept.clear());
	const all = () => kept.get('all') ?? [];

	/** What a lead is after a change. */
	function changed(lead: Lead, given: Fields): Lead {
		const { name, phone, summary, status, pinned, custom_fields: custom } = given;
		const number = phone === undefined ? lead.phone : String(phone) || null;
		return {
			...lead,
			...(name !== undefined && { name: String(name) || null }),
			...(summary !== undefined && { summary: String(summary) || null }),
			...(status !== undefined && { status: String(status).toLowerCase() }),
			...(typeof pinned === 'boolean' && { pinned }),
			phone: number,
			contact_id:
				number === null ? lead.contact_id : store.contacts.findOrCreate('mojeeb', number).id,
			custom_fields: { ...lead.custom_fields, ...asRecord(custom) },
		};
	}

	guardAgent(routes, 'leads');
	const path = pathOfAgent('leads');

	/** Those that fit the filters of a query or of a body. */
	function matching({ search = '', status, assigned_to: user, date_from: from = '' }: Fields) {
		const words = String(search).toLowerCase();
		const wanted = status === undefined ? undefined : String(status).split(',');
		return all().filter(
			(lead) =>
				[lead.name ?? '', lead.phone ?? ''].some((text) => text.toLowerCase().includes(words)) &&
				(wanted === undefined || wanted.includes(lead.status)) &&
				(user === undefined || (lead.assigned_to ?? 'unassigned') === user) &&
				lead.created_at.slice(0, 10) >= String(from).slice(0, 10),
		);
	}

	/** Puts leads in the place of those with their ids; a change of the status is noted about the contact. */
	function put(changes: readonly Lead[]): void {
		for (const lead of changes) {
			const before = all().find(({ id }) => id === lead.id);
			if (before === undefined || before.status === lead.status || lead.contact_id === null)
				continue;
			const text = `${before.status} → ${lead.status}`;
			notes.add(lead.contact_id, { type: 'status_change', text, author_id: null });
		}
		const byId = new Map(changes.map((lead) => [lead.id, lead]));
		kept.set(
			'all',
			all().map((lead) => byId.get(lead.id) ?? lead),
		);
	}

	routes.get(path, (context) => {
		const newestFirst = matching(context.req.query()).toReversed();
		return page(context, [
			...newestFirst.filter(({ pinned }) => pinned),
			...newestFirst.filter(({ pinned }) => !pinned),
		]);
	});

	routes.post(`${path}/change-status`, async (context) => {
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const refusal = statusChangeRefusal(given);
		if (refusal !== undefined) return refused(context, refusal);
		const status = String(given['new_status']).toLowerCase();
		const found = matching(given).filter((lead) => lead.status !== status);
		const isDry = given['dry_run'] === true;
		if (!isDry && found.length > Number(given['max_changes'])) {
			const message = `${found.length} leads would change.`;
			return refused(context, { status: 409, code: 'too_many_leads', message });
		}
		if (!isDry) put(found.map((lead) => ({ ...lead, status })));
		return context.json({ dry_run: isDry, changed: found.length });
	});

	routes.post(path, async (context) => {
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const refusal = fieldsRefusal(given, ofCreate);
		if (refusal !== undefined) return refused(context, refusal);
		const lead = changed(
			{
				...{ id: store.ids.next('lead_'), contact_id: null, name: null, phone: null },
				...{ summary: null, status: 'new', pinned: false, assigned_to: null },
				...{ custom_fields: {}, created_at: store.clock.iso() },
			},
			given,
		);
		kept.set('all', [...all(), lead]);
		return context.json(lead, 201);
	});

	routes.patch(`${path}/:lead`, async (context) => {
		const before = all().find(({ id }) => id === context.req.param('lead'));
		if (before === undefined) return refused(context, notFound('lead'));
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const refusal = fieldsRefusal(given, ofUpdate);
		if (refusal !== undefined) return refused(context, refusal);
		const after = changed(before, given);
		put([after]);
		return context.json(after);
	});

	routes.delete(`${path}/:lead`, (context) => {
		const lead = all().find(({ id }) => id === context.req.param('lead'));
		if (lead === undefined) return refused(context, notFound('lead'));
		kept.set(
			'all',
			all().filter((one) => one !== lead),
		);
		return context.body(null, 204);
	});

	routes.post(`${path}/:lead/assign`, async (context) => {
		const lead = all().find(({ id }) => id === context.req.param('lead'));
		if (lead === undefined) return refused(context, notFound('lead'));
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const refusal = assignmentRefusal(given);
		if (refusal !== undefined) return refused(context, refusal);
		const { assigned_to: user } = given;
		const after = { ...lead, assigned_to: user === null ? null : String(user) };
		put([after]);
		return context.json(after);
	});
	return routes;
}
