import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { businessNumbers } from './account';
import { refused } from './answers';
import { fits } from './parts';
import { none } from './refusal';

/** Links of one number, and characters of a text. */
const [maxLinks, maxMessage] = [2000, 140];

/** A link as it is kept. */
interface Link {
	readonly code: string;
	readonly message: string;
}

const imageUrl = (code: string, format: string) =>
	`https://scontent.example/qr/${code}.${format.toLowerCase()}`;

function rowOf({ code, message }: Link, format?: string) {
	return {
		code,
		prefilled_message: message,
		deep_link_url: `https://wa.me/message/${code}`,
		...(format !== undefined && { qr_image_url: imageUrl(code, format) }),
	};
}

const formats = ['PNG', 'SVG'];

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/qr-codes */
export function messageLinkRoutes(store: Store): Hono {
	const routes = new Hono();
	const memory = store.memories.of<readonly Link[]>('metaCloud message links');
	store.events.on('reset', () => memory.clear());
	const invalid = (context: Context, details: string) =>
		refused(context, 400, 100, 'Invalid parameter', { details });

	for (const { phoneNumberId: id } of businessNumbers) {
		const path = `/${id}/message_qrdls`;
		const links = () => memory.get(id) ?? [];

		routes.post(path, async (context) => {
			const given = asRecord(await context.req.json().catch(() => undefined)) ?? none;
			const { code, prefilled_message: message, generate_qr_image: format } = given;
			if (!fits(message, maxMessage)) {
				return invalid(context, 'prefilled_message must have 1 to 140 characters');
			}
			if (code !== undefined) {
				const found = links().find((link) => link.code === code);
				if (found === undefined)
					return invalid(context, `The QR code ${String(code)} is not known`);
				const changed = { ...found, message };
				memory.set(
					id,
					links().map((link) => (link === found ? changed : link)),
				);
				return context.json(rowOf(changed));
			}
			if (!formats.includes(String(format))) {
				return invalid(context, 'generate_qr_image must be PNG or SVG');
			}
			if (links().length >= maxLinks) return invalid(context, 'The number has 2000 QR codes');
			const number = store.ids.next('').replace(/\D/g, '').padStart(13, '0').slice(-13);
			const link = { code: `Q${number}`, message };
			memory.set(id, [...links(), link]);
			return context.json(rowOf(link, String(format)));
		});

		routes.get(path, (context) => {
			const format = /qr_image_url\.format\((\w+)\)/.exec(context.req.query('fields') ?? '')?.[1];
			if (format !== undefined && !formats.includes(format)) {
				return invalid(context, 'format must be PNG or SVG');
			}
			return context.json({ data: links().map((link) => rowOf(link, format)) });
		});

		routes.delete(`${path}/:code`, (context) => {
			const code = context.req.param('code');
			if (!links().some((link) => link.code === code)) {
				return invalid(context, `The QR code ${code} is not known`);
			}
			memory.set(
				id,
				links().filter((link) => link.code !== code),
			);
			return context.json({ success: true });
		});
	}
	return routes;
}
