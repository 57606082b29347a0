import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { businessNumbers } from './account';
import { refused } from './answers';
import { none, objects } from './refusal';

const gateway = 'metaCloud';

/** People in one request, and in the list of a number. */
const [maxUsers, maxBlocked] = [1000, 64_000];

const perPage = 25;

/** Who is blocked, by the number's id. */
export class Blocklist {
	private readonly memory;

	constructor(store: Store) {
		this.memory = store.memories.of<readonly string[]>('metaCloud blocked');
		store.events.on('reset', () => this.memory.clear());
	}

	/** Digits, the first blocked one first. */
	of(phoneNumberId: string): readonly string[] {
		return this.memory.get(phoneNumberId) ?? [];
	}

	has(phoneNumberId: string, phone: string): boolean {
		return this.of(phoneNumberId).includes(phone.replace(/\D/g, ''));
	}

	set(phoneNumberId: string, digits: readonly string[]): void {
		this.memory.set(phoneNumberId, digits);
	}
}

interface Failure {
	readonly code: number;
	readonly message: string;
	readonly details: string;
}

const notWhatsApp: Failure = {
	code: 131026,
	message: 'Message undeliverable',
	details: 'The number is not a WhatsApp number',
};

const notWritten: Failure = {
	code: 131047,
	message: 'Re-engagement required',
	details: 'User has not messaged in the last 24 hours',
};

/** What became of each person of a request. A failure makes the whole answer a refusal, with both lists in it. */
function answer(
	context: Context,
	listName: 'added_users' | 'removed_users',
	users: readonly string[],
	failureOf: (digits: string) => Failure | undefined,
): { readonly changed: readonly string[]; readonly response: Response } {
	const rows = users.map((input) => {
		const digits = input.replace(/\D/g, '');
		return { input, digits, failure: failureOf(digits) };
	});
	const changed = rows.filter(({ failure }) => failure === undefined);
	const failed = rows.flatMap(({ input, failure }) =>
		failure === undefined
			? []
			: [
					{
						input,
						errors: [
							{
								message: failure.message,
								code: failure.code,
								error_data: { details: failure.details },
							},
						],
					},
				],
	);
	const lists = {
		[listName]: changed.map(({ input, digits }) => ({ input, wa_id: digits })),
		...(failed.length > 0 && { failed_users: failed }),
	};
	const whole = { messaging_product: 'whatsapp', block_users: lists };
	const error = {
		message: '(#139100) Failed to block/unblock users',
		type: 'OAuthException',
		code: 139100,
		error_data: {
			details: 'Failed to block some users, see the block_users response list for details',
		},
		fbtrace_id: 'AsandboxTrace00000000',
	};
	return {
		changed: changed.map(({ digits }) => digits),
		response: failed.length === 0 ? context.json(whole) : context.json({ ...whole, error }, 400),
	};
}

/** The people of a request, or its refusal. */
async function readUsers(context: Context): Promise<string[] | Response> {
	const given = asRecord(await context.req.json().catch(() => undefined)) ?? none;
	const invalid = (details: string) => refused(context, 400, 100, 'Invalid parameter', { details });
	if (given['messaging_product'] !== 'whatsapp') return invalid('messaging_product is required');
	const users = objects(given['block_users']).map(({ user }) => user);
	if (users.length === 0 || users.length > maxUsers) {
		return invalid('block_users must have 1 to 1000 users');
	}
	const texts = users.filter((user) => typeof user === 'string');
	return texts.length === users.length ? texts : invalid('block_users[].user is required');
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users/ */
export function blocklistRoutes(store: Store, blocklist: Blocklist): Hono {
	const routes = new Hono();
	const hasWritten = (digits: string) =>
		store.windows.openUntil(gateway, `+${digits}`) !== undefined;

	for (const { phoneNumberId: id } of businessNumbers) {
		const path = `/${id}/block_users`;
		routes.post(path, async (context) => {
			const users = await readUsers(context);
			if (users instanceof Response) return users;
			const blocked = blocklist.of(id);
			if (blocked.length + users.length > maxBlocked) {
				return refused(context, 400, 139101, 'Blocklist limit reached');
			}
			const { changed, response } = answer(context, 'added_users', users, (digits) => {
				if (digits.length < 7) return notWhatsApp;
				return hasWritten(digits) ? undefined : notWritten;
			});
			blocklist.set(id, [...new Set([...blocked, ...changed])]);
			return response;
		});

		routes.delete(path, async (context) => {
			const users = await readUsers(context);
			if (users instanceof Response) return users;
			const { changed, response } = answer(context, 'removed_users', users, (digits) =>
				digits.length < 7 ? notWhatsApp : undefined,
			);
			blocklist.set(
				id,
				blocklist.of(id).filter((digits) => !changed.includes(digits)),
			);
			return response;
		});

		routes.get(path, (context) => {
			const { limit, after } = context.req.query();
			const all = blocklist.of(id);
			const begin = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString());
			const end = begin + Math.min(Math.max(Number(limit) || perPage, 1), 100);
			const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
			const next = new URL(context.req.url);
			next.searchParams.set('after', cursor(end));
			return context.json({
				data: all.slice(begin, end).map((wa_id) => ({ messaging_product: 'whatsapp', wa_id })),
				paging: {
					cursors: { after: cursor(end), before: cursor(begin) },
					...(end < all.length && { next: next.href }),
				},
			});
		});
	}
	return routes;
}
