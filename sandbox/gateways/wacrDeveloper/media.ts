import { Hono } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { uuidOf } from './account';
import { invalidBody, ok, refused } from './answers';

const kinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

function kindOf(mimeType: string): string {
	const kind = kinds.find((one) => mimeType.startsWith(`${one}/`)) ?? 'document';
	return mimeType === 'image/webp' ? 'sticker' : kind;
}

/**
 * Uploads, whose bytes are not kept. That the answer has the file's address, and under this name, is an
 * assumption. Source: https://github.com/kdctek/n8n-nodes-wacr (Media: Upload)
 */
export function mediaRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.post('/media/upload', async (context) => {
		const isForm = context.req.header('content-type')?.startsWith('multipart/form-data') === true;
		const form = isForm ? await context.req.formData().catch(() => undefined) : undefined;
		const json = isForm ? {} : (asRecord(await context.req.json().catch(() => undefined)) ?? {});
		const file = form?.get('file');
		const source = json['externalUrl'];
		const given = form?.get('kind') ?? json['kind'];
		if (given !== undefined && given !== null && !kinds.some((kind) => kind === given)) {
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
		const name = encodeURIComponent(isFile ? file.name : 'file');
		const { origin } = new URL(context.req.url);
		const kind = given ?? kindOf(isFile ? file.type : '');
		const url = `${origin}/wacrDeveloper/library/${own}/${name}`;
		return ok(context, { media: { id: own, kind, url } }, 201);
	});
	return routes;
}
