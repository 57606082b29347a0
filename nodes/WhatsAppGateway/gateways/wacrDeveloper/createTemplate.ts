import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { CreatedTemplate, TemplateDefinition } from '../../core/templateManagement';
import { haveNames } from '../../whatsapp/placeholders';
import { toTemplateStatus } from '../../whatsapp/statusNames';
import { findBusinessAccount } from './channels';

/**
 * Gives a template to WA.CR, which passes it on to Meta for review: in the account of the chosen sender.
 * What the answer holds is not documented; what it leaves out is as it was sent.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Template, Create)
 */
export async function createTemplate(
	{ name, language, category, components }: TemplateDefinition,
	connection: Connection,
): Promise<CreatedTemplate> {
	const wabaId = await findBusinessAccount(connection);
	const { body } = await connection.call({
		method: 'POST',
		path: '/v1/templates',
		body: {
			name,
			language,
			category,
			components: [...components],
			...(haveNames(components) && { parameterFormat: 'NAMED' }),
			...(wabaId !== null && { wabaId }),
		},
	});
	const whole = asObject(body);
	const row = asObject(whole['template'] ?? whole);
	return {
		id: asText(row['id']),
		name: asText(row['name']) ?? name,
		language: asText(row['language']) ?? language,
		category: asText(row['category'])?.toUpperCase() ?? null,
		// The status of an answer in short is a number, that of HTTP.
		status: toTemplateStatus(typeof row['status'] === 'string' ? row['status'] : 'PENDING'),
		raw: body ?? null,
	};
}
