import { Hono } from 'hono';
import { z } from 'zod/v4';

/** The token that the imitation accepts. */
export const hubspotToken = 'hubspot-sandbox';

/** Source: https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/batch/post-crm-v3-objects-contacts-batch-upsert */
const upsert = z.strictObject({
	inputs: z
		.array(
			z.strictObject({
				idProperty: z.literal('email'),
				id: z.email(),
				properties: z.record(z.string(), z.string()),
			}),
		)
		.min(1)
		.max(100),
});

/** The association of a note with a contact. */
const noteToContact = 202;

/** Source: https://developers.hubspot.com/docs/api-reference/crm-notes-v3/guide */
const note = z.strictObject({
	properties: z.strictObject({ hs_timestamp: z.iso.datetime(), hs_note_body: z.string().min(1) }),
	associations: z
		.array(
			z.strictObject({
				to: z.strictObject({ id: z.string().min(1) }),
				types: z
					.array(
						z.strictObject({
							associationCategory: z.literal('HUBSPOT_DEFINED'),
							associationTypeId: z.literal(noteToContact),
						}),
					)
					.min(1),
			}),
		)
		.min(1),
});

const refusal = (category: string, message: string) => ({ status: 'error', message, category });

/** An imitation of what the examples ask of HubSpot: contacts by e-mail address, and notes. */
export function hubspotRoutes(): Hono {
	const app = new Hono();
	/** The ids of contacts by e-mail address. */
	const contacts = new Map<string, string>();
	let notes = 0;
	app.use('*', async (context, next) => {
		if (context.req.header('authorization') === `Bearer ${hubspotToken}`) return await next();
		const message = 'Authentication credentials not found.';
		return context.json(refusal('INVALID_AUTHENTICATION', message), 401);
	});
	app.post('/crm/v3/objects/contacts/batch/upsert', async (context) => {
		const { data, error } = upsert.safeParse(await context.req.json().catch(() => null));
		if (data === undefined) {
			return context.json(refusal('VALIDATION_ERROR', z.prettifyError(error)), 400);
		}
		const at = new Date().toISOString();
		const results = data.inputs.map(({ id: email, properties }) => {
			const known = contacts.get(email);
			const id = known ?? String(51 + contacts.size);
			contacts.set(email, id);
			const isNew = known === undefined;
			return { id, properties, createdAt: at, updatedAt: at, archived: false, new: isNew };
		});
		return context.json({ status: 'COMPLETE', results, startedAt: at, completedAt: at });
	});
	app.post('/crm/v3/objects/notes', async (context) => {
		const { data, error } = note.safeParse(await context.req.json().catch(() => null));
		if (data === undefined) {
			return context.json(refusal('VALIDATION_ERROR', z.prettifyError(error)), 400);
		}
		notes += 1;
		const at = new Date().toISOString();
		const { properties } = data;
		const id = String(9000 + notes);
		return context.json({ id, properties, createdAt: at, updatedAt: at, archived: false }, 201);
	});
	return app;
}
