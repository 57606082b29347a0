import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, refused, type Refusal } from './answers';
import type { Fields } from './envelope';
import { guardAgent, notFound, page, pathOfAgent } from './records';

// Sources of this file, which name fields and no paths: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/
// create_lead, …/list_leads and …/update_lead. The paths, and further fields of a row, are those that our gateway assumes.

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
const statuses = ['new', 'contacted', 'won', 'lost'];
const e164 = /^\+[1-9]\d{6,14}$/;
const maxCustomFields = 10_000;
const ofCreate = ['name', 'phone', 'summary', 'custom_fields'];
const ofUpdate = [...ofCreate, 'status', 'pinned'];

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

/** The leads of the agent. */
export function leadRoutes(store: Store): Hono {
	const routes = new Hono();
	const kept = store.memories.of<readonly Lead[]>('mojeeb leads');
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

	routes.get(path, (context) => {
		const { search = '', status, assigned_to: user, date_from: from = '' } = context.req.query();
		const words = search.toLowerCase();
		const wanted = status?.split(',');
		const rows = all().filter(
			(lead) =>
				[lead.name ?? '', lead.phone ?? ''].some((text) => text.toLowerCase().includes(words)) &&
				(wanted === undefined || wanted.includes(lead.status)) &&
				(user === undefined || (lead.assigned_to ?? 'unassigned') === user) &&
				lead.created_at.slice(0, 10) >= from.slice(0, 10),
		);
		const newestFirst = rows.toReversed();
		return page(context, [
			...newestFirst.filter(({ pinned }) => pinned),
			...newestFirst.filter(({ pinned }) => !pinned),
		]);
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
		kept.set(
			'all',
			all().map((lead) => (lead === before ? after : lead)),
		);
		return context.json(after);
	});
	return routes;
}
