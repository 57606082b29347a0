import { GatewayError } from '../../core/faults';
import type { TemplateReference } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { errorOf } from './faults';
import { templateOf } from './templateRow';

/**
 * Whether a refusal means that this account has no such list, or not without the id of a
 * connection, which nothing here can find out.
 */
function isUntold({ details: { httpStatus, raw } }: GatewayError): boolean {
	const code = asText(errorOf(raw)['code']);
	if (httpStatus === 404) return code === null || code === 'endpoint_not_found';
	if (httpStatus === 422) return errorOf(raw)['param'] === 'connection_id';
	return httpStatus === 405;
}

/** The rows of the list, in whichever frame they come; `undefined` where there is none. */
function rowsIn(body: unknown): readonly unknown[] | undefined {
	const { data, templates, items } = asObject(body);
	return [body, data, templates, items].find((value) => Array.isArray(value));
}

/**
 * Every template in every language, in one answer; `null` where the account does not tell them.
 * Assumed: the list is documented, as https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_whatsapp_templates,
 * but its path is not; it may be another one, or missing.
 */
async function fetched({ account, call }: Connection): Promise<Template[] | null> {
	try {
		const { body } = await call({
			method: 'GET',
			path: '/v1/whatsapp/templates',
			query: { agent_id: account['agentId'] },
		});
		const rows = rowsIn(body);
		if (rows !== undefined) return rows.map((row) => templateOf(asObject(row)));
		throw new GatewayError('unexpectedAnswer', 'Mojeeb sent no list of templates.', { raw: body });
	} catch (error) {
		return error instanceof GatewayError && isUntold(error) ? null : rethrow(error);
	}
}

/** Every template in every language. Throws `unsupported` where the account does not tell them. */
export async function* listTemplates(connection: Connection): AsyncIterable<Template> {
	const rows = await fetched(connection);
	if (rows === null) {
		throw new GatewayError('unsupported', 'Mojeeb does not tell the templates of this account.', {
			hint: 'Look them up in WhatsApp Manager. They can be sent by name and language.',
		});
	}
	yield* rows;
}

/** One template in the wanted language; without one, in the first that is approved. */
export async function getTemplate(
	reference: TemplateReference,
	connection: Connection,
): Promise<Template | null> {
	const all = await fetched(connection);
	if (all === null) return null;
	return await pickTemplate(all, reference, {
		gateway: 'Mojeeb',
		howToGet: 'Create one in WhatsApp Manager and wait for its approval.',
	});
}
