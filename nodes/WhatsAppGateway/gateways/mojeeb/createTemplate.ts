import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { CreatedTemplate, TemplateDefinition } from '../../core/templateManagement';
import { toTemplateStatus } from '../../whatsapp/statusNames';
import { askPlaces, connectionPlaces } from './places';

/** The first of Meta's samples, which are a list, or a list in a list. */
function firstSample(value: unknown): unknown {
	const [first] = Array.isArray(value) ? value : [];
	return first;
}

/** Meta's samples of a text: a list for {{1}}, {{2}} …, an object by name for named ones. */
function samplesOf(
	example: JsonObject,
	positional: string,
	named: string,
): IDataObject | unknown[] | null {
	const byName = asObjects(example[named]).map((one) => [
		asText(one['param_name']) ?? '',
		one['example'],
	]);
	if (byName.length > 0) return Object.fromEntries(byName) as IDataObject;
	const list = example[positional];
	const first = firstSample(list);
	if (Array.isArray(first)) return first;
	return Array.isArray(list) ? list : null;
}

function toHeader(component: JsonObject): IDataObject {
	const format = asText(component['format'])?.toLowerCase() ?? 'text';
	const example = asObject(component['example']);
	if (format !== 'text') {
		const url = firstSample(example['header_url'] ?? example['header_handle']);
		return { format, media_url: asText(url) };
	}
	const samples = samplesOf(example, 'header_text', 'header_text_named_params');
	const sample = Array.isArray(samples) ? firstSample(samples) : Object.values(samples ?? {})[0];
	return {
		format,
		text: asText(component['text']),
		...(sample !== undefined && { example: sample as string }),
	};
}

/** What a template of one-time passwords has: the text is WhatsApp's own. */
function toOtp(part: (type: string) => JsonObject): IDataObject {
	const [button = {}] = asObjects(part('BUTTONS')['buttons']);
	const { add_security_recommendation: recommends } = part('BODY');
	const { code_expiration_minutes: minutes } = part('FOOTER');
	return {
		type: (asText(button['otp_type']) ?? 'COPY_CODE').toLowerCase(),
		...(recommends !== undefined && { add_security_recommendation: recommends === true }),
		...(typeof minutes === 'number' && { code_expiration_minutes: minutes }),
	};
}

/** Meta's components in Mojeeb's own fields. */
function toFields({ category, components }: TemplateDefinition): IDataObject {
	const find = (type: string) =>
		components.find((component) => asText(component['type'])?.toUpperCase() === type);
	const part = (type: string) => find(type) ?? {};
	if (category === 'AUTHENTICATION') return { otp: toOtp(part) };
	const [header, body, footer, buttons] = [
		find('HEADER'),
		part('BODY'),
		find('FOOTER'),
		find('BUTTONS'),
	];
	const samples = samplesOf(asObject(body['example']), 'body_text', 'body_text_named_params');
	return {
		body: asText(body['text']),
		...(samples !== null && { body_examples: samples }),
		...(header !== undefined && { header: toHeader(header) }),
		...(footer !== undefined && { footer: asText(footer['text']) }),
		...(buttons !== undefined && { buttons: asObjects(buttons['buttons']) as IDataObject[] }),
	};
}

/**
 * Submits a template for Meta's review. That it needs agent and connection is documented, its path is not;
 * `POST /v1/whatsapp/templates` sends one and is never asked.
 * Source: https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/create_whatsapp_template
 *
 * @throws GatewayError `notConfigured` without a Connection ID, `contentRejected` with Meta's reason
 */
export async function createTemplate(
	template: TemplateDefinition,
	{ account, call }: Connection,
): Promise<CreatedTemplate> {
	const body = {
		name: template.name,
		language: template.language,
		category: template.category.toLowerCase(),
		...toFields(template),
	};
	const answer = await askPlaces(
		connectionPlaces(account),
		async ({ path }) => await call({ method: 'POST', path, body }),
	);
	if (answer === null) {
		throw new GatewayError('unsupported', 'Mojeeb does not create templates for this account.', {
			hint: 'Check the Connection ID in the credential, or create the template in Mojeeb’s dashboard.',
		});
	}
	const { body: raw } = answer;
	const row = asObject(asObject(raw)['data'] ?? raw);
	const rejectedReason = asText(row['rejected_reason']);
	return {
		id: asText(row['id']),
		name: asText(row['name']) ?? template.name,
		language: asText(row['language']) ?? template.language,
		category: asText(row['category'])?.toUpperCase() ?? null,
		status: toTemplateStatus(firstText(row, 'status') ?? 'pending'),
		...(rejectedReason !== null && { rejectedReason }),
		raw,
	};
}
