import { GatewayError } from '../../core/faults';
import type { TemplateReference } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { errorIn } from './faults';
import { toTemplate } from './templateRow';

/**
 * Whether a refusal means that this account has no list of templates, or has it only with the id of a
 * connection, which no endpoint gives.
 */
function isListMissing({ details: { httpStatus, raw } }: GatewayError): boolean {
	const { code, param } = errorIn(raw);
	if (httpStatus === 404) return asText(code) === null || code === 'endpoint_not_found';
	if (httpStatus === 422) return param === 'connection_id';
	return httpStatus === 405;
}

/** The rows of the list, which are not documented to be in a certain field. */
function findRows(body: unknown): readonly unknown[] | undefined {
	const { data, templates, items } = asObject(body);
	return [body, data, templates, items].find((value) => Array.isArray(value));
}

/**
 * Every template in every language, in one answer; `null` if the account does not list them.
 * Assumed: the list is documented, as https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_whatsapp_templates,
 * but its path is not; it may be another one, or missing.
 */
async function fetchTemplates({ account, call }: Connection): Promise<Template[] | null> {
	try {
		const { body } = await call({
			method: 'GET',
			path: '/v1/whatsapp/templates',
			query: { agent_id: account['agentId'] },
		});
		const rows = findRows(body);
		if (rows !== undefined) return rows.map((row) => toTemplate(asObject(row)));
		throw new GatewayError('unexpectedAnswer', 'Mojeeb sent no list of templates.', { raw: body });
	} catch (error) {
		return error instanceof GatewayError && isListMissing(error) ? null : rethrow(error);
	}
}

/** Every template in every language. Throws `unsupported` if the account does not list them. */
export async function* listTemplates(connection: Connection): AsyncIterable<Template> {
	const templates = await fetchTemplates(connection);
	if (templates === null) {
		throw new GatewayError('unsupported', 'Mojeeb does not list the templates of this account.', {
			hint: 'Look them up in WhatsApp Manager. They can be sent by name and language.',
		});
	}
	yield* templates;
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(
	reference: TemplateReference,
	connection: Connection,
): Promise<Template | null> {
	const templates = await fetchTemplates(connection);
	if (templates === null) return null;
	return await pickTemplate(templates, reference, {
		gateway: 'Mojeeb',
		howToGet: 'Create one in WhatsApp Manager and wait for its approval.',
	});
}
