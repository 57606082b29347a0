import { Hono } from 'hono';

import { type MessageParts, type ListMenu, type ReplyButton, fileParts } from '../../state/message';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { isRefusal, refused, type Refusals } from './answers';
import { merged } from './contactRow';
import { recipient, sentOrRefused } from './recipient';
import { templateParts } from './templateMessage';
import {
	fieldsOf,
	optionalInteger,
	optionalText,
	phoneField,
	textField,
	urlField,
	type Body,
} from './validation';

const fileKinds = ['image', 'video', 'document', 'audio'] as const;

function addressed(body: Body, errors: Refusals, mostOfPhone?: number) {
	return {
		phone: phoneField(body, errors, mostOfPhone),
		contactId: optionalInteger(body, 'contact_id', errors),
	};
}

/** The entries of a list, each an object; a reason where there are too few or too many. */
function entries(body: Body, field: string, errors: Refusals, most: number, path = field): Body[] {
	const value = body[field];
	if (!Array.isArray(value) || value.length === 0) {
		errors[path] = [`The ${path} field is required.`];
		return [];
	}
	if (value.length > most)
		errors[path] = [`The ${path} field must not have more than ${most} items.`];
	return value.map((one) => asRecord(one) ?? {});
}

/** A field of an entry, whose reasons stand under its whole path: `buttons.0.title`. */
function inEntry(entry: Body, path: string, field: string, errors: Refusals, most: number): string {
	return textField({ [`${path}.${field}`]: entry[field] }, `${path}.${field}`, errors, most);
}

function repliesOf(body: Body, errors: Refusals): ReplyButton[] {
	return entries(body, 'buttons', errors, 3).map((button, index) => ({
		id: inEntry(button, `buttons.${index}`, 'id', errors, 256),
		title: inEntry(button, `buttons.${index}`, 'title', errors, 20),
	}));
}

function listOf(body: Body, errors: Refusals): ListMenu {
	const button = textField(body, 'list_button_text', errors, 20);
	const sections = entries(body, 'sections', errors, 10).map((section, at) => {
		const path = `sections.${at}`;
		return {
			title: inEntry(section, path, 'title', errors, 24),
			rows: entries(section, 'rows', errors, 10, `${path}.rows`).map((row, index) => {
				const own = `${path}.rows.${index}`;
				const words = `${own}.description`;
				return {
					id: inEntry(row, own, 'id', errors, 200),
					title: inEntry(row, own, 'title', errors, 24),
					description: optionalText({ [words]: row['description'] }, words, errors, 72) || null,
				};
			}),
		};
	});
	return { button, sections };
}

/** What can be tapped, as the person sees it. */
function interactiveParts(body: Body, errors: Refusals): MessageParts {
	const type = textField(body, 'type', errors);
	if (type !== '' && type !== 'button' && type !== 'list') {
		errors['type'] = ['The selected type is invalid.'];
	}
	const replies = type === 'button' ? repliesOf(body, errors) : [];
	return {
		kind: type === 'list' ? 'list' : 'buttons',
		header: optionalText(body, 'header_text', errors, 60) || null,
		body: textField(body, 'body_text', errors, 1024),
		footer: optionalText(body, 'footer_text', errors, 60) || null,
		buttons: replies.map(({ title }) => title),
		replies,
		...(type === 'list' && { list: listOf(body, errors) }),
	};
}

/** A file by its address or as an upload, as the person sees it. */
function mediaParts(body: Body, errors: Refusals): MessageParts {
	const asked = textField(body, 'media_type', errors);
	const kind = fileKinds.find((one) => one === asked);
	if (asked !== '' && kind === undefined) errors['media_type'] = ['The selected type is invalid.'];
	const upload = body['media_file'];
	const file = upload instanceof File ? upload : undefined;
	const url = urlField(body, 'media_url', errors);
	if (file === undefined && url === '') {
		errors['media_url'] ??= ['The media_url field is required when media_file is not present.'];
	}
	if (file?.size === 0) errors['media_file'] = ['The media_file field must not be empty.'];
	const caption = optionalText(body, 'caption', errors, 1024);
	const given = optionalText(body, 'filename', errors);
	const fileName = kind === 'document' ? given || (file?.name ?? '') : '';
	const address = file === undefined ? url : `upload:${file.name}`;
	return fileParts(kind ?? 'document', address, { caption, fileName });
}

/** Sources: https://docs.app.wa.cr/ (Send Text Message) and its three neighbours */
export function sendRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.post('/messages/text', async (context) => {
		const fields = await fieldsOf(context, (body, errors) => ({
			...addressed(body, errors),
			message: textField(body, 'message', errors, 4096),
		}));
		if (isRefusal(fields)) return refused(context, fields);
		return sentOrRefused(
			context,
			store,
			recipient(store, fields, 'free'),
			(contact) => ({ kind: 'text', body: merged(fields.message, contact) }),
			({ body }) => ({ message: body }),
		);
	});

	routes.post('/messages/template', async (context) => {
		const fields = await fieldsOf(context, (body, errors) => ({
			...addressed(body, errors),
			name: textField(body, 'template_name', errors),
			language: textField(body, 'language', errors, 10),
			body,
		}));
		if (isRefusal(fields)) return refused(context, fields);
		return sentOrRefused(
			context,
			store,
			recipient(store, fields, 'template'),
			(contact) => templateParts(fields, contact),
			() => ({ template_name: fields.name, language: fields.language }),
		);
	});

	routes.post('/messages/interactive', async (context) => {
		const fields = await fieldsOf(context, (body, errors) => ({
			...addressed(body, errors),
			parts: interactiveParts(body, errors),
		}));
		if (isRefusal(fields)) return refused(context, fields);
		return sentOrRefused(
			context,
			store,
			recipient(store, fields, 'free'),
			() => fields.parts,
			({ kind }) => ({ type: kind === 'list' ? 'list' : 'button' }),
		);
	});

	routes.post('/messages/media', async (context) => {
		const fields = await fieldsOf(context, (body, errors) => ({
			...addressed(body, errors, 15),
			parts: mediaParts(body, errors),
		}));
		if (isRefusal(fields)) return refused(context, fields);
		return sentOrRefused(
			context,
			store,
			recipient(store, fields, 'free'),
			() => fields.parts,
			({ kind, mediaUrl }) => ({ media_type: kind, media_url: mediaUrl }),
		);
	});

	return routes;
}
