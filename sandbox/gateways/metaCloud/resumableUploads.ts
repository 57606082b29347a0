import { Hono, type Context } from 'hono';

import { sameSecret } from '../../gatewayKit/bearer';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { apps, appOf } from './account';
import { refused } from './answers';
import { none, objects, type Fields } from './refusal';
import type { TemplateRefusal } from './templateDefinition';

// Source of this file: https://developers.facebook.com/docs/graph-api/guides/upload

const types = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'];

/** A file of which some bytes have arrived. */
interface UploadSession {
	readonly app: string;
	readonly signature: string;
	readonly type: string;
	/** In bytes, as it was named when the upload began. */
	readonly length: number;
	/** Bytes that have arrived. */
	readonly offset: number;
}

/** The scheme of the token: an upload that has begun knows OAuth alone. */
export function schemeOf({ url }: Request): string {
	return /\/upload(?::|%3A)/i.test(new URL(url).pathname) ? 'OAuth' : 'Bearer';
}

/** The handles that were given, by the types of their files. */
export class Handles {
	private readonly memory;

	constructor(store: Store) {
		this.memory = store.memories.of<string>('metaCloud handles');
	}

	add(handle: string, type: string): void {
		this.memory.set(handle, type);
	}

	/** Whether a handle was given for a file of a type that begins so. */
	isOf(handle: unknown, type: string): boolean {
		return typeof handle === 'string' && this.memory.get(handle)?.startsWith(type) === true;
	}
}

/** What the types of a header's file begin with. */
const headerTypes: Readonly<Record<string, string>> = {
	IMAGE: 'image/',
	VIDEO: 'video/',
	GIF: 'video/',
	DOCUMENT: 'application/pdf',
};

/** Why Meta does not take the examples of headers and cards; `undefined` where it does. */
export function sampleRefusal(components: unknown, handles: Handles): TemplateRefusal | undefined {
	const cards = objects(components).flatMap((component) => objects(component['cards']));
	const all = [components, ...cards.map((card) => card['components'])].flatMap(objects);
	const isWrong = (component: Fields) => {
		const type = headerTypes[String(component['format']).toUpperCase()];
		const given = (asRecord(component['example']) ?? none)['header_handle'];
		return type !== undefined && !handles.isOf(Array.isArray(given) ? given[0] : given, type);
	};
	return all.some(isWrong)
		? { details: 'header_handle is not the handle of an uploaded file of this format' }
		: undefined;
}

/** Files by parts: an upload that breaks goes on at `file_offset`. */
export function resumableUploadRoutes(store: Store, handles: Handles): Hono {
	const routes = new Hono();
	const sessions = store.memories.of<UploadSession>('metaCloud upload sessions');
	const invalid = (context: Context, details: string) =>
		refused(context, 400, 100, 'Invalid parameter', { details });

	for (const app of apps) {
		routes.post(`/${app.data.id}/uploads`, async (context, next) => {
			if (appOf(context.req.raw.headers).key !== app.key) return await next();
			const { file_name: name, file_length: bytes, file_type: type } = context.req.query();
			const length = Number(bytes);
			if (!name) return invalid(context, 'file_name is required');
			if (!Number.isInteger(length) || length < 1)
				return invalid(context, 'file_length is invalid');
			if (type === undefined || !types.includes(type)) {
				return invalid(context, `file_type must be one of: ${types.join(', ')}`);
			}
			const id = Buffer.from(`attachment:${store.ids.next('upload')}`).toString('base64');
			const signature = `ARZ${store.ids.next('')}`;
			sessions.set(id, { app: app.key, signature, type, length, offset: 0 });
			return context.json({ id: `upload:${id}?sig=${signature}` });
		});
	}

	/** The upload of a request, with its id; `undefined` for one of another app or signature. */
	const sessionOf = (context: Context) => {
		const id = (context.req.param('session') ?? '').replace(/^upload:/, '');
		const session = sessions.get(id);
		const { key } = appOf(context.req.raw.headers, 'OAuth');
		const isOwn =
			session?.app === key && sameSecret(context.req.query('sig') ?? '', session.signature);
		return isOwn ? { id, session } : undefined;
	};

	const path = '/:session{upload(?::|%3A).+}';
	routes.get(path, async (context, next) => {
		const found = sessionOf(context);
		if (found === undefined) return await next();
		return context.json({ id: `upload:${found.id}`, file_offset: found.session.offset });
	});

	routes.post(path, async (context, next) => {
		const found = sessionOf(context);
		if (found === undefined) return await next();
		const { id, session } = found;
		if (context.req.header('file_offset') !== String(session.offset)) {
			return invalid(context, `file_offset must be ${session.offset}`);
		}
		const offset = session.offset + (await context.req.arrayBuffer()).byteLength;
		if (offset > session.length) return invalid(context, 'There are more bytes than file_length');
		sessions.set(id, { ...session, offset });
		if (offset < session.length) return invalid(context, 'The upload is not complete');
		const handle = `4::${Buffer.from(session.type).toString('base64')}:${id}`;
		handles.add(handle, session.type);
		return context.json({ h: handle });
	});
	return routes;
}
