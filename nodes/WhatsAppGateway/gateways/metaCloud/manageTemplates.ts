import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import type { Template } from '../../core/template';
import type {
	ChangedTemplate,
	CreatedTemplate,
	TemplateChange,
	TemplateDefinition,
	TemplateSettings,
	TemplateTarget,
} from '../../core/templateManagement';
import { templateNotFound } from '../../gatewayKit/pickTemplate';
import { haveNames } from '../../whatsapp/placeholders';
import { toTemplateStatus } from '../../whatsapp/statusNames';
import { languageIsOpen } from '../../whatsapp/templateLanguages';
import { graphPath } from './graphPath';
import { toTemplate } from '../../gatewayKit/metaTemplateRow';
import { requireAny } from '../../gatewayKit/record';
import { findByName } from './templates';

const source = { gateway: 'Meta', howToGet: 'Create one with Template: Create.' };

function templatesPath({ account }: Connection): string {
	return graphPath(account, account['businessAccountId'], 'message_templates');
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live */
function toSettings({ timeToLive, tracksLinks }: TemplateSettings): IDataObject {
	return {
		...(timeToLive !== undefined && { message_send_ttl_seconds: timeToLive }),
		...(tracksLinks !== undefined && { cta_url_link_tracking_opted_out: !tracksLinks }),
	};
}

/** Gives Meta a new template, and reads what became of it. */
export async function postTemplate(
	definition: IDataObject & { readonly name: string; readonly language: string },
	connection: Connection,
): Promise<CreatedTemplate> {
	const path = templatesPath(connection);
	const { body } = await connection.call({ method: 'POST', path, body: definition });
	const created = requireAny(asObject(body), ['id'], 'Meta', 'template');
	return {
		id: asText(created['id']),
		name: definition.name,
		language: definition.language,
		category: asText(created['category']),
		status: toTemplateStatus(asText(created['status'])),
		raw: body ?? null,
	};
}

/**
 * Gives a template to Meta for review.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 */
export async function createTemplate(
	{ name, language, category, components, ...settings }: TemplateDefinition,
	connection: Connection,
): Promise<CreatedTemplate> {
	return await postTemplate(
		{
			name,
			language,
			category,
			...(haveNames(components) && { parameter_format: 'NAMED' }),
			...toSettings(settings),
			components: [...components],
		},
		connection,
	);
}

/** The template of an id. Throws `templateNotFound` where Meta has none. */
async function findById(id: string, { account, call }: Connection): Promise<Template> {
	const { body } = await call({
		method: 'GET',
		path: graphPath(account, id),
		query: { fields: 'id,name,language,status,category' },
	}).catch((error: unknown) => {
		const isUnknown = error instanceof GatewayError && error.fault === 'notConfigured';
		return rethrow(isUnknown ? templateNotFound(id, null, source) : error);
	});
	const found = toTemplate(asObject(body));
	if (found.name === '') throw templateNotFound(id, null, source);
	return found;
}

/** Every language of a template; the only one for an id. Throws `templateNotFound`. */
export async function findVersions(nameOrId: string, connection: Connection): Promise<Template[]> {
	const byName = await findByName(nameOrId, connection);
	if (byName.length > 0) return byName;
	if (/^\d+$/.test(nameOrId)) return [await findById(nameOrId, connection)];
	throw templateNotFound(nameOrId, null, source);
}

/** The version in one language. Throws `templateNotFound`, or `invalidRequest` where it is left open. */
async function findVersion(
	{ nameOrId, language }: TemplateTarget,
	connection: Connection,
): Promise<Template> {
	const versions = await findVersions(nameOrId, connection);
	const languages = versions.flatMap((version) => version.languages);
	const fitting = versions.filter((version) => language === '' || version.language === language);
	const [found, another] = fitting;
	if (found !== undefined && another === undefined) return found;
	if (found !== undefined) throw languageIsOpen({ ...found, languages });
	throw new GatewayError(
		'templateNotFound',
		`Meta has no template “${nameOrId}” in the language ${language}.`,
		{ hint: `It exists in: ${languages.join(', ')}.` },
	);
}

/**
 * Changes a template, which is then reviewed again if its category or its components are other ones.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export async function editTemplate(
	target: TemplateTarget,
	{ category, components, ...settings }: TemplateChange,
	connection: Connection,
): Promise<ChangedTemplate> {
	const { id, name, language } = await findVersion(target, connection);
	const { body } = await connection.call({
		method: 'POST',
		path: graphPath(connection.account, id),
		body: {
			...(category !== undefined && { category }),
			...(components !== undefined && { components: [...components] }),
			...toSettings(settings),
		},
	});
	return { id, name, language, raw: body ?? null };
}

/**
 * Deletes a template in one language, or in all of them. Meta asks for the name with each id.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export async function deleteTemplate(
	target: TemplateTarget,
	connection: Connection,
): Promise<ChangedTemplate> {
	const isWhole = target.language === '' && !/^\d+$/.test(target.nameOrId);
	const one = isWhole ? null : await findVersion(target, connection);
	const name = one?.name ?? target.nameOrId;
	const { body } = await connection.call({
		method: 'DELETE',
		path: templatesPath(connection),
		query: { ...(one !== null && { hsm_id: one.id }), name },
	});
	return { id: one?.id ?? null, name, language: one?.language ?? null, raw: body ?? null };
}
