import { createHash } from 'node:crypto';

import { Hono } from 'hono';

import { bytesOf, findSentFile } from '../../gatewayKit/storage';
import type { BoundedMemory } from '../../state/memories';
import type { SentFile } from '../../state/message';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';

const gateway = 'metaCloud';

/** Below the sandbox's Meta; Meta's own files lie at lookaside.fbsbx.com under this path. */
export const fileFolder = '/whatsapp_business';
const fileName = '/attachments';

/** What Meta's upload takes, in the order in which its refusal lists it, with the largest size in KB. */
const uploadTypes: Readonly<Record<string, number>> = {
	'audio/aac': 16_384,
	'audio/mp4': 16_384,
	'audio/mpeg': 16_384,
	'audio/amr': 16_384,
	'audio/ogg': 16_384,
	'audio/opus': 16_384,
	'application/vnd.ms-powerpoint': 102_400,
	'application/msword': 102_400,
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 102_400,
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 102_400,
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 102_400,
	'application/pdf': 102_400,
	'text/plain': 102_400,
	'application/vnd.ms-excel': 102_400,
	'image/jpeg': 5120,
	'image/png': 5120,
	'image/webp': 500,
	'video/mp4': 16_384,
	'video/3gpp': 16_384,
};

const staticStickerKb = 100;

/** First bytes that certainly are of another type than the one that was given. */
const firstBytes: ReadonlyArray<readonly [RegExp, string]> = [
	[/^ffd8ff/, 'image/jpeg'],
	[/^89504e47/, 'image/png'],
	[/^52494646.{8}57454250/, 'image/webp'],
	[/^255044462d/, 'application/pdf'],
];

/** Why Meta does not take a file; `undefined` where it does. */
function uploadRefusal(type: string, bytes: Buffer): { code: number; details: string } | undefined {
	const largest = uploadTypes[type];
	if (largest === undefined) {
		const types = Object.keys(uploadTypes).join(', ');
		const details = `Param file must be a file with one of the following types: ${types}. Received file of type '${type}'.`;
		return { code: 100, details };
	}
	const head = bytes.subarray(0, 16).toString('hex');
	const real = firstBytes.find(([pattern]) => pattern.test(head))?.[1] ?? type;
	if (real !== type) {
		return { code: 131053, details: `The file is ${real}, but it was uploaded as ${type}` };
	}
	const moves = bytes.subarray(12, 16).toString() === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
	const max = type === 'image/webp' && !moves ? staticStickerKb : largest;
	if (bytes.length > 0 && bytes.length <= max * 1024) return undefined;
	return { code: 131053, details: 'The file is empty or too large' };
}

/** The names of the files that were uploaded, by id. */
export type Uploads = BoundedMemory<string>;

/** Of a larger upload, in bytes, the bytes themselves are not kept: others stand for them. */
const maxKept = 100_000;

/** What was uploaded and what was deleted, by id. */
class Files {
	private readonly uploaded;
	private readonly deleted;

	constructor(
		private readonly store: Store,
		private readonly uploads: Uploads,
	) {
		this.uploaded = store.memories.of<SentFile>('metaCloud uploaded files');
		this.deleted = store.memories.of<true>('metaCloud deleted files');
	}

	add(id: string, { name }: File, mimeType: string, bytes: Buffer): void {
		this.uploads.set(id, `upload:${name}`);
		const kept = bytes.length <= maxKept && { content: bytes.toString('base64') };
		this.uploaded.set(id, { id, mimeType, fileName: name, bytes: bytes.length, ...kept });
	}

	/** An upload, or a file that a person sent. */
	find(id: string): SentFile | undefined {
		if (this.deleted.get(id) === true) return undefined;
		return this.uploaded.get(id) ?? findSentFile(this.store, gateway, id);
	}

	remove(id: string): void {
		this.deleted.set(id, true);
		this.uploads.delete(id);
		this.uploaded.delete(id);
	}
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media */
export function mediaRoutes(store: Store, uploads: Uploads): Hono {
	const routes = new Hono();
	const files = new Files(store, uploads);
	routes.post(`/${account.phoneNumberId}/media`, async (context) => {
		const form = await context.req.formData().catch(() => undefined);
		const file = form?.get('file');
		if (form?.get('messaging_product') !== 'whatsapp' || !(file instanceof File)) {
			return refused(context, 400, 100, 'Invalid parameter', {
				details: 'messaging_product and file are required',
			});
		}
		const type = file.type.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream';
		const bytes = Buffer.from(await file.arrayBuffer());
		const refusal = uploadRefusal(type, bytes);
		if (refusal !== undefined) {
			const { code, details } = refusal;
			const text = code === 100 ? details : 'Media upload error';
			return refused(context, 400, code, text, { details });
		}
		const id = store.ids.next('').replace(/^0+/, '9'.padEnd(8, '0'));
		files.add(id, file, type, bytes);
		return context.json({ id });
	});

	// The hash is written in two ways: in hexadecimal here, and in Base64 in the webhook.
	routes.get('/:id{[0-9]+}', async (context, next) => {
		const file = files.find(context.req.param('id'));
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

	routes.delete('/:id{[0-9]+}', async (context, next) => {
		const id = context.req.param('id');
		if (files.find(id) === undefined) return await next();
		files.remove(id);
		return context.json({ success: true });
	});
	return routes;
}

/** The bytes of what people sent and of what was uploaded, behind the token like everything of Meta's. Source: the same page */
export function fileRoutes(store: Store, uploads: Uploads): Hono {
	const routes = new Hono();
	const files = new Files(store, uploads);
	routes.get(fileName, (context) => {
		const file = files.find(context.req.query('mid') ?? '');
		if (file === undefined) return context.body(null, 404);
		return context.body(new Uint8Array(bytesOf(file)), 200, { 'content-type': file.mimeType });
	});
	return routes;
}
