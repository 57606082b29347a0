import { Hono } from 'hono';

import type { StoredMessage, SentFile } from '../state/message';
import type { Store } from '../state/store';

/** The bytes of a file that a person sent: what they attached, or the same made-up ones for every request. */
export function bytesOf({ id, bytes, content }: SentFile): Buffer {
	if (content !== undefined) return Buffer.from(content, 'base64');
	return Buffer.alloc(bytes, `sandbox file ${id}\n`);
}

/** Where a gateway keeps a file that a person sent; `null` if the message has none. */
export function storageUrl({ gateway, media }: StoredMessage, origin: string): string | null {
	if (media === null) return null;
	const name = encodeURIComponent(media.fileName ?? 'file');
	return `${origin}/${gateway}/storage/${media.id}/${name}`;
}

/** A file that a person sent through a gateway, by its id. */
export function findSentFile(store: Store, gateway: string, id: string): SentFile | undefined {
	const found = store.ledger.messages.find(
		(one) => one.gateway === gateway && one.media?.id === id,
	);
	return found?.media ?? undefined;
}

/** Files below the gateway, public to anyone who knows the URL. */
export function storageRoutes(store: Store, gateway: string): Hono {
	const routes = new Hono();
	routes.get('/storage/:id/:name', (context) => {
		const file = findSentFile(store, gateway, context.req.param('id'));
		if (file === undefined) return context.json({ message: 'There is no such file.' }, 404);
		return context.body(new Uint8Array(bytesOf(file)), 200, { 'content-type': file.mimeType });
	});
	return routes;
}
