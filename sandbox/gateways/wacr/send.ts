import { Hono } from 'hono';

import type { LaravelFields } from '../../gatewayKit/laravel';
import { type MessageParts, type ListMenu, type ReplyButton, fileParts } from '../../state/message';
import type { Store } from '../../state/store';
import { isRefusal, refused } from './answers';
import { merged } from './contactRow';
import { recipient, sentOrRefused } from './recipient';
import { templateParts } from './templateMessage';
import { checkFields, phoneField } from './validation';

const fileKinds = ['image', 'video', 'document', 'audio'] as const;

function addressed(fields: LaravelFields, maxPhone?: number) {
	return {
		phone: phoneField(fields, maxPhone),
		contactId: fields.optionalInteger('contact_id'),
	};
}

function repliesOf(fields: LaravelFields): ReplyButton[] {
	return fields.entries('buttons', 3).map((button) => ({
		id: button.requiredText('id', 256),
		title: button.requiredText('title', 20),
	}));
}

function listOf(fields: LaravelFields): ListMenu {
	const button = fields.requiredText('list_button_text', 20);
	const sections = fields.entries('sections', 10).map((section) => ({
		title: section.requiredText('title', 24),
		rows: section.entries('rows', 10).map((row) => ({
			id: row.requiredText('id', 200),
			title: row.requiredText('title', 24),
			description: row.optionalText('description', 72) || null,
		})),
	}));
	return { button, sections };
}

/** What can be tapped, as the person sees it. */
function interactiveParts(fields: LaravelFields): MessageParts {
	const type = fields.requiredText('type');
	if (type !== '' && type !== 'button' && type !== 'list') {
		fields.refuseSelected('type');
	}
	const replies = type === 'button' ? repliesOf(fields) : [];
	return {
		kind: type === 'list' ? 'list' : 'buttons',
		header: fields.optionalText('header_text', 60) || null,
		body: fields.requiredText('body_text', 1024),
		footer: fields.optionalText('footer_text', 60) || null,
		buttons: replies.map(({ title }) => title),
		replies,
		...(type === 'list' && { list: listOf(fields) }),
	};
}

/** A file by its address or as an upload, as the person sees it. */
function mediaParts(fields: LaravelFields): MessageParts {
	const asked = fields.requiredText('media_type');
	const kind = fileKinds.find((one) => one === asked);
	if (asked !== '' && kind === undefined)
		fields.refuse('media_type', 'The selected type is invalid.');
	const upload = fields.body['media_file'];
	const file = upload instanceof File ? upload : undefined;
	const url = fields.optionalUrl('media_url');
	if (file === undefined && url === '' && !fields.isRefused('media_url')) {
		fields.refuseField('media_url', 'is required when media_file is not present');
	}
	if (file?.size === 0) fields.refuse('media_file', 'The media_file field must not be empty.');
	const caption = fields.optionalText('caption', 1024);
	const given = fields.optionalText('filename');
	const fileName = kind === 'document' ? given || (file?.name ?? '') : '';
	const address = file === undefined ? url : `upload:${file.name}`;
	return fileParts(kind ?? 'document', address, { caption, fileName });
}

/** Sources: https://docs.app.wa.cr/ (Send Text Message) and its three neighbours */
export function sendRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.post('/messages/text', async (context) => {
		const given = await checkFields(context, (fields) => ({
			...addressed(fields),
			message: fields.requiredText('message', 4096),
		}));
		if (isRefusal(given)) return refused(context, given);
		return sentOrRefused(
			context,
			store,
			recipient(store, given, 'free'),
			(contact) => ({ kind: 'text', body: merged(given.message, contact) }),
			({ body }) => ({ message: body }),
		);
	});

	routes.post('/messages/template', async (context) => {
		const given = await checkFields(context, (fields) => ({
			...addressed(fields),
			name: fields.requiredText('template_name'),
			language: fields.requiredText('language', 10),
			fields,
		}));
		if (isRefusal(given)) return refused(context, given);
		return sentOrRefused(
			context,
			store,
			recipient(store, given, 'template'),
			(contact) => templateParts(given, contact),
			() => ({ template_name: given.name, language: given.language }),
		);
	});

	routes.post('/messages/interactive', async (context) => {
		const given = await checkFields(context, (fields) => ({
			...addressed(fields),
			parts: interactiveParts(fields),
		}));
		if (isRefusal(given)) return refused(context, given);
		return sentOrRefused(
			context,
			store,
			recipient(store, given, 'free'),
			() => given.parts,
			({ kind }) => ({ type: kind === 'list' ? 'list' : 'button' }),
		);
	});

	routes.post('/messages/media', async (context) => {
		const given = await checkFields(context, (fields) => ({
			...addressed(fields, 15),
			parts: mediaParts(fields),
		}));
		if (isRefusal(given)) return refused(context, given);
		return sentOrRefused(
			context,
			store,
			recipient(store, given, 'free'),
			() => given.parts,
			({ kind, mediaUrl }) => ({ media_type: kind, media_url: mediaUrl }),
		);
	});

	return routes;
}
