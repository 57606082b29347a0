import { createHash } from 'node:crypto';

import { Hono } from 'hono';

import { bytesOf, findSentFile } from '../../gatewayKit/storage';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';

const gateway = 'metaCloud';

/** Below the sandbox's Meta; Meta's own files lie at lookaside.fbsbx.com under this path. */
export const fileFolder = '/whatsapp_business';
const fileName = '/attachments';

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
		const id = store.ids.next('').replace(/^0+/, '9'.padEnd(8, '0'));
		uploads.set(id, `upload:${file.name}`);
		return context.json({ id });
	});

	// The hash is written in two ways: in hexadecimal here, and in Base64 in the webhook.
	routes.get('/:id{[0-9]+}', async (context, next) => {
		const file = findSentFile(store, gateway, context.req.param('id'));
		if (file === undefined) return await next();
		const url = new URL(`/${gateway}${fileFolder}${fileName}`, context.req.url);
		url.searchParams.set('mid', file.id);
		return context.json({
			url: url.href,
			mime_type: file.mimeType,
			sha256: createHash('sha256').update(bytesOf(file)).digest('hex'),
			file_size: file.bytes,
			id: file.id,
			messaging_product: 'whatsapp',
		});
	});
	return routes;
}

/** The bytes of what people sent, behind the token like everything of Meta's. Source: the same page */
export function fileRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.get(fileName, (context) => {
		const file = findSentFile(store, gateway, context.req.query('mid') ?? '');
		if (file === undefined) return context.body(null, 404);
		return context.body(new Uint8Array(bytesOf(file)), 200, { 'content-type': file.mimeType });
	});
	return routes;
}
