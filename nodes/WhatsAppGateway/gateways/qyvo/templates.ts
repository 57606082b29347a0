import type { TemplateReference } from '../../core/gateway';
import { asObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Template, TemplateSummary } from '../../core/template';
import { templateNotFound } from '../../gatewayKit/pickTemplate';
import { requireAny } from '../../gatewayKit/record';
import { requireRows } from '../../gatewayKit/rows';
import { toSummary, toTemplate } from './templateRow';

/**
 * All templates in one answer; Qyvo has no pages.
 * Source: https://www.qyvo.io/docs/api/actions/list-templates
 */
export async function* listTemplates({ call }: Connection): AsyncIterable<TemplateSummary> {
	const { body } = await call({ method: 'POST', path: '/actions/list-templates', lists: true });
	yield* requireRows(body, 'Qyvo', body, 'templates').map(toSummary);
}

/**
 * One template with its text. Qyvo knows templates by id only, so a name is looked up in the list.
 * Source: https://www.qyvo.io/docs/api/actions/get-template
 */
export async function getTemplate(
	{ nameOrId }: TemplateReference,
	connection: Connection,
): Promise<Template> {
	const names: string[] = [];
	for await (const { id, name } of listTemplates(connection)) {
		if (name === nameOrId || id === nameOrId) {
			const { body } = await connection.call({
				method: 'POST',
				path: '/actions/get-template',
				body: { template_id: id },
			});
			return toTemplate(requireAny(asObject(body), ['id', 'name'], 'Qyvo', 'template'));
		}
		names.push(name);
	}
	throw templateNotFound(nameOrId, names, {
		gateway: 'Qyvo',
		howToGet: 'Create one in Qyvo’s dashboard and wait for WhatsApp’s approval.',
	});
}
