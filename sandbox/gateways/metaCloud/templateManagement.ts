import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';
import { none, type Fields } from './refusal';
import type { TemplateBook } from './templateBook';
import {
	componentsRefusal,
	definitionRefusal,
	settingsRefusal,
	type TemplateRefusal,
} from './templateDefinition';
import { libraryComponents, libraryRow } from './templateLibrary';
import { templateRows, type TemplateRow } from './templates';
import { sampleRefusal, type Handles } from './resumableUploads';

/** Names that an account may have. */
const maxNames = 250;

function refuse(context: Context, { subcode, details }: TemplateRefusal): Response {
	if (subcode === undefined) return refused(context, 400, 100, 'Invalid parameter', { details });
	return context.json(
		{
			error: {
				message: 'Invalid parameter',
				type: 'OAuthException',
				code: 100,
				error_subcode: subcode,
				is_transient: false,
				error_user_title: 'Template',
				error_user_msg: details,
				fbtrace_id: 'AsandboxTrace00000000',
			},
		},
		400,
	);
}

const fieldsOf = async (context: Context): Promise<Fields> =>
	asRecord(await context.req.json().catch(() => undefined)) ?? none;

/** Why a new template does not fit those that there are. */
function clash(
	{ name, language }: Fields,
	rows: readonly TemplateRow[],
	book: TemplateBook,
): TemplateRefusal | undefined {
	const named = rows.filter((row) => row.name === name);
	if (named.some((row) => row.language === language)) {
		return {
			subcode: 2388024,
			details: `There is already ${String(language)} content for this template`,
		};
	}
	if (book.isHeld(String(name))) {
		return { subcode: 2388023, details: 'The existing content is being deleted' };
	}
	const names = new Set(rows.map((row) => row.name));
	return named.length === 0 && names.size >= maxNames
		? { subcode: 2388019, details: 'You have exceeded the maximum number of message templates' }
		: undefined;
}

/** What can be changed of a template without a review. */
const settings = ['message_send_ttl_seconds', 'cta_url_link_tracking_opted_out'];

/** Why a template cannot be changed so. */
function editRefusal(
	row: TemplateRow,
	{ category, components, ...others }: Fields,
	book: TemplateBook,
): TemplateRefusal | undefined {
	const unknown = Object.keys(others).find((field) => !settings.includes(field));
	if (unknown !== undefined) return { details: `Unexpected key "${unknown}"` };
	const isSame = category === undefined && components === undefined;
	if (isSame && Object.keys(others).length === 0) return { details: 'Nothing is changed' };
	const refusal = settingsRefusal(String(category ?? row.category), others);
	if (isSame || refusal !== undefined) return refusal;
	const isApproved = row.status === 'APPROVED';
	const mayBeEdited = isApproved || row.status === 'REJECTED' || row.status === 'PAUSED';
	if (!mayBeEdited || (isApproved && book.wasEditedToday(row.id))) {
		return { subcode: 2388039, details: "The status for this message template can't be changed" };
	}
	if (isApproved && category !== undefined && category !== row.category) {
		return { details: 'The category of an approved template cannot be changed' };
	}
	if (components === undefined) return undefined;
	const isNamed = row['parameter_format'] === 'NAMED';
	return componentsRefusal(String(category ?? row.category), components, isNamed);
}

/**
 * Templates are created, changed and deleted.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export function templateManagementRoutes(store: Store, book: TemplateBook, handles: Handles): Hono {
	const routes = new Hono();
	const listPath = `/${account.businessAccountId}/message_templates`;
	const rowOf = (id: string) => templateRows(store, book).find((row) => row.id === id);

	const nextId = () => store.ids.next('').replace(/^0+/, '16895569'.padEnd(8, '0'));

	/** One of Meta's library needs no review. */
	const copy = (context: Context, given: Fields): Response => {
		const found = libraryRow(given, store);
		if (!('row' in found)) return refuse(context, found);
		const refusal = clash(given, templateRows(store, book), book);
		if (refusal !== undefined) return refuse(context, refusal);
		const { row } = found;
		const { id, category, language } = { ...row, id: nextId() };
		book.create({
			...{ id, language, category, name: String(given['name']), status: 'APPROVED' },
			...{ parameter_format: 'POSITIONAL', library_template_name: row.name },
			components: libraryComponents(row, given),
		});
		return context.json({ id, status: 'APPROVED', category });
	};

	routes.post(listPath, async (context) => {
		const given = await fieldsOf(context);
		if (given['library_template_name'] !== undefined) return copy(context, given);
		const refusal =
			definitionRefusal(given) ??
			sampleRefusal(given['components'], handles) ??
			clash(given, templateRows(store, book), book);
		if (refusal !== undefined) return refuse(context, refusal);
		const id = nextId();
		const { name, language, category, components, parameter_format: format, ...others } = given;
		const row = {
			...others,
			name: String(name),
			language: String(language),
			status: 'PENDING',
			category: String(category),
			parameter_format: String(format ?? 'POSITIONAL').toUpperCase(),
			components,
			id,
		};
		book.create(row);
		return context.json({ id, status: row.status, category: row.category });
	});

	routes.delete(listPath, (context) => {
		const { name, hsm_id: id } = context.req.query();
		if (name === undefined) return refuse(context, { details: 'name is required' });
		const found = templateRows(store, book).filter(
			(row) => row.name === name && (id === undefined || row.id === id),
		);
		if (found.length === 0) {
			const details = `The message template ${name} wasn't found for this account.`;
			return refuse(context, { subcode: 2593002, details });
		}
		book.remove(found);
		return context.json({ success: true });
	});

	routes.get('/:id{[0-9]+}', async (context, next) => {
		const row = rowOf(context.req.param('id'));
		return row === undefined ? await next() : context.json(row);
	});

	routes.post('/:id{[0-9]+}', async (context, next) => {
		const row = rowOf(context.req.param('id'));
		if (row === undefined) return await next();
		const given = await fieldsOf(context);
		const refusal = editRefusal(row, given, book) ?? sampleRefusal(given['components'], handles);
		if (refusal !== undefined) return refuse(context, refusal);
		book.edit(row.id, given);
		return context.json({ success: true });
	});

	return routes;
}
