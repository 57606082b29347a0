import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { uuidOf } from './account';
import { invalidBody, limitOf, ok, refused } from './answers';

const kinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

function kindOf(mimeType: string): string {
	const kind = kinds.find((one) => mimeType.startsWith(`${one}/`)) ?? 'document';
	return mimeType === 'image/webp' ? 'sticker' : kind;
}

/** A file as the library lists it. */
interface LibraryFile {
	readonly id: string;
	readonly kind: string;
	readonly [field: string]: unknown;
}

const maxListed = 200;

/** The name of a file at an address; empty for none. */
const nameIn = (address: string) => /\/([^/?#]+)(?:[?#]|$)/.exec(address.slice(8))?.[1] ?? '';

/**
 * The library, whose bytes are not kept. That the answer has the file's address, and the names of its fields
 * beside `id` and `kind`, are assumptions. Source: https://github.com/kdctek/n8n-nodes-wacr (Media)
 */
export function mediaRoutes(store: Store): Hono {
	const routes = new Hono();
	const made = store.memories.of<readonly LibraryFile[]>('wacrDeveloper media');
	store.events.on('reset', () => made.clear());
	routes.get('/media', (context) => {
		const kind = context.req.query('kind');
		const media = (made.get('all') ?? []).filter((one) => kind === undefined || one.kind === kind);
		return ok(context, { media: media.slice(0, limitOf(context, maxListed)) });
	});
	routes.post('/media/upload', async (context) => {
		const isForm = context.req.header('content-type')?.startsWith('multipart/form-data') === true;
		const form = isForm ? await context.req.formData().catch(() => undefined) : undefined;
		const json = isForm ? {} : (asRecord(await context.req.json().catch(() => undefined)) ?? {});
		const file = form?.get('file');
		const source = json['externalUrl'];
		const kind = form?.get('kind') ?? json['kind'];
		if (kind !== undefined && kind !== null && !kinds.some((one) => one === kind)) {
			return refused(
				context,
				invalidBody('kind is none of image, video, audio, document, sticker'),
			);
		}
		if (!(file instanceof File) || file.size === 0) {
			if (typeof source !== 'string' || !/^https?:\/\/[!-~]+$/.test(source)) {
				return refused(context, invalidBody('file or externalUrl is required'));
			}
		}
		const own = uuidOf(store.ids.next('media'));
		const isFile = file instanceof File;
		const given = isFile ? file.name : json['filename'];
		const name = String(given ?? '') || nameIn(String(source)) || 'file';
		const { origin } = new URL(context.req.url);
		const media: LibraryFile = {
			id: own,
			kind: String(kind ?? kindOf(isFile ? file.type : '')),
			url: `${origin}/wacrDeveloper/library/${own}/${encodeURIComponent(name)}`,
			filename: name,
			...(isFile && { mimeType: file.type, sizeBytes: file.size }),
			createdAt: store.clock.iso(),
		};
		made.set('all', [media, ...(made.get('all') ?? [])]);
		return ok(context, { media }, 201);
	});
	return routes;
}
