import { Hono, type Context } from 'hono';

import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { uuidOf } from './account';
import { id, invalidBody, limitOf, notFound, ok, refused } from './answers';
import { contactById, contactsOf } from './contacts';

interface Comment {
	readonly id: string;
	readonly body: string;
	readonly mentions: readonly string[];
	readonly mediaIds: readonly string[];
	readonly refMessageId: string | null;
	readonly author: null;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly deletedAt: null;
}

const maxListed = 500;
const maxLength = 4096;
const maxFiles = 10;

const areTexts = (value: unknown): value is string[] =>
	Array.isArray(value) && value.every((one) => typeof one === 'string');

/**
 * Notes about a contact. The names of a row's fields are an assumption, beside those of the request.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Note)
 */
export function commentRoutes(store: Store): Hono {
	const routes = new Hono();
	const comments = store.memories.of<readonly Comment[]>('wacrDeveloper comments');
	store.events.on('reset', () => comments.clear());
	const path = '/conversations/:contact/comments';

	/** The number of the contact in the path; `undefined` if there is none. */
	const contactIn = (context: Context): string | undefined => {
		const named = context.req.param('contact') ?? '';
		const phone = toE164(named);
		if (phone === undefined) return contactById(store, named)?.phone;
		return contactsOf(store).find((one) => one.phone === phone)?.phone;
	};

	/** Whether a message of the conversation has this id. */
	const isMessage = (phone: string, wanted: unknown) =>
		store.ledger.messages.some(
			(one) => one.gateway === id && one.phone === phone && uuidOf(one.id) === wanted,
		);

	routes.get(path, (context) => {
		const phone = contactIn(context);
		if (phone === undefined) return refused(context, notFound('Contact'));
		const after = Date.parse(context.req.query('after') ?? '');
		const found = (comments.get(phone) ?? []).filter(
			({ updatedAt }) => Number.isNaN(after) || Date.parse(updatedAt) > after,
		);
		return ok(context, { comments: found.slice(0, limitOf(context, maxListed)) });
	});

	routes.post(path, async (context) => {
		const phone = contactIn(context);
		if (phone === undefined) return refused(context, notFound('Contact'));
		const given = asRecord(await context.req.json().catch(() => undefined)) ?? {};
		const { body = '', mentions = [], mediaIds = [], refMessageId = null } = given;
		if (typeof body !== 'string' || [...body].length > maxLength) {
			return refused(
				context,
				invalidBody(`body must be a string of up to ${maxLength} characters`),
			);
		}
		if (!areTexts(mentions)) return refused(context, invalidBody('mentions must be user ids'));
		if (!areTexts(mediaIds) || mediaIds.length > maxFiles) {
			return refused(context, invalidBody(`mediaIds must be up to ${maxFiles} media ids`));
		}
		if (body.trim() === '' && mediaIds.length === 0) {
			return refused(context, invalidBody('body is required without mediaIds'));
		}
		if (refMessageId !== null && !isMessage(phone, refMessageId)) {
			return refused(context, invalidBody('refMessageId is no message of this conversation'));
		}
		const at = store.clock.iso();
		const comment: Comment = {
			...{ id: uuidOf(store.ids.next('comment')), body, mentions, mediaIds },
			...{ refMessageId: refMessageId === null ? null : String(refMessageId), author: null },
			...{ createdAt: at, updatedAt: at, deletedAt: null },
		};
		comments.set(phone, [...(comments.get(phone) ?? []), comment]);
		return ok(context, { comment }, 201);
	});

	return routes;
}
