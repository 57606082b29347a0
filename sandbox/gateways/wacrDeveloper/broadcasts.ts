import { Hono } from 'hono';

import { placeholdersInFieldOrder } from '../../gatewayKit/placeholders';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { allTemplates } from '../metaCloud/templates';
import { uuidOf } from './account';
import { id, invalidBody, isRefusal, limitOf, ok, refused } from './answers';
import { contactsOf } from './contacts';
import { readMessage } from './messageObject';

type Fields = Readonly<Record<string, unknown>>;

const maxContacts = 500;
const maxListed = 200;

/** A message of a template to one contact, as `POST /v1/messages` takes it. */
function messageOf(store: Store, templateId: unknown, variables: Fields): Fields | undefined {
	const template = allTemplates(store).find((one) => uuidOf(one.id) === templateId);
	if (template === undefined) return undefined;
	const { seed, language, translation } = template;
	const names = placeholdersInFieldOrder(translation.body);
	const parameters = names.map((name) => ({
		type: 'text',
		...(!/^\d+$/.test(name) && { parameter_name: name }),
		text: String(variables[name] ?? ''),
	}));
	return {
		templateName: seed.name,
		languageCode: language,
		...(parameters.length > 0 && { components: [{ type: 'body', parameters }] }),
	};
}

/** Why a broadcast is refused; `undefined` where it is not. */
function refusalOf({ name, templateId, variables, groupId, contactIds, ...others }: Fields) {
	const [unknown] = Object.keys(others);
	if (unknown !== undefined) return `${unknown} is not known`;
	if (typeof name !== 'string' || name.trim() === '') return 'name is required';
	if (typeof templateId !== 'string') return 'templateId is required';
	if (variables !== undefined && asRecord(variables) === undefined) {
		return 'variables must be an object';
	}
	if (groupId !== undefined) return 'groupId names no group of this workspace';
	const areIds =
		Array.isArray(contactIds) &&
		contactIds.length > 0 &&
		contactIds.every((one) => typeof one === 'string' && /^[\da-f-]{36}$/i.test(one));
	return areIds ? undefined : 'contactIds must be a list of UUIDs';
}

/**
 * Broadcasts, which are sent within the request. What the answer holds, that variables are named as the
 * placeholders of the text, and the codes of refusals are assumptions; groups are not imitated.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Broadcast)
 */
export function broadcastRoutes(store: Store): Hono {
	const routes = new Hono();
	const made = store.memories.of<readonly object[]>('wacrDeveloper broadcasts');
	store.events.on('reset', () => made.clear());

	routes.post('/broadcasts', async (context) => {
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const refusal = refusalOf(given);
		if (refusal !== undefined) return refused(context, invalidBody(refusal));
		const contactIds = given['contactIds'] as readonly string[];
		if (contactIds.length > maxContacts) {
			const message = `A broadcast has at most ${maxContacts} recipients.`;
			return refused(context, { status: 413, code: 'too_many_recipients', message });
		}
		const message = messageOf(store, given['templateId'], asRecord(given['variables']) ?? {});
		if (message === undefined) return refused(context, invalidBody('templateId is not known'));
		const parts = readMessage(message, new Date(store.clock.now()));
		if (isRefusal(parts)) return refused(context, parts);
		const known = new Map(contactsOf(store).map((one) => [uuidOf(one.id), one]));
		const contacts = [...new Set(contactIds)].map((one) => known.get(one));
		// Opted-out contacts are left out of what WA.CR sends to many.
		const reached = contacts.flatMap((one) => (one === undefined || one.optedOut ? [] : [one]));
		for (const { phone } of reached) store.ledger.record(id, 'outbound', phone, parts);
		const broadcast = {
			id: uuidOf(store.ids.next('broadcast')),
			name: given['name'],
			templateId: given['templateId'],
			status: 'completed',
			recipients: contacts.length,
			sent: reached.length,
			skipped: contacts.length - reached.length,
			createdAt: store.clock.iso(),
		};
		made.set('all', [broadcast, ...(made.get('all') ?? [])]);
		return ok(context, { broadcast }, 201);
	});

	routes.get('/broadcasts', (context) =>
		ok(context, { broadcasts: (made.get('all') ?? []).slice(0, limitOf(context, maxListed)) }),
	);
	return routes;
}
