import { Hono, type Context } from 'hono';

import { objectOf, plausiblePhone } from '../../dialect';
import type { MessageParts, Store } from '../../store';
import { blanksIn, filled } from '../../words';
import { account } from './account';
import { refused } from './answers';
import { templates } from './templates';

const id = 'metaCloud';

type Fields = Readonly<Record<string, unknown>>;

/** A refusal: Meta's code and words. */
interface Refusal {
	readonly code: number;
	readonly words: string;
	readonly details: string;
	readonly status?: 404;
}

const none: Fields = {};

function objects(value: unknown): Fields[] {
	return Array.isArray(value) ? value.map((one) => objectOf(one) ?? none) : [];
}

function invalid(details: string): Refusal {
	return { code: 100, words: 'Invalid parameter', details };
}

const textRefusals: ReadonlyArray<readonly [RegExp, Refusal]> = [
	[
		/^\s*$/,
		{
			code: 131008,
			words: 'Required parameter is missing',
			details: 'Parameter of type text is missing text value',
		},
	],
	[
		/[\r\n\t]| {5,}/,
		{
			code: 132018,
			words: "There's an issue with the parameters in your template",
			details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
		},
	],
];

/** The values of one text of a template, or why they do not fit it. */
function valuesFor(text: string, parameters: readonly Fields[]): Record<string, string> | Refusal {
	const names = blanksIn(text);
	if (names.length !== parameters.length) {
		return {
			code: 132000,
			words: 'Number of parameters does not match the expected number of params',
			details: `number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`,
		};
	}
	const positional = names.every((name) => /^\d+$/.test(name));
	const values: Record<string, string> = {};
	for (const [index, parameter] of parameters.entries()) {
		const name = positional ? names[index] : parameter['parameter_name'];
		if (typeof name !== 'string' || !names.includes(name)) {
			return invalid('Parameter name is missing or empty');
		}
		const value = String(parameter['text'] ?? '');
		const refusal = textRefusals.find(([pattern]) => pattern.test(value))?.[1];
		if (refusal !== undefined) return refusal;
		values[name] = value;
	}
	return values;
}

function isRefusal(value: object): value is Refusal {
	return 'code' in value && 'details' in value;
}

/** A template message as the person sees it, or why it is refused. */
function templateParts(given: Fields): MessageParts | Refusal {
	const code = objectOf(given['language'])?.['code'];
	const found = templates.find(
		({ seed, language, translation }) =>
			seed.name === given['name'] && language === code && translation.status === 'APPROVED',
	);
	if (found === undefined) {
		return {
			code: 132001,
			status: 404,
			words: 'Template name does not exist in the translation',
			details: `template name (${String(given['name'])}) does not exist in ${String(code)}`,
		};
	}
	const { seed, translation } = found;
	const { header, buttons = [] } = seed;
	const parametersOf = (type: string, index?: number) =>
		objects(
			objects(given['components']).find(
				(one) => one['type'] === type && (index === undefined || one['index'] === String(index)),
			)?.['parameters'],
		);

	const body = valuesFor(translation.body, parametersOf('body'));
	if (isRefusal(body)) return body;
	let top: string | null = null;
	if (header !== undefined && header.type !== 'TEXT') {
		const kind = header.type.toLowerCase();
		const link = objectOf(parametersOf('header')[0]?.[kind])?.['link'];
		if (typeof link !== 'string') {
			return {
				code: 132012,
				words: 'Parameter format does not match format in the created template',
				details: `header: Format mismatch, expected ${header.type}, received UNKNOWN`,
			};
		}
		top = `[${kind}]`;
	} else if (header !== undefined) {
		const values = valuesFor(translation.headerText ?? '', parametersOf('header'));
		if (isRefusal(values)) return values;
		top = filled(translation.headerText ?? '', values);
	}
	for (const [index, { url = '' }] of buttons.entries()) {
		const values = valuesFor(url, parametersOf('button', index));
		if (isRefusal(values)) return values;
	}
	return {
		kind: 'template',
		header: top,
		body: filled(translation.body, body),
		footer: translation.footer,
		buttons: buttons.map(({ text }) => text),
		template: { name: seed.name, language: found.language },
	};
}

/** A text as the person sees it, or why it is refused. */
function textParts(given: Fields, windowIsOpen: boolean): MessageParts | Refusal {
	const body = given['body'];
	if (typeof body !== 'string' || body === '') return invalid('text.body is required');
	if ([...body].length > 4096) return invalid('text.body is longer than 4096 characters');
	// Meta may also take the message and tell of the closed window by webhook alone; the sandbox
	// always tells at once.
	return windowIsOpen
		? { kind: 'text', body }
		: {
				code: 131047,
				words: 'Re-engagement message',
				details:
					'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
			};
}

function partsOf(message: Fields, windowIsOpen: boolean): MessageParts | Refusal {
	if (message['messaging_product'] !== 'whatsapp') {
		return invalid("Invalid parameter: messaging_product must be 'whatsapp'");
	}
	const { type = 'text' } = message;
	if (type === 'text') return textParts(objectOf(message['text']) ?? none, windowIsOpen);
	if (type === 'template') return templateParts(objectOf(message['template']) ?? none);
	return { code: 131051, words: 'Unsupported message type', details: 'Not in this sandbox yet' };
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export function messageRoutes(store: Store): Hono {
	const routes = new Hono();
	routes.post(`/${account.phoneNumberId}/messages`, async (context: Context) => {
		const message = objectOf(await context.req.json().catch(() => undefined)) ?? none;
		const input = String(message['to'] ?? '');
		const phone = plausiblePhone(input);
		const parts =
			phone === undefined
				? invalid('The parameter to is required and must be a phone number.')
				: partsOf(message, store.windowOpenUntil(id, phone) !== undefined);
		if (phone === undefined || isRefusal(parts)) {
			const { code, words, details, status = 400 } = parts as Refusal;
			return refused(context, status, code, words, { details });
		}
		const { whatsappMessageId } = store.keep(id, 'outbound', phone, parts);
		return context.json({
			messaging_product: 'whatsapp',
			contacts: [{ input, wa_id: phone.replace('+', '') }],
			messages: [{ id: whatsappMessageId, message_status: 'accepted' }],
		});
	});
	return routes;
}
