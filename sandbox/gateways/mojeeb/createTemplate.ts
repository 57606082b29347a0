import { Hono } from 'hono';

import { placeholdersIn } from '../../gatewayKit/placeholders';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { invalid, isRefusal, refused, type Refusal } from './answers';
import { connectionRefusal, type Fields } from './envelope';
import { templates } from './templates';

const categories = ['marketing', 'utility', 'authentication'] as const;

const mediaFormats: readonly string[] = ['image', 'video', 'document'];

/** A template that was submitted. */
type Created = Readonly<Record<string, unknown>>;

/** How many samples a text has: a list of them, or an object by name. */
function sampleCount(samples: unknown): number {
	if (Array.isArray(samples)) return samples.length;
	return Object.keys(asRecord(samples ?? {}) ?? {}).length;
}

function headerRefusal(value: unknown): Refusal | undefined {
	if (value === undefined) return undefined;
	const header = asRecord(value);
	if (header === undefined) return invalid('header', 'header must be an object.');
	if (header['format'] === 'text') {
		const needs = placeholdersIn(String(header['text'] ?? '')).length > 0;
		return needs && typeof header['example'] !== 'string'
			? invalid('header.example', 'The variable of the header needs a sample.')
			: undefined;
	}
	if (!mediaFormats.includes(String(header['format']))) {
		return invalid('header.format', 'format must be text, image, video or document.');
	}
	return /^https:\/\//.test(String(header['media_url']))
		? undefined
		: invalid('header.media_url', 'media_url must be an https link to a sample file.');
}

/** What a marketing or utility template must have. */
function contentRefusal({
	body,
	body_examples: examples,
	header,
	otp,
}: Fields): Refusal | undefined {
	if (otp !== undefined) return invalid('otp', 'Only an authentication template has otp.');
	if (typeof body !== 'string' || body === '') return invalid('body', 'body is required.');
	if (placeholdersIn(body).length !== sampleCount(examples)) {
		return invalid('body_examples', 'Each variable of the body needs a sample.');
	}
	return headerRefusal(header);
}

function refusalOf(fields: Fields, taken: (name: string, language: string) => boolean) {
	const { name, language, category, otp, body } = fields;
	if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) {
		const message = 'name may have small letters, digits and underscores only.';
		return { status: 422, code: 'invalid_template_name', message, param: 'name' } as const;
	}
	if (typeof language !== 'string' || language === '') {
		return invalid('language', 'language is required.');
	}
	if (!categories.some((one) => one === category)) {
		return invalid('category', 'category must be marketing, utility or authentication.');
	}
	// How a name that is in use is refused could not be read.
	if (taken(name, language)) return invalid('name', 'This name is already used in this language.');
	if (category !== 'authentication') return contentRefusal(fields);
	if (asRecord(otp) === undefined || body !== undefined) {
		return invalid('otp', 'An authentication template has only otp.');
	}
	return undefined;
}

/**
 * Submits a template. Its path and the names of some fields are not documented; these are those that our
 * gateway assumes. Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/create_whatsapp_template
 */
export function createTemplateRoutes(store: Store): Hono {
	const routes = new Hono();
	const made = store.memories.of<Created>('mojeeb templates');
	store.events.on('reset', () => made.clear());
	const key = (name: unknown, language: unknown) => `${String(name)} ${String(language)}`;
	const isTaken = (name: string, language: string) =>
		made.get(key(name, language)) !== undefined ||
		templates.some((one) => one.seed.name === name && one.language === language);

	routes.post('/agents/:agent/connections/:connection/whatsapp/templates', async (context) => {
		const { agent, connection } = context.req.param();
		const refusal = connectionRefusal(agent, connection);
		if (refusal !== undefined) return refused(context, refusal);
		const fields = asRecord(await context.req.json().catch(() => undefined));
		const wrong =
			fields === undefined
				? invalid('body', 'The body must be a JSON object.')
				: refusalOf(fields, isTaken);
		if (wrong !== undefined && isRefusal(wrong)) return refused(context, wrong);
		const { name, language, category } = fields ?? {};
		if (String(fields?.['body']).includes('lottery')) {
			const message = 'The content of this template violates WhatsApp’s policy.';
			return refused(context, { status: 422, code: 'template_rejected', message });
		}
		const template = {
			id: store.ids.next('tpl'),
			name,
			language,
			category,
			status: 'pending',
			rejected_reason: null,
		};
		made.set(key(name, language), template);
		return context.json(template, 201);
	});
	return routes;
}
