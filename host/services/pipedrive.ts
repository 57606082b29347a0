import { Hono } from 'hono';
import { z } from 'zod/v4';

/** The token that the imitation accepts. */
export const pipedriveToken = 'pipedrive-sandbox';

const entries = z.array(
	z.strictObject({ value: z.string().min(1), primary: z.boolean(), label: z.string() }),
);

/** Source: https://developers.pipedrive.com/docs/api/v1/Persons#addPerson */
const person = z.strictObject({ name: z.string().min(1), emails: entries, phones: entries });

/** Source: https://developers.pipedrive.com/docs/api/v1/Leads#addLead */
const lead = z.strictObject({ title: z.string().min(1), person_id: z.number().int() });

/** Source: https://developers.pipedrive.com/docs/api/v1/Notes#addNote */
const note = z.strictObject({ content: z.string().min(1), lead_id: z.uuid() });

/** An imitation of what the examples ask of Pipedrive: persons, leads and notes. */
export function pipedriveRoutes(): Hono {
	const app = new Hono();
	let persons = 0;
	let notes = 0;
	app.use('*', async (context, next) => {
		if (context.req.query('api_token') === pipedriveToken) return await next();
		return context.json({ success: false, error: 'unauthorized access', errorCode: 401 }, 401);
	});
	const accept = (path: string, schema: z.ZodObject, answer: () => object) =>
		app.post(path, async (context) => {
			const { data, error } = schema.safeParse(await context.req.json().catch(() => null));
			if (data === undefined) {
				return context.json({ success: false, error: z.prettifyError(error) }, 400);
			}
			return context.json({ success: true, data: { ...answer(), ...data } }, 201);
		});
	accept('/api/v2/persons', person, () => ({ id: ++persons }));
	accept('/v1/leads', lead, () => ({ id: crypto.randomUUID() }));
	accept('/v1/notes', note, () => ({ id: ++notes }));
	return app;
}
