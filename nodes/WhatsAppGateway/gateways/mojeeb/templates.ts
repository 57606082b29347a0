import { GatewayError } from '../../core/faults';
import type { TemplateReference } from '../../core/gateway';
import type { Account, Call, Connection } from '../../core/request';
import type { Template } from '../../core/template';
import { pickTemplate } from '../../gatewayKit/pickTemplate';
import { agentOf, askPlaces, connectionPlaces, type Place } from './places';
import { rowsIn } from './rows';
import { toTemplate } from './templateRow';

/**
 * The addresses at which the list may be, the likeliest first. That it needs agent and connection is
 * documented, its path is not.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/list_whatsapp_templates
 */
function templatePlaces(account: Account): Place[] {
	const connection = account['connectionId']?.trim() ?? '';
	const today = { path: '/v1/whatsapp/templates', query: { agent_id: agentOf(account) } };
	if (connection === '') return [today];
	return [
		...connectionPlaces(account),
		{ ...today, query: { ...today.query, connection_id: connection } },
	];
}

/** The templates at one address. */
async function fetchFrom(place: Place, call: Call): Promise<Template[]> {
	const { body } = await call({ method: 'GET', ...place });
	return rowsIn(body, 'templates').map(toTemplate);
}

/** Every template in every language, in one answer; `null` if the account does not list them. */
async function fetchTemplates({ account, call }: Connection): Promise<Template[] | null> {
	return await askPlaces(templatePlaces(account), async (place) => await fetchFrom(place, call));
}

/** Every template in every language. Throws `unsupported` if the account does not list them. */
export async function* listTemplates(connection: Connection): AsyncIterable<Template> {
	const templates = await fetchTemplates(connection);
	if (templates === null) {
		throw new GatewayError('unsupported', 'Mojeeb does not list the templates of this account.', {
			hint: 'Fill in Connection ID in the credential if you know it, or look the templates up in WhatsApp Manager: they can be sent by name and language.',
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
