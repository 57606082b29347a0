import { Hono } from 'hono';

import type { Store } from '../../store';
import { account } from './account';
import { refused } from './answers';

/** Bytes that Meta takes of each kind of file. */
const largest = 100 * 1024 * 1024;

/** The files that were uploaded, by id; the bytes themselves are not kept. */
export type Uploads = Map<string, string>;

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media */
export function mediaRoutes(store: Store, uploads: Uploads): Hono {
	const routes = new Hono();
	routes.post(`/${account.phoneNumberId}/media`, async (context) => {
		const form = await context.req.formData().catch(() => undefined);
		const file = form?.get('file');
		if (form?.get('messaging_product') !== 'whatsapp' || !(file instanceof File)) {
			return refused(context, 400, 100, 'Invalid parameter', {
				details: 'messaging_product and file are required',
			});
		}
		if (file.size === 0 || file.size > largest) {
			return refused(context, 400, 131053, 'Media upload error', {
				details: 'The file is empty or too large',
			});
		}
		const id = store.id('').replace(/^0+/, '9'.padEnd(8, '0'));
		uploads.set(id, `upload:${file.name}`);
		return context.json({ id });
	});
	return routes;
}
